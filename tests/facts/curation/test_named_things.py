"""What curators name is found by its exact name, and made if it is missing."""

import pytest

from facts.curation.errors import InputInvalid, NameAmbiguous
from facts.curation.form_input import SourceInput, TopicInput, parse_date
from facts.curation.named_things import cite_sources, find_topic, link_topics
from facts.curation.store import Workspace
from facts.model.entities import SHARED_LIBRARY, LibraryId, SourceId, TopicId
from storage.store import SqliteStore
from tests.support.builders import NOTE, add, fact_draft, source_draft, topic_draft
from tests.support.curation import OTHER, SERVER

URL = "https://example.org/1"


async def link(
    store: SqliteStore, *names: str, library: LibraryId = SHARED_LIBRARY
) -> tuple[list[TopicId], list[tuple[str, str | None]]]:
    """Return the topics of a fact, and those made for it with the nearest known names."""

    def work(workspace: Workspace) -> tuple[list[TopicId], list[tuple[str, str | None]]]:
        linked = link_topics(workspace, map(TopicInput, names))
        workspace.describe("Linked")
        new = [(topic.name, topic.nearest) for topic in linked.new]
        return [link.topic for link in linked.links], new

    return (await store.change(library, NOTE, work))[1]


async def cite(
    store: SqliteStore, *sources: SourceInput, library: LibraryId = SHARED_LIBRARY
) -> list[SourceId]:
    def work(workspace: Workspace) -> list[SourceId]:
        cited = cite_sources(workspace, sources).citations
        workspace.describe("Cited")
        return [citation.source for citation in cited]

    return (await store.change(library, NOTE, work))[1]


@pytest.mark.parametrize("name", ["power naps", "Power Naps", "power-naps", "powernaps", "PN"])
async def test_a_topic_is_found_by_name_or_alias_whatever_its_case_and_spaces(
    store: SqliteStore, name: str
) -> None:
    await add(store, topic_draft("power naps", "PN"), fact_draft("One.", topics=("power naps",)))
    assert await link(store, name) == ([1], [])


async def test_a_likely_name_is_not_taken_but_mentioned(store: SqliteStore) -> None:
    await add(store, topic_draft("power naps"), fact_draft("One.", topics=("power naps",)))
    assert await link(store, "power nap") == ([2], [("power nap", "power naps")])


async def test_a_name_given_twice_is_one_topic(store: SqliteStore) -> None:
    assert await link(store, "naps", "Naps") == ([1], [("naps", None)])


@pytest.mark.parametrize("word", ["suports", "Challenge", "nuetral", "support"])
async def test_a_mistyped_stance_is_no_topic(store: SqliteStore, word: str) -> None:
    with pytest.raises(InputInvalid) as refused:
        await link(store, f"naps ({word})")
    assert "supports, challenges, neutral" in refused.value.problem


async def test_other_words_in_brackets_belong_to_the_name(store: SqliteStore) -> None:
    await add(store, topic_draft("IT (support)"), fact_draft("One.", topics=("IT (support)",)))
    assert await link(store, "IT (support)") == ([1], [])
    names = ("x (frob)", "RAG (retrieval)", "nuetral", "(suports)", "graphs (natural)")
    assert [name for name, _ in (await link(store, *names))[1]] == list(names)


async def test_an_alias_of_two_topics_is_ambiguous(store: SqliteStore) -> None:
    await add(store, topic_draft("naps", "PN"), topic_draft("notes", "PN"), fact_draft("One."))
    with pytest.raises(NameAmbiguous) as refused:
        await link(store, "PN")
    assert (refused.value.thing, refused.value.ids) == ("topic", (1, 2))


async def test_a_name_comes_before_an_alias(store: SqliteStore) -> None:
    await add(store, topic_draft("PN"), topic_draft("naps", "PN"), fact_draft("One."))
    assert await link(store, "pn") == ([1], [])


async def test_facts_of_a_server_can_be_about_shared_topics(store: SqliteStore) -> None:
    await add(store, topic_draft("naps"), fact_draft("One."))
    assert await link(store, "naps", library=SERVER) == ([1], [])


async def test_a_servers_own_topic_comes_before_a_shared_one(store: SqliteStore) -> None:
    await add(store, topic_draft("naps"), fact_draft("One.", topics=("rest",)), library=SERVER)
    await add(store, topic_draft("naps"), fact_draft("One.", topics=("naps",)))
    assert await link(store, "naps", library=SERVER) == ([1], [])
    assert await link(store, "naps", library=OTHER) == ([3], [])


async def test_another_servers_topic_is_neither_found_nor_mentioned(store: SqliteStore) -> None:
    await add(store, topic_draft("naps"), fact_draft("One."), library=OTHER)
    assert await link(store, "nap", library=SERVER) == ([2], [("nap", None)])
    assert await link(store, "naps", library=SHARED_LIBRARY) == ([3], [("naps", None)])


async def test_a_topic_that_is_missing_is_only_looked_for(store: SqliteStore) -> None:
    def work(workspace: Workspace) -> TopicId | None:
        return find_topic(workspace, "naps")

    assert (await store.change(SHARED_LIBRARY, NOTE, work))[1] is None
    assert await store.read(SHARED_LIBRARY, lambda it: it.topics.count()) == 0


async def test_a_title_means_the_only_source_with_it(store: SqliteStore) -> None:
    await add(store, fact_draft("One.", source_draft("A Paper", "example.org", url=URL)))
    assert await cite(store, SourceInput("A  Paper")) == [1]
    assert await cite(store, SourceInput("A Blog")) == [2]


async def test_a_title_of_several_sources_means_a_new_one(store: SqliteStore) -> None:
    papers = [source_draft("A Paper", f"{name}.example") for name in ("a", "b")]
    await add(store, fact_draft("One.", *papers))
    assert await cite(store, SourceInput("A Paper")) == [3]
    assert await cite(store, SourceInput("A Paper")) == [3]


async def test_a_servers_own_source_comes_before_a_shared_one(store: SqliteStore) -> None:
    await add(store, fact_draft("One."))
    await add(store, fact_draft("One.", source_draft("A Paper", "server.example")), library=SERVER)
    assert await cite(store, SourceInput("A Paper"), library=SERVER) == [2]
    assert await cite(store, SourceInput("A Paper"), library=OTHER) == [1]


async def test_an_address_means_its_source_whatever_the_title(store: SqliteStore) -> None:
    await add(store, fact_draft("One.", source_draft("A Paper", "example.org", url=URL)))
    assert await cite(store, SourceInput("Another name", URL)) == [1]
    assert await cite(store, SourceInput("A Paper", f"{URL}/more")) == [2]


async def test_a_known_source_gains_what_it_did_not_have(store: SqliteStore) -> None:
    assert await cite(store, SourceInput("A Paper")) == [1]
    assert await cite(store, SourceInput("A Paper", published=parse_date("2026"))) == [1]
    assert await cite(store, SourceInput("A Paper", published=parse_date("2025"))) == [2]


async def test_a_source_named_twice_is_cited_once(store: SqliteStore) -> None:
    assert await cite(store, SourceInput("A Paper"), SourceInput("A Paper", author="Ann")) == [1]


async def test_a_shared_source_gains_nothing_from_a_server(store: SqliteStore) -> None:
    assert await cite(store, SourceInput("A Paper")) == [1]
    dated = SourceInput("A Paper", published=parse_date("2026"))
    assert await cite(store, dated, library=SERVER) == [1]
    found = await store.read(SHARED_LIBRARY, lambda it: it.changes.names("source", (1,)))
    assert found == {1: "A Paper"}
