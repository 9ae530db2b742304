"""Sources are read from titles, addresses and links."""

import time
from contextlib import suppress

import pytest

from facts.importers.tables.cells import CellInvalid
from facts.importers.tables.columns import Column
from facts.importers.tables.sources import NamedSource, add_links, read_sources

A, B = "https://a.example/x", "https://b.example/y"


@pytest.mark.parametrize(
    ("cell", "sources"),
    [
        ("", []),
        ("–", []),
        ("Naps; a review | part 1", [("Naps; a review | part 1", None)]),
        ("Book A\nBook B", [("Book A", None), ("Book B", None)]),
        (A, [("", A)]),
        (f"<{A}>.", [("", A)]),
        (f"Naps at Sea {A}", [("Naps at Sea", A)]),
        (f"Naps (2nd ed.): {A}", [("Naps (2nd ed.)", A)]),
        (f"Naps ({A})", [("Naps", A)]),
        (f"Naps\n{A}", [("Naps", A)]),
        (f"{A} Naps", [("Naps", A)]),
        (f"Naps {A} (read in May)", [("Naps (read in May)", A)]),
        (f"[Naps; or not]({A})", [("Naps; or not", A)]),
        (f"[Naps]({A}), [Rest]({B})", [("Naps", A), ("Rest", B)]),
        (f"Naps; or not {A}; Rest {B}; Handbook",
         [("Naps; or not", A), ("Rest", B), ("Handbook", None)]),
        (f"{A};{B}", [("", A), ("", B)]),
        (f"{A}, {B}", [("", A), ("", B)]),
        (f"{A}\n{B}", [("", A), ("", B)]),
        ("https://a.example/Nap_(sleep)", [("", "https://a.example/Nap_(sleep)")]),
        ("[Nap](https://a.example/Nap_(sleep))", [("Nap", "https://a.example/Nap_(sleep)")]),
        ("https://nature.com@evil.example/", [("https://nature.com@evil.example/", None)]),
        ("ftp://a.example", [("ftp://a.example", None)]),
    ],
)  # fmt: skip
def test_a_cell_names_its_sources(cell: str, sources: list[tuple[str, str | None]]) -> None:
    found = read_sources(Column.SOURCE, cell)
    assert [(source.title, source.url) for source in found] == sources


def test_titles_take_the_addresses_of_the_next_column_in_order() -> None:
    named = [NamedSource("One"), NamedSource("Two", A), NamedSource("Three")]
    assert add_links(named, f"{A}\n{B}") == (
        [NamedSource("One", B), NamedSource("Two", A), NamedSource("Three")], None,
    )  # fmt: skip
    assert add_links(named[:1], f"{A} {B}")[0] == [NamedSource("One", A), NamedSource("", B)]


def test_a_link_that_is_none_is_doubted_or_a_title() -> None:
    sources, doubt = add_links([NamedSource("One")], "page 4")
    assert sources == [NamedSource("One")]
    assert doubt is not None
    assert add_links([], "page 4") == ([NamedSource("page 4")], None)
    assert NamedSource("www.sleep.example/x").draft(None).site == "sleep.example"


@pytest.mark.parametrize(
    ("cell", "urls"),
    [
        ("status.sleep.example", ["https://status.sleep.example"]),
        ("www.sleep.example/x?y=1", ["https://www.sleep.example/x?y=1"]),
        ("Sleep.example:8080/X", ["https://Sleep.example:8080/X"]),
        ("a.example/x; b.example", ["https://a.example/x", "https://b.example"]),
        ("[Naps](a.example)", ["https://a.example"]),
        ("ann@sleep.example", [None]), ("naps.pdf", [None]), ("page 4", [None]),
        ("https://a.example/x,b.example", ["https://a.example/x,b.example"]),
    ],
)  # fmt: skip
def test_an_address_in_a_column_of_links_needs_no_scheme(cell: str, urls: list[str | None]) -> None:
    assert [source.url for source in read_sources(Column.URL, cell)] == urls
    if "://" not in cell:
        assert not any(source.url for source in read_sources(Column.SOURCE, cell))


@pytest.mark.parametrize("cell", ["x" * 2_000, "https://a.example/x " * 100, "a\n" * 100])
def test_a_text_in_the_wrong_column_is_refused(cell: str) -> None:
    with pytest.raises(CellInvalid):
        read_sources(Column.SOURCE, cell)


@pytest.mark.parametrize(
    "part", ["[", "](https://", ";", "https://", "https://a.example/;", ")", "[a](https://b("]
)
def test_hostile_cells_take_linear_time(part: str) -> None:
    cell = f"https://a.example/{part * (131_000 // len(part))}"
    start = time.process_time()
    with suppress(CellInvalid):
        read_sources(Column.SOURCE, cell)
    with suppress(CellInvalid):
        read_sources(Column.URL, cell.removeprefix("https://"))
    assert time.process_time() - start < 2
