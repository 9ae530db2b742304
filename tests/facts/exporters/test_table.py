import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.exporters.table import BYTE_ORDER_MARK, COLUMNS, CSV_EXPORT
from facts.importers.file_format import ReadOptions
from facts.importers.input_file import InputFile
from facts.importers.tables.table_reader import TABLE
from facts.model.dates import PublicationDate
from facts.model.drafts import CitationDraft, FactDraft
from facts.model.entities import (
    CLAIM,
    Citation,
    Fact,
    FactId,
    Source,
    SourceId,
    Stance,
    TopicId,
    TopicLink,
)
from facts.text.normalize import canonical
from tests.support.library_contents import DATES, facts, make_contents

WORDS = st.from_regex(r"[a-z]{1,5}(,? [a-z]{1,5}){0,2}", fullmatch=True)
WORD_DATES = st.sampled_from(("Mar 15, 2026", "2024", "2024-05")).map(PublicationDate.parse)
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def render(*given: Fact) -> str:
    return "".join(CSV_EXPORT.render(make_contents(facts=given)))


def parse(text: str) -> list[dict[str, str]]:
    assert text.startswith(BYTE_ORDER_MARK)
    return list(csv.DictReader(io.StringIO(text[1:], newline=""), strict=True))


def make_fact(*titles: str, text: str = "Naps help.") -> Fact:
    sources = (Source(SourceId(1), title) for title in titles or ("Handbook",))
    return Fact(FactId(1), CLAIM, text, tuple(map(Citation, sources)))


def link_to(*names: str, stance: Stance | None = None) -> Fact:
    links = tuple(TopicLink(TopicId(1), name, stance) for name in names)
    return replace(make_fact(), topic_links=links)


def test_each_source_of_a_fact_has_a_row() -> None:
    rows = parse(render(make_fact("A", "B")))
    assert [(row["fact"], row["source"]) for row in rows] == [
        ("Naps help.", "A"),
        ("Naps help.", "B"),
    ]


@pytest.mark.parametrize("text", ["=SUM(A1)", "+1", "-1", "@x", "\t=1", "  =1", "'=1", "''-2"])
def test_no_cell_begins_like_a_formula(text: str) -> None:
    (row,) = parse(render(make_fact(text, text=text)))
    assert row["fact"] == row["source"] == f"'{text.strip()}"


@pytest.mark.slow
@given(st.lists(facts(DATES)))
def test_any_library_is_a_table_without_formulas(written: list[Fact]) -> None:
    rows = parse(render(*written))
    assert len(rows) == sum(len(fact.citations) for fact in written)
    assert not any(cell.startswith(FORMULA_STARTS) for row in rows for cell in row.values())
    assert all(set(row) == set(COLUMNS) for row in rows)


def test_rows_end_as_rfc_4180_says() -> None:
    assert render(make_fact(text='a "b", c')).splitlines(keepends=True)[1] == (
        '"a ""b"", c",claim,,Handbook,,,,\r\n'
    )


def test_topics_are_a_list_with_their_stances() -> None:
    (row,) = parse(render(link_to("naps", "sleep", stance=Stance.SUPPORTS)))
    assert row["topics"] == "naps (supports); sleep (supports)"


def test_a_name_with_a_comma_or_semicolon_stays_one_name() -> None:
    rows = parse(render(link_to("naps, short"), link_to("naps; short", "b|c")))
    assert [row["topics"] for row in rows] == ['["naps, short"]', '["naps; short", "b|c"]']


def test_a_date_is_one_that_spreadsheets_sort() -> None:
    source = Source(SourceId(1), "A", published=PublicationDate.parse("Mar 15, 2026"))
    (row,) = parse(render(replace(make_fact(), citations=(Citation(source),))))
    assert row["date"] == "2026-03-15"


def read_facts(*written: Fact) -> list[FactDraft]:
    entries = TABLE.read(InputFile.of_text("a.csv", render(*written)), ReadOptions())
    return [each for each in entries if isinstance(each, FactDraft)]


def describe(citation: Citation | CitationDraft) -> tuple[str | None, ...]:
    source = citation.source
    date = str(source.published) if source.published else None
    return source.title, source.site, source.url, date, citation.author


@pytest.mark.slow
@given(st.lists(facts(WORD_DATES, WORDS), unique_by=lambda fact: canonical(fact.text)))
def test_a_table_comes_back_with_facts_sources_and_stances(written: list[Fact]) -> None:
    written = [replace(fact, text=f"x {fact.text}") for fact in written]
    found: dict[str, set[object]] = {}
    for each in read_facts(*written):
        cited = set(map(describe, each.citations))
        found.setdefault(canonical(each.text), set()).update(cited | set(each.links))
    assert found == {
        canonical(fact.text): set(map(describe, fact.citations))
        | {(link.name, link.stance) for link in fact.topic_links}
        for fact in written
    }


AWKWARD_NAMES = (
    st.text(st.sampled_from("ab;,|\"'#[](=\\: "), min_size=1, max_size=8)
    .map(lambda text: canonical(f"{text}x"))
)  # fmt: skip


@given(st.lists(AWKWARD_NAMES, min_size=1, max_size=3, unique=True), st.sampled_from(Stance))
def test_any_names_of_topics_come_back(names: list[str], stance: Stance) -> None:
    (fact,) = read_facts(link_to(*names, stance=stance))
    assert fact.links == tuple((name, stance) for name in names)
    (fact,) = read_facts(link_to(*names))
    assert fact.topics == tuple(names)
