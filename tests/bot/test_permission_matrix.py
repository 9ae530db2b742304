"""Who may do what where: every command and control, for every kind of user and place.

The tables are in tests/support: the rows in rights_rows, the columns in rights_scene.
"""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import discord
import pytest
from discord import AppCommandOptionType, AppCommandType
from simcord.actors import MemberActor
from simcord.backend.models import EPHEMERAL_FLAG
from simcord.results import InteractionResult

from bot.daily.attempt import PostingLimits
from tests.support.rights_rows import (
    COMMANDS,
    COMPLETIONS,
    CONTROLS,
    FORMS,
    MENUS,
    Done,
    Offer,
    Row,
    Untestable,
    command_rows,
    complete,
    control_rows,
    misfit_rows,
)
from tests.support.rights_scene import (
    ELSEWHERE,
    HUSH,
    OWN,
    PLACES,
    SECRET,
    USERS,
    Right,
    Scene,
    open_scene,
)
from tests.support.world import World

_REFUSAL = re.compile(
    "You may not use|belongs to another|you are missing|It would ping|Only curators|Only members"
    "|Only a server|was not shared|no longer exists|no longer known|No fact has|no fact of the day"
    "|is shared|No change of|No topic has|went wrong|another version"
)
_UNCOUNTED = ("interaction", "saved_form", "sqlite_sequence")
"""Tables that a refused attempt may write: its id, and what the user typed."""


@pytest.fixture
def posting_limits() -> PostingLimits:
    return PostingLimits(longest_nap=86_400.0)


@dataclass
class Database:
    """The file of the bot, which every attempt leaves as it was before."""

    path: str

    def __post_init__(self) -> None:
        self._kept = sqlite3.connect(":memory:")
        with closing(sqlite3.connect(self.path)) as live:
            live.backup(self._kept)
        self._before = self._read()

    def has_changed(self) -> bool:
        return self._read() != self._before

    def restore(self) -> None:
        with closing(sqlite3.connect(self.path)) as live:
            self._kept.backup(live)

    def _read(self) -> list[Any]:
        with closing(sqlite3.connect(self.path)) as live:
            names = live.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
            tables = sorted(name for (name,) in names if name not in _UNCOUNTED)
            return [live.execute(f"SELECT * FROM {table}").fetchall() for table in tables]  # noqa: S608


class Watch:
    """What the bot shows during one attempt."""

    def __init__(self, scene: Scene) -> None:
        self._messages = scene.world.env.backend.messages
        self._bot = scene.world.env.backend.bot_user.id
        self._before = {each.id: deepcopy(each) for each in self._iter_messages()}

    def _iter_messages(self) -> Iterator[Any]:
        for channel in self._messages.values():
            yield from (each for each in channel.values() if each.author_id == self._bot)

    def read(self, result: InteractionResult | None) -> tuple[Done, str]:
        """Return where something appeared, and its text."""
        changed = [
            each
            for each in self._iter_messages()
            if each.id not in self._before or each.components != self._before[each.id].components
        ]
        modal = result.modal if result else None
        text = "\n".join([repr(each.components) for each in changed] + [repr(modal or "")])
        left = {each.id for each in self._iter_messages()}
        changed += [each for number, each in self._before.items() if number not in left]
        if any(not each.flags & EPHEMERAL_FLAG for each in changed):
            return Done.PUBLIC, text
        return Done.PRIVATE if changed or modal else Done.NOTHING, text

    def restore(self) -> None:
        """Remove what is new, and show the cards as they were."""
        for channel in self._messages.values():
            for number in [*channel]:
                message = channel[number]
                if number in self._before:
                    message.components = deepcopy(self._before[number].components)
                    message.flags = self._before[number].flags
                elif message.author_id == self._bot:
                    del channel[number]


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


def find_hidden(text: str, scene: Scene) -> list[str]:
    """Return the words in a text that the user must not see."""
    hidden = [SECRET]
    hidden += [OWN] if Right.OWN not in scene.rights else []
    hidden += [HUSH] if Right.SEE not in scene.rights else []
    return [word for word in hidden if word in text]


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


@dataclass(frozen=True)
class Talk:
    """A message of an author to the bot, and what the bot does about it."""

    author: str
    place: str
    deed: str
    done: Done
    text: str = ""


_NAPS, _NIGHTS = "Also known as", "night shifts"
TALKS = [
    Talk("reader", "text channel", "mention", Done.PUBLIC, _NAPS),
    Talk("reader", "quiet channel", "mention", Done.PUBLIC, "Answers are private"),
    Talk("reader", "thread", "mention", Done.PUBLIC, _NAPS),
    Talk("reader", "text channel", "reply", Done.PUBLIC, "does not show me the text"),
    Talk("reader", "text channel", "edit", Done.PUBLIC, _NIGHTS),
    Talk("reader", "text channel", "deletion", Done.PUBLIC),
    Talk("muted", "text channel", "edit", Done.NOTHING),
    Talk("muted", "thread", "edit", Done.NOTHING),
    Talk("reader", "read-only channel", "edit", Done.NOTHING),
    Talk("someone", "direct message", "mention", Done.PUBLIC, _NAPS),
    Talk("robot", "text channel", "mention", Done.NOTHING),
    Talk("webhook", "text channel", "mention", Done.NOTHING),
]


@pytest.mark.parametrize("talk", TALKS, ids=lambda it: f"{it.author}, {it.place}, {it.deed}")
async def test_the_bot_answers_only_messages_of_users_who_may_write(
    world: World, path: str, talk: Talk
) -> None:
    user = talk.author if talk.author in USERS else "reader"
    scene = await open_scene(world, user, talk.place)
    question = await speak(scene, talk.author, "mention") if talk.deed == "deletion" else None
    database, watch = Database(path), Watch(scene)
    if question:
        await scene.member.delete(question)
    else:
        await speak(scene, talk.author, talk.deed)
    seen, text = watch.read(None)
    assert seen is talk.done
    assert talk.text in text
    assert find_hidden(text, scene) == []
    assert not database.has_changed()


async def speak(scene: Scene, author: str, deed: str) -> discord.Message:
    """Let an author ask the bot something, and return the message."""
    bot = f"<@{scene.world.env.backend.bot_user.id}>"
    if not isinstance(scene.user, MemberActor):
        return await scene.user.send_dm("pn")
    if author == "webhook":
        return await scene.server.create_webhook(scene.place).send(f"{bot} pn")
    if author == "robot":
        robot = scene.server.add_member(scene.world.env.create_user("robot", bot=True))
        return await robot.send(scene.place, f"{bot} pn")
    if deed == "edit":
        await scene.user.edit(scene.message, f"{bot} night shifts")
        return scene.message
    if deed == "reply":
        return await scene.user.send(scene.place, bot, reply_to=scene.message)
    return await scene.user.send(scene.place, f"{bot} pn")


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


def list_options(command: dict[str, Any]) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Yield the full name and the options of each subcommand, or of a command."""
    nested = {AppCommandOptionType.subcommand.value, AppCommandOptionType.subcommand_group.value}
    below = [each for each in command.get("options", []) if each["type"] in nested]
    for each in below:
        for name, options in list_options(each):
            yield f"{command['name']} {name}", options
    if not below:
        yield command["name"], command.get("options", [])
