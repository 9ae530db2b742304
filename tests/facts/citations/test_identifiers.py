"""DOI and arXiv numbers in addresses and titles."""

import pytest

from facts.citations.identifiers import find_identifiers


@pytest.mark.parametrize(
    ("url", "doi"),
    [
        ("https://doi.org/10.1234/Ab.c", "10.1234/Ab.c"),
        ("http://dx.doi.org/10.1234/x?utm=1#top", "10.1234/x"),
        ("https://doi.org/10.1016/S0140-6736(05)12345-6", "10.1016/S0140-6736(05)12345-6"),
        ("https://doi.org/10.1234%2Fabc", "10.1234/abc"),
        ("https://dl.acm.org/doi/pdf/10.1145/3442188.3445922", "10.1145/3442188.3445922"),
        ("https://doi.org/", None),
        ("https://example.org/10.1234/abc", None),
        ("https://doi.org.example.com/10.1234/abc", None),
    ],
)
def test_an_address_has_a_doi(url: str, doi: str | None) -> None:
    assert find_identifiers("A Trial", url).doi == doi


@pytest.mark.parametrize(
    ("url", "eprint"),
    [
        ("https://arxiv.org/abs/2305.11206", "2305.11206"),
        ("http://www.arxiv.org/pdf/2305.11206v2.pdf", "2305.11206v2"),
        ("https://export.arxiv.org/abs/hep-th/9901001", "hep-th/9901001"),
        ("https://doi.org/10.48550/arXiv.2305.11206", "2305.11206"),
        ("https://arxiv.org/list/cs/2305", None),
        ("https://notarxiv.org/abs/2305.11206", None),
    ],
)
def test_an_address_has_an_arxiv_number(url: str, eprint: str | None) -> None:
    found = find_identifiers("LIMA", url)
    assert (found.eprint, found.archive_prefix) == (eprint, "arXiv" if eprint else None)


@pytest.mark.parametrize(
    ("title", "doi", "eprint"),
    [
        ("Naps (doi:10.1234/abc).", "10.1234/abc", None),
        ("Naps. DOI: https://doi.org/10.1234/abc", "10.1234/abc", None),
        ("LIMA, arXiv:2305.11206", None, "2305.11206"),
        ("LIMA 2305.11206", None, None),
        ("[2305.11206] LIMA", None, None),
        ("10.1234/abc", None, None),
    ],
)
def test_a_title_names_its_identifiers(title: str, doi: str | None, eprint: str | None) -> None:
    found = find_identifiers(title)
    assert (found.doi, found.eprint) == (doi, eprint)


def test_the_title_of_a_page_of_arxiv_begins_with_its_number() -> None:
    assert find_identifiers("[2305.11206] LIMA", "https://arxiv.org/x").eprint == "2305.11206"


@pytest.mark.parametrize(
    "title", ["doi:10.1234/" + ")" * 500_000, "arXiv:" * 100_000, "doi:" * 100_000]
)
def test_a_hostile_title_is_searched_once(title: str) -> None:
    assert find_identifiers(title, f"https://doi.org/{title}").eprint is None
