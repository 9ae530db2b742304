"""Contents of random libraries, and the drafts that they must come back as."""

from collections.abc import Iterable
from dataclasses import replace

from hypothesis import strategies as st

from facts.exporters.exporter import Contents
from facts.importers.file_format import FileFormat, ReadOptions
from facts.importers.input_file import InputFile
from facts.model.dates import PublicationDate
from facts.model.drafts import (
    CitationDraft,
    FactDraft,
    LoneSource,
    PageEntry,
    SourceDraft,
    TopicDraft,
)
from facts.model.entities import (
    KINDS,
    Citation,
    Fact,
    FactId,
    Source,
    SourceId,
    Stance,
    Topic,
    TopicId,
    TopicLink,
)
from facts.text.question_key import question_key
from facts.text.typed_text import clean_line, clean_text

NAMES = st.text(min_size=1, max_size=20).map(clean_line).filter(bool)
TEXTS = st.text(min_size=1, max_size=60).map(clean_text).filter(bool)
PARTIAL_DATES = st.builds(
    lambda words, date, precision: PublicationDate(
        words, *(date.year, date.month, date.day)[:precision]
    ),
    NAMES,
    st.dates(),
    st.integers(0, 3),
)
DATES = st.sampled_from(("Mar 15, 2026", "2024", "3 weeks ago", "2024-05")).map(
    PublicationDate.parse
)
WEB_SITES = st.sampled_from(("example.org", "arxiv.org", "en.wikipedia.org"))
ADDRESSES = st.builds("https://www.{}/{}".format, WEB_SITES, st.integers(0, 9))


@st.composite
def sources(
    draw: st.DrawFn,
    dates: st.SearchStrategy[PublicationDate],
    names: st.SearchStrategy[str] = NAMES,
) -> Source:
    """Return a source with an address, with a site alone, or with neither."""
    url = draw(st.none() | ADDRESSES)
    site = url.split("/")[2].removeprefix("www.") if url else draw(st.none() | WEB_SITES)
    return Source(SourceId(1), draw(names), site, url, draw(st.none() | dates))


def facts(
    dates: st.SearchStrategy[PublicationDate], names: st.SearchStrategy[str] = NAMES
) -> st.SearchStrategy[Fact]:
    """Return facts with sources and topics."""
    links = st.builds(TopicLink, st.just(TopicId(1)), names, st.none() | st.sampled_from(Stance))
    citations = st.builds(Citation, sources(dates, names), st.none() | names)
    return st.builds(
        Fact,
        st.just(FactId(1)),
        st.sampled_from(KINDS),
        TEXTS,
        st.lists(citations, min_size=1, max_size=3, unique=True).map(tuple),
        st.lists(links, max_size=3, unique_by=lambda link: link.name).map(tuple),
        phrasings=st.lists(NAMES, max_size=2, unique_by=question_key).map(tuple),
    )


TOPICS = st.builds(
    Topic,
    st.just(TopicId(1)),
    NAMES,
    st.lists(NAMES, max_size=3, unique=True).map(tuple),
    st.none() | TEXTS,
)


def make_contents(
    topics: Iterable[Topic] = (), lone: Iterable[Source] = (), facts: Iterable[Fact] = ()
) -> Contents:
    """Return contents that can be read once, as from a store."""
    return Contents(iter(tuple(topics)), map(Citation, tuple(lone)), iter(tuple(facts)))


def read_back(file_format: FileFormat, pieces: Iterable[str]) -> list[PageEntry]:
    """Return what a format reads from an export, which it must recognise; lines do not count."""
    file = InputFile.of_text("export", "".join(pieces))
    assert file_format.recognize(file.sample())
    entries = file_format.read(file, ReadOptions())
    return [replace(entry, line=0) for entry in entries]


def draft_topic(topic: Topic) -> TopicDraft:
    return TopicDraft(0, topic.name, topic.aliases, topic.definition)


def draft_source(source: Source) -> SourceDraft:
    return SourceDraft(source.title, source.site, source.url, source.published)


def draft_lone_source(source: Source) -> LoneSource:
    return LoneSource(0, draft_source(source))


def draft_fact(fact: Fact) -> FactDraft:
    citations = (CitationDraft(draft_source(each.source), each.author) for each in fact.citations)
    stances = tuple(link.stance for link in fact.topic_links)
    topics = tuple(link.name for link in fact.topic_links)
    stances = stances if any(stances) else ()
    return FactDraft(
        0,
        fact.kind,
        fact.text,
        tuple(citations),
        topics,
        stances=stances,
        phrasings=fact.phrasings,
    )
