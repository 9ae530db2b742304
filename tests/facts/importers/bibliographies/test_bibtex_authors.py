"""Author fields of BibTeX."""

import pytest

from facts.importers.bibliographies.bibtex_authors import read_authors


@pytest.mark.parametrize(
    ("field", "author"),
    [
        ("Doe, Jane and Bo Chen", "Jane Doe, Bo Chen"),
        ("van Beethoven, Ludwig", "Ludwig van Beethoven"),
        ("King, Jr., Martin Luther", "Martin Luther King Jr."),
        ("Hoffmann and others", "Hoffmann et al."),
        ("{Sleep Lab}", "Sleep Lab"),
        ("{Rest and Sleep, Inc.}", "Rest and Sleep, Inc."),
        ("Doe, Jane and {Sleep Lab}", "Jane Doe · Sleep Lab"),
        (r"M{\"u}ller, J{\'e}r{\^o}me", "Jérôme Müller"),
        ("{\\'E}tienne {van der} Berg", "Étienne van der Berg"),
        ("Doe, Jane\n   AND Chen,\n Bo", "Jane Doe, Bo Chen"),
        ("Doe, Jane and and Chen, Bo", "Jane Doe, Bo Chen"),
        ("Anderson, Sandy", "Sandy Anderson"),
        ("others", ""),
        ("山田, 太郎", "山田 太郎"),
        ("", ""),
    ],
)
def test_names_become_an_author_text(field: str, author: str) -> None:
    assert read_authors(field, "") == author


def test_very_many_names_are_each_read_once() -> None:
    names = [f"{{Lab {number}}} and Doe {number}" for number in range(60_000)]
    assert read_authors(" and ".join(names), "").count("Doe 59999") == 1


@pytest.mark.parametrize(
    ("field", "organization", "author"),
    [
        ("Doe, Jane", "Sleep Lab", "Jane Doe · Sleep Lab"),
        ("", "{Sleep Lab}", "Sleep Lab"),
        ("{OpenAI}", "OpenAI", "OpenAI"),
    ],
)
def test_the_organisation_stands_after_the_people(
    field: str, organization: str, author: str
) -> None:
    assert read_authors(field, organization) == author
