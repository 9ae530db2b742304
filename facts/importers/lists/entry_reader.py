"""Facts from the entries of a list."""

from collections.abc import Iterable, Iterator
from typing import Final

from facts.importers.fact_fields import read_kind, shorten_fact
from facts.importers.file_format import ReadOptions
from facts.importers.lists.cited_sources import cite_sources, find_bad_address
from facts.importers.lists.entry_fields import EntryField, ListedEntry
from facts.importers.wiki.lines import join_lines
from facts.model.drafts import EntryProblem, FactDraft, LineWarning, PageEntry, TopicDraft
from facts.model.entities import CLAIM, Kind
from facts.text.normalize import canonical

MAX_TOPIC: Final = 200
"""Characters of a topic's name. A longer one is a sentence."""
MAX_NAMES: Final = 50
"""Topics or aliases of one entry, as in forms."""
_QUOTE: Final = Kind("quote")
_NO_TEXT: Final = "the entry has no text; add “text” to it"
_NO_SOURCE: Final = (
    "the entry has no source; add “source” or “url” to it, "
    "or name one source for the whole file (--source)"
)
_SHOWN: Final = 60
"""Characters of a bad value in a message."""


class EntryReader:
    """Turns entries into drafts, each topic before its first fact."""

    def __init__(self, options: ReadOptions) -> None:
        self._given = tuple(dict.fromkeys(filter(None, map(canonical, options.topics))))
        self._source = options.source
        self._drafted: set[str] = set()

    def read(self, entry: ListedEntry) -> Iterator[PageEntry]:
        """Yield the fact of an entry, with its topics and warnings, or a problem."""
        whole, citations = _read_text(entry), cite_sources(entry, self._source)
        names = self._names(entry)
        problem = _find_problem(entry, names)
        if not (whole and citations) or problem:
            message = problem or (_NO_SOURCE if whole else _NO_TEXT)
            yield EntryProblem(entry.line, entry.column, message)
            return
        topics = self._given or names
        yield from self._draft_topics(entry, topics)
        default = CLAIM if entry.first(EntryField.TEXT) else _QUOTE
        kind, doubt = read_kind(entry.first(EntryField.KIND), default)
        text, cut_doubt = shorten_fact(whole)
        yield FactDraft(entry.line, kind, text, citations, topics)
        doubts = [*filter(None, [doubt, cut_doubt]), *_find_doubts(entry)]
        yield from (LineWarning(entry.line, message) for message in doubts)

    def _names(self, entry: ListedEntry) -> tuple[str, ...]:
        names = map(canonical, (*entry.topics, *entry.all(EntryField.TOPIC)))
        return tuple(dict.fromkeys(filter(None, names)))

    def _draft_topics(self, entry: ListedEntry, topics: Iterable[str]) -> Iterator[TopicDraft]:
        """Yield the topics that were not drafted yet; aliases are those of the first one."""
        aliases = () if self._given else tuple(map(canonical, entry.all(EntryField.ALIAS)))
        for name in topics:
            if name not in self._drafted:
                self._drafted.add(name)
                others = tuple(dict.fromkeys(alias for alias in aliases if alias != name))
                yield TopicDraft(entry.line, name, others)
            aliases = ()


def _read_text(entry: ListedEntry) -> str:
    text = entry.first(EntryField.TEXT) or entry.first(EntryField.QUOTE)
    return join_lines(text.split("\n"))


def _find_problem(entry: ListedEntry, names: Iterable[str]) -> str | None:
    names = [*names, *entry.all(EntryField.ALIAS)]
    long = next((name for name in names if len(name) > MAX_TOPIC), None)
    if long:
        return f"the name “{long[:_SHOWN]}…” is too long; use at most {MAX_TOPIC} characters"
    if len(names) > MAX_NAMES:
        return f"the entry has {len(names):,} topics and aliases; use at most {MAX_NAMES}"
    return None


def _find_doubts(entry: ListedEntry) -> Iterator[str]:
    if len(entry.all(EntryField.TEXT) + entry.all(EntryField.QUOTE)) > 1:
        yield "the entry has several texts; one of them was imported"
    bad = find_bad_address(entry)
    if bad:
        yield f"“{bad[:_SHOWN]}” is no safe web address; it was left out"
