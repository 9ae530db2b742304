"""Columns are understood by their names."""

import pytest

from facts.importers.tables.columns import Column, understand_header


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("FACT", Column.FACT), ("Fact_Text", Column.FACT), ("\ufeffQuotes", Column.FACT),
        ("Answer:", Column.FACT), ("Notes", Column.FACT), ("Topic(s)", Column.TOPICS),
        ("tags", Column.TOPICS), ("Categories", Column.TOPICS), ("Type", Column.KIND),
        ("References", Column.SOURCE), ("source-title", Column.SOURCE), ("Book", Column.SOURCE),
        ("URLs", Column.URL), ("Source URL", Column.URL), ("source_link *", Column.URL),
        ("Author(s)", Column.AUTHOR), ("By", Column.AUTHOR), ("Organisations", Column.ORGANISATION),
        ("Year", Column.DATE), ("date published", Column.DATE), ("Also known as", Column.ALIASES),
        ("Fact (required)", Column.FACT), ("Comments", Column.FACT), ("Website", Column.SITE),
        ("Source / Reference", Column.SOURCE), ("Source 2", Column.SOURCE),
        ("Reference URL", Column.URL), ("Link to source", Column.URL), ("domain", Column.SITE),
        ("published at", Column.DATE), ("Published on", Column.DATE),
        ("AKA", Column.ALIASES), ("Definition", Column.DEFINITION), ("stance", Column.STANCE),
    ],
)  # fmt: skip
def test_a_common_name_is_understood(name: str, column: Column) -> None:
    assert understand_header([name]).places == {column: 0}


@pytest.mark.parametrize(
    "name", ["", "a fact", "factual", "- text", "# fact", "question", "(s)", "name"]
)
def test_another_name_is_no_column(name: str) -> None:
    assert understand_header([name]).places == {}


def test_the_more_specific_name_counts_and_then_the_first() -> None:
    columns = understand_header(["Note", "Tag", "Claim", "Tags", "Title", "Source", "", ""])
    assert columns.places == {Column.FACT: 2, Column.TOPICS: 1, Column.SOURCE: 5}
    assert columns.describe() == (
        "columns: fact ← “Claim”, topics ← “Tag”, source ← “Source”; "
        "ignored: “Note”, “Tags”, “Title”"
    )


@pytest.mark.parametrize(
    ("header", "fact"),
    [
        ("Name,Tags,Source,URL", "Name"), ("Name,Notes,Link", "Name"), ("Name,Fact,URL", "Fact"),
        ("Name,Notes", "Notes"), ("Name,Website", None), ("Name,Title,Department", None),
        ("Name,E-Mail,Comments,Link", None), ("Statement,Email,Source", "Statement"),
    ],
)  # fmt: skip
def test_a_name_or_note_is_a_fact_beside_a_source(header: str, fact: str | None) -> None:
    columns = understand_header(header.split(","))
    assert (columns.name(Column.FACT) if Column.FACT in columns.places else None) == fact


def test_a_note_names_some_of_very_many_columns() -> None:
    note = understand_header(["fact", *(f"c{number}" for number in range(5_000))]).describe()
    assert note.endswith("“c9” and 4,990 more")


def test_a_note_names_some_of_very_many_sources() -> None:
    note = understand_header(["fact", *["source"] * 5_000]).describe()
    assert note.count("“source”") == 10


def test_a_note_names_the_beginning_of_long_names() -> None:
    note = understand_header(["fact", *(f"{number}" * 5_000 for number in range(50))]).describe()
    assert len(note) < 600
