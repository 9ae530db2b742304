"""/compare, and the buttons that lead to it."""

import pytest

from facts.model.entities import LibraryId
from tests.support.builders import add, fact_draft, source_draft, topic_draft
from tests.support.mentioning import answer_to
from tests.support.world import World, buttons, choose, options, press, text_of

SURVEY = source_draft("Shift Work Survey", published="2019")


@pytest.fixture(autouse=True)
async def shared_facts(world: World) -> None:
    await add(
        world.store,
        fact_draft("Naps help night workers.", topics=("power naps", "night shifts")),
        fact_draft("Naps before a shift help.", SURVEY, topics=("power naps",)),
    )


async def test_a_comparison_counts_facts_and_sources(world: World) -> None:
    answer = await world.reader.slash(world.channel, "compare", first="PN", second="nigth shifts")
    assert (
        text_of(answer)
        == """\
-# No topic is named “nigth shifts”; this is the nearest.
## power naps and night shifts
-# 1 fact on both, 2 sources in common · 9 only on power naps, 1 only on night shifts
**On both**
Naps help night workers.
-# #10 · claim · A Paper · example.org"""
    )
    assert list(buttons(answer))[-2:] == ["More…", "Cite all"]
    menu = "Open a topic or source…"
    assert list(options(answer, menu)) == ["power naps", "night shifts"]
    topic = await choose(world.other, answer, menu, "night shifts")
    assert "## night shifts" in text_of(topic)


async def test_a_button_shows_each_part_of_a_comparison(world: World) -> None:
    answer = await world.reader.slash(world.channel, "compare", first="pn", second="night shifts")
    assert list(buttons(answer))[:4] == [
        "On both (1)",
        "Shared sources (2)",
        "Only power naps (9)",
        "Only night shifts (1)",
    ]
    assert buttons(answer)["On both (1)"]["disabled"]
    await press(world.reader, answer, "Shared sources (2)")
    survey = await choose(world.other, answer, "Open a topic or source…", "Shift Work")
    assert text_of(survey).startswith("## Shift Work Survey")
    assert "1. **Shift Work Survey**\n-# example.org · 2019 · 2 facts" in text_of(answer)
    assert "2. **A Paper**" in text_of(answer)
    await press(world.reader, answer, "Only power naps (9)")
    assert "Naps help night workers." not in text_of(answer)
    assert "1 / 2" in buttons(answer)
    await press(world.reader, answer, "›")
    assert "Naps before a shift help." in text_of(answer)


async def test_a_topic_has_buttons_to_compare_it(world: World) -> None:
    answer = await world.reader.slash(world.channel, "topic", name="night shifts")
    comparison = await press(world.other, answer, "power naps · 1 shared")
    assert comparison.ephemeral
    assert "## night shifts and power naps" in text_of(comparison)


async def test_topics_that_share_nothing_say_so_and_show_the_first_topic(world: World) -> None:
    await add(world.store, fact_draft("Apart.", source_draft("Other"), topics=("tea",)))
    by_command = await world.reader.slash(world.channel, "compare", first="tea", second="pn")
    for answer in (by_command, await answer_to(world, "tea vs pn")):
        assert (
            text_of(answer)
            == """\
## tea and power naps
-# 0 facts on both, 0 sources in common · 1 only on tea, 10 only on power naps
They share nothing: no fact is about both, and no source is in common.
**Only on tea**
Apart.
-# #12 · claim · Other · example.org"""
        )
        assert {"Only tea (1)", "Only power naps (10)"} < buttons(answer).keys()
    await press(world.reader, by_command, "On both (0)")
    assert "common · 1 only on tea, 10 only on power naps\n**On both**\nNone." in text_of(
        by_command
    )


async def test_topics_that_share_only_sources_show_these(
    world: World,
) -> None:
    await add(world.store, fact_draft("Apart.", SURVEY, topics=("tea",)))
    answer = await world.reader.slash(world.channel, "compare", first="tea", second="pn")
    expected = "They share no fact, but they have sources in common.\n**Sources in common**\n1. "
    assert expected in text_of(answer)


async def test_a_topic_without_facts_shows_the_other_one(world: World) -> None:
    await add(world.store, topic_draft("tea"), topic_draft("coffee"))
    answer = await world.reader.slash(world.channel, "compare", first="tea", second="pn")
    assert "**Only on power naps**\n" in text_of(answer)
    answer = await world.reader.slash(world.channel, "compare", first="tea", second="coffee")
    assert "**On both**\nNone." in text_of(answer)


async def test_a_topic_compared_with_itself_is_shown_alone(world: World) -> None:
    answer = await world.reader.slash(world.channel, "compare", first="pn", second="power naps")
    assert "Both names lead to this one topic.\n## power naps" in text_of(answer)


async def test_an_unknown_name_offers_the_nearest_topics(world: World) -> None:
    answer = await world.reader.slash(world.channel, "compare", first="pn", second="night drivers")
    assert "No topic is named “night drivers”." in text_of(answer)
    assert "night shifts" in buttons(answer)


async def test_both_names_autocomplete(world: World) -> None:
    for option in ("first", "second"):
        offered = await world.reader.autocomplete(world.channel, "compare", option, "nigh")
        assert [choice["name"] for choice in offered] == ["night shifts"]


async def test_topics_of_other_servers_are_not_compared(world: World) -> None:
    theirs = fact_draft("Secret.", topics=("power naps", "secrets"))
    await add(world.store, theirs, library=LibraryId(4242))
    answer = await world.reader.slash(world.channel, "topic", name="power naps")
    assert "secrets" not in str(list(buttons(answer)))
