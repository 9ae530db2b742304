"""Sources by what users call them."""

import pytest

from facts.curation.source_edits import SourceEdit
from facts.library.library import Library
from facts.library.source_lookup import FoundSources
from facts.model.entities import FactId
from facts.model.errors import NoSourceMatches
from facts.model.selection import EVERYTHING, Selection
from storage.store import SqliteStore
from tests.support.async_library import AsyncLibrary
from tests.support.builders import add, fact_draft, source_draft
from tests.support.curation import SERVER, curate

RAG = "Retrieval-Augmented Generation for Knowledge-Intensive NLP Tasks"
GPT = "Training language models to follow instructions with human feedback"
LIMA = "LIMA: Less Is More for Alignment"


@pytest.fixture
async def library(store: SqliteStore) -> AsyncLibrary:
    rag = source_draft(RAG, "arxiv.org", url="https://arxiv.org/abs/2005.11401", published="2020")
    gpt = source_draft(GPT, "arxiv.org", url="https://arxiv.org/abs/2203.02155", published="2022")
    lima = source_draft(
        LIMA, "dl.acm.org", url="https://dl.acm.org/doi/10.1145/1.2", published="2023"
    )
    await add(
        store,
        fact_draft("Retrieval helps.", rag, author="Patrick Lewis et al. · Meta"),
        fact_draft("Feedback helps.", gpt, author="Long Ouyang, Jeff Wu · OpenAI"),
        fact_draft("A thousand examples are enough.", lima, author="Chunting Zhou · Meta"),
        fact_draft("Notes help.", source_draft("Team handbook", None)),
    )
    return AsyncLibrary(store)


def find(seen: Library, query: str, selection: Selection = EVERYTHING) -> FoundSources:
    return seen.citations.find_sources(query, selection)


@pytest.mark.parametrize(
    ("query", "title"),
    [
        (RAG, RAG),
        ("retrieval augmented generation", RAG),
        ("retreival augmentd generation", RAG),
        ("knowledge intensive", RAG),
        ("2005.11401", RAG),
        ("arXiv:2005.11401v2", RAG),
        ("https://arxiv.org/pdf/2005.11401", RAG),
        ("Lewis", RAG),
        ("Lewis et al.", RAG),
        ("lewis retrieval", RAG),
        ("lewis 2020", RAG),
        ("2020", RAG),
        ("lima", LIMA),
        ("10.1145/1.2", LIMA),
        ("dl.acm.org", LIMA),
        ("less is moer for alignment", LIMA),
        ("Ouyang 2022", GPT),
        ("openai", GPT),
        ("handbook", "Team handbook"),
    ],
)
async def test_one_clear_match_is_found(library: AsyncLibrary, query: str, title: str) -> None:
    found = await library.ask(find, query)
    assert found.is_clear
    assert found.sources[0].source.title == title


async def test_several_matches_are_listed(library: AsyncLibrary) -> None:
    found = await library.ask(find, "meta")
    assert not found.is_clear
    assert [each.source.title for each in found.sources] == [RAG, LIMA]
    assert found.selection == Selection(author="meta")
    found = await library.ask(find, "arxiv")
    assert found.selection == Selection(site="arxiv.org")
    found = await library.ask(find, "for")
    assert {each.source.title for each in found.sources} == {LIMA, RAG}


@pytest.mark.parametrize(
    "query", ["quantum gravity", "2005.99999", "10.1145/2.3", "zzqx", "1999", "Li"]
)
async def test_nothing_alike_is_a_miss(library: AsyncLibrary, query: str) -> None:
    with pytest.raises(NoSourceMatches):
        await library.ask(find, query)


async def test_filters_narrow_what_is_found(library: AsyncLibrary) -> None:
    found = await library.ask(find, "meta", Selection(site="arxiv.org"))
    assert [each.source.title for each in found.sources] == [RAG]
    with pytest.raises(NoSourceMatches):
        await library.ask(find, "2005.11401", Selection(author="Ouyang"))


async def test_a_server_finds_no_source_of_another(library: AsyncLibrary) -> None:
    draft = source_draft("Secret plan", url="https://secret.example/plan")
    await add(library.store, fact_draft("Ours.", draft), library=SERVER)
    ours = AsyncLibrary(library.store, SERVER)
    for query in ("secret plan", "https://secret.example/plan", "secert plan"):
        assert (await ours.ask(find, query)).is_clear
        with pytest.raises(NoSourceMatches):
            await library.ask(find, query)


async def test_a_renamed_source_is_found_by_its_new_title(
    library: AsyncLibrary, store: SqliteStore
) -> None:
    (lima,) = (await library.ask(find, "lima")).sources
    await curate(store).edit_source(lima.source.id, SourceEdit(title="Quality over quantity"))
    assert (await library.ask(find, "qualty over quantity")).sources[0].source.id == lima.source.id
    with pytest.raises(NoSourceMatches):
        await library.ask(find, "less is more")


async def test_a_source_without_facts_is_not_found(
    library: AsyncLibrary, store: SqliteStore
) -> None:
    await curate(store).remove_facts([FactId(1)])
    with pytest.raises(NoSourceMatches):
        await library.ask(find, "2005.11401")
