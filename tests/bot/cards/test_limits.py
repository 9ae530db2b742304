"""Every card of any library keeps every limit of Discord, and is what its API description says."""

from datetime import UTC, datetime
from typing import Any

import pytest
from discord import ui
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cards.about import about_card, help_card
from bot.cards.channel import channel_card, hushed_card, not_allowed_card
from bot.cards.citation import citation_card
from bot.cards.comparison import comparison_card
from bot.cards.documents import documents_card
from bot.cards.echoes import echoes_card
from bot.cards.fact import fact_card, random_card
from bot.cards.headlines import typed_text
from bot.cards.misses import (
    miss_card,
    old_control_card,
    repeated_card,
    trouble_card,
    unreadable_card,
)
from bot.cards.search import search_card
from bot.cards.source import source_card
from bot.cards.sources import sources_card
from bot.cards.topic import topic_card
from bot.cards.topics import topics_card
from bot.questions import (
    MOST_ECHOES,
    AboutQuestion,
    Audience,
    ChannelQuestion,
    CitationQuestion,
    CompareQuestion,
    EchoQuestion,
    FactQuestion,
    RandomQuestion,
    SearchQuestion,
    SourceQuestion,
    SourcesQuestion,
    TopicQuestion,
    TopicsQuestion,
    Unreadable,
    UserId,
)
from facts import errors
from facts.answers import (
    DrawAnswer,
    SearchAnswer,
    Size,
    SourceAnswer,
    SourcesAnswer,
    TopicAnswer,
    TopicsAnswer,
)
from facts.bibliography import documents
from facts.comparing import ComparisonAnswer, Pair, Side
from facts.echoes import Echo, Nearness
from facts.model import (
    CLAIM,
    Bearing,
    ChannelId,
    ChannelSetting,
    Citation,
    Fact,
    FactId,
    Kind,
    Source,
    SourceId,
    Stance,
    Topic,
    TopicId,
)
from facts.published import Published
from facts.shuffling import Draw
from facts.store import (
    ChangeNote,
    Extent,
    Hit,
    Match,
    Related,
    Selection,
    SourceSummary,
    Tally,
    TopicOrder,
    TopicSummary,
)
from tests.bot.discord_api import DESCRIPTION, faults, misfits

_V2, _EPHEMERAL = 1 << 15, 1 << 6
needs_description = pytest.mark.skipif(
    not DESCRIPTION.exists(), reason="Discord's API description is not on this machine"
)

NASTY = st.sampled_from(
    ["*" * 90, "[" * 70, "\\" * 100, "🙂" * 60, "a" * 3_000, "@everyone ", "\u200b", "<@1>",
     "- x\n" * 40, "```\n" * 9, "word " * 700, "https://x.example/" + "p" * 150, "漢" * 500,
     "_" * 2_500]
)  # fmt: skip
words = st.lists(NASTY | st.text(max_size=30), min_size=1, max_size=3).map("".join)
solid = words.filter(str.strip)
ids = st.integers(1, 2**63 - 1)
dates = st.none() | st.sampled_from(["Mar 15, 2026", "2026", "3 weeks ago"]).map(Published.parse)
sources = st.builds(
    Source,
    ids.map(SourceId),
    solid,
    st.none() | words,
    st.none() | words | st.text(max_size=300).map("https://example.org/".__add__),
    dates | solid.map(Published.parse),
)
citations = st.builds(Citation, sources, st.none() | words)
bearings = st.builds(Bearing, ids.map(TopicId), solid, st.none() | st.sampled_from(Stance))
facts_ = st.builds(
    Fact,
    ids.map(FactId),
    (solid | st.just("code")).map(Kind),
    solid,
    st.lists(citations, min_size=1, max_size=4).map(tuple),
    st.lists(bearings, max_size=4, unique_by=lambda each: each.topic).map(tuple),
)
topics = st.builds(
    Topic, ids.map(TopicId), solid, st.lists(solid, max_size=3).map(tuple), st.none() | words
)
counts = st.integers(0, 10**9)
extents = st.builds(Extent, counts, counts, st.none() | st.just("2026-03-15"))
selections = st.builds(
    Selection,
    ids.map(TopicId),
    st.none() | solid.map(Kind),
    st.none() | solid,
    st.none() | ids.map(SourceId),
    st.none() | st.just("2026-03-15"),
    focus=st.none() | ids.map(ChannelId),
)
named = st.lists(st.tuples(ids.map(TopicId), solid), max_size=5, unique_by=lambda each: each[0])
channel_settings = st.builds(ChannelSetting, ids.map(ChannelId), named.map(tuple), st.booleans())
tallies = st.builds(Tally, solid, counts)
summaries = st.builds(SourceSummary, sources, st.lists(solid, max_size=3).map(tuple), counts)
audiences = st.builds(
    Audience, st.integers(1, 2**63 - 1).map(UserId), st.booleans(), st.just("") | st.just("p" * 400)
)
pages = st.integers(0, 10**8)
relatives = st.builds(Related, ids.map(TopicId), solid, counts)
pairs = st.builds(Pair, ids.map(TopicId), ids.map(TopicId), st.sampled_from(Side))


def many(each: st.SearchStrategy[Any], most: int, least: int = 0) -> st.SearchStrategy[Any]:
    """Return tuples, distinct by id where things have one, as a library returns them."""
    return st.lists(each, min_size=least, max_size=most, unique_by=_identity).map(tuple)


def _identity(thing: object) -> object:
    for name in ("fact", "source", "topic"):
        thing = getattr(thing, name, thing)
    return getattr(thing, "id", getattr(thing, "name", thing))


def check(view: ui.LayoutView, *, private: bool) -> None:
    """Hold a card against the limits, and against the description where that is there."""
    data = {
        "flags": _V2 | (_EPHEMERAL if private else 0),
        "components": view.to_components(),  # type: ignore[no-untyped-call]
    }
    assert faults(data) == []
    if DESCRIPTION.exists():
        assert misfits("CreateMessageInteractionCallbackRequest", {"type": 4, "data": data}) == []


@pytest.mark.parametrize("private", [False, True])
def test_a_fact_of_very_many_sources_is_shown_on_pages(private: bool) -> None:
    notes = tuple(
        Citation(Source(SourceId(number), f"Note {number}", "naps.example"), None)
        for number in range(1, 201)
    )
    fact = Fact(FactId(1), CLAIM, "Long naps leave people drowsy.", notes, ())
    to = Audience(UserId(1), private)
    for page in range(13):
        check(fact_card(fact, (), FactQuestion(FactId(1), page), to), private=private)


@given(st.data(), topics, selections, extents, audiences, pages)
@settings(max_examples=15)
def test_a_topics_card(
    data: st.DataObject, topic: Topic, chosen: Selection, extent: Extent, to: Audience, page: int
) -> None:
    answer = TopicAnswer(
        topic, chosen, extent, data.draw(many(facts_, 5)), data.draw(many(tallies, 30)),
        data.draw(many(summaries, 25)), data.draw(st.none() | sources),
        data.draw(many(relatives, 3)),
    )  # fmt: skip
    check(topic_card(answer, TopicQuestion(chosen, page), to), private=to.private)


@given(
    many(st.builds(TopicSummary, topics, counts, counts), 10),
    counts,
    audiences,
    st.builds(TopicsQuestion, st.sampled_from(TopicOrder), pages, st.none() | words),
)
@settings(max_examples=15)
def test_the_card_of_topics(
    listed: tuple[TopicSummary, ...], count: int, to: Audience, question: TopicsQuestion
) -> None:
    check(topics_card(TopicsAnswer(listed, count), question, to), private=to.private)


@given(many(summaries, 8), selections, extents, st.none() | topics, audiences, pages)
@settings(max_examples=15)
def test_the_card_of_sources(
    listed: tuple[SourceSummary, ...], chosen: Selection, extent: Extent, topic: Topic | None,
    to: Audience, page: int,
) -> None:  # fmt: skip
    answer = SourcesAnswer(chosen, extent, listed, topic)
    check(sources_card(answer, SourcesQuestion(chosen, page), to), private=to.private)


@given(summaries, extents, many(facts_, 5, 1), audiences, pages)
@settings(max_examples=15)
def test_a_sources_card(
    summary: SourceSummary, extent: Extent, listed: tuple[Fact, ...], to: Audience, page: int
) -> None:
    question = SourceQuestion(summary.source.id, page)
    check(source_card(SourceAnswer(summary, extent, listed), question, to), private=to.private)


@given(st.data(), topics, topics, st.builds(CompareQuestion, pairs, pages), audiences)
@settings(max_examples=15)
def test_the_card_of_two_topics(
    data: st.DataObject, first: Topic, second: Topic, question: CompareQuestion, to: Audience
) -> None:
    asks_for_sources = question.pair.side is Side.SOURCES
    answer = ComparisonAnswer(
        first,
        second,
        {side: data.draw(counts) for side in Side},
        () if asks_for_sources else data.draw(many(facts_, 5)),
        data.draw(many(summaries, 8)) if asks_for_sources else (),
    )
    check(comparison_card(answer, question, to), private=to.private)


marks = st.lists(st.tuples(st.integers(0, 900), st.integers(0, 900)), max_size=300)
hits = st.builds(Hit, st.just(90.0), facts_, marks.map(sorted).map(tuple))


@given(
    st.text(max_size=200) | words.map(lambda text: text[:300]),
    many(hits, 5),
    counts,
    selections,
    audiences,
    pages,
)
@settings(max_examples=15)
def test_the_card_of_a_search(
    text: str, found: tuple[Hit, ...], count: int, chosen: Selection, to: Audience, page: int
) -> None:  # fmt: skip
    question = SearchQuestion(text, chosen, page)
    check(search_card(SearchAnswer(text, found, count), question, to), private=to.private)


@given(facts_, st.integers(0, 30), audiences, st.lists(words, max_size=9))
@settings(max_examples=15)
def test_a_facts_card_on_every_page(
    fact: Fact, page: int, to: Audience, reasons: list[str]
) -> None:
    history = [ChangeNote(datetime(2026, 1, 2, tzinfo=UTC), reason) for reason in reasons]
    check(fact_card(fact, history, FactQuestion(fact.id, page), to), private=to.private)
    check(citation_card(fact, CitationQuestion(fact.id, page), to), private=to.private)


@pytest.mark.parametrize("run", range(1, 9))
def test_the_card_of_citations_holds_any_run_of_backticks(run: int) -> None:
    ticks = ("`" * run + " ") * 1_000
    fact = Fact(FactId(1), CLAIM, ticks, (Citation(Source(SourceId(1), ticks)),))
    view = citation_card(fact, CitationQuestion(fact.id), Audience(UserId(1), private=False))
    check(view, private=False)


@given(many(facts_, MOST_ECHOES, 1), st.sampled_from(Nearness), audiences)
@settings(max_examples=15)
def test_the_card_of_what_bears_on_a_message(
    listed: tuple[Fact, ...], nearness: Nearness, to: Audience
) -> None:
    question = EchoQuestion(2**63 - 1, tuple((fact.id, nearness) for fact in listed))
    found = [Echo(fact, nearness) for fact in listed]
    check(echoes_card(found, question, to), private=to.private)


@given(
    st.none() | channel_settings, st.builds(SearchQuestion, words.map(lambda t: t[:300])), audiences
)
@settings(max_examples=15)
def test_the_cards_of_a_channel(
    setting: ChannelSetting | None, question: SearchQuestion, to: Audience
) -> None:
    here = ChannelQuestion((ChannelId(2**63 - 1), ChannelId(1)))
    check(channel_card(setting, here, to), private=True)
    check(hushed_card(question, to), private=False)
    check(not_allowed_card(), private=True)


@given(many(facts_, 5, 1), counts)
@settings(max_examples=15)
def test_the_card_of_all_citations(listed: tuple[Fact, ...], count: int) -> None:
    parcel = documents_card(documents(listed), len(listed), count)
    check(parcel.view, private=True)


@given(facts_, selections, audiences, st.booleans())
@settings(max_examples=15)
def test_a_random_facts_card(fact: Fact, chosen: Selection, to: Audience, again: bool) -> None:
    answer = DrawAnswer(Draw(fact.id, 2**32 - 1, 10**9, 10**9, again), fact)
    question = RandomQuestion(2**32 - 1, chosen, fact.id)
    check(random_card(answer, question, to), private=to.private)


@given(topics, counts, extents, audiences)
@settings(max_examples=10)
def test_help_and_about(topic: Topic, count: int, extent: Extent, to: Audience) -> None:
    largest = TopicsAnswer((TopicSummary(topic, count, count),), count)
    check(help_card(largest, to), private=to.private)
    check(about_card(Size(count, extent), AboutQuestion("https://x.example")), private=True)


@given(
    words,
    many(st.builds(Match, ids.map(TopicId), solid, st.just(70.0)), 5),
    audiences,
    many(solid, 20),
    many(solid, 20),
)
@settings(max_examples=15)
def test_what_is_told_where_there_is_no_answer(
    query: str, nearest: tuple[Match, ...], to: Audience, kinds: tuple[str, ...],
    sites: tuple[str, ...],
) -> None:  # fmt: skip
    for miss in (
        errors.LibraryEmpty(),
        errors.TopicNotFound(query, nearest),
        errors.TopicNotFound(query),
        errors.TopicGone(),
        errors.SourceNotFound(),
        errors.FactNotFound(2**63),
        errors.NoFactMatches(kinds, sites),
        errors.NothingFound(query),
        errors.NothingAnswers(query, nearest),
        errors.NothingAnswers(query),
        errors.NothingBears(),
        errors.DateUnclear(query),
    ):
        check(miss_card(miss, to), private=True)
    check(trouble_card("abcdef"), private=True)
    check(old_control_card(), private=True)
    for why in Unreadable:
        check(unreadable_card(why), private=False)
    check(repeated_card("https://discord.com/channels/1/2/3"), private=False)


def test_the_checks_see_what_discord_would_refuse() -> None:
    text = {"type": 10, "content": "x" * 4_001}
    row = {"type": 1, "components": [{"type": 2, "style": 1, "label": "x" * 81, "custom_id": ""}]}
    found = faults({"components": [text, row, row, {"type": 10, "content": " "}]})
    assert {"text in all", "empty text", "repeated id", "id's length", "flag"} <= set(found)
    assert "button's label" in found


@needs_description
def test_the_description_refuses_a_misspelt_key() -> None:
    text = {"type": 10, "contents": "x"}
    body = {"type": 4, "data": {"flags": _V2, "components": [text]}}
    assert misfits("CreateMessageInteractionCallbackRequest", body)


def test_a_card_without_a_search_has_no_text_of_one() -> None:
    assert typed_text(None) is None
