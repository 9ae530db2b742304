"""Open Knowledge Tree bundle, version 2: one JSON object, packed with gzip or not.

Its parts refer to each other by numbers, and a missing number is 0, because Go leaves out zeros.
Bodies, images, embeddings, summaries and reports are skipped. Sources that no fact cites are too.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from facts.importers.errors import InputTooLarge
from facts.importers.fact_fields import shorten_fact
from facts.importers.file_format import FileFormat, ReadOptions
from facts.importers.input_file import InputFile, Sample
from facts.importers.json_fields import (
    Entry,
    FieldInvalid,
    as_object,
    cite_all,
    make_source,
    read_fact_text,
    read_names,
    read_text,
)
from facts.importers.json_stream import JsonPart, describe_problem, read_parts
from facts.importers.knowledge_tree.gzip_stream import GzipDamaged, unpack, unpack_head
from facts.importers.knowledge_tree.tables import LinkTable, RecordTable, TableFull
from facts.model.drafts import (
    CitationDraft,
    EntryProblem,
    FactDraft,
    LineWarning,
    PageEntry,
    TopicDraft,
)
from facts.model.entities import CLAIM

VERSION: Final = 2
_VERSION_KEY: Final = "schema_version"
_OTHER_VERSION: Final = "the bundle has schema version"
_INDEXED: Final = frozenset(
    {_VERSION_KEY, "sources", "fact_sources", "concepts", "concept_aliases", "fact_concepts"}
)
_ENCODING: Final = "utf-8-sig"
_SHAPE: Final = re.compile(rb'\s*\{\s*"schema_version"\s*:')
_HEAD: Final = 4_096
_DELETED: Final = "to_delete"
_WEB: Final = "http"
_DAMAGED: Final = "the gzip data is damaged; copy or export the file again"


@dataclass(slots=True)
class _Index:
    """What the facts of a bundle refer to."""

    sources: RecordTable = field(default_factory=RecordTable)
    concepts: RecordTable = field(default_factory=RecordTable)
    aliases: RecordTable = field(default_factory=RecordTable)
    alias_links: LinkTable = field(default_factory=LinkTable)
    cited: LinkTable = field(default_factory=LinkTable)
    topics: LinkTable = field(default_factory=LinkTable)
    uses: dict[str, int] = field(default_factory=dict)
    """How many concepts have a name, for the names that the context tells apart."""

    def name_concept(self, place: int) -> str | None:
        """Return the name of a topic: with its context if other topics are named alike."""
        record = self.concepts.get(place)
        name, context = record[:2] if record else (None, None)
        if name and context and self.uses.get(name.lower(), 0) > 1:
            return f"{name} ({context})"
        return name


def _recognize(sample: Sample) -> bool:
    return _SHAPE.match(unpack_head(sample.data, _HEAD)) is not None


def _read(file: InputFile, options: ReadOptions) -> Iterator[PageEntry]:
    inner = unpack(file)
    try:
        yield from _read_unpacked(inner, options)
    except GzipDamaged:
        yield EntryProblem(1, 0, _DAMAGED)
    except TableFull:
        raise InputTooLarge(file.name, file.size) from None


def _read_unpacked(file: InputFile, options: ReadOptions) -> Iterator[PageEntry]:
    """Read what facts refer to, then the facts."""
    index = _Index()
    for problem in _fill_index(file, index):
        yield problem
        if problem.message.startswith(_OTHER_VERSION):
            return
    topics = (TopicDraft(1, name) for name in options.topics)
    yield from topics if options.topics else _iter_topics(index)
    for part in read_parts(file, {"facts"}, _ENCODING):
        if isinstance(part, EntryProblem):
            yield part
        else:
            yield from _read_fact(part, index, options)


def _fill_index(file: InputFile, index: _Index) -> Iterator[EntryProblem]:
    """Read all but the facts. Problems of the document as a whole are left to their reading."""
    for part in read_parts(file, _INDEXED, _ENCODING):
        if isinstance(part, EntryProblem):
            continue
        if part.key == _VERSION_KEY:
            if part.value != VERSION:
                message = f"{_OTHER_VERSION} {str(part.value)[:20]}; only {VERSION} can be read"
                yield EntryProblem(part.line, 0, message)
        elif isinstance(part.value, dict):
            yield from _add_record(part, index)


def _add_record(part: JsonPart, index: _Index) -> Iterator[EntryProblem]:
    try:
        _ADDERS[part.key](part.value, index)
    except FieldInvalid as error:
        yield describe_problem(part, error)


def _add_source(row: Entry, index: _Index) -> None:
    title, url = read_text(row, "parsed_title"), read_text(row, "url")
    doi = read_text(row, "doi")
    if url and not url.startswith(_WEB):
        title, url = title or url.rpartition("/")[2], None  # an uploaded file
    if doi and not url:
        url = f"https://doi.org/{doi}"
    index.sources.set(_number(row, "idx"), title, url, read_text(row, "published_at"))


def _add_concept(row: Entry, index: _Index) -> None:
    names = read_names(read_text(row, "canonical_name"))
    if names:
        context, description = read_text(row, "context"), read_text(row, "description")
        index.concepts.set(_number(row, "idx"), names[0], context, description)
        index.uses[names[0].lower()] = index.uses.get(names[0].lower(), 0) + 1


def _add_alias(row: Entry, index: _Index) -> None:
    for name in read_names(read_text(row, "alias_text")):
        index.aliases.set(name, name)
        index.alias_links.add(_number(row, "concept_idx"), index.aliases.locate(name))


def _add_citation(row: Entry, index: _Index) -> None:
    index.cited.add(_number(row, "fact_idx"), index.sources.locate(_number(row, "source_idx")))


def _add_topic(row: Entry, index: _Index) -> None:
    index.topics.add(_number(row, "fact_idx"), index.concepts.locate(_number(row, "concept_idx")))


_ADDERS: Final = {
    "sources": _add_source,
    "fact_sources": _add_citation,
    "concepts": _add_concept,
    "concept_aliases": _add_alias,
    "fact_concepts": _add_topic,
}


def _iter_topics(index: _Index) -> Iterator[TopicDraft | EntryProblem]:
    for id_, place in index.concepts.iter_places():
        if name := index.name_concept(place):
            try:
                found = index.alias_links.find(id_)
            except FieldInvalid as error:
                yield EntryProblem(1, 0, f"concept {id_}: {error}")
                continue
            aliases = dict.fromkeys(index.aliases.get(alias)[0] for alias, _ in found)
            others = tuple(each for each in aliases if each and each != name)
            yield TopicDraft(1, name, others, index.concepts.get(place)[2])


def _read_fact(part: JsonPart, index: _Index, options: ReadOptions) -> Iterator[PageEntry]:
    try:
        row = as_object(part.value)
        if row.get("status") == _DELETED:
            return
        id_ = _number(row, "idx")
        text, too_long = shorten_fact(read_fact_text(row, "text"))
        citations = cite_all(tuple(_iter_citations(id_, index)), options.source)
        found = [index.name_concept(place) for place, _ in index.topics.find(id_)]
    except FieldInvalid as error:
        yield describe_problem(part, error)
        return
    if too_long:
        yield LineWarning(part.line, too_long)
    topics = options.topics or dict.fromkeys(name for name in found if name)
    yield FactDraft(part.line, CLAIM, text, citations, tuple(topics))


def _iter_citations(fact: int, index: _Index) -> Iterator[CitationDraft]:
    for place in dict.fromkeys(place for place, _ in index.cited.find(fact)):
        title, url, published = index.sources.get(place) or (None, None, None)
        if title or url:
            yield CitationDraft(make_source(title, url, published))


def _number(row: Entry, key: str) -> int:
    value = row.get(key, 0)
    if type(value) is not int:
        raise FieldInvalid(f"“{key}” is no whole number")
    return value


BUNDLE: Final = FileFormat("okt-bundle", "an Open Knowledge Tree bundle", _recognize, _read)
