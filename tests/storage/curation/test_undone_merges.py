"""Channels and schedules follow merges of topics, their undos, and those undone again."""

from datetime import UTC, datetime

from facts.daily.management import DailyFacts
from facts.daily.schedule import FactFilter
from facts.model.changes import ChangeId
from facts.model.entities import ChannelId, FactId, LibraryId, TopicId
from storage.store import SqliteStore
from tests.support.builders import add, fact_draft
from tests.support.curation import SERVER, add_fact, conflicts, curate, set_focus, undo
from tests.support.schedules import plan

ONE, TWO = TopicId(1), TopicId(2)
CHANNEL = ChannelId(55)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


async def focus(store: SqliteStore, library: LibraryId = SERVER) -> list[TopicId]:
    found = await store.read(library, lambda it: it.channels.list((CHANNEL,)))
    return [topic for setting in found for topic, _ in setting.topics]


async def test_a_merge_moves_channels_again_when_its_undo_is_undone(store: SqliteStore) -> None:
    await add(store, fact_draft("One."), fact_draft("Two.", topics=("rest",)))
    await set_focus(store, CHANNEL, ONE)
    merge = (await curate(store).merge_topics(ONE, TWO)).change
    assert await focus(store) == [TWO]
    undone = await undo(store, merge)
    assert await focus(store) == [ONE]
    await undo(store, undone)
    assert await focus(store) == [TWO]


async def test_a_topic_that_a_merge_gave_to_a_channel_names_the_merge(store: SqliteStore) -> None:
    await add(store, fact_draft("One."))
    await set_focus(store, CHANNEL, ONE)
    change, _ = await add_fact(store, "Two.", "rest")
    merge = (await curate(store).merge_topics(ONE, TWO)).change
    assert merge in await conflicts(store, change)
    await curate(store).remove_facts([FactId(1)])
    assert await conflicts(store, change) == [merge]


async def test_a_channel_is_not_restored_without_its_topic(store: SqliteStore) -> None:
    await add(store, fact_draft("One."), fact_draft("Two.", topics=("rest",)))
    await set_focus(store, CHANNEL, ONE)
    await set_focus(store, CHANNEL)
    removed = ChangeId(3)
    merge = (await curate(store).merge_topics(ONE, TWO)).change
    assert await conflicts(store, removed, SERVER) == [merge]
    await undo(store, merge)
    await undo(store, removed, SERVER)
    assert await focus(store) == [ONE]


async def schedule_topics(store: SqliteStore) -> tuple[TopicId, ...]:
    (listed,) = await DailyFacts(store, SERVER).list_schedules(NOON)
    return listed.schedule.plan.fact_filter.topics


async def test_schedules_follow_merges_and_their_undos(store: SqliteStore) -> None:
    await add(store, *(fact_draft(f"On {name}.", topics=(name,)) for name in "abc"))
    await DailyFacts(store, SERVER).add(plan(fact_filter=FactFilter((ONE,))), 5, NOON)
    first = (await curate(store).merge_topics(ONE, TWO)).change
    second = (await curate(store).merge_topics(TWO, TopicId(3))).change
    assert await schedule_topics(store) == (3,)
    await undo(store, second)
    assert await schedule_topics(store) == (TWO,)
    await undo(store, first)
    assert await schedule_topics(store) == (ONE,)


async def test_a_schedule_edited_since_stays_when_a_merge_is_undone(store: SqliteStore) -> None:
    await add(store, *(fact_draft(f"On {name}.", topics=(name,)) for name in "abc"))
    daily = DailyFacts(store, SERVER)
    made = await daily.add(plan(fact_filter=FactFilter((ONE,))), 5, NOON)
    merge = (await curate(store).merge_topics(ONE, TWO)).change
    await daily.edit(made.schedule.id, plan(fact_filter=FactFilter((TopicId(3),))), NOON)
    undone = await undo(store, merge)
    assert await schedule_topics(store) == (3,)
    await undo(store, undone)
    assert await schedule_topics(store) == (3,)
