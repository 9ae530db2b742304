"""Knowledge Tree JSON, version 1: facts, nodes, and the links between them.

A node is a topic. Only a link has a stance. Edges and embeddings are ignored.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import chain
from typing import Any, Final

from facts.importers.errors import InputTooLarge
from facts.importers.fact_fields import read_kind, read_phrasings, shorten_fact
from facts.importers.file_format import FileFormat, ReadOptions
from facts.importers.input_file import InputFile, Sample
from facts.importers.json_fields import (
    Entry,
    FieldInvalid,
    as_object,
    cite_all,
    join_author,
    list_texts,
    make_source,
    read_fact_text,
    read_names,
    read_stance,
    read_text,
)
from facts.importers.json_stream import JsonPart, describe_problem, read_parts
from facts.importers.knowledge_tree.tables import LinkTable, RecordTable, TableFull
from facts.model.drafts import (
    CitationDraft,
    EntryProblem,
    FactDraft,
    LineWarning,
    PageEntry,
    TopicDraft,
)
from facts.model.entities import Stance
from facts.text.sites import is_site

VERSION: Final = "1"
"""The major version."""
_GRAPH: Final = frozenset({"metadata", "nodes", "node_fact_links"})
_FACTS: Final = frozenset({"facts"})
_STANCES: Final = (None, *Stance)
"""A stance by its number in the table of links."""
_SHAPE: Final = re.compile(
    r'"export_type"\s*:\s*"|"node_fact_links"\s*:\s*\[|"facts"\s*:\s*\[\s*\{[^{}\[\]]*"fact_type"\s*:'
)
_WEB: Final = "http"
_SOURCE_TEXTS: Final = ("title", "uri", "published_date", "author_person", "author_org")
_CACHE_LIMIT: Final = 1_000
"""Sources kept: facts of one source stand near each other, as a rule."""


class _VersionUnknown(Exception):
    def __init__(self, problem: EntryProblem) -> None:
        super().__init__(problem)
        self.problem = problem


@dataclass(slots=True)
class _Graph:
    """The topics of the nodes, and the links of the facts to them."""

    nodes: RecordTable = field(default_factory=RecordTable)
    links: LinkTable = field(default_factory=LinkTable)

    def add_link(self, link: Entry) -> None:
        """Add a link; its node can follow later in the document."""
        fact, node = read_text(link, "fact_id"), read_text(link, "node_id")
        if fact and node:
            self.links.add(fact, self.nodes.locate(node), _STANCES.index(read_stance(link)))

    def find_topics(self, fact: str) -> dict[str, Stance | None]:
        """Return the topics of a fact with its stances."""
        found = ((self.nodes.get(node), mark) for node, mark in self.links.find(fact))
        return {names[0]: _STANCES[mark] for names, mark in found if names and names[0]}


def _recognize(sample: Sample) -> bool:
    return sample.text.lstrip().startswith("{") and _SHAPE.search(sample.text) is not None


def _read(file: InputFile, options: ReadOptions) -> Iterator[PageEntry]:
    """Read the nodes and links first, wherever they are, then the facts."""
    graph = _Graph()
    for name in options.topics:
        yield TopicDraft(1, name)
    try:
        for entry in _read_graph(file, graph):
            if isinstance(entry, EntryProblem) or not options.topics:
                yield entry
    except TableFull:
        raise InputTooLarge(file.name, file.size) from None
    except _VersionUnknown as error:
        yield error.problem
        return
    for part in read_parts(file, _FACTS):
        if isinstance(part, EntryProblem):
            yield part
        else:
            yield from _read_fact(part, graph, options)


def _read_graph(file: InputFile, graph: _Graph) -> Iterator[TopicDraft | EntryProblem]:
    """Yield the topics. Problems of the document as a whole are left to the reading of facts."""
    for part in read_parts(file, _GRAPH):
        if isinstance(part, EntryProblem):
            continue
        if part.key == "metadata":
            _check_version(part)
        elif isinstance(part.value, dict):
            yield from _read_node_or_link(part, graph)


def _check_version(part: JsonPart) -> None:
    version = part.value.get("version") if isinstance(part.value, dict) else None
    if version is not None and str(version).split(".")[0] != VERSION:
        message = (
            f"the file has version {str(version)[:20]} of Knowledge Tree JSON; "
            f"only version {VERSION} can be read"
        )
        raise _VersionUnknown(EntryProblem(part.line, 0, message))


def _read_node_or_link(part: JsonPart, graph: _Graph) -> Iterator[TopicDraft | EntryProblem]:
    try:
        if part.key == "node_fact_links":
            graph.add_link(part.value)
        elif topic := _make_topic(part.line, part.value):
            graph.nodes.set(read_text(part.value, "id") or topic.name, topic.name)
            yield topic
    except FieldInvalid as error:
        yield describe_problem(part, error)


def _make_topic(line: int, node: Entry) -> TopicDraft | None:
    names = read_names(read_text(node, "concept"))
    if not names:
        return None
    metadata = node.get("metadata") or {}
    aliases: list[Any] = []
    for key in ("aliases", "merged_from") if isinstance(metadata, dict) else ():
        value = metadata.get(key)
        aliases += value if isinstance(value, list) else [value]
    others = tuple(each for each in read_names(aliases) if each.lower() != names[0].lower())
    return TopicDraft(line, names[0], others, read_text(node, "definition"))


def _read_fact(part: JsonPart, graph: _Graph, options: ReadOptions) -> Iterable[PageEntry]:
    try:
        text, too_long = shorten_fact(read_fact_text(as_object(part.value), "content"))
        kind, unknown = read_kind(read_text(part.value, "fact_type") or "")
        citations = cite_all(_read_citations(part.value), options.source)
        id_ = read_text(part.value, "id")
        links = graph.find_topics(id_) if id_ else {}
    except FieldInvalid as error:
        return [describe_problem(part, error)]
    if options.topics:
        links = dict.fromkeys(options.topics)
    phrasings, left_out = read_phrasings(_list_phrasings(part.value))
    warnings = [LineWarning(part.line, each) for each in (too_long, unknown, left_out) if each]
    stances = tuple(links.values()) if any(links.values()) else ()
    return [
        *warnings,
        FactDraft(
            part.line, kind, text, citations, tuple(links), stances=stances, phrasings=phrasings
        ),
    ]


def _list_phrasings(fact: Entry) -> list[str]:
    """Return the questions among the metadata, where an export of ours puts them."""
    metadata = fact.get("metadata")
    return list_texts(metadata.get("phrasings")) if isinstance(metadata, dict) else []


def _read_citations(fact: Entry) -> tuple[CitationDraft, ...]:
    sources = fact.get("sources")
    if not isinstance(sources, list):
        return ()
    cited = [_read_citation(each) for each in sources if isinstance(each, dict)]
    return cited[0] if len(cited) == 1 else tuple(dict.fromkeys(chain.from_iterable(cited)))


def _read_citation(entry: Entry) -> tuple[CitationDraft, ...]:
    texts = [read_text(entry, key) for key in _SOURCE_TEXTS]
    return _make_citation(_read_site(entry), *texts)


@lru_cache(maxsize=_CACHE_LIMIT)
def _make_citation(
    site: str | None,
    title: str | None,
    url: str | None,
    published: str | None,
    *author: str | None,
) -> tuple[CitationDraft, ...]:
    """Return a source, always the same object; none if it has neither title nor address."""
    if not (title or url):
        return ()
    if url and title and not url.startswith(_WEB):
        url = None  # a document of its own: “urn:uuid:…”, “upload://…”
    source = make_source(title, url, published)
    if source.site is None:
        source = replace(source, site=site)
    return (CitationDraft(source, join_author(*author)),)


def _read_site(entry: Entry) -> str | None:
    """Return the site among the metadata, where an export of ours puts it."""
    metadata = entry.get("provider_metadata")
    site = read_text(metadata, "site") if isinstance(metadata, dict) else None
    return site if site and is_site(site) else None


KNOWLEDGE_TREE: Final = FileFormat("kt-json", "Knowledge Tree JSON", _recognize, _read)
