"""The simulated Discord of the demo, without its page."""

from datetime import UTC, datetime, timedelta

from bot.app.client import Footnote
from bot.demo.app import simulate_discord
from storage.store import SqliteStore
from tests.support.world import text_of


async def test_each_demo_has_the_same_server_and_users(naps: SqliteStore) -> None:
    async with simulate_discord(Footnote(naps, shard_count=1)) as stage:
        assert abs(stage.world.now() - datetime.now(UTC)) < timedelta(minutes=1)
        await stage.manager.slash(stage.channel, "daily add", time="9:00", zone="UTC")
        before = stage.channel.id, stage.manager.id, stage.reader.id
    async with simulate_discord(Footnote(naps, shard_count=1)) as stage:
        listed = await stage.manager.slash(stage.channel, "daily list")
        assert "1 schedule" in text_of(listed)
        assert (stage.channel.id, stage.manager.id, stage.reader.id) == before
