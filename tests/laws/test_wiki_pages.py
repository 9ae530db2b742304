"""Laws for any text: reading never raises, printed pages round-trip."""

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.importers.wiki.page_reader import read_page
from facts.model.drafts import FactDraft, LineWarning, TopicDraft
from tests.support.pages import (
    FOOTER,
    PrintedFact,
    PrintedGroup,
    PrintedPage,
    facts_in,
    in_convention_a,
    in_convention_b,
    in_convention_c,
    read,
    topics_in,
    warnings_in,
    without_lines,
)

pytestmark = pytest.mark.slow

FRAGMENTS = (
    "", " ", "\t", "concept", "PERSPECTIVE", "↳", "↳ sleep", "naps", "naps ↔ rest", "↔", "⑂",
    "Also known as: PN, naps (a, b)", "ALSO KNOWN AS:", "synthesized from nodes", "A definition.",
    "Model Perspectives (2)", "Related", "RELATED (5) ▾", "▸ Collapse all", "Relations (2)",
    "related 2.81 — strongly supporting 6 facts", "Facts (3)", "FACTS (0)", "Facts", "Sources",
    "Search facts...", "No facts match your search.", "sleep.example", "sleep.example 12", "+7",
    "Naps at Sea sleep.example Jane Doe · Bed Inc Mar 15, 2026 3 facts", "Naps", "Jane Doe",
    "Mar 15, 2026", "3 weeks ago", "2026", "2 facts", "1 fact", "Unknown source 4 facts",
    "a.org b.com 1 fact", "[Naps](https://a.org/n) 1 fact", "claimNaps help.", "claim Naps help.",
    "claimNaps", "claimsupportsNaps help.", "codenap()", "codeimageUrl = 5", "imageUrl = 5",
    "codepip install nap", "quoteto sleep", "observationNaps fail to help.", "claim", "code",
    "supports", "claimThere are 5 facts", "claimSee a.org 5 facts", "claims differ", "go on.",
    "Authors", "- Jane Doe", "Sources (2)", "- Naps www.a.org via exa", "via exa", "observation",
    "Referenced by nodes (2)", "- naps concept", "- naps", "EVENT", FOOTER, "🌿", "Knowledge Tree",
    "Home", "☀️ 🌙", "Search nodes…", "\ufeff", "99999999999 facts", "Facts (99999999999)",
)  # fmt: skip

WORDS = st.lists(
    st.sampled_from(
        ["naps", "of", "the", "Sea", "Node.js", "help;", "(and)", "“rest”", "5 %", "·", "code", "α"]
    ),
    min_size=1,
    max_size=6,
).map(" ".join)
SENTENCES = st.builds("{}{}.".format, st.sampled_from("ANZ5“"), WORDS) | st.builds(
    "{}{}.".format,
    st.sampled_from("ANZ"),
    st.text(st.characters(exclude_categories=("Z", "C")), max_size=40),
)
CODE = st.lists(
    st.sampled_from(["nap()", "    wake(5)", "# rest", "for nap in naps:", "}"]), max_size=4
).map(lambda lines: "\n".join(["Nap()", *lines]))
FACTS = st.builds(
    PrintedFact,
    SENTENCES,
    st.sampled_from(["claim", "measurement", "procedure", "perspective"]),
    st.sampled_from(["", "supports", "challenges", "neutral"]),
) | st.builds(PrintedFact, CODE, st.just("code"))
TITLES = WORDS.map(lambda words: f"A {words}").filter(lambda title: not title.endswith("·"))
GROUPS = st.builds(
    PrintedGroup,
    st.lists(FACTS, min_size=1, max_size=4).map(tuple),
    TITLES,
    st.sampled_from(["a.org", "sleep.example", "x-y.co.uk"]),
    st.sampled_from(["", "Jane Doe", "Jane Doe · Bed Inc", "Jane Doe, John Roe", "Jane · b.com"]),
    st.sampled_from(["", "Mar 15, 2026", "3 weeks ago", "2026", "2026-03-15", "yesterday"]),
)
ALIASES = st.lists(WORDS.map("alias {}".format), max_size=3, unique_by=str.casefold).map(tuple)
PAGES = st.builds(
    PrintedPage,
    st.lists(GROUPS, min_size=1, max_size=4).map(tuple),
    WORDS.map(lambda words: f"About {words}"),
    ALIASES,
    st.sampled_from(["", "A nap is a short sleep."]),
)


def check(lines: list[str], topics: tuple[str, ...] = ()) -> None:
    named: set[str] = set()
    for entry in read_page(lines, topics):
        assert 1 <= entry.line <= len(lines)
        match entry:
            case TopicDraft():
                assert entry.name.strip()
                named.add(entry.name)
            case FactDraft():
                assert entry.text == entry.text.strip()
                assert entry.kind
                assert named.issuperset(entry.topics)
                assert all(citation.source.title.strip() for citation in entry.citations)
            case LineWarning():
                assert entry.message


@given(st.text())
def test_no_text_raises(text: str) -> None:
    check(text.split("\n"))


@given(st.lists(st.sampled_from(FRAGMENTS), max_size=40))
def test_no_order_of_lines_raises(lines: list[str]) -> None:
    check(lines)
    check(lines, ("naps", "rest"))


@given(st.lists(st.lists(st.sampled_from(FRAGMENTS), max_size=4).map("".join), max_size=20))
def test_no_mixture_inside_lines_raises(lines: list[str]) -> None:
    check(["naps", "Facts (3)", "Sleep a.org 1 fact", *lines])


def assert_says(page: PrintedPage, text: str) -> None:
    entries = read(text)
    assert warnings_in(entries) == []
    (topic,) = topics_in(entries)
    assert (topic.name, topic.aliases, topic.definition or "") == (
        page.name,
        page.aliases,
        page.definition,
    )
    found = [(f.kind, f.stance or "", f.text, f.citations[0]) for f in facts_in(entries)]
    printed = [(fact, group) for group in page.groups for fact in group.facts]
    assert len(found) == len(printed)
    for (kind, stance, body, citation), (fact, group) in zip(found, printed, strict=True):
        assert (kind, stance, body) == (fact.kind, fact.stance, fact.text)
        date = citation.source.published.words if citation.source.published else ""
        parts = (citation.source.title, citation.source.site, citation.author or "", date)
        assert parts == (group.title, group.site, group.author, group.date)


@given(PAGES)
def test_a_page_in_convention_a_round_trips(page: PrintedPage) -> None:
    assert_says(page, in_convention_a(page))


@given(PAGES)
def test_a_page_in_convention_b_round_trips(page: PrintedPage) -> None:
    assert_says(page, in_convention_b(page))


@given(PAGES)
def test_a_page_in_convention_c_round_trips(page: PrintedPage) -> None:
    assert_says(page, in_convention_c(page))


@given(st.lists(PAGES, min_size=1, max_size=3))
def test_several_pages_yield_what_each_page_yields(pages: list[PrintedPage]) -> None:
    texts = [in_convention_b(page) for page in pages]
    together = read("\n".join(texts))
    assert without_lines(together) == without_lines(
        list(chain.from_iterable(read(text) for text in texts))
    )
