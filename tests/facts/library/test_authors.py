"""Facts by author, authors while a user types, and misses."""

import pytest

from facts.library.library import Library
from facts.model.entities import FactId
from facts.model.errors import AuthorNotFound, NoFactMatches, NoSearchHits
from facts.model.selection import Selection
from storage.store import SqliteStore
from tests.support.async_library import AsyncLibrary
from tests.support.builders import add, fact_draft, source_draft
from tests.support.curation import OTHER, SERVER, curate

GPT = source_draft(
    "InstructGPT", "arxiv.org", url="https://arxiv.org/abs/2203.02155", published="2022"
)
BLOG = source_draft("A Blog", "blog.example", published="Mar 2024")


@pytest.fixture
async def library(store: SqliteStore) -> AsyncLibrary:
    await add(
        store,
        fact_draft("Reward models rank answers.", GPT, author="Long Ouyang, Jeff Wu · OpenAI"),
        fact_draft("Small models can win.", GPT, author="Long Ouyang, Jeff Wu · OpenAI"),
        fact_draft("Reward models drift.", BLOG, author="Wei Lin"),
        fact_draft("Scaling helps.", source_draft("Chins"), author="Jordan Hoffmann · DeepMind"),
        fact_draft("Nobody said so.", source_draft("Anonymous")),
    )
    return AsyncLibrary(store)


async def texts(library: AsyncLibrary, **selected: str) -> set[str]:
    page = await library.facts(Selection(**selected))  # type: ignore[arg-type]
    return {fact.text for fact in page.facts}


async def test_facts_are_selected_by_their_author(library: AsyncLibrary) -> None:
    ouyang = {"Reward models rank answers.", "Small models can win."}
    for typed in ("Ouyang", "ouyang et al.", "Long Ouyang", "jeff wu", "openai", "Ouyang and Wu"):
        assert await texts(library, author=typed) == ouyang
    assert await texts(library, author="Lin") == {"Reward models drift."}


async def test_one_and_the_same_source_has_the_author(library: AsyncLibrary) -> None:
    await add(library.store, fact_draft("Reward models drift.", GPT, author="Long Ouyang · OpenAI"))
    assert await texts(library, author="Lin", site="blog.example") == {"Reward models drift."}
    assert await texts(library, author="Lin", since="2024-03") == {"Reward models drift."}
    for filters in ({"site": "arxiv.org"}, {"until": "2023"}, {"since": "2024-04"}):
        with pytest.raises(NoFactMatches):
            await texts(library, author="Lin", **filters)
    (fact,) = (await library.facts(Selection(author="Lin"))).facts
    assert [each.author for each in fact.citations] == ["Wei Lin", "Long Ouyang · OpenAI"]


async def test_a_period_has_an_end(library: AsyncLibrary) -> None:
    assert len(await texts(library, since="2022", until="2022")) == 2
    assert await texts(library, since="2023", until="2024-03") == {"Reward models drift."}
    assert await texts(library, since="2024", until="2024") == {"Reward models drift."}


async def test_a_search_stays_with_the_author(library: AsyncLibrary) -> None:
    answer = await library.search("reward models", Selection(author="Ouyang"))
    assert {hit.fact.citations[0].author for hit in answer.hits} == {
        "Long Ouyang, Jeff Wu · OpenAI"
    }
    with pytest.raises(NoSearchHits):
        await library.search("scaling", Selection(author="Ouyang"))


async def test_an_unknown_author_is_a_miss_with_near_names(library: AsyncLibrary) -> None:
    with pytest.raises(AuthorNotFound) as miss:
        await library.search("reward models", Selection(author="Ouyan"))
    assert miss.value.nearest[0] == "Long Ouyang"
    with pytest.raises(AuthorNotFound) as miss:
        await library.facts(Selection(author="Quine"))
    assert miss.value.nearest == ()


async def test_authors_complete_with_typos_and_the_most_cited_first(library: AsyncLibrary) -> None:
    def complete(seen: Library, typed: str) -> list[str]:
        return [each.name for each in seen.citations.authors.complete(typed, 10)]

    assert (await library.ask(complete, ""))[:3] == ["Jeff Wu", "Long Ouyang", "OpenAI"]
    for typed, name in (
        ("ouy", "Long Ouyang"),
        ("ouyagn", "Long Ouyang"),
        ("hofman", "Jordan Hoffmann"),
        ("opena", "OpenAI"),
        ("h", "Jordan Hoffmann"),
        ("jordan h", "Jordan Hoffmann"),
    ):
        assert (await library.ask(complete, typed))[0] == name
    assert await library.ask(complete, "zzqx") == []


async def test_a_server_sees_its_own_authors_and_the_shared_ones(library: AsyncLibrary) -> None:
    await add(library.store, fact_draft("Ours.", author="Ann Lee"), library=SERVER)
    ours, theirs = AsyncLibrary(library.store, SERVER), AsyncLibrary(library.store, OTHER)
    assert await texts(ours, author="Ann Lee") == {"Ours."}
    assert len(await texts(ours, author="Ouyang")) == 2
    with pytest.raises(AuthorNotFound) as miss:
        await texts(theirs, author="Ann Lee")
    assert miss.value.nearest == ()


async def test_the_author_of_hidden_facts_is_not_named(
    library: AsyncLibrary, store: SqliteStore
) -> None:
    ours = AsyncLibrary(store, SERVER)
    await curate(store, SERVER).remove_facts([FactId(3)])
    with pytest.raises(AuthorNotFound) as miss:
        await texts(ours, author="Wei Lin")
    assert miss.value.nearest == ()
    assert await texts(library, author="Wei Lin") == {"Reward models drift."}


async def test_the_newest_facts_need_no_words(library: AsyncLibrary) -> None:
    answer = await library.search(" ")
    assert [hit.fact.id for hit in answer.hits] == [5, 4, 3, 2, 1]
    assert answer.count == 5
    answer = await library.search("", Selection(author="Ouyang"))
    assert [hit.fact.id for hit in answer.hits] == [2, 1]
