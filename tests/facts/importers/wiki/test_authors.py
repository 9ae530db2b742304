"""Authors are people, joined by commas, and an organisation after a dot."""

from collections.abc import Callable

import pytest

from facts.importers.wiki.authors import format_author
from tests.support.pages import (
    PrintedFact,
    PrintedGroup,
    PrintedPage,
    facts_in,
    in_convention_a,
    in_convention_b,
    in_convention_c,
    read,
    warnings_in,
)


@pytest.mark.parametrize(
    ("text", "author"),
    [
        ("Jane Doe", "Jane Doe"),
        ("Bed Inc", "Bed Inc"),
        ("Jane Doe, John Roe", "Jane Doe, John Roe"),
        ("Jane Doe · Bed Inc", "Jane Doe · Bed Inc"),
        ("Jane Doe, John Roe · Bed Inc", "Jane Doe, John Roe · Bed Inc"),
        ("Jane Doe\u00a0·\u00a0Bed Inc", "Jane Doe · Bed Inc"),
        ("Jane Doe·Bed Inc", "Jane Doe · Bed Inc"),
        ("Jane Doe • Bed Inc", "Jane Doe · Bed Inc"),
        ("Jane Doe | bed.example", "Jane Doe · bed.example"),
        ("Jane Doe; John Roe · Bed Inc", "Jane Doe, John Roe · Bed Inc"),
        ("Doe, Jane; Roe, John", "Doe, Jane; Roe, John"),
        ("Jane Doe · Bed Inc · Sleep Group", "Jane Doe · Bed Inc · Sleep Group"),
        ("Jane Doe ·", "Jane Doe"),
        ("· Bed Inc", "Bed Inc"),
        ("Hoffmann et al. · DeepMind", "Hoffmann et al. · DeepMind"),
        ("Research and Development", "Research and Development"),
        ("·", ""),
    ],
)
def test_an_author_has_one_form(text: str, author: str) -> None:
    assert format_author(text) == author


@pytest.mark.parametrize("write", [in_convention_a, in_convention_b, in_convention_c])
@pytest.mark.parametrize("date", ["", "Mar 15, 2026", "3 weeks ago"])
@pytest.mark.parametrize(
    "author",
    ["Jane Doe", "Bed Inc", "Jane Doe, John Roe · Bed Inc", "Jane Doe · bed.example", "J. van Dyk"],
)
def test_people_and_organisation_are_read_in_every_convention(
    write: Callable[[PrintedPage], str], date: str, author: str
) -> None:
    group = PrintedGroup((PrintedFact("Naps help."),), author=author, date=date)
    entries = read(write(PrintedPage((group,))))
    assert facts_in(entries)[0].citations[0].author == author
    assert warnings_in(entries) == []


@pytest.mark.parametrize("write", [in_convention_a, in_convention_b, in_convention_c])
def test_an_unusual_separator_is_read_in_every_convention(
    write: Callable[[PrintedPage], str],
) -> None:
    group = PrintedGroup((PrintedFact("Naps help."),), author="Jane Doe | Bed Inc")
    (fact,) = facts_in(read(write(PrintedPage((group,)))))
    assert fact.citations[0].author == "Jane Doe · Bed Inc"


FACT_PAGE = "claim\nNaps help.\nAuthors\n{}\nSources\n- Beds bed.example{} via exa"
NODES = "\nReferenced by nodes (1)\n- naps concept"


@pytest.mark.parametrize(
    ("authors", "author"),
    [
        ("Person: Jane Doe\nPerson: Jo Roe\nOrganization: Bed Inc", "Jane Doe, Jo Roe · Bed Inc"),
        ("Persons:\n- Jane Doe\n- Jo Roe\nOrganisation:\nBed Inc", "Jane Doe, Jo Roe · Bed Inc"),
        ("Organization: Bed Inc\nPerson: Jane Doe", "Jane Doe · Bed Inc"),
        ("Person: Jane Doe, John Roe\nOrganization: Bed Inc", "Jane Doe, John Roe · Bed Inc"),
        ("- Jane Doe\n- John Roe\n- Bed Institute", "Jane Doe, John Roe · Bed Institute"),
        ("- Bed Institute\n- Jane Doe", "Jane Doe · Bed Institute"),
        ("- Jane Doe\n- DeepMind", "Jane Doe · DeepMind"),
        ("- Jane Doe\n- bed.example", "Jane Doe · bed.example"),
        ("- Jane Doe · Bed Inc", "Jane Doe · Bed Inc"),
        ("- Jane Doe\n- John Roe\n- Ann Poe", "Jane Doe, John Roe, Ann Poe"),
        ("- Jane Doe\n- Jane Doe", "Jane Doe"),
    ],
)  # fmt: skip
def test_a_fact_page_lists_people_before_the_organisation(authors: str, author: str) -> None:
    entries = read(FACT_PAGE.format(authors, "") + NODES)
    assert facts_in(entries)[0].citations[0].author == author
    assert warnings_in(entries) == []


def test_of_two_names_without_roles_the_second_is_the_organisation_with_a_warning() -> None:
    entries = read(FACT_PAGE.format("- Jane Doe\n- Sleepy Hollow", "") + NODES)
    assert facts_in(entries)[0].citations[0].author == "Jane Doe · Sleepy Hollow"
    assert warnings_in(entries) == [
        (4, "“Sleepy Hollow” was read as the organisation of “Jane Doe”")
    ]


@pytest.mark.parametrize(
    "authors", ["Jane Doe", "Jane Doe · Bed Inc", "Person: Jane Doe", "Bed Inc"]
)
def test_authors_that_the_source_names_itself_are_known(authors: str) -> None:
    entries = read(FACT_PAGE.format(authors, " Jane Doe · Bed Inc") + NODES)
    assert facts_in(entries)[0].citations[0].author == "Jane Doe · Bed Inc"
    assert warnings_in(entries) == []


def test_a_name_inside_another_name_is_not_known() -> None:
    entries = read(FACT_PAGE.format("Person: Jane", " Jane Doe · Bed Inc") + NODES)
    assert [line for line, _ in warnings_in(entries)] == [4]
