"""Which effects a control may have, and who may use it."""

from datetime import date

import pytest

from bot.daily.queries import ExplainPost, ListDaily, PreviewQuery, RemoveSchedule, SkipDay, Vote
from bot.queries.custom_id import Effect
from bot.queries.library_queries import FactQuery, TopicsQuery
from bot.queries.query import Query
from facts.daily.post import PostId
from facts.daily.schedule import ScheduleId
from facts.model.entities import FactId, LibraryId
from tests.support.daily_world import run_daily, set_up
from tests.support.forged_controls import press_query
from tests.support.world import World, text_of

ONE = ScheduleId(1)
EFFECTS = {
    RemoveSchedule(ONE): {Effect.ACT},
    SkipDay(ONE, date(2026, 1, 1)): {Effect.ACT},
    PreviewQuery(ONE): {Effect.ACT},
    ListDaily(): {Effect.REPLACE},
    ExplainPost(PostId(1), "n"): {Effect.OPEN},
    Vote(FactId(1), liked=True): {Effect.VOTE},
    TopicsQuery(): {Effect.REPLACE, Effect.OPEN, Effect.SHARE},
    FactQuery(FactId(1)): {Effect.REPLACE, Effect.OPEN, Effect.SHARE, Effect.EXPORT},
}
WRONG = [
    (effect, query) for query, right in EFFECTS.items() for effect in Effect if effect not in right
]


@pytest.mark.parametrize(
    ("effect", "query"), WRONG, ids=lambda it: getattr(it, "name", type(it).__name__)
)
async def test_a_control_with_an_effect_that_does_not_fit_does_nothing(
    world: World, effect: Effect, query: Query
) -> None:
    await set_up(world)
    listed = await run_daily(world, "list")
    refused = await press_query(world, world.manager, listed, (effect, query))
    assert refused.ephemeral
    assert "This control belongs to another version of Footnote." in text_of(refused)
    (kept,) = await world.store.schedules.list_states(LibraryId(world.server.id), world.env.now())
    assert kept[0].overrides == ()
    ballot = await world.store.schedules.ballot(LibraryId(world.server.id), FactId(1))
    assert (ballot.ups, ballot.downs) == (0, 0)


async def test_a_page_of_the_list_needs_the_permission_of_the_command(world: World) -> None:
    listed = await run_daily(world, "list")
    await set_up(world)
    world.env.backend.get_message(listed.response.channel_id, listed.response.id).flags &= ~64  # type: ignore[union-attr]
    refused = await press_query(world, world.reader, listed, (Effect.REPLACE, ListDaily()))
    assert "You may not use /daily in this server." in text_of(refused).replace("`", "")
