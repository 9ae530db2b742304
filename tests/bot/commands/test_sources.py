"""/sources finds sources, and options filter by author."""

import pytest

from bot.queries.library_queries import SearchQuery
from bot.queries.selection_codec import encode_selection
from facts.model.selection import Selection
from tests.support.builders import add, fact_draft, source_draft
from tests.support.world import World, buttons, choose, menus, press, text_of

RAG = source_draft(
    "Retrieval for Experts", "arxiv.org", url="https://arxiv.org/abs/2005.11401", published="2020"
)
BLOG = source_draft("Retrieval for Everyone", "blog.example")


@pytest.fixture
async def cited(world: World) -> World:
    facts = [
        fact_draft(
            f"Retrieval helps {n}.", RAG, author="Ann Lee, Bo Chen · Nap Lab", topics=("rag",)
        )
        for n in range(7)
    ]
    more = fact_draft("Blogs help.", BLOG, author="Wei Lin", topics=("rag", "blogs"))
    await add(world.store, *facts, more)
    return world


@pytest.mark.parametrize("query", ["2005.11401", "Retrieval for Expertz", "Ann Lee", "Lee 2020"])
async def test_one_clear_match_opens_the_source(cited: World, query: str) -> None:
    answer = await cited.reader.slash(cited.channel, "sources", query=query)
    assert text_of(answer).startswith("""\
## [Retrieval for Experts](https://arxiv.org/abs/2005.11401)
-# By Ann Lee, Bo Chen, Nap Lab
-# arxiv.org · 2020 · arXiv:2005.11401
-# 7 facts on rag (7)
""")


async def test_several_matches_are_listed_and_shared(cited: World) -> None:
    answer = await cited.reader.slash(cited.channel, "sources", query="retrieval", private=True)
    assert "## Sources like: retrieval" in text_of(answer)
    assert text_of(answer).index("for Experts") < text_of(answer).index("for Everyone")
    shared = await press(cited.reader, answer, "Share here")
    assert "Shared here" in buttons(shared) or "Shared here" in buttons(answer)
    opened = await choose(
        cited.reader, answer, "Read the facts of a source…", "Retrieval for Every"
    )
    assert "By Wei Lin" in text_of(opened)
    assert "1 fact on rag (1), blogs (1)" in text_of(opened)


async def test_no_match_says_so(cited: World) -> None:
    answer = await cited.reader.slash(cited.channel, "sources", query="10.1000/182")
    assert "No source here matches “10.1000/182”." in text_of(answer)


async def test_filters_by_author_hold_on_every_page(cited: World) -> None:
    answer = await cited.reader.slash(cited.channel, "search", text="helps", author="lee")
    assert "Only facts by Ann Lee" in text_of(answer)
    assert "7 facts" in text_of(answer)
    await press(cited.reader, answer, "›")
    assert "Only facts by Ann Lee" in text_of(answer)
    assert "Blogs" not in text_of(answer)
    topic = await cited.reader.slash(cited.channel, "topic", name="rag", author="Wei Lin")
    assert "Only facts by Wei Lin" in text_of(topic)
    assert "Blogs help." in text_of(topic)
    listed = await cited.reader.slash(cited.channel, "sources", author="Nap Lab")
    assert "Only sources of facts by Nap Lab" in text_of(listed)
    assert "Everyone" not in text_of(listed)


async def test_an_unknown_author_is_a_miss(cited: World) -> None:
    answer = await cited.reader.slash(cited.channel, "search", text="helps", author="Ann Lea")
    assert "No fact here is by an author named “Ann Lea”. Similar names are Ann Lee" in text_of(
        answer
    )


async def test_an_empty_search_shows_the_newest_facts(cited: World) -> None:
    answer = await cited.reader.slash(cited.channel, "search")
    text = text_of(answer)
    assert text.startswith("## Newest facts\n-# 17 facts, last added first")
    assert text.index("Blogs help.") < text.index("Retrieval helps 6.")
    await press(cited.reader, answer, "›")
    assert "Retrieval helps 2." in text_of(answer)
    filtered = await cited.reader.slash(cited.channel, "search", author="Chen", topic="rag")
    assert "Only facts on rag, by Bo Chen" in text_of(filtered)


async def test_authors_complete_with_what_is_typed_first(cited: World) -> None:
    async def names(typed: str) -> list[str]:
        offered = await cited.reader.autocomplete(cited.channel, "search", "author", typed)
        return [each["value"] for each in offered]

    assert (await names(""))[:3] == ["Ann Lee", "Bo Chen", "Nap Lab"]
    assert (await names("lee"))[:2] == ["lee", "Ann Lee"]
    assert (await names("ann lee"))[0] == "Ann Lee"
    assert (await names("ann lea"))[0] == "Ann Lee"
    assert "ann lea" not in await names("ann lea")


async def test_sources_complete_with_what_is_typed_first(cited: World) -> None:
    offered = await cited.reader.autocomplete(cited.channel, "sources", "query", "experts")
    assert [each["name"] for each in offered] == ["experts", "Retrieval for Experts"]
    answer = await cited.reader.slash(cited.channel, "sources", query=offered[1]["value"])
    assert "7 facts on rag" in text_of(answer)
    assert not menus(answer)


async def test_long_names_of_authors_are_found_again_by_their_digests(cited: World) -> None:
    name = "International Consortium for the Study of Remarkably Long Organisation Names"
    facts = [fact_draft(f"Long {n}.", BLOG, author=name, kind="perspective") for n in range(7)]
    await add(cited.store, *facts)
    selection = Selection(kind="perspective", site="blog.example", author=name)  # type: ignore[arg-type]
    assert encode_selection(selection)[-1].startswith("~")
    assert SearchQuery.letter == "Q"
    options = {"kind": "perspective", "site": "blog.example", "author": name}
    answer = await cited.reader.slash(cited.channel, "search", **options)
    await press(cited.reader, answer, "›")
    assert "International Consortium" in text_of(answer)
    assert "Long 0." in text_of(answer)
