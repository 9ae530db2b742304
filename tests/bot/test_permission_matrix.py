"""Who may do what where: every command and control, for every kind of user and place.

The tables are in tests/support: the rows in rights_rows and rights_completions, the
columns in rights_scene.
"""

import re
from collections.abc import Iterator
from typing import Any

import discord
import pytest
from discord import AppCommandType

from bot.daily.attempt import PostingLimits
from tests.support.rights_completions import COMPLETIONS, Offer, complete
from tests.support.rights_rows import (
    COMMANDS,
    CONTROLS,
    FORMS,
    MENUS,
    Done,
    Row,
    Untestable,
    command_rows,
    control_rows,
    misfit_rows,
)
from tests.support.rights_scene import ELSEWHERE, PLACES, USERS, Right, Scene, open_scene
from tests.support.rights_watch import Database, Watch, find_hidden
from tests.support.typed_options import list_options
from tests.support.world import World

_REFUSAL = re.compile(
    "You may not use|belongs to another|you are missing|It would ping|Only curators|Only members"
    "|Only a server|was not shared|no longer exists|no longer known|No fact has|no fact of the day"
    "|is shared|No change of|No topic has|went wrong|another version"
)


@pytest.fixture
def posting_limits() -> PostingLimits:
    return PostingLimits(longest_nap=86_400.0)


def expect(row: Row, scene: Scene) -> Done | str:
    """Return where the result must appear, or the reason for a refusal."""
    for right in row.needs:
        if right not in scene.rights:
            return row.refusals[right] or Done.NOTHING
    if not isinstance(row.done, Done):
        return row.done
    is_public_card = Right.PRIVATE not in scene.rights
    changes_card = {Right.ASKER, Right.WRITE} <= scene.rights
    return {
        Done.ANSWER: Done.PUBLIC if Right.WRITE in scene.rights else Done.PRIVATE,
        Done.CARD: Done.PUBLIC if is_public_card and changes_card else Done.PRIVATE,
        Done.ANY_CARD: Done.PUBLIC if is_public_card else Done.PRIVATE,
    }.get(row.done, row.done)


async def attempt(row: Row, scene: Scene, database: Database) -> list[str]:
    """Let the user try a row, and return what is wrong."""
    watch, expected = Watch(scene), expect(row, scene)
    wrong: list[str] = []
    try:
        seen, text = watch.read(await row.act(scene))
    except Untestable:
        return wrong
    if isinstance(expected, str):
        if seen is not Done.PRIVATE or not re.search(expected, text):
            wrong.append(f"must be refused with “{expected}”, but is {seen}: {text}")
    elif seen is not expected or _REFUSAL.search(text):
        wrong.append(f"must be {expected}, but is {seen}: {text}")
    wrong += [f"shows “{word}”: {text}" for word in find_hidden(text, scene)]
    if database.has_changed():
        if isinstance(expected, str) or not row.writes:
            wrong.append("writes")
        database.restore()
    watch.restore()
    return [f"{row.name} {each}" for each in wrong]


async def attempt_all(rows: Iterator[Row], scene: Scene, path: str) -> None:
    database = Database(path)
    wrong = [each for row in rows for each in await attempt(row, scene, database)]
    assert not wrong, "\n".join(wrong)


THIN = [("reader", "text channel"), ("manager", "text channel")]
"""Columns of the fast run."""
ALL = [(user, place) for user in USERS for place in PLACES] + [
    ("someone", each) for each in ELSEWHERE
]


async def open_column(
    world: World, monkeypatch: pytest.MonkeyPatch, user: str, place: str
) -> Scene:
    scene = await open_scene(world, user, place)
    if place == "user install":
        installs = {"is_user_integration": True, "is_guild_integration": False}
        for name, value in installs.items():
            monkeypatch.setattr(discord.Interaction, name, lambda _, value=value: value)
    return scene


@pytest.mark.parametrize(("user", "place"), THIN)
async def test_every_command_and_control_does_what_the_user_may_do(
    world: World, path: str, user: str, place: str
) -> None:
    scene = await open_scene(world, user, place)
    await attempt_all(iter([*command_rows(), *control_rows()]), scene, path)


@pytest.mark.slow
@pytest.mark.parametrize(("user", "place"), [each for each in ALL if each not in THIN])
async def test_every_user_in_every_place(
    world: World, path: str, monkeypatch: pytest.MonkeyPatch, user: str, place: str
) -> None:
    scene = await open_column(world, monkeypatch, user, place)
    await attempt_all(iter([*command_rows(), *control_rows()]), scene, path)


@pytest.mark.slow
@pytest.mark.parametrize("user", ["manager", "not the asker", "administrator"])
async def test_a_control_with_an_effect_that_does_not_fit_is_outdated(
    world: World, path: str, user: str
) -> None:
    scene = await open_scene(world, user, "text channel")
    await attempt_all(misfit_rows(), scene, path)


COMPLETING = [
    ("reader", "text channel"),
    ("curator", "text channel"),
    ("manager", "text channel"),
    ("manager who cannot view", "text channel"),
    ("someone", "direct message"),
    ("someone", "another server"),
]


@pytest.mark.parametrize(("user", "place"), COMPLETING)
async def test_completions_offer_only_what_the_user_may_see(
    world: World, user: str, place: str
) -> None:
    scene = await open_scene(world, user, place)
    needs = {Offer.SCHEDULES: {Right.SEE}, Offer.CHANGES: {Right.CURATE, Right.OWN}}
    for command, options in COMPLETIONS.items():
        for option, offer in options.items():
            choices = await complete(scene, command, option)
            if choices is not None:
                assert find_hidden(repr(choices), scene) == [], (command, option)
                if offer in needs:
                    assert bool(choices) == (needs[offer] <= scene.rights), (command, option)


def test_the_matrix_has_every_command_and_menu(world: World) -> None:
    bot: Any = world.env.bot
    commands = bot.tree.get_commands(type=AppCommandType.chat_input)
    names = {name for each in commands for name, _ in list_options(each.to_dict(bot.tree))}
    assert set(COMMANDS) == names
    menus = {each.name for each in bot.tree.get_commands(type=AppCommandType.message)}
    assert set(MENUS) == menus
    assert not bot.tree.get_commands(type=AppCommandType.user)


def test_the_matrix_has_every_type_of_query_and_form(world: World) -> None:
    bot: Any = world.env.bot
    registry = bot.dispatcher.registry
    assert {type(each) for each in (*CONTROLS, *FORMS)} == set(registry.queries)
    assert {type(each) for each in FORMS} == set(registry.forms)


def test_the_matrix_has_every_completion(world: World) -> None:
    bot: Any = world.env.bot
    found: dict[str, set[str]] = {}
    for each in bot.tree.get_commands(type=AppCommandType.chat_input):
        for name, options in list_options(each.to_dict(bot.tree)):
            if completing := {one["name"] for one in options if one.get("autocomplete")}:
                found[name] = completing
    assert {name: set(options) for name, options in COMPLETIONS.items()} == found
