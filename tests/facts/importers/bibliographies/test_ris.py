"""RIS bibliographies as sources and facts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.importers.bibliographies.ris import RIS
from facts.importers.file_format import ReadOptions
from facts.importers.input_file import InputFile
from facts.model.drafts import EntryProblem, FactDraft, LoneSource, PageEntry, TopicDraft

PLAIN = ReadOptions()
RECORD = """Provider: Someone

TY  - JOUR
AU  - Doe, Jane
AU  - van Beethoven, Ludwig, Jr.
AU  - et al.
TI  - The Sleep of
Sailors
JO  - J. Sleep
PY  - 2020
DA  - 2020/03/15/Spring
DO  - 10.1000/ab
AB  - Sailors who nap sleep better at night.
KW  - naps
KW  - sea
N1  - Cited By: 7
ER  -
"""


def read(text: str, options: ReadOptions = PLAIN) -> list[PageEntry]:
    return list(RIS.read(InputFile.of_text("papers.ris", text), options))


def lone(text: str) -> LoneSource:
    (source,) = read(text)
    assert isinstance(source, LoneSource)
    return source


def test_a_record_is_a_source_with_authors() -> None:
    found = lone(RECORD)
    assert (found.line, found.author) == (3, "Jane Doe, Ludwig van Beethoven Jr. et al.")
    assert found.source.title == "The Sleep of Sailors"
    assert found.source.url == "https://doi.org/10.1000/ab"
    assert str(found.source.published) == "2020-03-15"


def test_notes_are_facts_with_keywords_as_topics() -> None:
    *topics, fact = read(RECORD, ReadOptions(with_notes=True))
    assert topics == [TopicDraft(3, "naps"), TopicDraft(3, "sea")]
    assert isinstance(fact, FactDraft)
    assert fact.text == "Sailors who nap sleep better at night."


@pytest.mark.parametrize(
    ("lines", "author"),
    [
        ("AU  - Meta Platforms, Inc.", "Meta Platforms, Inc."),
        ("A1  - Doe, Jane", "Jane Doe"),
        ("ED  - Doe, Jane", "Jane Doe"),
        ("AU  - Doe, Jane\nAD  - Sleep Lab", "Jane Doe · Sleep Lab"),
        ("AU  - Sleep Lab\nAD  - Sleep Lab", "Sleep Lab"),
        ("AU  - Jane Doe\nAD  - " + "Street " * 30, "Jane Doe"),
        ("AU  - ", None),
    ],
)
def test_authors_are_people_or_organisations(lines: str, author: str | None) -> None:
    assert lone(f"TY  - GEN\nTI  - A\n{lines}\nER  - ").author == author


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("PY  - 2023", "2023"),
        ("Y1  - 2023///", "2023"),
        ("DA  - 2023/05/", "2023-05"),
        ("DA  - 2023-05-18", "2023-05-18"),
        ("DA  - 2023/13/01", "2023"),
        ("DA  - ///3 weeks ago", "3 weeks ago"),
        ("DA  - ///", None),
    ],
)
def test_the_date_has_its_precision(line: str, date: str | None) -> None:
    published = lone(f"TY  - GEN\nTI  - A\n{line}\nER  - ").source.published
    assert (str(published) if published else None) == date


def test_a_record_ends_where_the_next_begins() -> None:
    entries = read("TY  - GEN\nTI  - A\nTY  - GEN\nTI  - B")
    assert [(type(entry), entry.line) for entry in entries] == [(LoneSource, 1), (LoneSource, 3)]


def test_lines_outside_a_record_are_one_problem() -> None:
    problem, source = read("AU  - Doe\nTI  - A\nER  - \nTY  - GEN\nTI  - B\nER  - ")
    assert problem == EntryProblem(1, 1, "a record begins with a line such as “TY  - JOUR”")
    assert isinstance(source, LoneSource)


def test_a_record_without_title_and_address_is_a_problem() -> None:
    assert read("TY  - GEN\nER  - ") == [
        EntryProblem(1, 0, "the entry has no title; add a title or an address")
    ]


@pytest.mark.parametrize("name", ["Doe, Jane" + " " * 500_000 + "Ann", "Doe ," * 100_000])
def test_hostile_names_are_read_once(name: str) -> None:
    assert (lone(f"TY  - GEN\nTI  - A\nAU  - {name}\nER  - ").author or "").count("Doe") > 0


@given(st.text(alphabet="TYERAUDI  -\n/0123,"))
def test_no_text_stops_the_reader(text: str) -> None:
    assert all(entry.line >= 1 for entry in read("TY  - GEN\n" + text))


@pytest.mark.parametrize(
    ("text", "is_ris"),
    [(RECORD, True), ("\nTY  - JOUR\n", True), ("TY - JOUR", False), ("", False),
     ("Some TY  - JOUR", False), ("TY  - a list item", False)],
)  # fmt: skip
def test_ris_is_recognised_by_its_first_tag(text: str, is_ris: bool) -> None:
    assert RIS.recognize(InputFile.of_text("x", text).sample()) == is_ris
