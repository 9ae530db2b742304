"""The simulated Discord of the demo, without its page."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest
from simcord.results import ResponseMessage

from bot.app.client import Footnote
from bot.demo.server import QUESTION, SERVER, DemoServer, simulate_discord
from facts.curation.curator import Curator
from storage.store import SqliteStore
from tests.support.builders import NOTE
from tests.support.packs import starter_page
from tests.support.page_imports import import_pages
from tests.support.world import text_of

pytestmark = pytest.mark.slow


@asynccontextmanager
async def open_demo(store: SqliteStore) -> AsyncIterator[DemoServer]:
    """Yield the demo's server, with both packs."""
    await import_pages(store, [starter_page()], NOTE)
    await import_pages(store, [starter_page(pack="team")], NOTE, library=SERVER)
    async with simulate_discord(Footnote(store, shard_count=1)) as server:
        yield server


def ids_of(stage: DemoServer) -> list[int]:
    members = (stage.reader, stage.manager, stage.curator)
    return [stage.channel.id, stage.curators.id, *(each.id for each in members)]


async def test_each_demo_has_the_same_server_and_users(naps: SqliteStore) -> None:
    async with simulate_discord(Footnote(naps, shard_count=1)) as stage:
        assert abs(stage.world.now() - datetime.now(UTC)) < timedelta(minutes=1)
        await stage.manager.slash(stage.channel, "daily add", time="9:00", zone="UTC")
        before = ids_of(stage)
    async with simulate_discord(Footnote(naps, shard_count=1)) as stage:
        listed = await stage.manager.slash(stage.channel, "daily list")
        assert "1 schedule" in text_of(listed)
        assert ids_of(stage) == before


async def test_a_database_from_before_there_was_a_curator_fits(store: SqliteStore) -> None:
    async with open_demo(store) as server:
        ids = (SERVER, server.channel.id, server.reader.id, server.manager.id)
        assert [each - SERVER for each in ids] == [0, 3, 5, 6]


async def test_only_the_curator_has_the_role_of_curators(store: SqliteStore) -> None:
    async with open_demo(store) as server:
        members = server.world.backend.guilds[SERVER].members
        having = [id_ for id_, member in members.items() if server.curators.id in member.role_ids]
        assert having == [server.curator.id]


async def test_the_curator_may_add_a_fact_and_a_reader_may_not(store: SqliteStore) -> None:
    async with open_demo(store) as server:
        await server.set_curators(store)
        form = await server.curator.slash(server.channel, "library add")
        assert form.modal
        refused = await server.reader.slash(server.channel, "library add")
        assert not refused.modal
        assert f"<@&{server.curators.id}>" in text_of(refused)


async def test_curators_that_a_user_has_set_stay(store: SqliteStore) -> None:
    async with open_demo(store) as server:
        await Curator(store, SERVER, NOTE).set_curators([7])
        await server.set_curators(store)
        assert await store.read(SERVER, lambda it: it.changes.curator_roles()) == (7,)


async def test_the_first_question_is_answered_from_the_servers_own_library(
    store: SqliteStore,
) -> None:
    async with open_demo(store) as server:
        await server.start_conversation()
        welcome, question, answer = server.world.backend.messages[server.channel.id].values()
        assert welcome.author_id == server.manager.id
        assert question.author_id == server.reader.id
        assert QUESTION in str(question.content)
        shown = text_of(ResponseMessage(server.world, answer))
        assert "On Friday only fixes go out" in shown.replace("*", "")
        assert "Larkspur Handbook: Deploys" in shown


async def test_answers_count_the_facts_of_both_libraries(store: SqliteStore) -> None:
    async with open_demo(store) as server:
        topics = text_of(await server.reader.slash(server.channel, "topics"))
        assert "13 topics" in topics
        assert "**incidents**" in topics
        assert "**preference optimization**" in topics
        pager = text_of(await server.reader.slash(server.channel, "topic", name="pager"))
        assert "8 facts · 3 sources" in pager
        rag = text_of(await server.reader.slash(server.channel, "topic", name="rag"))
        assert "9 facts · 6 sources" in rag
        for text, site in [("migration", "larkspur.example"), ("hallucination", "arxiv.org")]:
            assert site in text_of(await server.reader.slash(server.channel, "search", text=text))
