"""Entries of Footnote's JSON: facts, topics, sources and search results."""

from collections.abc import Iterator, Sequence
from typing import Final

from facts.importers.fact_fields import read_kind, read_phrasings, shorten_fact
from facts.importers.file_format import ReadOptions
from facts.importers.footnote_json.citation_fields import read_citation, read_citations
from facts.importers.json_fields import (
    Entry,
    FieldInvalid,
    as_object,
    cite_all,
    list_texts,
    read_fact_text,
    read_names,
    read_stance,
    read_text,
)
from facts.model.drafts import (
    EntryProblem,
    FactDraft,
    LineWarning,
    LoneSource,
    PageEntry,
    TopicDraft,
)
from facts.model.entities import Stance

_TEXTS: Final = ("fact", "text")
_FACT_KEYS: Final = frozenset({"kind", "topic", "topics", "source", "sources", "url"})
_SHORT_FACT: Final = _FACT_KEYS | {"text", "id", "author", "published", "date", "link"}
_ADD_SOURCE: Final = 'add one, such as "source": "Team handbook", or '
_UNKNOWN: Final = 'write {"fact": "…", "source": "…"}, or {"topic": "…"}, or {"source": "…"}'


def list_topics(options: ReadOptions) -> Iterator[TopicDraft]:
    """Yield the topics that a user names for the whole file."""
    for name in options.topics:
        yield TopicDraft(1, name)


def is_entry(value: object) -> bool:
    """Return whether a value looks like an entry, and not like another program's."""
    if not isinstance(value, dict):
        return False
    keys = value.keys()
    if isinstance(value.get("fact"), str | dict):
        return True
    if isinstance(value.get("text"), str):
        return bool(_FACT_KEYS & keys) or keys <= _SHORT_FACT
    named = isinstance(value.get("topic"), str) or (
        isinstance(value.get("name"), str) and ({"aliases", "definition"} <= keys)
    )
    return named or {"title", "site"} <= keys or keys == {"source"}


def read_entry(
    value: object,
    line: int,
    options: ReadOptions,
) -> Sequence[PageEntry]:
    """Return what one entry says, or an EntryProblem."""
    try:
        return _read_object(value, line, options)
    except FieldInvalid as error:
        return [EntryProblem(line, 0, str(error))]


def read_fact(
    value: object,
    line: int,
    options: ReadOptions,
    topic: str | None = None,
) -> Sequence[PageEntry]:
    """Return a fact that belongs to a topic unless it names others, or an EntryProblem."""
    try:
        return _read_fact(value, line, options, topic)
    except FieldInvalid as error:
        return [EntryProblem(line, 0, str(error))]


def _read_object(
    value: object,
    line: int,
    options: ReadOptions,
) -> Sequence[PageEntry]:
    if not isinstance(value, dict):
        raise FieldInvalid(f"the entry is no object; {_UNKNOWN}")
    if "fact" in value or "text" in value:
        fact = value.get("fact")  # an object in a search result
        return _read_fact(fact if isinstance(fact, dict) else value, line, options, None)
    if "topic" in value or "name" in value:
        return list(_read_topic(value, line, options))
    if "source" in value:
        return [_make_lone_source(value["source"], line)]
    if "title" in value or "url" in value:
        return [_make_lone_source(value, line)]
    raise FieldInvalid(f"the entry has no “fact”, “topic” or “source”; {_UNKNOWN}")


def _read_topic(value: Entry, line: int, options: ReadOptions) -> Iterator[PageEntry]:
    names = read_names(read_text(value, "topic", "name"))
    if not names:
        raise FieldInvalid("the topic has no name")
    if not options.topics:
        definition = read_text(value, "definition")
        yield TopicDraft(line, names[0], read_names(value.get("aliases")), definition)
    facts = value.get("facts")  # a number in a list of topics
    for each in facts if isinstance(facts, list) else ():
        yield from read_fact(each, line, options, names[0])


def _make_lone_source(value: object, line: int) -> LoneSource:
    citation = read_citation(value)
    return LoneSource(line, citation.source, citation.author)


def _read_fact(
    value: object,
    line: int,
    options: ReadOptions,
    topic: str | None,
) -> Sequence[PageEntry]:
    entry = as_object(value)
    text, too_long = shorten_fact(read_fact_text(entry, *_TEXTS))
    kind, unknown = read_kind(read_text(entry, "kind") or "")
    citations = cite_all(read_citations(entry), options.source, _ADD_SOURCE)
    links, doubt = _read_links(entry.get("topics", entry.get("topic", topic)))
    stances = entry.get("stances")
    if isinstance(stances, dict):
        links = {
            name: own or read_stance({"stance": stances.get(name)}) for name, own in links.items()
        }
    if options.topics:
        links, doubt = dict.fromkeys(options.topics), None
    phrasings, left_out = read_phrasings(list_texts(entry.get("phrasings")))
    doubts = (too_long, unknown, doubt, left_out)
    warnings = [LineWarning(line, each) for each in doubts if each]
    positions = tuple(links.values()) if any(links.values()) else ()
    return [
        *warnings,
        FactDraft(
            line, kind, text, citations, tuple(links), stances=positions, phrasings=phrasings
        ),
    ]


def _read_links(value: object) -> tuple[dict[str, Stance | None], str | None]:
    """Return the topics of a fact with its stances, and a warning about unknown ones."""
    links: dict[str, Stance | None] = {}
    doubt = None
    for each in value if isinstance(value, list) else [value]:
        entry = each if isinstance(each, dict) else {"name": each}
        for name in read_names(entry.get("name")):
            links[name] = read_stance(entry)
        if entry.get("stance") and read_stance(entry) is None:
            doubt = f"a stance is none of {', '.join(Stance)}; it was left out"
    return links, doubt
