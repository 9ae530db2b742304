"""Whatever a library may hold, and Discord's limits that every card of it is held against."""

from typing import Any

from discord import ui
from hypothesis import strategies as st

from bot.queries.library_queries import (
    Audience,
    UserId,
)
from facts.library.channels import InForce
from facts.library.comparison import Pair, Side
from facts.model.dates import Published
from facts.model.entities import (
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
from facts.model.results import Extent, Related, SourceSummary, Tally
from facts.model.selection import Selection
from tests.support.discord_api import DESCRIPTION, faults, misfits

V2, EPHEMERAL = 1 << 15, 1 << 6
"""Flags of a message (https://docs.discord.com/developers/resources/message#message-object-message-flags)."""

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


channel_settings = st.builds(
    ChannelSetting, ids.map(ChannelId), named.map(tuple), st.none() | st.booleans()
)
in_force = st.builds(InForce, st.none() | channel_settings, st.none() | channel_settings)


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
        "flags": V2 | (EPHEMERAL if private else 0),
        "components": view.to_components(),  # type: ignore[no-untyped-call]
    }
    assert faults(data) == []
    if DESCRIPTION.exists():
        assert misfits("CreateMessageInteractionCallbackRequest", {"type": 4, "data": data}) == []
