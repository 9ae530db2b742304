"""References in APA style."""

import pytest

from facts.citations.apa import format_apa
from facts.model.dates import PublicationDate
from facts.model.entities import Citation, Source, SourceId


def cite(
    author: str | None,
    date: str | None = "2026",
    title: str = "A Paper",
    site: str | None = None,
    url: str | None = None,
) -> str:
    published = PublicationDate.parse(date) if date else None
    return format_apa(Citation(Source(SourceId(1), title, site, url, published), author))


def people(count: int) -> str:
    return ", ".join(f"Ann Roe{chr(ord('a') + number)}" for number in range(count))


@pytest.mark.parametrize(
    ("date", "shown"),
    [
        ("Mar 15, 2026", "(2026, March 15)."),
        ("Mar 2026", "(2026, March)."),
        ("2026", "(2026)."),
        ("3 weeks ago", "(3 weeks ago)."),
        (None, "(n.d.)."),
    ],
)
def test_the_date_has_its_precision(date: str | None, shown: str) -> None:
    assert cite("Doe", date) == f"Doe. {shown} A Paper."


@pytest.mark.parametrize(
    ("author", "shown"),
    [
        ("Jane Doe", "Doe, J."),
        ("Jean-Paul Roe", "Roe, J.-P."),
        ("Ludwig van Beethoven", "van Beethoven, L."),
        ("Martin Luther King Jr.", "King, M. L., Jr."),
        ("Jane Doe, Bo Chen", "Doe, J., & Chen, B."),
        ("Jane Doe, Bo Chen, Ann Roe", "Doe, J., Chen, B., & Roe, A."),
        ("Hoffmann et al.", "Hoffmann, et al."),
        ("Sleep Lab", "Sleep Lab."),
        ("山田 太郎", "山田, 太郎."),
    ],
)
def test_authors_come_first(author: str, shown: str) -> None:
    assert cite(author) == f"{shown} (2026). A Paper."


def test_twenty_authors_are_all_named() -> None:
    assert cite(people(20)).startswith("Roea, A., Roeb, A.,")
    assert "Roes, A., & Roet, A. (2026)" in cite(people(20))


def test_of_more_authors_nineteen_and_the_last_are_named() -> None:
    assert "Roes, A., . . . Roeu, A. (2026)" in cite(people(21))
    assert "Roet" not in cite(people(21))


def test_without_authors_the_title_comes_first() -> None:
    assert cite(None, None, title="Old Notes") == "Old Notes. (n.d.)."
    assert cite(None, title="Why?", site="a.org") == "Why? (2026). a.org."


def test_the_organisation_of_people_is_the_publisher() -> None:
    reference = cite("Jane Doe · Sleep Lab", site="a.org", url="https://a.org/x")
    assert reference == "Doe, J. (2026). A Paper. Sleep Lab. https://a.org/x"


def test_a_site_that_is_the_author_is_left_out() -> None:
    assert cite("Naps.Example", site="naps.example") == "Naps.Example. (2026). A Paper."


def test_a_preprint_has_its_number_and_archive() -> None:
    url = "https://arxiv.org/abs/2305.11206"
    assert cite("Zhou et al. · Meta AI", title="LIMA", site="arxiv.org", url=url) == (
        f"Zhou, et al. (2026). LIMA (arXiv:2305.11206). arXiv. {url}"
    )


def test_a_doi_is_the_address() -> None:
    url = "https://dl.acm.org/doi/10.1145/1.2"
    assert cite("Jane Doe", site="dl.acm.org", url=url) == (
        "Doe, J. (2026). A Paper. dl.acm.org. https://doi.org/10.1145/1.2"
    )
