"""Keys of sources, as users type or paste them."""

import pytest

from facts.citations.source_keys import list_source_keys, read_source_key

RAG = list_source_keys("Retrieval-Augmented Generation", "https://arxiv.org/abs/2005.11401")
BOOK = list_source_keys("A Book", "https://dl.acm.org/doi/10.1145/3442188.3445922")
PAGE = list_source_keys("Naps", "https://www.naps.example/handbook/?page=2#top")


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("2005.11401", RAG),
        ("arXiv:2005.11401", RAG),
        ("arxiv 2005.11401v3", RAG),
        ("“2005.11401”?", RAG),
        ("https://arxiv.org/pdf/2005.11401v4", RAG),
        ("arxiv.org/abs/2005.11401", RAG),
        ("<http://www.arxiv.org/abs/2005.11401>", RAG),
        ("10.48550/arXiv.2005.11401", RAG),
        ("10.1145/3442188.3445922", BOOK),
        ("doi: 10.1145/3442188.3445922.", BOOK),
        ("https://doi.org/10.1145/3442188.3445922", BOOK),
        ("naps.example/handbook?page=2", PAGE),
        ("http://naps.example/handbook/?page=2#end", PAGE),
    ],
)
def test_a_source_is_named_by_number_doi_or_address(typed: str, keys: tuple[str, ...]) -> None:
    assert set(read_source_key(typed)) & set(keys)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "naps",
        "3.5",
        "2023",
        "2023-05",
        "12/24",
        "and/or",
        "README.md",
        "arxiv.org",
        "1,000",
    ],
)
def test_other_text_names_no_source(typed: str) -> None:
    assert read_source_key(typed) == ()


def test_different_works_have_different_keys() -> None:
    other = list_source_keys("Another", "https://arxiv.org/abs/2005.11402")
    assert not set(other) & set(RAG)
    assert list_source_keys("Without address", None) == ()
    assert list_source_keys("Naps. doi:10.1000/182", None) == ("doi 10.1000/182",)
