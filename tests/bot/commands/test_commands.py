"""Every command, used by a member of a server."""

from typing import Any

import discord
import pytest

from bot.app.client import Footnote
from facts.model.entities import LibraryId
from storage.store import SqliteStore
from tests.support.builders import add, fact_draft
from tests.support.world import World, buttons, markdown_of, menus, open_world, options, text_of


async def test_a_topic_is_shown_with_its_facts_under_their_sources(world: World) -> None:
    answer = await world.reader.slash(world.channel, "topic", name="pn")
    assert (
        markdown_of(answer)
        == """\
## power naps
-# Also known as PN
-# 8 facts · 3 sources · newest 2026\\-03\\-15
Short sleep by day, at most half an hour of it\\.
Naps of twenty minutes halved the lapses of night drivers\\.
-# #1 · measurement · [Sleep and Driving\\: A Trial](https://example.org/trial) · \
example\\.org · Jane Doe · 2026\\-03\\-15
Short naps help drivers more than coffee does\\.
-# #2 · claim · same source
Drivers who nap late sleep worse at night\\.
-# #3 · claim · same source
Lie down, set an alarm to twenty minutes, and rise when it rings\\.
-# #4 · procedure · The Nap Handbook · naps\\.example · 2024\\-05
Long naps leave people drowsy\\.
-# #5 · claim · same source"""
    )
    assert not answer.ephemeral
    assert list(buttons(answer)) == ["‹", "1 / 2", "›", "More…", "Sources", "Cite all"]
    assert buttons(answer)["‹"]["disabled"]


@pytest.mark.parametrize("name", ["power naps", "PN ", "powr-naps", "naps power"])
async def test_a_topic_is_found_by_alias_misspelling_and_word_order(
    world: World, name: str
) -> None:
    answer = await world.reader.slash(world.channel, "topic", name=name)
    assert "## power naps" in markdown_of(answer)


async def test_a_misspelled_name_shows_the_nearest_topic_and_says_so(world: World) -> None:
    answer = await world.reader.slash(world.channel, "topic", name="powr naps")
    assert text_of(answer).startswith("-# No topic is named “powr naps”; this is the nearest.")


@pytest.mark.parametrize(
    ("filters", "label", "fact"),
    [
        ({"kind": "quote"}, "Only facts of kind quote", "Sleep is the best meditation."),
        ({"kind": "Quote "}, "Only facts of kind quote", "Sleep is the best meditation."),
        ({"site": "www.naps.example"}, "Only facts from naps.example", "Long naps"),
        ({"since": "Jan 2026"}, "Only facts since 2026-01", "coffee"),
        ({"since": "2024", "kind": "procedure"}, "kind procedure, since 2024", "Lie down"),
    ],
)
async def test_a_topic_is_filtered_and_the_card_says_so(
    world: World, filters: dict[str, str], label: str, fact: str
) -> None:
    answer = await world.reader.slash(world.channel, "topic", name="pn", **filters)
    assert label in text_of(answer)
    assert fact in text_of(answer)


async def test_filters_without_results_name_the_kinds_and_sites(world: World) -> None:
    answer = await world.reader.slash(world.channel, "topic", name="pn", kind="image")
    assert "No fact fits these filters. Kinds here: claim, " in text_of(answer)
    assert "example.org" in text_of(answer)


async def test_a_bad_date_is_refused_with_the_valid_formats(world: World) -> None:
    answer = await world.reader.slash(world.channel, "topic", name="pn", since="lately")
    assert answer.ephemeral
    assert "“lately” is not a date. Write 2026, Mar 2026 or 2026-03-15" in text_of(answer)


async def test_a_private_answer_is_visible_only_to_the_user(world: World) -> None:
    answer = await world.reader.slash(world.channel, "topic", name="pn", private=True)
    assert answer.ephemeral
    assert "Share here" in buttons(answer)


async def test_a_miss_offers_the_nearest_topics(world: World) -> None:
    answer = await world.reader.slash(world.channel, "topic", name="night drivers")
    assert "No topic is named “night drivers”. The nearest is “night shifts”." in text_of(answer)
    assert "night shifts" in buttons(answer)


async def test_a_miss_without_similar_topics_suggests_other_commands(world: World) -> None:
    answer = await world.reader.slash(world.channel, "topic", name="qqqq", private=True)
    assert answer.ephemeral
    assert "No topic has a name like “qqqq”. `/topics` lists all topics" in text_of(answer)


async def test_an_empty_library_says_so(store: SqliteStore) -> None:
    async with open_world(store) as world:
        for name, given in (
            ("topic", {"name": "naps"}), ("topics", {}), ("sources", {}), ("random", {}),
            ("search", {"text": "naps"}), ("fact", {"id": "1"}),
        ):  # fmt: skip
            answer = await world.reader.slash(world.channel, name, **given)
            assert "The library is empty." in text_of(answer), name


async def test_help_works_in_an_empty_library(store: SqliteStore) -> None:
    async with open_world(store) as world:
        answer = await world.reader.slash(world.channel, "help")
        assert "**`/topic`** shows a topic" in markdown_of(answer)


async def test_topics_are_listed_and_can_be_opened(world: World) -> None:
    answer = await world.reader.slash(world.channel, "topics")
    assert (
        text_of(answer)
        == """\
## Topics
-# 2 topics · most facts first
**power naps** (PN)
-# 8 facts · 3 sources
**night shifts**
-# 1 fact · 1 source"""
    )
    assert list(options(answer, "Open a topic…")) == ["power naps", "night shifts"]


async def test_topics_are_found_by_a_similar_name(world: World) -> None:
    answer = await world.reader.slash(world.channel, "topics", query="nigth")
    assert "**night shifts**" in text_of(answer)
    missed = await world.reader.slash(world.channel, "topics", query="qqqq")
    assert "No topic has a name like “qqqq”" in text_of(missed)


async def test_sources_are_listed_with_link_site_author_date_and_number(world: World) -> None:
    answer = await world.reader.slash(world.channel, "sources")
    assert text_of(answer).startswith("""\
## Sources
-# 4 sources of 9 facts
1. **The Nap Handbook**
-# naps.example · 2024-05 · 4 facts
2. **[Sleep and Driving: A Trial](https://example.org/trial)**
-# example.org · Jane Doe · 2026-03-15 · 3 facts
""")
    narrowed = await world.reader.slash(
        world.channel, "sources", topic="night shifts", site="example.org"
    )
    assert "on night shifts, from example.org" in text_of(narrowed)
    assert "Shift Work Survey" in text_of(narrowed)
    assert "Nap Handbook" not in text_of(narrowed)


async def test_matching_words_of_a_search_are_bold(world: World) -> None:
    answer = await world.reader.slash(world.channel, "search", text="twenty minute naps")
    assert "**Naps** of **twenty** **minutes** halved" in markdown_of(answer)
    assert text_of(answer).startswith("## Search: twenty minute naps\n")


async def test_a_search_keeps_to_its_filters(world: World) -> None:
    answer = await world.reader.slash(
        world.channel, "search", text="drivers", topic="pn", kind="procedure"
    )
    assert "No fact matches “drivers”." in text_of(answer)
    answer = await world.reader.slash(world.channel, "search", text="alarm", site="naps.example")
    assert "Only facts from naps.example" in text_of(answer)
    assert "set an **alarm**" in text_of(answer)


async def test_a_random_fact_is_cited_and_keeps_to_its_filters(world: World) -> None:
    answer = await world.reader.slash(world.channel, "random", kind="quote")
    assert "Sleep is the best meditation." in text_of(answer)
    assert "Old Notes" in text_of(answer)
    assert "1 of 1" in text_of(answer)
    assert list(buttons(answer)) == ["Another", "Sources", "Copy citation", "More…"]


async def test_a_fact_is_shown_with_all_its_sources_topics_and_its_history(world: World) -> None:
    answer = await world.reader.slash(world.channel, "fact", id="9")
    assert (
        text_of(answer)
        == """\
### Night shifts harm sleep.
-# #9 · claim · about night shifts · shared
-# Shift Work Survey · example.org · 2019
-# <t:1767323045:D>: Imported 9 new facts on 2 new topics"""
    )
    assert "Open one of its topics…" in menus(answer)


async def test_an_unknown_fact_number_is_reported(world: World) -> None:
    answer = await world.reader.slash(world.channel, "fact", id=str(2**53 - 1))
    assert "No fact has the number 9007199254740991." in text_of(answer)


async def test_help_names_every_command_and_opens_topics(world: World) -> None:
    answer = await world.reader.slash(world.channel, "help")
    assert answer.ephemeral
    for command in world.env.bot.tree.get_commands():  # type: ignore[attr-defined]
        names = (f"**`/{command.name}`**", f"*{command.name}*")
        assert command.name == "help" or any(name in markdown_of(answer) for name in names)
    assert list(buttons(answer)) == ["/topic power naps", "All topics"]


async def test_about_shows_version_counts_privacy_and_the_invite(world: World) -> None:
    answer = await world.reader.slash(world.channel, "about")
    assert "## Footnote " in text_of(answer)
    assert "9 facts about 2 topics here, from 4 sources." in text_of(answer)
    assert "The newest is from 2026-03-15." in text_of(answer)
    assert "It does not store who asked what." in text_of(answer)
    invite = buttons(answer)["Invite it to a server"]["url"]
    assert "scope=bot+applications.commands" in invite
    assert f"permissions={1 << 6 | 1 << 10 | 1 << 11 | 1 << 16 | 1 << 38}" in invite


@pytest.mark.parametrize(
    ("installed_by", "seen"), [("server", True), ("server and user", True), ("user", False)]
)
async def test_a_user_install_does_not_see_the_servers_facts(
    world: World, installed_by: str, seen: bool
) -> None:
    ours = LibraryId(world.server.id)
    await add(world.store, fact_draft("Ours.", topics=("secrets",)), library=ours)
    assert isinstance(world.env.bot, Footnote)
    offered = await world.env.bot.dispatcher.read(
        interaction_of(world, installed_by),
        lambda library: library.autocomplete.topics("secrets", 5),
    )
    assert bool(offered) is seen


def interaction_of(world: World, installed_by: str) -> discord.Interaction[Footnote]:
    """Return an interaction in the server, allowed by some installations."""
    owners = {"server": {"0": str(world.server.id)}, "user": {"1": "2"}}
    by = {key: id_ for each in installed_by.split(" and ") for key, id_ in owners[each].items()}
    user = {"id": "2", "username": "reader", "discriminator": "0", "avatar": None}
    member = {"user": user, "roles": [], "flags": 0, "permissions": "0", "joined_at": None}
    data: Any = {
        "id": "9", "application_id": "8", "type": 2, "token": "t", "version": 1,
        "guild_id": str(world.server.id), "channel": {"id": str(world.channel.id), "type": 0},
        "member": member, "data": {"id": "7", "name": "topic"},
        "authorizing_integration_owners": by, "attachment_size_limit": 0,
    }  # fmt: skip
    state: Any = world.env.bot._connection  # noqa: SLF001 (discord.py builds interactions with it)
    return discord.Interaction(data=data, state=state)


async def test_direct_messages_see_the_shared_library(world: World) -> None:
    user = world.env.create_user("stranger")
    answer = await user.slash("topic", name="pn")
    assert "## power naps" in markdown_of(answer)
