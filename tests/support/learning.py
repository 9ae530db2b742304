"""Questions and ratings of the server of a world."""

from bot.app.client import Footnote
from facts.curation.curator import Curator
from facts.model.entities import LibraryId
from tests.support.builders import NOTE
from tests.support.world import World


def curator(world: World) -> Curator:
    return Curator(world.store, LibraryId(world.server.id), NOTE)


async def drain(world: World) -> None:
    """Wait for what is counted beside an answer."""
    assert isinstance(world.env.bot, Footnote)
    await world.env.bot.dispatcher.drain()
