"""Carrying citations out of Discord: one at a time, and all of an answer."""

import pytest
from simcord.results import InteractionResult

from tests.bot.worlds import (
    World,
    message_of,
    press,
    read,
    said,
)
from tests.builders import add, fact_draft


async def test_a_citation_is_given_in_four_forms_privately(world: World) -> None:
    answer = await world.reader.slash(world.channel, "random", kind="measurement")
    cited = await press(world.other, answer, "Copy citation")
    assert cited.ephemeral
    assert "> — [Sleep and Driving: A Trial](https://example.org/trial), Jane Doe" in said(cited)
    assert "Jane Doe. (2026, March 15). Sleep and Driving: A Trial." in said(cited)
    assert "**Plain**\n```\n“Naps of twenty minutes halved" in said(cited)
    assert "@misc{jane2026sleep," in said(cited)


async def files_of(answer: InteractionResult) -> dict[str, str]:
    """Return the attached texts by their names."""
    attached = message_of(answer).attachments
    return {each.filename: (await each.read()).decode() for each in attached}


async def test_all_facts_of_an_answer_are_cited_at_once_in_files(world: World) -> None:
    answer = await world.reader.slash(world.channel, "topic", name="pn", site="example.org")
    cited = await press(world.other, answer, "Cite all")
    assert cited.ephemeral
    assert "3 facts" in read(cited)
    files = await files_of(cited)
    assert list(files) == ["citations.md", "citations.txt", "citations.bib"]
    assert files["citations.md"].count("> — [Sleep and Driving: A Trial]") == 3
    assert "“Drivers who nap late sleep worse at night.” — Sleep" in files["citations.txt"]
    assert files["citations.bib"].count("@misc{") == 1


@pytest.mark.parametrize(
    ("command", "options", "facts"),
    [
        ("search", {"text": "naps"}, 5),
        ("sources", {"site": "naps.example"}, 4),
        ("topic", {"name": "pn"}, 8),
    ],
)
async def test_every_list_of_facts_can_be_cited_whole(
    world: World, command: str, options: dict[str, str], facts: int
) -> None:
    answer = await world.reader.slash(world.channel, command, **options)
    await world.restart()
    cited = await press(world.other, answer, "Cite all")
    assert f"{facts} facts" in read(cited)


async def test_the_citation_of_a_long_fact_still_names_its_source(world: World) -> None:
    await add(world.store, fact_draft("word " * 2_000))
    cited = await press(
        world.reader, await world.reader.slash(world.channel, "fact", id=10), "Copy citation"
    )
    assert "> — A Paper, example.org" in said(cited)
    assert said(cited).count("```") == 8
