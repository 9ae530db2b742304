"""The private panel behind *More…*, and forms that its buttons open."""

from collections.abc import AsyncIterator

import pytest
from discord import ui
from simcord.actors import MemberActor
from simcord.results import InteractionResult

from bot.answers.extension import Action, ActionContext, Entry, Extension, Viewer
from bot.app.features import FEATURES, Feature
from bot.queries.custom_id import Effect
from bot.ui.controls import NextStep
from facts.library.library import Library
from facts.model.entities import Fact, LibraryId
from storage.store import SqliteStore
from tests.support.builders import add, fact_draft
from tests.support.made_up_feature import WishForWeather, build_form
from tests.support.schedules import remove_fact
from tests.support.world import (
    World,
    buttons,
    choose,
    markdown_of,
    menus,
    open_world,
    options,
    press,
    text_of,
)

MADE_UP = Feature(
    "weather",
    extension="tests.support.made_up_feature:build_extension",
    messages="tests.support.made_up_feature:MESSAGES",
)
ALONE = [each for each in FEATURES if each.name != "curation"]
"""The features that add nothing to a panel."""
MENU = "Choose a fact…"


@pytest.fixture
async def world(naps: SqliteStore) -> AsyncIterator[World]:
    async with open_world(naps, features=(*ALONE, MADE_UP)) as opened:
        yield opened


async def open_panel(
    world: World, actor: MemberActor, command: str, **given: object
) -> InteractionResult:
    """Ask as the reader, and press *More…* as a user."""
    answer = await world.reader.slash(world.channel, command, **given)
    return await press(actor, answer, "More…")


async def test_the_panel_of_one_fact_opens_with_it_in_full(world: World) -> None:
    panel = await open_panel(world, world.other, "fact", id="9")
    assert panel.ephemeral
    assert (
        text_of(panel)
        == """\
### Night shifts harm sleep.
-# #9 · claim · about night shifts · shared
-# Shift Work Survey · example.org · 2019"""
    )
    assert list(buttons(panel)) == ["Copy citation", "Open it", "Share here"]
    assert not menus(panel)


async def test_a_panel_of_several_facts_lets_the_user_choose_one(world: World) -> None:
    panel = await open_panel(world, world.other, "topic", name="pn")
    assert len(options(panel, MENU)) == 5
    assert not buttons(panel)
    chosen = await choose(world.other, panel, MENU, "Short naps help drivers")
    assert text_of(chosen).startswith("### Short naps help drivers more than coffee does.\n-# #2 ·")
    assert "Copy citation" in buttons(chosen)
    other = await choose(world.other, panel, MENU, "Long naps")
    assert "Long naps leave people drowsy." in text_of(other)


async def test_the_chosen_fact_can_be_cited_opened_and_shared(world: World) -> None:
    panel = await open_panel(world, world.other, "random", kind="quote")
    assert "How to cite fact" in text_of(await press(world.other, panel, "Copy citation"))
    assert "Sleep is the best meditation." in text_of(await press(world.other, panel, "Open it"))
    shared = await press(world.other, panel, "Share here")
    assert not shared.ephemeral
    assert "Sleep is the best meditation." in text_of(shared)


async def test_a_panel_offers_each_user_what_that_user_may_do(world: World) -> None:
    answer = await world.reader.slash(world.channel, "topic", name="night shifts")
    assert "Wish" not in buttons(await press(world.other, answer, "More…"))
    panel = await press(world.manager, answer, "More…")
    assert list(buttons(panel))[-2:] == ["Weather", "Wish"]
    assert list(options(panel, MENU)) == ["Night shifts harm sleep.", "night shifts"]
    topic = await choose(world.manager, panel, MENU, "night shifts")
    assert text_of(topic) == "## night shifts"
    assert list(buttons(topic)) == ["Weather there"]


async def test_a_right_that_a_user_has_lost_is_gone_from_an_old_panel(world: World) -> None:
    panel = await open_panel(world, world.manager, "topic", name="night shifts")
    role = world.server.roles["manager"]
    world.env.backend.remove_member_role(world.server.id, world.manager.id, role.id)
    again = await choose(world.manager, panel, MENU, "Night shifts")
    assert "Wish" not in buttons(again)


async def test_a_source_is_on_the_panel_of_its_card(world: World) -> None:
    sources = await world.reader.slash(world.channel, "sources")
    menu = "Read the facts of a source…"
    source = await choose(world.manager, sources, menu, "The Nap Handbook")
    panel = await press(world.manager, source, "More…")
    chosen = await choose(world.manager, panel, MENU, "The Nap Handbook")
    assert text_of(chosen) == "## The Nap Handbook\n-# naps.example · 2024-05"
    assert list(buttons(chosen)) == ["Weather there"]


async def test_a_fact_that_is_gone_is_missing_from_the_panel(world: World, path: str) -> None:
    answer = await world.reader.slash(world.channel, "topic", name="pn")
    panel = await press(world.other, answer, "More…")
    remove_fact(path, 2)
    assert len(options(await press(world.other, answer, "More…"), MENU)) == 4
    missing = await choose(world.other, panel, MENU, "Short naps help")
    assert "No fact has the number 2." in text_of(missing)


async def test_a_panel_works_after_a_restart_and_outside_servers(world: World) -> None:
    answer = await world.reader.slash(world.channel, "fact", id="9")
    await world.restart()
    assert "Night shifts harm" in text_of(await press(world.other, answer, "More…"))
    stranger = world.env.create_user("stranger")
    private = await press(stranger, await stranger.slash("fact", id="9"), "More…")
    assert "-# #9 · claim · about night shifts\n" in text_of(private)
    assert "Wish" not in buttons(private)


async def test_a_fact_of_the_server_says_so(world: World) -> None:
    await add(
        world.store,
        fact_draft("We nap at two.", topics=("power naps",)),
        library=LibraryId(world.server.id),
    )
    answer = await world.reader.slash(world.channel, "fact", id="10")
    assert "-# #10 · claim · about power naps · of this server" in text_of(answer)
    assert "of this server" in text_of(await press(world.other, answer, "More…"))


async def test_a_button_opens_a_form_and_its_answer_arrives(world: World) -> None:
    panel = await open_panel(world, world.manager, "fact", id="7")
    form = await press(world.manager, panel, "Wish")
    answer = await world.manager.submit_modal(form, {"wish": "snow"})
    assert f"{world.manager.id} wants snow for fact 7." in text_of(answer)


async def test_a_form_that_takes_too_long_asks_for_another_press(naps: SqliteStore) -> None:
    async def open_late(query: WishForWeather, context: ActionContext) -> ui.Modal:
        await context.interaction.response.defer(ephemeral=True, thinking=True)
        return build_form(query.fact, context.render_context)

    late_form = Extension(
        actions=(Action(WishForWeather, open_late, effects=frozenset({Effect.FORM})),),
        panel=(Entry(Fact, lambda fact: [NextStep("Wish", WishForWeather(fact.id), Effect.FORM)]),),
    )
    features = (*ALONE, Feature("late", extension=lambda _: late_form))
    async with open_world(naps, features=features) as world:
        panel = await open_panel(world, world.manager, "fact", id="7")
        late = await press(world.manager, panel, "Wish")
        assert late.ephemeral
        assert "The form took too long to open. Press the button again." in text_of(late)


async def test_a_feature_decides_who_is_a_curator(naps: SqliteStore) -> None:
    seen: list[tuple[Viewer, int]] = []

    def is_curator(viewer: Viewer, library: Library) -> bool:
        seen.append((viewer, library.size().totals.facts))
        return viewer.user.name == "reader"

    decide = Feature("roles", extension=lambda _: Extension(curator_check=is_curator))
    async with open_world(naps, features=(*ALONE, MADE_UP, decide)) as world:
        panel = await open_panel(world, world.reader, "fact", id="7")
        assert "Wish" in buttons(panel)
        assert "Wish" not in buttons(await open_panel(world, world.manager, "fact", id="7"))
        assert [(viewer.library, facts) for viewer, facts in seen] == [(world.server.id, 9)] * 2
        stranger = world.env.create_user("reader")
        private = await press(stranger, await stranger.slash("fact", id="9"), "More…")
        assert "Wish" not in buttons(private)
        assert "## " not in markdown_of(private).replace("### ", "")
