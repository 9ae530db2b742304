"""A fact of the day in a simulated server."""

from datetime import UTC, datetime, timedelta

from simcord.results import InteractionResult

from facts.daily.post import PostState
from facts.daily.schedule import Trouble
from facts.model.entities import LibraryId
from tests.support.world import World

NINE = datetime(2026, 1, 1, 9, tzinfo=UTC)  # the simulation begins at midnight
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)


def inject_outages(world: World, *, times: int | None = None, status: int = 503) -> None:
    path = f"/channels/{world.channel.id}/messages"
    world.env.inject_error("POST", path, status=status, times=times)


def clear_outages(world: World) -> None:
    world.env.backend.faults.clear()


async def last_post(world: World) -> tuple[PostState, Trouble | None]:
    ((_, post),) = await world.store.schedules.schedules(LibraryId(world.server.id))
    assert post is not None
    return post.state, post.trouble


async def run_daily(world: World, name: str, **options: object) -> InteractionResult:
    return await world.manager.slash(world.channel, f"daily {name}", **options)


async def set_up(world: World, **options: object) -> InteractionResult:
    return await run_daily(world, "add", **{"time": "9:00", "zone": "UTC", **options})
