"""Citations in each style."""

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
