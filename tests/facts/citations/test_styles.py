"""Citations in each style."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.citations import styles
from facts.model.dates import PublicationDate
from facts.model.entities import CLAIM, Citation, Fact, FactId, Source, SourceId

FULL = Citation(
    Source(SourceId(1), "Sleep & Driving: A 50% Trial", "example.org",
           "https://example.org/a_b (c)", PublicationDate.parse("Mar 15, 2026")),
    "Doe et al. · Sleep Lab",
)  # fmt: skip
BARE = Citation(Source(SourceId(7), "Old Notes"))


def fact_of(citation: Citation, text: str = "Naps *help*.\nReally.") -> Fact:
    return Fact(FactId(1), CLAIM, text, (citation,))


def test_markdown_quotes_the_fact_above_its_source() -> None:
    assert styles.format_markdown(fact_of(FULL), FULL) == (
        "> Naps *help*.\n> Really.\n>\n"
        "> — [Sleep & Driving: A 50% Trial](https://example.org/a_b%20%28c%29), "
        "Doe et al. · Sleep Lab, example.org, 2026-03-15"
    )
    assert styles.format_markdown(fact_of(BARE), BARE).endswith("> — Old Notes")


def test_markdown_shows_an_author_as_given() -> None:
    author = "[me](javascript:x) *now*"
    cited = Citation(Source(SourceId(1), "A", "s_t"), author)
    assert styles.format_markdown(fact_of(cited), cited).endswith(
        r"> — A, \[me\](javascript:x) \*now\*, s\_t"
    )


def test_plain_is_one_line() -> None:
    assert styles.format_plain(fact_of(FULL), FULL) == (
        "“Naps *help*. Really.” — Sleep & Driving: A 50% Trial, Doe et al. · Sleep Lab, "
        "example.org, 2026-03-15, https://example.org/a_b (c)"
    )


@pytest.mark.parametrize(
    ("published", "date"),
    [
        ("Mar 15, 2026", "(2026, March 15)."),
        ("Mar 2026", "(2026, March)."),
        ("2026", "(2026)."),
        ("3 weeks ago", "(3 weeks ago)."),
        (None, "(n.d.)."),
    ],
)
def test_apa_gives_the_date_at_its_precision(published: str | None, date: str) -> None:
    known = PublicationDate.parse(published) if published else None
    citation = Citation(Source(SourceId(1), "A Paper", published=known), "Doe")
    assert styles.format_apa(citation) == f"Doe. {date} A Paper."


def test_apa_begins_with_the_title_if_there_is_no_author() -> None:
    assert styles.format_apa(BARE) == "Old Notes. (n.d.)."
    assert styles.format_apa(FULL) == (
        "Doe et al. · Sleep Lab. (2026, March 15). Sleep & Driving: A 50% Trial. example.org. "
        "https://example.org/a_b (c)"
    )


def test_bibtex_has_only_known_fields() -> None:
    assert (
        styles.format_bibtex(FULL)
        == """\
@misc{doe2026sleep,
  title = {{Sleep \\& Driving: A 50\\% Trial}},
  author = {{Doe et al. · Sleep Lab}},
  year = {2026},
  month = mar,
  day = {15},
  howpublished = {example.org},
  url = {https://example.org/a_b%20%28c%29},
}"""
    )
    assert styles.format_bibtex(BARE) == "@misc{old,\n  title = {{Old Notes}},\n}"


words = st.text().filter(str.strip)


@given(words, words, words)
def test_no_text_breaks_an_entry(title: str, author: str, site: str) -> None:
    entry = styles.format_bibtex(
        Citation(Source(SourceId(3), title, site, f"https://x/{site}"), author)
    )
    lines = entry.split("\n")
    assert re.fullmatch(r"@misc\{[a-z0-9]+,", lines[0])
    assert lines[-1] == "}"
    assert all(re.fullmatch(r"  [a-z]+ = \{.*\},", line) for line in lines[1:-1])
    bare = re.sub(r"\\[{}\\$&#_%]", "", entry)
    assert bare.count("{") == bare.count("}")
