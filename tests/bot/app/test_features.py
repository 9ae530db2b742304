"""A feature registers itself once, unknown to the shared packages."""

import subprocess
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import discord
import pytest
from click.testing import CliRunner
from simcord.actors import MemberActor

from bot.answers.extension import Extension, Viewer
from bot.answers.registry import Registry
from bot.app.client import Footnote
from bot.app.features import FEATURES, Feature, load_path
from bot.cards.miss import DISCORD_VOICE
from bot.cli.main import LazyCommandGroup
from facts.model.changes import ChangeNote
from facts.model.entities import LibraryId
from facts.model.errors import FootnoteError
from storage.store import SqliteStore
from tests.support.builders import ROOT
from tests.support.channel_settings import set_channel
from tests.support.made_up_feature import NoWeather, Weather, WeatherQuery
from tests.support.world import World, buttons, open_world, press, text_of

MADE_UP = Feature(
    "weather",
    extension="tests.support.made_up_feature:build_extension",
    messages="tests.support.made_up_feature:MESSAGES",
    help="tests.support.made_up_feature:HELP",
    verbs={"forecast": "tests.support.made_up_verbs:forecast"},
    checks={"The sky": "tests.support.made_up_verbs:check_sky"},
)


@pytest.fixture
async def world(naps: SqliteStore) -> AsyncIterator[World]:
    async with open_world(naps, features=(*FEATURES, MADE_UP)) as opened:
        yield opened


def registry(world: World) -> Registry:
    bot: Any = world.env.bot
    found: Registry = bot.dispatcher.registry
    return found


async def test_a_command_of_a_feature_answers_and_its_control_acts(world: World) -> None:
    answer = await world.reader.slash(world.channel, "weather", place="2")
    assert "is fine" in text_of(answer)
    assert "As of now." in text_of(answer) or answer.ephemeral
    changed = await press(world.reader, answer, "Change")
    assert "The weather of fact 2 changes." in text_of(changed)


async def test_a_feature_can_add_a_message_menu(world: World) -> None:
    message = await world.reader.send(world.channel, "3")
    answer = await world.other.context_menu(world.channel, "Weather of this", message)
    assert "is fine" in text_of(answer)


async def test_a_modal_that_another_process_opened_is_answered(world: World) -> None:
    shown = await world.reader.slash(world.channel, "wish", number=7)
    await world.restart()
    answer = await world.reader.submit_modal(shown, {"wish": "snow"})
    assert f"{world.reader.id} wants snow for fact 7." in text_of(answer)


async def test_its_errors_have_messages_for_discord_and_the_terminal(world: World) -> None:
    answer = await world.reader.slash(world.channel, "weather", place="moon")
    assert "There is no weather at “moon”. Try /weather." in text_of(answer).replace("`", "")


async def test_its_commands_are_on_the_help_card_in_their_section(world: World) -> None:
    look_up = text_of(await world.reader.slash(world.channel, "help")).partition("### Ask")[0]
    assert "**`/topics`**" in look_up
    assert "**`/weather`** shows the weather." in look_up


async def test_its_entry_is_on_the_card_of_a_miss(world: World) -> None:
    miss = await world.reader.slash(world.channel, "topic", name="zzzzqqq")
    assert "Weather instead" in buttons(miss)
    assert "is fine" in text_of(await press(world.reader, miss, "Weather instead"))


async def test_its_panel_entry_depends_on_the_viewer(world: World) -> None:
    fact = await world.store.read(LibraryId(0), lambda snapshot: snapshot.facts.get(1))  # type: ignore[arg-type]
    user: Any = None
    manager = Viewer(user, discord.Permissions(manage_guild=True))
    assert "Weather" in [step.label for step in registry(world).panel_steps(fact, manager)]
    curator = replace(manager, is_curator=True)
    steps = [step.label for step in registry(world).panel_steps(fact, curator)]
    assert steps[-2:] == ["Weather", "Wish"]
    assert registry(world).panel_steps(fact, Viewer(user, discord.Permissions.none())) == []


async def test_its_listener_receives_changes_and_its_background_work_runs(
    world: World, moderator: MemberActor
) -> None:
    state = registry(world).service(Weather)
    assert state.is_running
    await set_channel(moderator, world, "quiet")
    ((library, note),) = state.changes
    assert library == world.server.id
    assert isinstance(note, ChangeNote)


def test_its_verb_and_check_load_when_they_are_called() -> None:
    class Group(LazyCommandGroup):
        features = (*FEATURES, MADE_UP)

    result = CliRunner().invoke(Group("footnote"), ["forecast"])
    assert (result.exit_code, result.output) == (0, "Fine.\n")
    assert load_path(MADE_UP.checks["The sky"])() == "blue"


def test_reading_on_the_command_line_loads_no_discord(path: str) -> None:
    program = (
        "import sys; from bot.__main__ import main; "
        f"sys.argv = ['footnote', '--db', {path!r}, 'topic', 'naps']\n"
        "try: main()\n"
        "except SystemExit: print('discord' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.endswith("False\n")


async def test_every_type_of_query_has_a_handler_a_codec_and_a_card(world: World) -> None:
    tables = registry(world)
    assert WeatherQuery in tables.queries
    for query in tables.queries:
        handlers = (tables.lookups, tables.panel_lookups, tables.actions, tables.forms)
        assert any(query in table for table in handlers), query
        assert query.letter


def test_two_features_cannot_handle_one_query(naps: SqliteStore) -> None:
    with pytest.raises(ValueError, match="two features"):
        Footnote(naps, features=(*FEATURES, MADE_UP, MADE_UP))


def test_two_features_cannot_say_who_is_a_curator() -> None:
    by_anyone = Extension(curator_check=lambda _viewer, _library: True)
    Registry([by_anyone, Extension()], [])
    with pytest.raises(ValueError, match="curator"):
        Registry([by_anyone, by_anyone], [])


def test_an_error_without_a_message_is_a_failure_of_the_program(world: World) -> None:
    class Unheard(FootnoteError):
        pass

    assert not registry(world).messages.has(Unheard())
    with pytest.raises(NotImplementedError):
        registry(world).messages.render(Unheard(), DISCORD_VOICE)
    assert registry(world).messages.has(NoWeather("moon"))
