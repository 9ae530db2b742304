import json
from dataclasses import replace
from typing import Any

import pytest

from bot.cli.output import json_shapes
from facts.importers.file_format import ReadOptions
from facts.importers.footnote_json.documents import FOOTNOTE_JSON, MAX_LIST
from facts.importers.input_file import InputFile
from facts.library.answers import TopicAnswer
from facts.model.dates import PublicationDate
from facts.model.drafts import (
    CitationDraft,
    EntryProblem,
    FactDraft,
    LoneSource,
    PageEntry,
    SourceDraft,
    TopicDraft,
)
from facts.model.entities import (
    CLAIM,
    Citation,
    Fact,
    FactId,
    Source,
    SourceId,
    Stance,
    Topic,
    TopicId,
    TopicLink,
)
from facts.model.results import Hit, SourceSummary, TopicSummary, Totals
from facts.model.selection import Selection

DATE = PublicationDate.parse("2026-03-15")
SOURCE = Source(SourceId(1), "Sleep", "example.org", "https://example.org/a", DATE)
DRAFT = SourceDraft("Sleep", "example.org", "https://example.org/a", DATE)
LINK = TopicLink(TopicId(1), "naps")
FACT = Fact(FactId(1), CLAIM, "Naps help.", (Citation(SOURCE, "Ann Lee"),), (LINK,))
CITED = (CitationDraft(DRAFT, "Ann Lee"),)
TOPIC = Topic(TopicId(1), "naps", ("siesta",), "Short sleep.")


def read(value: Any, indent: int | None = 2) -> list[PageEntry]:  # noqa: ANN401 - any JSON
    file = InputFile.of_text("a.json", json.dumps(value, indent=indent))
    assert FOOTNOTE_JSON.recognize(file.sample())
    return list(FOOTNOTE_JSON.read(file, ReadOptions()))


def describe(entry: PageEntry) -> tuple[object, ...]:
    assert isinstance(entry, FactDraft)
    return entry.kind, entry.text, entry.citations, entry.topics


def test_a_fact_comes_back() -> None:
    (fact,) = read(json_shapes.fact(FACT))
    assert describe(fact) == (CLAIM, "Naps help.", CITED, ("naps",))


def test_the_stance_of_a_fact_comes_back() -> None:
    links = (TopicLink(TopicId(1), "naps", Stance.CHALLENGES), TopicLink(TopicId(2), "beds"))
    (fact,) = read(json_shapes.fact(replace(FACT, topic_links=links)))
    assert isinstance(fact, FactDraft)
    assert fact.links == (("naps", Stance.CHALLENGES), ("beds", None))


def test_search_results_and_lists_of_facts_come_back() -> None:
    hits = read(json_shapes.hits([Hit(91.0, FACT), Hit(50.0, FACT)]))
    facts = read([json_shapes.fact(FACT)])
    assert [describe(each) for each in hits] == [describe(facts[0])] * 2
    assert [each.line for each in hits if isinstance(each, FactDraft)] == [2, 30]


def test_a_topic_comes_back_with_its_facts() -> None:
    topic, fact = read(json_shapes.topic(TopicAnswer(TOPIC, Selection(), Totals(1, 1), (FACT,))))
    assert topic == TopicDraft(1, "naps", ("siesta",), "Short sleep.")
    assert describe(fact) == (CLAIM, "Naps help.", CITED, ("naps",))


def test_a_topic_comes_before_its_facts_even_if_its_name_is_last() -> None:
    text = '{"facts": [{"text": "A.", "source": "B"}],\n "name": "naps"}'
    file = InputFile.of_text("a.json", text)
    assert FOOTNOTE_JSON.recognize(file.sample())
    topic, fact = FOOTNOTE_JSON.read(file, ReadOptions())
    assert topic == TopicDraft(1, "naps")
    assert isinstance(fact, FactDraft)
    assert fact.topics == ("naps",)


def test_lists_of_topics_and_sources_come_back() -> None:
    (topic,) = read(json_shapes.topics([TopicSummary(TOPIC, 3, 2)]))
    assert topic == TopicDraft(2, "naps", ("siesta",), "Short sleep.")
    (source,) = read(json_shapes.sources([SourceSummary(SOURCE, ("Ann", "Bo"), 3)]))
    assert source == LoneSource(2, DRAFT, "Ann; Bo")


def test_a_document_on_one_long_line_is_read() -> None:
    shape = json_shapes.topic(TopicAnswer(TOPIC, Selection(), Totals(500, 1), (FACT,) * 500))
    assert len(read(shape, indent=None)) == 501


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        "[]",
        "[1, 2]",
        '["a", "b"]',
        '{"a": {"text": "b"}}',
        '{\n"name": "footnote",\n"version": "1.0",\n"dependencies": {}}',
        '[\n{"id": "a", "type": "book", "title": "T", "URL": "https://a.org"}]',
        '{"metadata": {"export_type": "facts", "version": "1.1"}, "facts": [{"content": "a"}]}',
        '{"footnote": 1}\n{"fact": "a", "source": "b"}',
        "{{citation}}",
        "",
    ],
)
def test_json_of_other_shapes_is_not_recognized(text: str) -> None:
    assert not FOOTNOTE_JSON.recognize(InputFile.of_text("a", text).sample())


def test_a_bad_element_is_a_problem_with_its_line() -> None:
    text = '[\n{"text": "A.", "sources": ["B"]},\n{"text": "C."},\n{"text" "D."}]'
    fact, missing, invalid = FOOTNOTE_JSON.read(InputFile.of_text("a", text), ReadOptions())
    assert isinstance(fact, FactDraft)
    assert isinstance(missing, EntryProblem)
    assert isinstance(invalid, EntryProblem)
    assert (missing.line, invalid.line, invalid.column) == (3, 4, 9)


def test_a_list_of_a_million_aliases_is_a_problem() -> None:
    text = '{"name": "naps", "aliases": [' + '"a",' * MAX_LIST + '"b"], "definition": ""}'
    (problem,) = FOOTNOTE_JSON.read(InputFile.of_text("a", text), ReadOptions())
    assert isinstance(problem, EntryProblem)
