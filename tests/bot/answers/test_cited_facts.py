"""Citations: of one fact to copy, and of a whole answer."""

import pytest
from simcord.results import InteractionResult

from bot.answers.cited_facts import collect_comparison_facts
from bot.queries.library_queries import CompareQuery
from facts.library.comparison import Side, TopicPair
from tests.support.async_library import AsyncLibrary
from tests.support.builders import add, fact_draft, source_draft
from tests.support.world import World, buttons, markdown_of, message_of, press, text_of


async def test_a_citation_comes_privately_in_four_formats(world: World) -> None:
    answer = await world.reader.slash(world.channel, "random", kind="measurement")
    cited = await press(world.other, answer, "Copy citation")
    assert cited.ephemeral
    assert "> — [Sleep and Driving: A Trial](https://example.org/trial), Jane Doe" in markdown_of(
        cited
    )
    assert "Doe, J. (2026, March 15). Sleep and Driving: A Trial." in markdown_of(cited)
    assert "**Plain**\n```\n“Naps of twenty minutes halved" in markdown_of(cited)
    assert "@misc{doe2026sleep," in markdown_of(cited)


async def files_of(answer: InteractionResult) -> dict[str, str]:
    """Return the texts of the attached files by name."""
    attached = message_of(answer).attachments
    return {each.filename: (await each.read()).decode() for each in attached}


async def test_all_facts_of_an_answer_are_cited_in_files(world: World) -> None:
    answer = await world.reader.slash(world.channel, "topic", name="pn", site="example.org")
    cited = await press(world.other, answer, "Cite all")
    assert cited.ephemeral
    assert "3 facts" in text_of(cited)
    files = await files_of(cited)
    assert list(files) == ["citations.md", "citations.txt", "citations.bib"]
    assert files["citations.md"].count("> — [Sleep and Driving: A Trial]") == 3
    assert "“Drivers who nap late sleep worse at night.” — Sleep" in files["citations.txt"]
    assert files["citations.bib"].count("@misc{") == 1


@pytest.mark.parametrize(
    ("command", "options", "facts"),
    [
        ("search", {"text": "naps"}, 8),
        ("sources", {"site": "naps.example"}, 4),
        ("topic", {"name": "pn"}, 8),
    ],
)
async def test_every_fact_of_a_list_can_be_cited(
    world: World, command: str, options: dict[str, str], facts: int
) -> None:
    answer = await world.reader.slash(world.channel, command, **options)
    await world.restart()
    cited = await press(world.other, answer, "Cite all")
    assert f"{facts} facts" in text_of(cited)


@pytest.mark.parametrize(
    ("part", "texts"),
    [
        ("On both (2)", ("Tea keeps nappers awake.", "Tea before a nap.")),
        ("Only tea (1)", ("Tea is a leaf.",)),
        ("Only power naps (8)", ()),
    ],
)
async def test_the_open_side_of_a_comparison_is_cited(
    world: World, part: str, texts: tuple[str, ...]
) -> None:
    both = ("power naps", "tea")
    await add(
        world.store,
        fact_draft("Tea keeps nappers awake.", topics=both),
        fact_draft("Tea before a nap.", source_draft("Leaves"), topics=both),
        fact_draft("Tea is a leaf.", topics=("tea",)),
    )
    answer = await world.reader.slash(world.channel, "compare", first="pn", second="tea")
    if not buttons(answer)[part]["disabled"]:
        await press(world.reader, answer, part)
    cited = await press(world.reader, answer, "Cite all")
    plain = (await files_of(cited))["citations.txt"]
    quoted = [part.split("”")[0] for part in plain.split("“")[1:]]
    assert sorted(each for each in quoted if "Tea" in each) == sorted(texts)
    assert f"{part[-2]} fact" in text_of(cited)


async def test_common_sources_are_cited_with_the_facts_on_both_topics(
    world: World,
) -> None:
    await add(world.store, fact_draft("Tea keeps nappers awake.", topics=("power naps", "tea")))
    library = AsyncLibrary(world.store)
    pair = TopicPair(
        (await library.find("pn")).topic, (await library.find("tea")).topic, Side.SOURCES
    )
    facts, count = await library.read(lambda it: collect_comparison_facts(CompareQuery(pair), it))
    assert [fact.text for fact in facts] == ["Tea keeps nappers awake."]
    assert count == 1


async def test_the_citation_of_a_long_fact_still_names_its_source(world: World) -> None:
    await add(world.store, fact_draft("word " * 2_000))
    cited = await press(
        world.reader, await world.reader.slash(world.channel, "fact", id="10"), "Copy citation"
    )
    assert "> — A Paper, example.org" in markdown_of(cited)
    assert markdown_of(cited).count("```") == 8
