"""Follow-up questions: first on the topic of the answer, then for themselves."""

import pytest

from facts.model.entities import FactId, TopicId
from facts.model.errors import NoAnswer
from facts.model.selection import EVERYTHING, Selection
from facts.questions.findings import FactRequest, FactSearch, NamedTopic, RandomFactRequest
from facts.questions.follow_ups import answer_follow_up, find_common_topic
from storage.store import SqliteStore
from tests.support.async_library import AsyncLibrary

NAPS, SHIFTS = TopicId(1), TopicId(2)


@pytest.mark.parametrize(
    "text", ["tell me more", "and?", "why?", "more", "go on", "Tell me more about it, please", "?"]
)
async def test_a_request_for_more_shows_the_topic(naps: SqliteStore, text: str) -> None:
    assert await AsyncLibrary(naps).ask(answer_follow_up, text, NAPS) == NamedTopic(NAPS)


async def test_the_facts_of_the_topic_come_first(naps: SqliteStore) -> None:
    library = AsyncLibrary(naps)
    for topic, fact in ((NAPS, 3), (SHIFTS, 9)):
        found = await library.ask(answer_follow_up, "does it harm sleep at night?", topic)
        assert isinstance(found, FactSearch)
        assert found.answer
        if topic == SHIFTS:
            assert found.selection == Selection(SHIFTS)
            assert found.answer.hits[0].fact.id == fact


async def test_a_question_about_something_else_stands_for_itself(naps: SqliteStore) -> None:
    library = AsyncLibrary(naps)
    found = await library.ask(answer_follow_up, "do long naps leave people drowsy?", SHIFTS)
    assert isinstance(found, FactSearch)
    assert found.selection == EVERYTHING
    assert await library.ask(answer_follow_up, "and night shifts?", NAPS) == NamedTopic(SHIFTS)
    assert await library.ask(answer_follow_up, "fact 3", NAPS) == FactRequest(3)
    with pytest.raises(NoAnswer):
        await library.ask(answer_follow_up, "blorptastic quazzles", NAPS)


async def test_another_random_fact_is_one_of_the_topic(naps: SqliteStore) -> None:
    found = await AsyncLibrary(naps).ask(answer_follow_up, "another fact", NAPS)
    assert found == RandomFactRequest(NAPS)


async def test_facts_have_a_common_topic(naps: SqliteStore) -> None:
    library = AsyncLibrary(naps)
    assert await library.ask(find_common_topic, [FactId(9)]) == SHIFTS
    assert await library.ask(find_common_topic, [FactId(9), FactId(1), FactId(2)]) == NAPS
    assert await library.ask(find_common_topic, [FactId(99)]) is None
