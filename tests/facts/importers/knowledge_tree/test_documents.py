import json
from typing import Any

import pytest

from facts.importers.errors import InputTooLarge
from facts.importers.file_format import ReadOptions
from facts.importers.input_file import InputFile
from facts.importers.knowledge_tree.documents import KNOWLEDGE_TREE
from facts.importers.knowledge_tree.tables import MAX_LINKS_OF_ONE, MAX_RECORDS
from facts.model.dates import PublicationDate
from facts.model.drafts import (
    CitationDraft,
    EntryProblem,
    FactDraft,
    PageEntry,
    SourceDraft,
    TopicDraft,
)
from facts.model.entities import CLAIM, Stance

METADATA = {"export_type": "nodes", "version": "1.1", "total_items": 1, "new_key": {}}
SOURCE = {
    "source_id": "s",
    "uri": "https://www.example.org/a",
    "title": "Sleep",
    "published_date": "Mar 15, 2026",
    "author_person": "Ann Lee",
    "author_org": "Lab",
    "raw_content": "text",
}
CITED = CitationDraft(
    SourceDraft(
        "Sleep",
        "example.org",
        "https://www.example.org/a",
        PublicationDate("Mar 15, 2026", 2026, 3, 15),
    ),
    "Ann Lee · Lab",
)
NODE = {
    "id": "n",
    "concept": "naps",
    "definition": "Short sleep.",
    "metadata": {"aliases": ["siesta", "Naps"], "merged_from": ["nap"]},
}


def make_fact(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 - any JSON
    fact = {"id": "f", "content": "Naps help.", "fact_type": "claim", "sources": [SOURCE]}
    return fact | changes


def make_document(**parts: Any) -> dict[str, Any]:  # noqa: ANN401 - any JSON
    return {"metadata": METADATA, "facts": [make_fact()]} | parts


def read(
    document: dict[str, Any], options: ReadOptions | None = None, indent: int | None = None
) -> list[PageEntry]:
    file = InputFile.of_text("kt.json", json.dumps(document, indent=indent))
    assert KNOWLEDGE_TREE.recognize(file.sample())
    return list(KNOWLEDGE_TREE.read(file, options or ReadOptions()))


def read_fact(document: dict[str, Any]) -> FactDraft:
    (fact,) = (each for each in read(document) if isinstance(each, FactDraft))
    return fact


def test_an_export_of_facts_is_read() -> None:
    assert read(make_document(), indent=1) == [FactDraft(9, CLAIM, "Naps help.", (CITED,))]


@pytest.mark.parametrize(
    "order",
    [
        ("metadata", "facts", "nodes", "edges", "node_fact_links"),
        ("node_fact_links", "nodes", "facts", "metadata"),
        ("nodes", "facts", "node_fact_links", "metadata"),
    ],
)
def test_topics_and_stances_are_found_in_any_order(order: tuple[str, ...]) -> None:
    link = {"node_id": "n", "fact_id": "f", "relevance_score": 1.0, "stance": "supports"}
    parts = make_document(nodes=[NODE], edges=[{"id": "e"}], node_fact_links=[link])
    topic, fact = read({key: parts[key] for key in order})
    assert topic == TopicDraft(1, "naps", ("siesta", "nap"), "Short sleep.")
    assert isinstance(fact, FactDraft)
    assert fact.links == (("naps", Stance.SUPPORTS),)


def test_links_to_missing_nodes_and_facts_are_ignored() -> None:
    links = [{"node_id": "x", "fact_id": "f"}, {"node_id": "n", "fact_id": "x"}, {}, 5]
    assert read_fact(make_document(nodes=[NODE], node_fact_links=links)).links == ()


def test_a_fact_without_sources_takes_that_of_the_options() -> None:
    document = make_document(facts=[make_fact(sources=[])])
    (problem,) = read(document)
    assert isinstance(problem, EntryProblem)
    assert problem.message.startswith("number 1 of “facts”: the fact has no source")
    (fact,) = read(document, ReadOptions(source=CITED))
    assert isinstance(fact, FactDraft)
    assert fact.citations == (CITED,)


def test_the_options_replace_the_topics() -> None:
    link = {"node_id": "n", "fact_id": "f", "stance": "supports"}
    document = make_document(nodes=[NODE], node_fact_links=[link])
    topic, fact = read(document, ReadOptions(("sleep",)))
    assert topic == TopicDraft(1, "sleep")
    assert isinstance(fact, FactDraft)
    assert fact.links == (("sleep", None),)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            {"uri": "https://example.org/a/"},
            SourceDraft("example.org/a", "example.org", "https://example.org/a/"),
        ),
        ({"title": "Sleep", "uri": "urn:uuid:5"}, SourceDraft("Sleep")),
        ({"title": 1984, "uri": None}, SourceDraft("1984")),
    ],
)
def test_parts_of_a_source_can_be_missing(source: dict[str, Any], expected: SourceDraft) -> None:
    fact = read_fact(make_document(facts=[make_fact(sources=[source, {}, None, 5])]))
    assert fact.citations == (CitationDraft(expected),)


@pytest.mark.parametrize("version", ["2.0", "0.9", 2, [1]])
def test_another_major_version_is_refused(version: object) -> None:
    metadata = METADATA | {"version": version}
    (problem,) = read(make_document(metadata=metadata))
    assert isinstance(problem, EntryProblem)
    assert "only version 1 can be read" in problem.message


@pytest.mark.parametrize("version", ["1.0", "1.9", "1", 1, 1.1, None])
def test_every_version_1_is_read(version: object) -> None:
    fact = read_fact(make_document(metadata=METADATA | {"version": version}))
    assert fact.citations == (CITED,)


@pytest.mark.parametrize(
    "fact",
    [
        5,
        None,
        [],
        {},
        make_fact(content=5),
        make_fact(content=""),
        make_fact(sources="Sleep"),
        make_fact(sources=[{"title": ["Sleep"]}]),
        make_fact(fact_type={}),
    ],
)
def test_a_bad_fact_is_a_problem_and_the_next_is_read(fact: object) -> None:
    problem, good = read(make_document(facts=[fact, make_fact()]))
    assert isinstance(problem, EntryProblem)
    assert problem.message.startswith("number 1 of “facts”: ")
    assert isinstance(good, FactDraft)


def test_a_document_that_is_cut_off_is_a_problem() -> None:
    text = json.dumps(make_document(facts=[make_fact()] * 5))
    file = InputFile.of_text("kt.json", text[:-50])
    *facts, problem = KNOWLEDGE_TREE.read(file, ReadOptions())
    assert len(facts) == 4
    assert isinstance(problem, EntryProblem)
    assert "ends too early" in problem.message


def test_equal_ids_with_many_links_take_no_quadratic_time() -> None:
    nodes = [{"id": str(n), "concept": f"t{n}"} for n in range(MAX_LINKS_OF_ONE + 1)]
    links = [{"node_id": node["id"], "fact_id": "f"} for node in nodes]
    document = make_document(nodes=nodes, node_fact_links=links, facts=[make_fact()] * 3)
    problems = [each for each in read(document) if isinstance(each, EntryProblem)]
    assert len(problems) == 3


@pytest.mark.slow
def test_more_topics_than_fit_in_memory_are_refused() -> None:
    nodes = [{"id": str(n), "concept": f"t{n}"} for n in range(MAX_RECORDS + 1)]
    with pytest.raises(InputTooLarge):
        read(make_document(nodes=nodes))


@pytest.mark.parametrize(
    "text",
    [
        '{"metadata": {"title": "a"}, "facts": []}',
        '{"facts": [{"content": "a"}]}',
        '{"fact": "a \\"export_type\\": \\"facts\\"", "source": "b"}',
        '[{"export_type": "facts"}]',
        "",
    ],
)
def test_other_json_is_not_recognized(text: str) -> None:
    assert not KNOWLEDGE_TREE.recognize(InputFile.of_text("a", text).sample())
