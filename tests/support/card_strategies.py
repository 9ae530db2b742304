"""Strategies for library content, and the check of cards."""

from typing import Any

from discord import ui
from hypothesis import strategies as st

from bot.queries.query import RenderContext, UserId
from facts.library.channels import EffectiveChannelSetting
from facts.library.comparison import Side, TopicPair
from facts.model.dates import PublicationDate
from facts.model.entities import (
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
    TopicLink,
)
from facts.model.results import Count, RelatedTopic, SourceSummary, Totals
from facts.model.selection import Selection
from tests.support.discord_api import DESCRIPTION, faults, misfits

V2, EPHEMERAL = 1 << 15, 1 << 6
"""Flags of a message (https://docs.discord.com/developers/resources/message#message-object-message-flags)."""

_NASTY_TEXTS = (
    ["*" * 90, "[" * 70, "\\" * 100, "🙂" * 60, "a" * 3_000, "@everyone ", "\u200b", "<@1>",
     "- x\n" * 40, "```\n" * 9, "word " * 700, "https://x.example/" + "p" * 150, "漢" * 500,
     "_" * 2_500]
)  # fmt: skip


@st.composite
def nasty_texts(draw: st.DrawFn) -> str:
    """Draw a text; Hypothesis refuses to print a strategy with texts as long as these."""
    return draw(st.sampled_from(_NASTY_TEXTS))


NASTY = nasty_texts()


words = st.lists(NASTY | st.text(max_size=30), min_size=1, max_size=3).map("".join)


nonblank_words = words.filter(str.strip)


ids = st.integers(1, 2**63 - 1)


dates = st.none() | st.sampled_from(["Mar 15, 2026", "2026", "3 weeks ago"]).map(
    PublicationDate.parse
)


sources = st.builds(
    Source,
    ids.map(SourceId),
    nonblank_words,
    st.none() | words,
    st.none() | words | st.text(max_size=300).map("https://example.org/".__add__),
    dates | nonblank_words.map(PublicationDate.parse),
)


citations = st.builds(Citation, sources, st.none() | words)


topic_links = st.builds(
    TopicLink, ids.map(TopicId), nonblank_words, st.none() | st.sampled_from(Stance)
)


facts_ = st.builds(
    Fact,
    ids.map(FactId),
    (nonblank_words | st.just("code")).map(Kind),
    nonblank_words,
    st.lists(citations, min_size=1, max_size=4).map(tuple),
    st.lists(topic_links, max_size=4, unique_by=lambda each: each.topic).map(tuple),
    phrasings=st.lists(nonblank_words, max_size=5).map(tuple),
)


topics = st.builds(
    Topic,
    ids.map(TopicId),
    nonblank_words,
    st.lists(nonblank_words, max_size=3).map(tuple),
    st.none() | words,
)


counts = st.integers(0, 10**9)


totals = st.builds(Totals, counts, counts, st.none() | st.just("2026-03-15"))


selections = st.builds(
    Selection,
    ids.map(TopicId),
    st.none() | nonblank_words.map(Kind),
    st.none() | nonblank_words,
    st.none() | ids.map(SourceId),
    st.none() | st.just("2026-03-15"),
    focus=st.none() | ids.map(ChannelId),
)


named_topics = st.lists(
    st.tuples(ids.map(TopicId), nonblank_words), max_size=5, unique_by=lambda each: each[0]
)


channel_settings = st.builds(
    ChannelSetting, ids.map(ChannelId), named_topics.map(tuple), st.none() | st.booleans()
)
effective_settings = st.builds(
    EffectiveChannelSetting, st.none() | channel_settings, st.none() | channel_settings
)


kind_counts = st.builds(Count, nonblank_words, counts)


source_summaries = st.builds(
    SourceSummary, sources, st.lists(nonblank_words, max_size=3).map(tuple), counts
)


contexts = st.builds(
    RenderContext,
    st.integers(1, 2**63 - 1).map(UserId),
    st.booleans(),
    st.just("") | st.just("p" * 400),
)


pages = st.integers(0, 10**8)


related_topics = st.builds(RelatedTopic, ids.map(TopicId), nonblank_words, counts)


pairs = st.builds(TopicPair, ids.map(TopicId), ids.map(TopicId), st.sampled_from(Side))


def many(each: st.SearchStrategy[Any], most: int, least: int = 0) -> st.SearchStrategy[Any]:
    """Return tuples of distinct items, as a library returns them."""
    return st.lists(each, min_size=least, max_size=most, unique_by=_identity).map(tuple)


def _identity(thing: object) -> object:
    for name in ("fact", "source", "topic"):
        thing = getattr(thing, name, thing)
    return getattr(thing, "id", getattr(thing, "name", thing))


def check(view: ui.LayoutView, *, private: bool) -> None:
    """Assert that a card keeps Discord's limits and API description."""
    data = {
        "flags": V2 | (EPHEMERAL if private else 0),
        "components": view.to_components(),  # type: ignore[no-untyped-call]
    }
    assert faults(data) == []
    if DESCRIPTION.exists():
        assert misfits("CreateMessageInteractionCallbackRequest", {"type": 4, "data": data}) == []
