"""Every option of every command completes while the user types.

The tests walk the tree of commands, so that a new option cannot be forgotten.
"""

import logging
from dataclasses import dataclass
from typing import Any, Final

import pytest
from simcord.actors import MemberActor

from bot.answers.reporter import Reporter
from bot.curation.files.errors import NothingToExport
from facts.curation.errors import NothingChanged, SharedReadOnly, UndoConflict
from facts.model.errors import FootnoteError, NoFactMatches, NoSearchHits
from tests.support.curating import add_fact
from tests.support.daily_world import set_up
from tests.support.rights import add_administrator
from tests.support.rights_rows import COMMANDS
from tests.support.rights_watch import Database
from tests.support.typed_options import GARBAGE, TYPED, TypedOption, list_typed_options
from tests.support.world import World

CHOICES, LENGTH = 25, 100
"""Discord's limits: choices of one option, and UTF-16 units of a name or a value."""
FREE_TEXT: Final = {("search", "text"), ("topics", "query"), ("sources", "query")}
"""Options that take any text, so that a typed label stays as it is."""
UNDERSTOOD: Final = (
    SharedReadOnly, NothingChanged, NothingToExport, NoFactMatches, NoSearchHits, UndoConflict,
)  # fmt: skip
"""Errors about what a value names, not about the value."""


@dataclass
class Typist:
    """An administrator who types into the options of some commands."""

    world: World
    actor: MemberActor
    options: list[TypedOption]

    async def offer(self, option: TypedOption, typed: str) -> list[dict[str, Any]]:
        return await self.actor.autocomplete(
            self.world.channel, option.command, option.name, typed, **option.beside
        )


def find_group(command: str) -> str:
    """Return the group of a command: one server serves the tests of a whole group."""
    first, *rest = command.split()
    return first if rest else "look-ups"


@pytest.fixture(params=sorted({find_group(each) for each in COMMANDS}))
async def typist(world: World, request: pytest.FixtureRequest) -> Typist:
    await add_fact(world, topics="early risers")
    await add_fact(world, fact="Owls take long naps.", topics="late risers", source="Owl News")
    await world.manager.slash(
        world.channel, "library alias", topic="early risers", add="dawn people"
    )
    await set_up(world, title="Nap of the day")
    found = [
        each for each in list_typed_options(world) if find_group(each.command) == request.param
    ]
    assert found
    return Typist(world, add_administrator(world), found)


def measure(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def find_misfits(choices: list[dict[str, Any]]) -> list[str]:
    """Return what is wrong with the choices of one option."""
    texts = [str(each[part]) for each in choices for part in ("name", "value")]
    wrong = [f"has the length {measure(each)}" for each in texts if not 0 < measure(each) <= LENGTH]
    values = [each["value"] for each in choices]
    names = [each["name"] for each in choices]
    wrong += [f"{len(choices)} choices"] if len(choices) > CHOICES else []
    wrong += [f"repeats {names}"] if len({*names}) < len(names) else []
    return wrong + ([f"repeats {values}"] if len({*values}) < len(values) else [])


async def test_an_empty_option_offers_choices_within_limits(typist: Typist) -> None:
    for option in typist.options:
        choices = await typist.offer(option, "")
        assert choices, option
        assert find_misfits(choices) == [], option


async def test_the_typed_value_comes_first_where_it_is_valid(typist: Typist) -> None:
    for option in typist.options:
        for typed, value in TYPED[option.name].items():
            choices = await typist.offer(option, typed)
            assert [each["value"] for each in choices][:1] == [value], (option, typed)
            assert find_misfits(choices) == [], (option, typed)


async def test_a_typed_label_or_value_offers_its_choice_first(typist: Typist) -> None:
    for option in typist.options:
        for choice in (await typist.offer(option, ""))[:6]:
            for typed in (choice["name"], str(choice["value"])):
                offered = [each["value"] for each in await typist.offer(option, typed)]
                is_text = (option.command, option.name) in FREE_TEXT
                assert offered[0] == (typed if is_text else choice["value"]), (option, typed)


async def test_nothing_typed_makes_an_option_fail(
    typist: Typist, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR):
        for option in typist.options:
            for typed in GARBAGE:
                choices = await typist.offer(option, typed)
                assert find_misfits(choices) == [], (option, typed)
    assert not caplog.records


async def test_a_command_accepts_every_choice_and_its_label(
    typist: Typist, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    errors: list[object] = []
    shown = Reporter.miss_card

    def record(reporter: Reporter, responder: Any, error: FootnoteError, context: Any) -> Any:  # noqa: ANN401 (those of the method)
        errors.append(error)
        return shown(reporter, responder, error, context)

    monkeypatch.setattr(Reporter, "miss_card", record)
    database = Database(path)
    for option in typist.options:
        for choice in (await typist.offer(option, ""))[:3]:
            for value in (choice["value"], _as_typed(choice)):
                values = {**option.beside, option.name: value}
                await typist.actor.slash(typist.world.channel, option.command, **values)
                wrong = [each for each in errors if not isinstance(each, UNDERSTOOD)]
                assert not wrong, (option, value)
                database.restore()


def _as_typed(choice: dict[str, Any]) -> str | int:
    """Return what Discord sends if the user types the label: no text for a number."""
    value: str | int = choice["value"]
    return value if isinstance(value, int) else str(choice["name"])


def test_every_option_that_is_typed_completes_and_has_a_row(world: World) -> None:
    options = list_typed_options(world)
    assert [each for each in options if not each.completes] == []
    assert {each.name for each in options} == set(TYPED)
