"""A mention and `footnote ask` give the same answer."""

import asyncio
import json
import re

import pytest
from simcord.results import ResponseMessage

from tests.support.command_line import Footnote
from tests.support.mentioning import answer_to, ask, replies
from tests.support.world import World, buttons, text_of

HELP = ("## How to use Footnote\n", "## Add a fact\n")


def shown_facts(answer: ResponseMessage) -> list[int]:
    return [int(number) for number in re.findall(r"#(\d+) · ", text_of(answer))]


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("pn", "topic"),
        ("what are power naps?", "topic"),
        ("nite shifts", "topic"),
        ("power naps vs. night shifts", "comparison"),
        ("do long naps leave people drowsy?", "facts"),
        ("how do naps help drivers?", "facts"),
        ("do night shifts harm sleep?", "facts"),
        ("which rooms shorten naps?", "facts"),
        ("why is the sky blue?", "miss"),
        ("blorptastic quazzles", "miss"),
        ("what can you do?", "help"),
        ("how do I add a fact?", "help"),
        ("list topics", "choice"),
        ("what do you know?", "choice"),
        ("fact 5", "facts"),
    ],
)
async def test_a_mention_and_the_command_line_give_the_same_answer(
    world: World, footnote: Footnote, question: str, kind: str
) -> None:
    card = await answer_to(world, question)
    arguments = ("ask", question, "--json", "--server", str(world.server.id))
    printed = await asyncio.to_thread(footnote, *arguments)
    answer = json.loads(printed.stdout)
    assert answer["answer"] == kind
    assert [fact["id"] for fact in answer["facts"]] == shown_facts(card)
    if kind in {"topic", "comparison"}:
        assert f"## {' and '.join(answer['topics'])}\n" in text_of(card)
    if kind == "choice":
        places = [text_of(card).index(name) for name in answer["topics"]]
        assert places == sorted(places)
    if kind == "miss":
        offered = [label for label in buttons(card) if label != "All topics"]
        assert offered == answer["topics"]
        assert "Nothing here answers" in text_of(card)
    assert text_of(card).startswith(HELP) == (kind == "help")


async def test_small_talk_is_left_without_a_card_in_both(world: World, footnote: Footnote) -> None:
    await ask(world, "thanks")
    assert replies(world) == []
    printed = await asyncio.to_thread(footnote, "ask", "thanks", "--json")
    assert json.loads(printed.stdout)["answer"] == "none"
