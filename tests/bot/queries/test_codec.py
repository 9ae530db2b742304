"""Questions come back out of controls as they went in, and always fit."""

from contextlib import suppress
from datetime import date, timedelta
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.daily.queries import (
    ClearDays,
    ExplainPost,
    ListDaily,
    PreviewQuery,
    RemoveSchedule,
    SkipDay,
    SwapDay,
    Vote,
)
from bot.discord_api.limits import CUSTOM_ID, OPTION_VALUE
from bot.queries.codec import QueryUnreadable, decode_query, encode_query
from bot.queries.library_queries import (
    MAX_RELATED_FACTS,
    CitationQuery,
    CompareQuery,
    FactQuery,
    Query,
    RandomQuery,
    RelatedFactsQuery,
    RenderContext,
    SearchQuery,
    SourceQuery,
    SourcesQuery,
    TopicQuery,
    TopicsQuery,
    UserId,
    parse_topic_choice,
    topic_choice,
)
from bot.queries.selection_codec import digest
from bot.ui.controls import Effect, Link, Option, button, make_ids_unique, menu, read_link
from facts.daily.post import PostId
from facts.daily.schedule import ScheduleId
from facts.library.comparison import Side, TopicPair
from facts.model.entities import ChannelId, FactId, Kind, SourceId, TopicId
from facts.model.random_order import SEED_COUNT
from facts.model.selection import Selection, TopicOrder
from facts.questions.related_facts import Relation

ids = st.integers(1, 2**63 - 1)
names = st.one_of(st.from_regex(r"[a-z0-9.-]{1,40}", fullmatch=True), st.text(min_size=1))
dates = st.dates().map(lambda day: day.isoformat()) | st.sampled_from(["2026", "2026-03"])
pages = st.integers(0, 36**6 - 1)
maybe = partial(st.one_of, st.none())
narrow = st.builds(
    Selection, maybe(ids.map(TopicId)), maybe(names.map(Kind)), maybe(names)
)  # fmt: skip
in_focus = st.builds(
    Selection, kind=maybe(names.map(Kind)), site=maybe(names), focus=ids.map(ChannelId)
)
anywhere = narrow | in_focus
wide = st.builds(
    Selection,
    ids.map(TopicId),
    maybe(names.map(Kind)),
    maybe(names),
    maybe(ids.map(SourceId)),
    maybe(dates),
)
pairs = st.builds(TopicPair, ids.map(TopicId), ids.map(TopicId), st.sampled_from(Side))
marked = st.tuples(ids.map(FactId), st.sampled_from(Relation))
echoed = st.lists(marked, min_size=1, max_size=MAX_RELATED_FACTS).map(tuple)
schedules = ids.map(ScheduleId)
questions: st.SearchStrategy[Query] = st.one_of(
    st.builds(TopicQuery, wide, pages),
    st.builds(TopicsQuery, st.sampled_from(TopicOrder), pages),
    st.just(TopicsQuery(query="text")),
    st.builds(SourcesQuery, anywhere, pages),
    st.builds(SourceQuery, ids.map(SourceId), pages),
    st.builds(FactQuery, ids.map(FactId), pages),
    st.builds(CitationQuery, ids.map(FactId), pages),
    st.builds(RandomQuery, st.integers(0, SEED_COUNT - 1), anywhere, maybe(ids.map(FactId))),
    st.builds(CompareQuery, pairs, pages),
    st.builds(RelatedFactsQuery, ids, echoed),
    st.builds(SearchQuery, st.just("text"), anywhere, pages),
    st.builds(ListDaily, pages),
    st.builds(PreviewQuery, schedules),
    st.builds(SkipDay, schedules, st.dates()),
    st.builds(ClearDays, schedules, st.tuples(st.dates(), st.dates())),
    st.builds(SwapDay, schedules, st.dates()),
    st.builds(RemoveSchedule, schedules),
    st.builds(
        ExplainPost, ids.map(PostId), st.from_regex(r"[0-9a-f]{1,16}-[0-9]{6}", fullmatch=True)
    ),
    st.builds(Vote, ids.map(FactId), st.booleans()),
)
askers = st.integers(0, 2**63 - 1).map(UserId)


@given(questions)
def test_a_question_comes_back_as_it_went_in_but_for_long_names(question: Query) -> None:
    code = encode_query(question)
    assert code.isascii()
    again = decode_query(code, "text")
    assert type(again) is type(question)
    assert encode_query(again) == code
    chosen, read = getattr(question, "selection", None), getattr(again, "selection", None)
    if isinstance(chosen, Selection) and isinstance(read, Selection):
        assert (read.topic, read.source, read.since) == (chosen.topic, chosen.source, chosen.since)
        assert read.focus == chosen.focus
        assert read.kind in (chosen.kind, chosen.kind and digest(chosen.kind))
        assert read.site in (chosen.site, chosen.site and digest(chosen.site))


@given(questions, askers, st.sampled_from(Effect))
def test_every_id_and_value_fits_and_leads_where_it_should(
    question: Query, asker: UserId, verb: Effect
) -> None:
    audience = RenderContext(asker, private=False)
    control = button("Go", (verb, question), audience)
    make_ids_unique([control] * 25)
    assert len(control.custom_id) <= CUSTOM_ID
    assert read_link(control.custom_id) == Link(verb, asker, encode_query(question))
    chooser = menu("Choose…", verb, audience, [Option("One", question)])
    assert len(chooser.item.options[0].value) <= OPTION_VALUE  # type: ignore[union-attr]
    assert read_link(chooser.custom_id) == Link(verb, asker, "")


def test_a_control_of_an_older_card_still_takes_a_day_back() -> None:
    day = date(2026, 12, 24)
    assert decode_query("K|a|20261224|1") == ClearDays(ScheduleId(10), (day, day))
    assert encode_query(ClearDays(ScheduleId(10), (day, day + timedelta(days=9)))).startswith("U|")


def test_a_site_that_begins_like_a_digest_is_none() -> None:
    question = SourcesQuery(Selection(site="~\x80"))
    again = decode_query(encode_query(question))
    assert isinstance(again, SourcesQuery)
    assert again.selection.site == digest("~\x80")


@given(st.text() | st.from_regex(r"[A-Z]\|[0-9a-z|~.]*", fullmatch=True))
def test_what_is_no_code_is_refused_and_nothing_else_happens(code: str) -> None:
    with suppress(QueryUnreadable):
        assert encode_query(decode_query(code, "text")) == code


@given(st.text())
def test_what_is_no_id_is_refused_and_nothing_else_happens(custom_id: str) -> None:
    with pytest.raises(QueryUnreadable):
        read_link(custom_id)


def test_a_choice_stands_for_its_topic_and_text_for_none() -> None:
    assert parse_topic_choice(topic_choice(TopicId(12))) == 12
    for text in ("topic:", "topic:x", "12", "topic:1 ", "topic:٣", "topic:" + "9" * 30):
        assert parse_topic_choice(text) is None
