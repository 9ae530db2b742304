"""Notes that are exported come back as they were, and are no live Markdown."""

from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from facts.exporters.markdown import MARKDOWN_EXPORT
from facts.importers.markdown.notes import MARKDOWN
from facts.model.dates import PublicationDate
from facts.model.drafts import FactDraft, LineWarning, LoneSource, PageEntry, TopicDraft
from facts.model.entities import (
    CLAIM,
    CODE,
    Citation,
    Fact,
    FactId,
    Kind,
    Source,
    SourceId,
    Topic,
    TopicId,
    TopicLink,
)
from facts.text.typed_text import clean_line, clean_text
from tests.support.library_contents import (
    DATES,
    NAMES,
    TEXTS,
    draft_fact,
    draft_lone_source,
    facts,
    make_contents,
    read_back,
    sources,
)
from tests.support.packs import read_pack

MARKS = (
    "- * + > # ## 1. 12) ``` ~~~ ` ** _ __ ~~ [ ] ( ) ! ![ [[ ]] [^1] [^1]: [x] [a]: <b> <!-- --> "
    "< & &amp; &#35; \\ \\* $ $x$ $$ | |--- --- === *** #tag ^a1b2c3 :-- {} claim: "
    "claim (supports): Source: Sources: (source: Topics: Kind: URL: (no facts yet) == =x "
    "http://a.example https://b.example/x?y=(z) <https://c.example> "
    "[t](https://d.example) naps help. — – -- , ; : . ? \" “ ” ' » (see by 2026 1, Mar 15, "
    "date: example.org et al. é 日本 Also known as: (supports)"
)
PIECES = st.sampled_from(MARKS.split(" ")) | st.sampled_from([" ", "  ", "\n", "\n\n", "\n  "])
SPIKY = st.lists(PIECES, min_size=1, max_size=12).map("".join).map(clean_text).filter(bool)
SPIKY_NAMES = SPIKY.map(clean_line).filter(lambda name: name and any(map(str.isalnum, name)))
CHANGED_DATES = DATES | NAMES.map(PublicationDate.parse)


@st.composite
def spiky_facts(draw: st.DrawFn) -> Fact:
    fact = draw(facts(CHANGED_DATES, NAMES | SPIKY_NAMES))
    first, *others = fact.citations
    title, author = draw(SPIKY_NAMES), draw(st.none() | SPIKY_NAMES)
    first = Citation(replace(first.source, title=title), author)
    kind = draw(st.sampled_from((fact.kind, CLAIM, Kind("field note"))))
    return replace(fact, text=draw(SPIKY), citations=(first, *others), kind=kind)


def number(topics: list[Topic], written: list[Fact]) -> tuple[list[Topic], list[Fact]]:
    """Give each name of a topic a number of its own."""
    topics = list({topic.name: topic for topic in topics}.values())
    names = [topic.name for topic in topics]
    names += [link.name for fact in written for link in fact.topic_links]
    ids = {name: TopicId(place) for place, name in enumerate(dict.fromkeys(names))}

    def renumber(fact: Fact) -> Fact:
        links = (replace(link, topic=ids[link.name]) for link in fact.topic_links)
        return replace(fact, topic_links=tuple(links))

    return [replace(each, id=ids[each.name]) for each in topics], list(map(renumber, written))


def list_facts(drafts: Iterable[PageEntry]) -> list[str]:
    """Return what facts say, in an order that does not depend on their places."""
    facts = (draft for draft in drafts if isinstance(draft, FactDraft))
    return sorted(repr((each.kind, each.text, each.citations, each.links)) for each in facts)


def find_topics(entries: Iterable[PageEntry]) -> dict[str, TopicDraft]:
    """Return the drafts of topics by name, those that say more first."""
    drafts = [entry for entry in entries if isinstance(entry, TopicDraft)]
    drafts.sort(key=lambda draft: bool(draft.aliases or draft.definition))
    return {draft.name: draft for draft in drafts}


def expect_topic(topic: Topic) -> TopicDraft:
    """Return what is left of a topic: no space at the ends of a definition's lines."""
    paragraphs = (topic.definition or "").split("\n\n")
    tidy = ("\n".join(map(str.strip, each.split("\n"))).strip("\n") for each in paragraphs)
    aliases = tuple(name for name in topic.aliases if name != topic.name)
    return TopicDraft(0, topic.name, aliases, "\n\n".join(filter(None, tidy)) or None)


def render(
    topics: Iterable[Topic] = (), lone: Iterable[Source] = (), written: Iterable[Fact] = ()
) -> str:
    return "".join(MARKDOWN_EXPORT.render(make_contents(topics, lone, written)))


def make_fact(text: str, kind: Kind = CLAIM, *names: str) -> Fact:
    links = (TopicLink(TopicId(place), name) for place, name in enumerate(names))
    cited = (Citation(Source(SourceId(1), "Book"), "Ann Lee"),)
    return Fact(FactId(1), kind, text, cited, tuple(links))


TOPICS = st.builds(
    Topic,
    st.just(TopicId(1)),
    NAMES | SPIKY_NAMES,
    st.lists(NAMES | SPIKY_NAMES, max_size=3, unique=True).map(tuple),
    st.none() | TEXTS | SPIKY,
)


@pytest.mark.slow
@given(
    st.lists(TOPICS, max_size=2),
    st.lists(sources(CHANGED_DATES), max_size=2),
    st.lists(facts(DATES) | spiky_facts(), min_size=1, max_size=3),
)
def test_a_library_comes_back_as_it_was(
    topics: list[Topic], lone: list[Source], written: list[Fact]
) -> None:
    topics, written = number(topics, written)
    entries = read_back(MARKDOWN, [render(topics, lone, written)])
    assert list_facts(entries) == list_facts(map(draft_fact, written))
    found = find_topics(entries)
    assert [found[topic.name] for topic in topics] == list(map(expect_topic, topics))
    assert [entry for entry in entries if isinstance(entry, LoneSource)] == [
        *map(draft_lone_source, lone)
    ]
    doubts = [entry for entry in entries if isinstance(entry, LineWarning)]
    assert all("is not a known kind" in doubt.message for doubt in doubts)


def flatten(tokens: Iterable[Token]) -> list[Token]:
    return [inner for token in tokens for inner in (token, *(token.children or ()))]


ALLOWED = {
    "paragraph_open", "paragraph_close", "heading_open", "heading_close", "bullet_list_open",
    "bullet_list_close", "list_item_open", "list_item_close", "inline", "text", "softbreak",
    "hardbreak", "fence",
}  # fmt: skip


@given(TOPICS, SPIKY, SPIKY_NAMES)
def test_no_exported_text_is_a_mark(topic: Topic, text: str, author: str) -> None:
    fact = make_fact(text, CLAIM, topic.name)
    fact = replace(fact, citations=(Citation(Source(SourceId(1), author), author),))
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    tokens = flatten(parser.parse(render([replace(topic, id=TopicId(0))], (), [fact])))
    assert {token.type for token in tokens} <= ALLOWED
    assert sum(token.type == "heading_open" for token in tokens) == 1
    assert sum(token.type == "list_item_open" for token in tokens) == 1


@pytest.mark.parametrize(
    "text",
    [
        "A nap of 20 minutes (or so) helps, for example at 14:00; 3.1% say so.",
        "L(N) = (N_c / N)^α_N with α_N ≈ 0.076, in [0, 1], at $500 and under $100 – or < 5 * 3.",
        "Ask in #access; every alert links to https://runbooks.example/x_y, and “ship” is typed.",
        "The paths C:\\naps and a/b, the name snake_case, 2 + 2 = 4, Q&A and 5 > 3.",
    ],
)
def test_plain_words_have_no_backslash(text: str) -> None:
    assert render(written=[make_fact(text)]) == f"Source: Book, Ann Lee\n\n- {text}\n"


def test_topics_have_their_facts_by_source() -> None:
    topics = [Topic(TopicId(0), "naps", ("PN",), "Short sleep."), Topic(TopicId(1), "work")]
    code = make_fact("nap()\n  wake()", CODE, "naps")
    both = make_fact("Naps help.", Kind("quote"), "naps", "work")
    assert render(topics, [Source(SourceId(2), "Other, more")], [code, both]) == (
        "# naps\nAlso known as: PN\n\nShort sleep.\n\nSource: Book, Ann Lee\n\n"
        "- code:\n  ```\n  nap()\n    wake()\n  ```\n"
        "- quote: Naps help.\n  Topics: work\n\n"
        "# work\n\n(its facts stand under other topics)\n\n"
        '# Sources\n\n- Source: "Other, more"\n'
    )


def test_an_empty_library_is_an_empty_text() -> None:
    assert render() == ""


def test_an_address_that_is_no_link_is_left_out() -> None:
    source = Source(SourceId(1), "Book", url="https://nature.example@evil.example/")
    fact = replace(make_fact("Naps help."), citations=(Citation(source),))
    assert "evil" not in render(written=[fact])


@pytest.mark.parametrize("pack", ["models", "team"])
def test_a_pack_comes_back_from_its_export(pack: str) -> None:
    drafts = read_pack(pack)
    topics = [
        Topic(TopicId(place), draft.name, draft.aliases, draft.definition)
        for place, draft in enumerate(each for each in drafts if isinstance(each, TopicDraft))
    ]
    ids = {topic.name: topic.id for topic in topics}
    written = [to_fact(draft, ids) for draft in drafts if isinstance(draft, FactDraft)]
    entries = read_back(MARKDOWN, [render(topics, (), written)])
    assert list_facts(entries) == list_facts(drafts)
    assert find_topics(entries) == {topic.name: expect_topic(topic) for topic in topics}


def to_fact(draft: FactDraft, ids: dict[str, TopicId]) -> Fact:
    citations = (
        Citation(
            Source(
                SourceId(1),
                each.source.title,
                each.source.site,
                each.source.url,
                each.source.published,
            ),
            each.author,
        )
        for each in draft.citations
    )
    links = (TopicLink(ids[name], name, stance) for name, stance in draft.links)
    return Fact(FactId(1), draft.kind, draft.text, tuple(citations), tuple(links))
