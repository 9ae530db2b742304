from collections.abc import Sequence

import pytest

from facts.importers.wiki.lines import InputLine
from facts.importers.wiki.source_header import GroupHeader, read_header, split_count


def header(*lines: str) -> GroupHeader | None:
    *above, last = [InputLine(number, text) for number, text in enumerate(lines, 1)]
    return read_header(last.content, above)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Naps 5 facts", ("Naps", 5)),
        ("1 fact", ("", 1)),
        ("Naps 1,204 facts", ("Naps", 1204)),
        ("Naps\u00a05\tfacts", ("Naps", 5)),
        ("5 FACTS", ("", 5)),
        ("Naps 5 Facts", None),
        ("Naps facts", None),
        ("Naps 12,04 facts", None),
        ("Naps -5 facts", None),
        ("Naps 5 facts.", None),
        ("facts", None),
        ("", None),
    ],
)
def test_a_header_ends_in_a_count(text: str, expected: tuple[str, int] | None) -> None:
    assert split_count(text) == expected


@pytest.mark.parametrize(
    ("lines", "taken", "site", "author", "date"),
    [
        (["Naps a.org Jane Mar 2026 5 facts"], 0, "a.org", "Jane", "2026-03"),
        (["Naps", "a.org", "Jane", "Mar 2026", "5 facts"], 4, "a.org", "Jane", "2026-03"),
        (["Naps", "a.org", "Mar 2026", "5 facts"], 3, "a.org", None, "2026-03"),
        (["Naps", "a.org", "5 facts"], 2, "a.org", None, None),
        (["Naps", "a.org", "Jane", "5 facts"], 3, "a.org", "Jane", None),
        (["Naps", "a.org", "Mar 2026 5 facts"], 2, "a.org", None, "2026-03"),
        (["Naps", "a.org", "Jane Doe 2026 5 facts"], 2, "a.org", "Jane Doe", "2026"),
        (["Naps", "a.org Mar 2026 5 facts"], 1, "a.org", None, "2026-03"),
        (["Naps", "a.org Jane · b.com 5 facts"], 1, "a.org", "Jane · b.com", None),
        (["Naps", "www.a.org", "3 weeks ago", "5 facts"], 3, "a.org", None, "3 weeks ago"),
        (["Naps", "a.org", "2026", "5 facts"], 3, "a.org", None, "2026"),
        (["Naps", "a.org", "Jane", "yesterday", "5 facts"], 4, "a.org", "Jane", "yesterday"),
        (["Naps", "", "a.org", "", "5 facts"], 4, "a.org", None, None),
        (["Naps a.org Mar 2026", "5 facts"], 1, "a.org", None, "2026-03"),
        (["more of the fact above", "Naps", "a.org", "5 facts"], 2, "a.org", None, None),
    ],
)
def test_a_header_can_have_several_lines(
    lines: Sequence[str], taken: int, site: str, author: str | None, date: str | None
) -> None:
    found = header(*lines)
    assert found is not None
    source = found.citation.source
    assert (source.title, source.site, found.citation.author) == ("Naps", site, author)
    assert (str(source.published) if source.published else None) == date
    assert (found.lines_above, found.count, found.doubts) == (taken, 5, ())


@pytest.mark.parametrize(
    ("lines", "title", "site", "author"),
    [
        (["Naps", "a.org", "b.com", "5 facts"], "Naps", "a.org", "b.com"),
        (["Naps", "5 facts"], "Naps", None, None),
        (["Naps", "Mar 2026", "5 facts"], "Naps", None, None),
        (["a.org", "5 facts"], "a.org", "a.org", None),
        (["Unknown source", "5 facts"], "Unknown source", None, None),
        (["Naps of 2026 5 facts"], "Naps of 2026", None, None),
    ],
)
def test_a_doubtful_header_is_read_with_a_doubt(
    lines: Sequence[str], title: str, site: str | None, author: str | None
) -> None:
    found = header(*lines)
    assert found is not None
    source = found.citation.source
    assert (source.title, source.site, found.citation.author) == (title, site, author)
    assert len(found.doubts) == 1


def test_a_title_that_is_a_site_is_not_the_site() -> None:
    found = header("b.com", "a.org", "5 facts")
    assert found is not None
    assert (found.citation.source.title, found.citation.source.site) == ("b.com", "a.org")


def test_a_title_on_its_own_line_can_be_a_link() -> None:
    found = header("[Naps](https://a.org/n)", "a.org", "5 facts")
    assert found is not None
    assert (found.citation.source.title, found.citation.source.url) == ("Naps", "https://a.org/n")


def test_labels_above_a_header_do_not_belong_to_it() -> None:
    found = header("Sources", "a.org 5 facts")
    assert found is not None
    assert (found.citation.source.title, found.lines_above) == ("a.org", 0)


def test_a_count_alone_is_not_a_header() -> None:
    assert header("5 facts") is None
    assert header("Sources", "5 facts") is None
