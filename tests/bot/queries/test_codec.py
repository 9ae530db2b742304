"""Queries round-trip through custom_ids, and always fit."""

from contextlib import suppress
from datetime import date
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
    decode_legacy_skip,
)
from bot.discord_api.limits import CUSTOM_ID, OPTION_VALUE
from bot.queries.codec import QueryCodec, QueryUnreadable, encode_query
from bot.queries.custom_id import CustomIdTooLong, Effect, Link, read_link
from bot.queries.library_queries import (
    MAX_RELATED_FACTS,
    AboutQuery,
    ChannelQuery,
    ChoiceQuery,
    CitationQuery,
    CompareQuery,
    FactQuery,
    FactRelation,
    HelpQuery,
    PanelQuery,
    RandomQuery,
    RelatedFactsQuery,
    SearchQuery,
    SimilarTopicsQuery,
    SourceQuery,
    SourcesQuery,
    TopicQuery,
    TopicsQuery,
    UnreadableMessageQuery,
    UnreadableReason,
)
from bot.queries.query import Query, RenderContext, UserId
from bot.queries.selection_codec import digest, is_digest
from bot.queries.unresolved import parse_topic_choice, topic_choice
from bot.ui.controls import Option, button, make_ids_unique, menu
from facts.citations.author_names import parse_author_query
from facts.daily.post import PostId
from facts.daily.schedule import ScheduleId
from facts.library.comparison import Side, TopicPair
from facts.model.entities import ChannelId, FactId, Kind, SourceId, TopicId
from facts.model.random_order import SEED_COUNT
from facts.model.selection import Selection, TopicOrder
from facts.questions.related_facts import Relation
from facts.text.normalize import search_form

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
by_author = st.builds(
    Selection,
    maybe(ids.map(TopicId)),
    maybe(names.map(Kind)),
    maybe(names),
    since=maybe(dates),
    until=maybe(dates),
    author=names,
)
anywhere = narrow | in_focus
wide = st.builds(
    Selection,
    ids.map(TopicId),
    maybe(names.map(Kind)),
    maybe(names),
    maybe(ids.map(SourceId)),
    maybe(dates),
    author=maybe(names),
)
pairs = st.builds(TopicPair, ids.map(TopicId), ids.map(TopicId), st.sampled_from(Side))
relations = st.builds(FactRelation, st.sampled_from(Relation), ids.map(FactId))
related = st.lists(relations, min_size=1, max_size=MAX_RELATED_FACTS).map(tuple)
schedules = ids.map(ScheduleId)
queries: st.SearchStrategy[Query] = st.one_of(
    st.builds(TopicQuery, wide, pages),
    st.builds(TopicsQuery, st.sampled_from(TopicOrder), pages),
    st.just(SimilarTopicsQuery("text")),
    st.builds(SourcesQuery, anywhere | by_author, pages),
    st.builds(SourceQuery, ids.map(SourceId), pages),
    st.builds(FactQuery, ids.map(FactId), pages),
    st.builds(CitationQuery, ids.map(FactId), pages),
    st.builds(
        PanelQuery,
        maybe(ids.map(TopicId)),
        maybe(ids.map(SourceId)),
        st.integers(0, 7),
        st.integers(0, 36**3 - 1),
        st.lists(ids.map(FactId), max_size=2).map(tuple),
    ),
    st.builds(RandomQuery, st.integers(0, SEED_COUNT - 1), anywhere, maybe(ids.map(FactId))),
    st.builds(CompareQuery, pairs, pages),
    st.builds(RelatedFactsQuery, ids, related),
    st.builds(SearchQuery, st.just("text"), anywhere | by_author, pages),
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
    st.builds(ChoiceQuery, st.lists(ids.map(TopicId), min_size=1, max_size=5).map(tuple)),
    st.builds(ChannelQuery, st.lists(ids.map(ChannelId), min_size=1, max_size=2).map(tuple)),
    st.builds(UnreadableMessageQuery, st.sampled_from(UnreadableReason)),
    st.just(HelpQuery()),
    st.builds(AboutQuery, ids),
)
CODEC = QueryCodec(
    [
        AboutQuery, ChannelQuery, ChoiceQuery, CitationQuery, ClearDays, CompareQuery, ExplainPost,
        FactQuery, HelpQuery, ListDaily, PanelQuery, PreviewQuery, RandomQuery, RelatedFactsQuery,
        RemoveSchedule, SearchQuery, SimilarTopicsQuery, SkipDay, SourceQuery, SourcesQuery,
        SwapDay, TopicQuery, TopicsQuery, UnreadableMessageQuery, Vote,
    ],
    {"K": decode_legacy_skip},
)  # fmt: skip
askers = st.integers(0, 2**63 - 1).map(UserId)


def assert_same_author(read: str | None, chosen: str | None) -> None:
    if chosen is None or read is None or is_digest(read):
        assert (read is None) == (not chosen)
        assert read in (chosen, chosen and digest(search_form(chosen)))
    else:
        assert parse_author_query(read) == parse_author_query(chosen)


@given(queries)
def test_every_query_round_trips_except_long_names(query: Query) -> None:
    code = encode_query(query)
    assert code.isascii()
    again = CODEC.decode(code, "text")
    assert type(again) is type(query)
    assert encode_query(again) == code
    chosen, read = getattr(query, "selection", None), getattr(again, "selection", None)
    if not isinstance(chosen, Selection) or not isinstance(read, Selection):
        assert again == query
        return
    assert (read.topic, read.source, read.since) == (chosen.topic, chosen.source, chosen.since)
    assert (read.focus, read.until) == (chosen.focus, chosen.until)
    assert_same_author(read.author, chosen.author)
    assert read.kind in (chosen.kind, chosen.kind and digest(chosen.kind))
    assert read.site in (chosen.site, chosen.site and digest(chosen.site))


@given(queries, askers, st.sampled_from(Effect))
def test_every_custom_id_fits_and_leads_to_its_query(
    query: Query, asker: UserId, effect: Effect
) -> None:
    context = RenderContext(asker, private=False)
    control = button("Go", (effect, query), context)
    make_ids_unique([control] * 25)
    assert len(control.custom_id) <= CUSTOM_ID
    assert read_link(control.custom_id) == Link(effect, asker, encode_query(query))
    chooser = menu("Choose…", effect, context, [Option("One", query)])
    assert len(chooser.item.options[0].value) <= OPTION_VALUE  # type: ignore[union-attr]
    assert read_link(chooser.custom_id) == Link(effect, asker, "")


def test_a_query_that_does_not_fit_is_refused() -> None:
    many = ChoiceQuery(tuple(TopicId(2**63 - 1 - number) for number in range(25)))
    with pytest.raises(CustomIdTooLong):
        button("Go", (Effect.OPEN, many), RenderContext(UserId(1), private=False))


DAY = date(2026, 12, 24)
SCHEDULE = ScheduleId(10)
FIRST_VERSION = {
    "1t0.rbj9agssxxh.T|5|||||2": TopicQuery(Selection(TopicId(5)), 2),
    "1o0.rbj9agssxxh.T|5|claim|arxiv.org|25|202603|0": TopicQuery(
        Selection(TopicId(5), Kind("claim"), "arxiv.org", SourceId(77), "2026-03")
    ),
    "1t0.rbj9agssxxh.T|1y2p0ij32e8e7|~14c44eb87e|~553354de3f|1y2p0ij32e8e7|20260315|zzzzzz": (
        TopicQuery(
            Selection(
                TopicId(2**63 - 1),
                Kind("~14c44eb87e"),
                "~553354de3f",
                SourceId(2**63 - 1),
                "2026-03-15",
            ),
            36**6 - 1,
        )
    ),
    "1t0.rbj9agssxxh.B|l|3": TopicsQuery(TopicOrder.LARGEST, 3),
    "1s0.rbj9agssxxh.N": SimilarTopicsQuery("naps"),
    "1t0.rbj9agssxxh.L|5||example.org|1": SourcesQuery(
        Selection(TopicId(5), site="example.org"), 1
    ),
    "1t0.rbj9agssxxh.L||||0": SourcesQuery(),
    "1o0.rbj9agssxxh.S|9|1": SourceQuery(SourceId(9), 1),
    "1o0.rbj9agssxxh.F|15|0": FactQuery(FactId(41)),
    "1o0.rbj9agssxxh.C|15|1": CitationQuery(FactId(41), 1),
    "1t0.rbj9agssxxh.R|ya|@b1u1bx35n0|||8": RandomQuery(
        1234, Selection(focus=ChannelId(1122334455667788)), FactId(8)
    ),
    "1t0.rbj9agssxxh.R|0||quote||": RandomQuery(0, Selection(kind=Kind("quote"))),
    "1c0.rbj9agssxxh.Q|5|||2": SearchQuery("naps", Selection(TopicId(5)), 2),
    "1t0.rbj9agssxxh.J|1|2|q|1": CompareQuery(TopicPair(TopicId(1), TopicId(2), Side.SOURCES), 1),
    "1t0.rbj9agssxxh.J|1|2|s|0": CompareQuery(TopicPair(TopicId(1), TopicId(2), Side.SECOND)),
    "1s0.rbj9agssxxh.E|8iyycz33onni|s4|r1e": RelatedFactsQuery(
        1122334455667788990,
        (FactRelation(Relation.SAME, FactId(4)), FactRelation(Relation.RELATED, FactId(50))),
    ),
    "1t0.rbj9agssxxh.D|2": ListDaily(2),
    "1e0.rbj9agssxxh.P|a": PreviewQuery(SCHEDULE),
    "1e0.rbj9agssxxh.K|a|20261224|": SkipDay(SCHEDULE, DAY),
    "1e0.rbj9agssxxh.K|a|20261224|1": ClearDays(SCHEDULE, (DAY, DAY)),
    "1e0.rbj9agssxxh.U|a|20261224|20270102": ClearDays(SCHEDULE, (DAY, date(2027, 1, 2))),
    "1e0.rbj9agssxxh.A|a|20261224": SwapDay(SCHEDULE, DAY),
    "1e0.rbj9agssxxh.X|a": RemoveSchedule(SCHEDULE),
    "1o0.rbj9agssxxh.W|7|a-261224-1": ExplainPost(PostId(7), "a-261224-1"),
    "1v0.rbj9agssxxh.V|15|1": Vote(FactId(41), liked=True),
    "1v0.rbj9agssxxh.V|15|": Vote(FactId(41), liked=False),
}
"""Custom_ids that the first version wrote, and what they mean today."""


@pytest.mark.parametrize("custom_id", FIRST_VERSION)
def test_controls_of_the_first_version_still_work(custom_id: str) -> None:
    link = read_link(custom_id)
    assert link.asker == 99887766554433221
    assert CODEC.decode(link.code, "naps") == FIRST_VERSION[custom_id]


def test_a_query_with_text_is_unreadable_without_its_card() -> None:
    with pytest.raises(QueryUnreadable):
        CODEC.decode("Q|5|||2")


def test_no_two_types_of_query_share_a_letter() -> None:
    with pytest.raises(ValueError, match="letter"):
        QueryCodec([TopicQuery, type("Other", (), {"letter": "T"})])


def test_a_site_that_looks_like_a_digest_is_not_one() -> None:
    again = CODEC.decode(encode_query(SourcesQuery(Selection(site="~\x80"))))
    assert isinstance(again, SourcesQuery)
    assert again.selection.site == digest("~\x80")


@given(st.text() | st.from_regex(r"[A-Z]\|[0-9a-z|~.]*", fullmatch=True))
def test_a_forged_code_is_refused_or_round_trips(code: str) -> None:
    with suppress(QueryUnreadable):
        query = CODEC.decode(code, "text")
        assert CODEC.decode(encode_query(query), "text") == query


@given(st.text())
def test_a_forged_id_is_refused(custom_id: str) -> None:
    with pytest.raises(QueryUnreadable):
        read_link(custom_id)


def test_a_choice_is_parsed_as_its_topic_and_text_as_none() -> None:
    assert parse_topic_choice(topic_choice(TopicId(12))) == 12
    for text in ("topic:", "topic:x", "12", "topic:1 ", "topic:٣", "topic:" + "9" * 30):
        assert parse_topic_choice(text) is None
