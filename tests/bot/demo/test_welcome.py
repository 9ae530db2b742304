"""The two packs answer every example on the demo's first screen."""

import re
from collections.abc import AsyncIterator

import pytest
from discord import AppCommandType

from bot.app.client import Footnote
from bot.demo.server import WELCOME
from facts.model.entities import SHARED_LIBRARY
from facts.model.selection import EVERYTHING
from storage.store import SqliteStore
from tests.support.builders import NOTE, ROOT
from tests.support.mentioning import answer_to
from tests.support.packs import starter_page
from tests.support.page_imports import import_pages
from tests.support.world import World, open_world, text_of

_MENTIONS = re.findall(r"`@Footnote ([^`]*)`", WELCOME)
_NOTHING = ("Nothing here answers", "No topic", "No fact matches", "The library is empty")
_README = (ROOT / "README.md").read_text("utf-8")


@pytest.fixture
async def world(store: SqliteStore) -> AsyncIterator[World]:
    await import_pages(store, [starter_page(), starter_page(pack="team")], NOTE)
    async with open_world(store) as opened:
        yield opened


def is_answered(answer: str) -> bool:
    return not any(each in answer for each in _NOTHING)


async def test_the_mentions_are_answered(world: World) -> None:
    assert len(_MENTIONS) == 2
    for each in _MENTIONS:
        assert is_answered(text_of(await answer_to(world, each))), each


async def test_an_unknown_name_is_a_miss(world: World) -> None:
    assert not is_answered(text_of(await answer_to(world, "sft")))


async def test_the_letters_find_their_topic(world: World) -> None:
    (letters,) = re.findall(r"few letters, such as `(\w+)`", WELCOME)
    offered = await world.reader.autocomplete(world.channel, "topic", "name", letters)
    assert offered[0]["name"] == "retrieval augmentation (retrieval-augmented generation)"


def test_the_commands_exist(store: SqliteStore) -> None:
    tree = Footnote(store).tree
    commands = {f"/{each.qualified_name}" for each in tree.walk_commands()}
    named = set(re.findall(r"`(/[a-z ]+)`", WELCOME))
    assert "/library add" in named
    assert named <= commands
    menus = {each.name for each in tree.get_commands(type=AppCommandType.message)}
    assert set(re.findall(r"[^*]\*([A-Z][a-z ]+)\*[^*]", WELCOME)) == menus


async def test_the_number_of_facts_is_right(store: SqliteStore) -> None:
    await import_pages(store, [starter_page()], NOTE)
    facts = (await store.read(SHARED_LIBRARY, lambda it: it.facts.count(EVERYTHING))).facts
    assert f"{facts} facts about language models" in WELCOME


async def test_help_names_a_question_that_is_answered(world: World) -> None:
    answer = text_of(await world.reader.slash(world.channel, "help"))
    (question,) = re.findall(r"with a question, like \*([^*]*)\*", answer)
    assert text_of(await answer_to(world, question)).startswith("## incidents")


async def test_the_readmes_questions_are_answered(world: World) -> None:
    asked = re.findall(r"`@Footnote ([^`]*)`", _README)
    assert asked
    for each in asked:
        assert is_answered(text_of(await answer_to(world, each))), each


def test_the_first_screen_is_one_message_of_five_lines() -> None:
    assert len(WELCOME.encode("utf-16-le")) // 2 <= 2_000
    assert len(WELCOME.splitlines()) == 5
