"""Drafts made from the cells of one row."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from operator import itemgetter
from typing import Final, TypeVar

from facts.importers.fact_fields import read_kind, read_phrasings, shorten_fact
from facts.importers.file_format import ReadOptions
from facts.importers.tables.cells import (
    CellInvalid,
    TopicCell,
    clean_cell,
    read_author,
    read_stance,
    read_topics,
    split_names,
)
from facts.importers.tables.columns import Column, ColumnMap
from facts.importers.tables.date_column import DateColumn
from facts.importers.tables.rows import TableRow
from facts.importers.tables.sources import NamedSource, add_links, add_site, read_sources
from facts.importers.wiki.lines import truncate_fact
from facts.model.dates import PublicationDate
from facts.model.drafts import (
    CitationDraft,
    EntryProblem,
    FactDraft,
    LineWarning,
    PageEntry,
    TopicDraft,
)
from facts.model.entities import Kind, Stance
from facts.text.normalize import fold

_CACHE_LIMIT: Final = 10_000
"""Cells kept with what they hold: many rows share a source, topics or a kind."""
_MAX_CACHED: Final = 1_000
"""Characters of cells that are kept, so that a cache takes at most a few megabytes."""
_QUESTION_ENDS: Final = ("?", "!", ".", ":", "…")
_NO_SOURCE: Final = "name it there, or name one source for the whole file (--source)"

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")
_CitationCells = tuple[str, ...]
"""Cells of source, link, site, author, organisation and date."""
_Citations = tuple[tuple[CitationDraft, ...], tuple[str, ...]]
"""Citations and the doubts about them."""


@dataclass(frozen=True, slots=True)
class _Labels:
    """What the cells of kind and stance say, with doubts."""

    kind: Kind
    stance: Stance | None
    doubts: tuple[str, ...]


class RowInterpreter:
    """Turns rows into drafts; equal cells share their sources and topics."""

    def __init__(self, columns: ColumnMap, options: ReadOptions, dates: DateColumn) -> None:
        self._columns = columns
        self._width = len(columns.names)
        self._options = options
        self._pick = itemgetter(*(columns.places.get(column, self._width) for column in Column))
        self._topics: dict[str, TopicCell] = {}
        self._labels: dict[tuple[str, str], _Labels] = {}
        self._dates = dates
        self._citations: dict[_CitationCells, _Citations] = {}
        self._drafted: set[TopicDraft] = set()

    def read(self, row: TableRow) -> list[PageEntry]:
        """Return the entries of a row: drafts and warnings, or one problem; none if it is blank."""
        cells, width = row.cells, self._width
        if len(cells) > width and any(map(str.strip, cells[width:])):
            return [self._count_problem(row)]
        cells[width:] = [""] * (width + 1 - len(cells[:width]))  # the last one is of no column
        if self._columns.more_sources:
            self._join_sources(cells)
        try:
            return self._read_fact(row.line, cells)
        except CellInvalid as invalid:
            column = self._columns.places[invalid.column] + 1
            message = f"“{self._columns.name(invalid.column)}”: {invalid.problem}"
            return [EntryProblem(row.line, column, message)]

    def _count_problem(self, row: TableRow) -> EntryProblem:
        message = (
            f"the row has {len(row.cells):,} cells, the header has {self._width:,}; "
            "put a cell in quotes if its text contains the delimiter"
        )
        return EntryProblem(row.line, self._width + 1, message)

    def _join_sources(self, cells: list[str]) -> None:
        """Put the cells of all columns of sources into the first, one a line."""
        place = self._columns.places[Column.SOURCE]
        joined = (clean_cell(cells[each]) for each in (place, *self._columns.more_sources))
        cells[place] = "\n".join(filter(None, joined))

    def _read_fact(self, line: int, cells: list[str]) -> list[PageEntry]:
        fact, question, topic, kind, stance, *origin, aliases, definition = self._pick(cells)
        text = clean_cell(fact)
        if not (text[:1].isalnum() or fold(text)):
            return self._skip_blank(cells)
        entries: list[PageEntry] = []
        citations, doubts = self._read_citations(tuple(origin))
        topics = self._read_topics(line, topic, (aliases, definition), entries)
        labels = self._labels.get((kind, stance)) or self._read_labels(kind, stance)
        phrasings: tuple[str, ...] = ()
        if question:
            text = _join_question(clean_cell(question), text)
            phrasings, _ = read_phrasings((clean_cell(question),))
        text, cut_doubt = shorten_fact(text)
        if cut_doubt:
            doubts += (cut_doubt,)
        entries += [LineWarning(line, doubt) for doubt in labels.doubts + doubts]
        stances = topics.stances
        if stances and labels.stance:
            stances = tuple(each or labels.stance for each in stances)
        entries.append(
            FactDraft(
                line,
                labels.kind,
                text,
                citations,
                topics.names,
                labels.stance,
                stances,
                phrasings,
            )
        )
        return entries

    def _skip_blank(self, cells: list[str]) -> list[PageEntry]:
        if not any(map(str.strip, cells)):
            return []
        raise CellInvalid(Column.FACT, "the row has no fact; write its text here or delete the row")

    def _read_labels(self, kind: str, stance: str) -> _Labels:
        word, doubt = read_kind(clean_cell(kind), self._columns.kind)
        position, other_doubt = read_stance(clean_cell(stance))
        labels = _Labels(word, position, tuple(filter(None, (doubt, other_doubt))))
        _keep(self._labels, (kind, stance), labels, len(kind) + len(stance))
        return labels

    def _read_topics(
        self, line: int, cell: str, details: tuple[str, str], entries: list[PageEntry]
    ) -> TopicCell:
        """Return the topics of a row, and add the drafts of those that are new."""
        if self._options.topics:
            return TopicCell(self._options.topics)
        known = self._topics.get(cell)
        topics = known or read_topics(clean_cell(cell))
        described = list(self._describe_topic(line, topics, details)) if any(details) else []
        if known is None:
            _keep(self._topics, cell, topics, len(cell))
            entries += self._draft_new(TopicDraft(line, name) for name in topics.names)
        entries += described
        return topics

    def _describe_topic(
        self, line: int, topics: TopicCell, details: tuple[str, str]
    ) -> Iterator[TopicDraft | LineWarning]:
        """Yield the draft of the only topic with its aliases and definition."""
        aliases = split_names(Column.ALIASES, clean_cell(details[0]))
        definition = truncate_fact(clean_cell(details[1])) or None
        if not (aliases or definition):
            return
        if len(topics.names) == 1:
            yield from self._draft_new([TopicDraft(line, topics.names[0], aliases, definition)])
        else:
            message = f"aliases and definitions need one topic; the row has {len(topics.names)}"
            yield LineWarning(line, message)

    def _draft_new(self, drafts: Iterable[TopicDraft]) -> Iterator[TopicDraft]:
        """Yield the drafts that no row had before."""
        for draft in drafts:
            key = replace(draft, line=0)
            if key in self._drafted:
                continue
            if len(self._drafted) >= _CACHE_LIMIT:
                self._drafted.clear()
            if len(draft.definition or "") <= _MAX_CACHED:
                self._drafted.add(key)
            yield draft

    def _read_citations(self, key: _CitationCells) -> _Citations:
        found = self._citations.get(key)
        if found:
            return found
        *origin, date = map(clean_cell, key)
        published, date_doubt = self._dates.read(date)
        citations, doubts = self._build_citations(published, *origin)
        _keep(self._citations, key, (citations, doubts), sum(map(len, key)))
        return citations, (*doubts, date_doubt) if date_doubt else doubts

    def _build_citations(
        self, published: PublicationDate | None, source: str, link: str, site: str, *people: str
    ) -> _Citations:
        if "/" in site and not link:  # the address of a page, or of a whole site
            link = site
        named, doubt = add_links(read_sources(Column.SOURCE, source), link)
        if site:
            named = add_site(named, site)
        author = read_author(*people)
        if not named:
            return (self._use_option(author),), ()
        first, *others = named
        citations = [CitationDraft(first.draft(published), author)]
        citations += [CitationDraft(other.draft(None)) for other in others]
        doubts = (doubt, _doubt_pairing(named, author or published))
        return tuple(citations), tuple(filter(None, doubts))

    def _use_option(self, author: str | None) -> CitationDraft:
        given = self._options.source
        if given is None:
            origins = (Column.SOURCE, Column.URL, Column.SITE)
            column = next(each for each in origins if each in self._columns.places)
            raise CellInvalid(column, f"the row has no source; {_NO_SOURCE}")
        return replace(given, author=author) if author else given


def _join_question(question: str, answer: str) -> str:
    """Return a question with its answer, so that a reader of the fact knows both."""
    if not question:
        return answer
    return f"{question}{'' if question.endswith(_QUESTION_ENDS) else ':'} {answer}"


def _doubt_pairing(named: list[NamedSource], details: object) -> str | None:
    if len(named) == 1 or not details:
        return None
    return f"the row has {len(named)} sources; author and date were added to the first"


def _keep(cache: dict[_Key, _Value], key: _Key, value: _Value, size: int) -> None:
    if len(cache) >= _CACHE_LIMIT:
        cache.clear()
    if size <= _MAX_CACHED:
        cache[key] = value
