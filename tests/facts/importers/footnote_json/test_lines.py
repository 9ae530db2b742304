import json

import pytest

from facts.importers.file_format import ReadOptions
from facts.importers.footnote_json.lines import FOOTNOTE_LINES
from facts.importers.input_file import InputFile
from facts.importers.wiki.lines import MAX_CHARACTERS
from facts.model.dates import PublicationDate
from facts.model.drafts import (
    CitationDraft,
    EntryProblem,
    FactDraft,
    LineWarning,
    LoneSource,
    PageEntry,
    SourceDraft,
    TopicDraft,
)
from facts.model.entities import Stance

HANDBOOK = CitationDraft(SourceDraft("Team handbook"))


def read(text: str, options: ReadOptions | None = None) -> list[PageEntry]:
    return list(FOOTNOTE_LINES.read(InputFile.of_text("a.jsonl", text), options or ReadOptions()))


def read_fact(text: str, options: ReadOptions | None = None) -> FactDraft:
    (entry,) = (each for each in read(text, options) if isinstance(each, FactDraft))
    return entry


def recognizes(text: str) -> bool:
    return FOOTNOTE_LINES.recognize(InputFile.of_text("a", text).sample())


@pytest.mark.parametrize(
    "source",
    [
        '"source": "Team handbook"',
        '"sources": "Team handbook"',
        '"sources": ["Team handbook"]',
        '"source": {"title": "Team handbook"}',
        '"sources": [{"title": "Team handbook", "url": "", "site": null}]',
    ],
)
@pytest.mark.parametrize("topics", ['"topics": "naps"', '"topics": ["naps"]', '"topic": "naps"'])
@pytest.mark.parametrize("fact", ["fact", "text"])
def test_short_forms_mean_the_same(fact: str, topics: str, source: str) -> None:
    line = f'{{"{fact}": "Naps help.", {topics}, {source}}}'
    assert recognizes(line)
    assert read_fact(line).links == (("naps", None),)
    assert read_fact(line).citations == (HANDBOOK,)


def test_an_address_is_a_source() -> None:
    fact = read_fact('{"fact": "A.", "source": "https://www.example.org/a/"}')
    source = SourceDraft("example.org/a", "example.org", "https://www.example.org/a/")
    assert fact.citations == (CitationDraft(source),)


def test_source_author_and_date_can_be_beside_the_fact() -> None:
    fact = read_fact(
        '{"fact": "A.", "source": "Sleep", "url": "https://example.org", '
        '"authors": ["Ann Lee", "Bo Chen"], "organization": "Lab", "date": 2024}'
    )
    date = PublicationDate("2024", 2024)
    source = SourceDraft("Sleep", "example.org", "https://example.org", date)
    assert fact.citations == (CitationDraft(source, "Ann Lee, Bo Chen · Lab"),)


def test_topics_have_stances() -> None:
    fact = read_fact(
        '{"fact": "A.", "source": "B", "topics": ["x", {"name": "y", "stance": "Supports"}]}'
    )
    assert fact.links == (("x", None), ("y", Stance.SUPPORTS))


def test_topics_and_lone_sources_come_in_their_order() -> None:
    text = (
        '{"footnote": 1}\n{"topic": "naps", "aliases": ["siesta"], "definition": "Short sleep."}\n'
        '\n{"source": {"title": "Team handbook", "author": "Ann"}}\n'
    )
    assert recognizes(text)
    assert read(text) == [
        TopicDraft(2, "naps", ("siesta",), "Short sleep."),
        LoneSource(4, SourceDraft("Team handbook"), "Ann"),
    ]


def test_the_options_replace_topics_and_fill_in_the_source() -> None:
    text = '{"topic": "x"}\n{"fact": "A.", "topics": ["x"]}\n{"fact": "B.", "source": "C"}'
    topic, first, second = read(text, ReadOptions(("naps",), HANDBOOK))
    assert topic == TopicDraft(1, "naps")
    assert isinstance(first, FactDraft)
    assert isinstance(second, FactDraft)
    assert first.topics == second.topics == ("naps",)
    assert first.citations == (HANDBOOK,)
    assert second.citations != (HANDBOOK,)


def test_a_fact_without_a_source_says_what_to_add() -> None:
    (problem,) = read('{"fact": "A."}')
    assert isinstance(problem, EntryProblem)
    assert '"source": "Team handbook"' in problem.message
    assert "name one source for the whole file (--source)" in problem.message


@pytest.mark.parametrize(
    "line",
    [
        "[1]",
        "5",
        "{}",
        '{"fact": 5, "source": "a"}',
        '{"fact": "", "source": "a"}',
        '{"fact": "a", "source": 5}',
        '{"fact": "a", "source": {}}',
        '{"fact": "a", "source": {"title": ["b"]}}',
        '{"fact": "a", "source": {"title": "b", "published": {"words": "c", "day": 3}}}',
        '{"fact": "a", "source": {"title": "b", "published": {"year": 99999999999999999999}}}',
        '{"fact": ["a"], "source": "b"}',
        '{"topic": ""}',
        '{"topic": {"name": "x"}}',
        '{"fact": "a", "source": "b"} x',
        '{"fact": "a", "source": "b',
        '{"fact": NaN, "source": "b"}',
        '{"fact": 1e999999, "source": "b"}',
        '{"fact": ' + "1" * 10_000 + "}",
        '{"fact": ' + "[" * 100_000,
    ],
)
def test_a_bad_line_is_a_problem_and_the_next_is_read(line: str) -> None:
    problem, fact = read(f'{line}\n{{"fact": "Naps help.", "source": "Team handbook"}}')
    assert isinstance(problem, EntryProblem)
    assert problem.line == 1
    assert isinstance(fact, FactDraft)


def test_a_syntax_error_has_its_column() -> None:
    assert read('{"fact": "A.",, "source": "b"}')[0] == EntryProblem(
        1, 15, "invalid JSON: expecting property name enclosed in double quotes"
    )


def test_a_newer_version_is_refused() -> None:
    (problem,) = read('{"footnote": 2}\n{"fact": "A.", "source": "B"}')
    assert isinstance(problem, EntryProblem)
    assert "update the program" in problem.message


def test_an_unknown_kind_is_kept_with_a_warning() -> None:
    warning, fact = read('{"fact": "A.", "kind": "Rule", "source": "B"}')
    assert isinstance(warning, LineWarning)
    assert isinstance(fact, FactDraft)
    assert fact.kind == "rule"
    assert read_fact('{"fact": "A.", "kind": "Quote", "source": "B"}').kind == "quote"
    assert read_fact('{"fact": "A.", "kind": "?!", "source": "B"}').kind == "claim"


def test_a_fact_that_is_too_long_is_cut_off_with_a_warning() -> None:
    warning, fact = read(json.dumps({"fact": "a" * (MAX_CHARACTERS + 1), "source": "B"}))
    assert isinstance(warning, LineWarning)
    assert isinstance(fact, FactDraft)
    assert len(fact.text) == MAX_CHARACTERS


def test_the_last_of_equal_keys_counts() -> None:
    assert read_fact('{"fact": "A.", "fact": "B.", "source": "C"}').text == "B."


def test_a_lone_surrogate_does_not_stop_the_reading() -> None:
    assert read_fact('{"fact": "\\ud800 a", "source": "B"}').text == "\ud800 a"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_is_no_part_of_the_first_line(encoding: str) -> None:
    data = '{"fact": "A.", "source": "B"}\r\n'.encode(encoding)
    file = InputFile("a", len(data), lambda: iter((data,)))
    assert FOOTNOTE_LINES.recognize(file.sample())
    (fact,) = FOOTNOTE_LINES.read(file, ReadOptions())
    assert isinstance(fact, FactDraft)


@pytest.mark.parametrize(
    "text",
    [
        '{"prompt": "a", "completion": "b"}\n',
        '{"text": "a", "label": 1}\n',
        '{\n  "fact": "a"\n}',
        '[{"fact": "a"}]',
        '{"metadata": {"export_type": "facts"}, "facts": []}',
        "fact,source\na,b\n",
        "{fact}\n",
        "",
    ],
)
def test_other_files_are_not_recognized(text: str) -> None:
    assert not recognizes(text)


def test_a_first_line_longer_than_the_sample_is_recognized() -> None:
    assert recognizes(json.dumps({"fact": "a " * 50_000, "source": "b"}))
