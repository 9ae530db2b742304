"""Topics that questions name, and their answers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.library.comparison import TopicPair
from facts.model.entities import LibraryId, TopicId
from facts.model.errors import LibraryEmpty, NoAnswer
from facts.questions.findings import FactSearch, Finding, HelpRequest, NamedTopic, TopicChoice
from facts.questions.question_answering import answer_question
from facts.questions.topic_mentions import find_name_spans, find_topic_mentions
from facts.text.normalize import name_key
from storage.store import SqliteStore
from tests.support.async_library import AsyncLibrary
from tests.support.builders import add, fact_draft, topic_draft

SHIFT_FACT = "Crews on call who nap by plan, says ReST, a trial of 2 years, lose time but err less."
NAPS, SHIFTS, CPP, THE_WHO = map(TopicId, (1, 2, 3, 4))
NAMED = {
    name_key(name): topic
    for name, topic in (
        ("power naps", NAPS), ("PN", NAPS), ("night-shift", SHIFTS), ("naps", TopicId(9)),
        ("C++", CPP), ("organization of work", TopicId(5)), ("The Who", THE_WHO),
        ("who", TopicId(6)),
    )
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "topics", "rest"),
    [
        ("power naps", (1,), ""),
        ("What is a power nap?", (1,), ""),
        ("Power-naps, please!", (1,), ""),
        ("how does PN work", (1,), ""),
        ("does PN help night shifts?", (1, 2), ""),
        ("do power naps make drivers drowsy", (1,), "drivers drowsy"),
        ("nightshift vs. pn vs. night shift", (2, 1), ""),
        ("is C++ taught", (3,), "taught"),
        ("organisation of work", (5,), ""),
        ("who sleeps?", (), "sleeps"),
        ("who", (6,), ""),
        ("PNとは何ですか", (1,), "とは は何 何で です すか"),
        ("", (), ""),
    ],
)
def test_a_question_splits_into_topics_and_other_words(
    text: str, topics: tuple[int, ...], rest: str
) -> None:
    reading = find_topic_mentions(text, lambda _: NAMED)
    assert reading.topics == topics
    assert " ".join(reading.other_words) == rest


@given(st.text(max_size=2_500))
def test_any_question_has_a_limited_number_of_spans(text: str) -> None:
    found = find_name_spans(text)
    assert len(found) <= 400 * 8
    keys = {key: TopicId(1) for span in found for key in span.keys[:1]}
    assert len(find_topic_mentions(text, lambda _: keys).topics) <= 1


@pytest.fixture
async def library(store: SqliteStore) -> AsyncLibrary:
    await add(
        store,
        topic_draft("power naps", "PN"),
        topic_draft("night shifts"),
        fact_draft("Naps of twenty minutes halved lapses.", topics=("power naps",)),
        fact_draft("Night work harms sleep.", topics=("night shifts",)),
    )
    return AsyncLibrary(store)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("what is a PN?", NamedTopic(TopicId(1))),
        ("powr naps", NamedTopic(TopicId(1), is_nearest=True)),
        ("PN versus night shifts", TopicPair(TopicId(1), TopicId(2))),
        ("do power naps halve lapses?", FactSearch("do power naps halve lapses?")),
        ("¿qué es PN?", NamedTopic(TopicId(1))),
        ("what is known about PN?", NamedTopic(TopicId(1))),
        ("thanks, what is a PN?", NamedTopic(TopicId(1))),
        ("what harms  sleep", FactSearch("what harms sleep")),
    ],
)
async def test_a_question_gets_a_topic_a_comparison_or_facts(
    library: AsyncLibrary, text: str, found: Finding
) -> None:
    assert await library.ask(answer_question, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("night shifts vs powr naps", TopicPair(TopicId(2), TopicId(1))),
        ("difference between PN and melatonin?", TopicPair(TopicId(1), TopicId(3))),
        ("PN, melatonin or shift work", FactSearch("PN, melatonin or shift work")),
        ("PN/melatonin & night shifts", TopicChoice((TopicId(1), TopicId(3), TopicId(2)))),
        ("PN and lapses", FactSearch("PN and lapses")),
    ],
)
async def test_a_listed_name_may_be_misspelled_or_incomplete(
    store: SqliteStore, library: AsyncLibrary, text: str, found: Finding
) -> None:
    await add(store, topic_draft("melatonin and light"))
    assert await library.ask(answer_question, text) == found


async def test_a_name_in_a_fact_comes_before_a_topic_with_a_similar_name(
    store: SqliteStore,
) -> None:
    await add(
        store,
        topic_draft("napping at work"),
        fact_draft("The NapTest rates how well people nap.", topics=("napping at work",)),
        fact_draft("Work was slower in a nap test.", topics=("napping at work",)),
    )
    library = AsyncLibrary(store)
    assert await library.ask(answer_question, "what is NapTest?") == FactSearch("what is NapTest?")
    topic = await library.ask(answer_question, "napping at wrk")
    assert topic == NamedTopic(TopicId(1), is_nearest=True)


@pytest.mark.parametrize("text", ["short-shift night", "what is a short-shift night?"])
async def test_a_topics_words_in_another_order_name_it_even_if_a_fact_has_them(
    store: SqliteStore, text: str
) -> None:
    await add(store, fact_draft("A Night Short-Shift harms sleep.", topics=("night short-shift",)))
    assert await AsyncLibrary(store).ask(answer_question, text) == NamedTopic(
        TopicId(1), is_nearest=True
    )


@pytest.mark.parametrize("text", ["who is on call today?", "what time is the standup", "lets meet"])
async def test_small_talk_that_shares_a_word_with_a_fact_is_a_miss(
    store: SqliteStore, text: str
) -> None:
    shift = fact_draft(SHIFT_FACT, topics=("shifts",))
    await add(store, topic_draft("shifts"), shift, fact_draft("A call takes time."))
    with pytest.raises(NoAnswer):
        await AsyncLibrary(store).ask(answer_question, text)


async def test_stop_words_alone_find_no_fact(store: SqliteStore) -> None:
    naps = fact_draft("Naps help who can do the most.", topics=("naps",))
    await add(store, topic_draft("naps"), topic_draft("The Who"), naps)
    for text in ("is this so", "why so many?"):
        with pytest.raises(NoAnswer):
            await AsyncLibrary(store).ask(answer_question, text)
    for text in ("hello", "who are you?", "what can you do"):
        assert await AsyncLibrary(store).ask(answer_question, text) == HelpRequest()
    assert await AsyncLibrary(store).ask(answer_question, "the who") == NamedTopic(TopicId(2))


ASIDE = "Yesterday we sat outside after lunch, and Ana told us of her holidays by the sea. "


@pytest.mark.parametrize(
    ("message", "found"),
    [
        ("Do power naps halve lapses?", FactSearch("Do power naps halve lapses?")),
        ("So what harms sleep? Greetings to all!", FactSearch("So what harms sleep?")),
        ("What is a PN? And is Tom in?", NamedTopic(TopicId(1))),
        ("Is anybody in? I read on night shifts, and PN.", TopicPair(TopicId(2), TopicId(1))),
        ("I heard that night work harms the sleep.", FactSearch("night harms sleep")),
    ],
)
async def test_a_question_at_the_end_of_a_long_message_is_answered(
    library: AsyncLibrary, message: str, found: Finding
) -> None:
    assert await library.ask(answer_question, ASIDE * 12 + "\n" + message) == found


async def test_a_long_message_about_unknown_things_is_a_miss(library: AsyncLibrary) -> None:
    for message in ("", "Who has the keys?", "Night fell. Ana left at twenty to six."):
        with pytest.raises(NoAnswer):
            await library.ask(answer_question, ASIDE * 12 + message)


async def test_more_than_two_topics_are_a_choice(store: SqliteStore) -> None:
    names = ("naps", "tea", "shifts", "coffee")
    await add(store, *map(topic_draft, names), fact_draft())
    found = await AsyncLibrary(store).ask(
        answer_question, "naps vs. coffee vs. tea, naps or shifts?"
    )
    assert found == TopicChoice(tuple(map(TopicId, (1, 4, 2, 3))))


@pytest.mark.parametrize("text", ["where is the coffee machine?", "xkcd zzyzx", "???", "🍕"])
async def test_nonsense_is_a_miss(library: AsyncLibrary, text: str) -> None:
    with pytest.raises(NoAnswer):
        await library.ask(answer_question, text)


async def test_a_question_to_an_empty_library_says_so(store: SqliteStore) -> None:
    with pytest.raises(LibraryEmpty):
        await AsyncLibrary(store).ask(answer_question, "what is a nap?")


async def test_a_servers_own_name_comes_before_a_shared_one(store: SqliteStore) -> None:
    ours = LibraryId(5)
    await add(store, fact_draft("Three.", topics=("naps",)), library=ours)
    await add(store, fact_draft("One.", topics=("naps",)), fact_draft("Two.", topics=("naps",)))
    assert await AsyncLibrary(store, ours).ask(answer_question, "nap") == NamedTopic(TopicId(1))
    assert await AsyncLibrary(store).ask(answer_question, "nap") == NamedTopic(TopicId(2))
    assert await AsyncLibrary(store, LibraryId(6)).ask(answer_question, "nap") == NamedTopic(
        TopicId(2)
    )
