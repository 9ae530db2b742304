"""Fill a database with facts as teams might have collected them, to time answers.

    python benchmarks/answer_library.py PATH [--facts N]

The same number of facts gives the same library each time. Words are as unequal in frequency as
those of a language; topics, sources, sites and authors are unequal too. The topic `TWENTY` has the
same 20 facts in every library: its answers take longer in a large library only because of the rest.
"""

import argparse
import asyncio
import random
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate, islice
from pathlib import Path

from facts.model.changes import ChangeNote
from facts.model.dates import PublicationDate
from facts.model.drafts import CitationDraft, FactDraft, SourceDraft, TopicDraft
from facts.model.entities import SHARED_LIBRARY, FactId, Kind, LibraryId
from storage.store import SqliteStore, open_store

TWENTY, THOUSAND, FIFTY_THOUSAND = "Twenty", "Thousand", "Fifty thousand"
"""Topics with so many facts; a library too small for one has none of that name."""
LARGE_SOURCE = "The large almanac"
"""The title of a source of 50,000 facts."""
COMMON_AUTHOR = "Ada Marlow"
"""The author named for 40 % of the facts."""
COMMON_KIND, RARE_KIND = "claim", "perspective"
"""Every second fact has the one, and one in 2,000 the other."""
COMMON_SITE = "site0.example"
"""The site with the most sources."""
SERVER = LibraryId(1)
"""The server that has 2 % of the facts, and hides some of the shared ones."""

_NOTE = ChangeNote(datetime(2026, 1, 2, tzinfo=UTC), "benchmark")
_BATCH = 100_000
"""Drafts of one change."""
_HIDDEN = 20
"""Shared facts that the server hides."""
_COMMON_WORDS = (
    "the of and to in a is that for it as was with be by on not he his but at are this have from "
    "or had an they which one you were all her she there would their we him been has when who "
    "will no more if out so up said what its about than into them can only other time new some "
    "could these two may first then do any like my now over such our man me even most made after "
    "also well many"
).split()
_SYLLABLES = tuple(
    onset + vowel + coda
    for onset in ("b", "c", "d", "f", "g", "l", "m", "n", "p", "r", "s", "t", "v", "st", "tr")
    for vowel in "aeiou"
    for coda in ("", "", "n", "r", "l")
)
_KINDS = {
    COMMON_KIND: 0.5, "measurement": 0.14, "quote": 0.1, "account": 0.1, "procedure": 0.08,
    "reference": 0.05, "formula": 0.0295, RARE_KIND: 0.0005,
}  # fmt: skip


class Words:
    """A vocabulary of 20,000 words, each half as frequent as the one at half its rank."""

    def __init__(self, chance: random.Random) -> None:
        made = dict.fromkeys(_COMMON_WORDS)
        while len(made) < 20_000:
            made["".join(chance.choices(_SYLLABLES, k=chance.choice((2, 2, 3, 3, 4))))] = None
        self.all = tuple(made)
        self._frequencies = list(accumulate(1 / rank for rank in range(1, len(self.all) + 1)))

    def sentence(self, chance: random.Random) -> str:
        """Return a sentence of 60 to 140 characters."""
        length = chance.randint(60, 125)
        picked = iter(chance.choices(self.all, cum_weights=self._frequencies, k=60))
        text = next(picked).capitalize()
        while len(text) < length:
            text += " " + next(picked)
        return text + "."

    def name(self, chance: random.Random, words: int) -> str:
        """Return a name of rarer words."""
        return " ".join(chance.choices(self.all[200:], k=words)).capitalize()


class Unequal:
    """Numbers from 0, the first picked most often and the last least often."""

    def __init__(self, count: int, evenness: int = 30) -> None:
        self._numbers = range(count)
        self._weights = list(accumulate(1 / (rank + evenness) for rank in range(count)))

    def pick(self, chance: random.Random) -> int:
        """Return a number."""
        return chance.choices(self._numbers, cum_weights=self._weights)[0]


@dataclass(frozen=True, slots=True)
class Place:
    """A fact's number, and in which topics of a known size and which large source it is."""

    topics: tuple[str, ...]
    is_of_large_source: bool
    is_own: bool
    """Whether the fact belongs to `SERVER`."""


def find_place(number: int, facts: int) -> Place:
    """Return where the fact with a number belongs in a library of so many facts."""
    sizes = ((TWENTY, 20, 3), (THOUSAND, 1_000, 1), (FIFTY_THOUSAND, 50_000, 0))
    topics = tuple(name for name, size, first in sizes if _falls_on(number, facts, size, first))
    return Place(topics[:1], _falls_on(number, facts, 50_000, 7), number % 50 == 49)


def _falls_on(number: int, facts: int, size: int, first: int) -> bool:
    """Return whether a number is one of `size` that are spread evenly."""
    return size <= facts and (number - first) % (facts // size) == 0


class Contents:
    """The drafts of a library of so many facts."""

    def __init__(self, facts: int) -> None:
        self._facts = facts
        self._chance = random.Random(16)
        self.words = Words(self._chance)
        self._topics = self._make_topics(max(4, facts * 6 // 100))
        self._sites = Unequal(max(4, facts // 500))
        self._sources = self._make_sources(max(12, facts // 10))
        self._authors = [self._make_author() for _ in range(max(4, facts // 30))]
        self._topic_order = Unequal(len(self._topics))
        self._source_order = Unequal(len(self._sources))
        self._author_order = Unequal(len(self._authors))
        self._twenty = iter(make_twenty())

    def topics(self) -> Iterator[TopicDraft]:
        """Yield the topics with their aliases."""
        yield TopicDraft(1, TWENTY, ("A score",), "All that is counted in scores.")
        if self._facts >= 1_000:
            yield TopicDraft(1, THOUSAND, ("A chiliad",))
        if self._facts >= 50_000:
            yield TopicDraft(1, FIFTY_THOUSAND, ("Half a lakh",))
        yield from self._topics

    def facts(self) -> Iterator[tuple[LibraryId, FactDraft]]:
        """Yield the facts, each with the library that it belongs to."""
        for number in range(self._facts):
            place = find_place(number, self._facts)
            if TWENTY in place.topics:
                yield SHARED_LIBRARY, next(self._twenty)
            else:
                yield SERVER if place.is_own else SHARED_LIBRARY, self._make_fact(place)

    def _make_topics(self, count: int) -> list[TopicDraft]:
        names = {self.words.name(self._chance, self._chance.randint(1, 3)) for _ in range(count)}
        return [self._make_topic(name) for name in sorted(names)]

    def _make_topic(self, name: str) -> TopicDraft:
        has_alias, has_definition = self._chance.random() < 0.3, self._chance.random() < 0.1
        alias = (self.words.name(self._chance, 2),) if has_alias else ()
        return TopicDraft(
            1, name, alias, self.words.sentence(self._chance) if has_definition else None
        )

    def _make_sources(self, count: int) -> list[SourceDraft]:
        return [
            make_source(number, self.words, self._sites, self._chance) for number in range(count)
        ]

    def _make_author(self) -> str:
        people = self._chance.choice((1, 1, 1, 2))
        return ", ".join(self.words.name(self._chance, 2).title() for _ in range(people))

    def _make_fact(self, place: Place) -> FactDraft:
        names = [*place.topics] or [self._pick_topic(place)]
        if self._chance.random() < 0.3:
            names.append(self._pick_topic(place))
        kind = self._chance.choices(tuple(_KINDS), weights=tuple(_KINDS.values()))[0]
        text, sources = self.words.sentence(self._chance), tuple(self._pick_sources(place))
        return FactDraft(1, Kind(kind), text, sources, tuple(dict.fromkeys(names)))

    def _pick_topic(self, place: Place) -> str:
        name = self._topics[self._topic_order.pick(self._chance)].name
        return f"Our {name}" if place.is_own and self._chance.random() < 0.5 else name

    def _pick_sources(self, place: Place) -> Iterator[CitationDraft]:
        chosen = [self._pick_source(place)]
        if place.is_of_large_source:
            chosen[0] = SourceDraft(LARGE_SOURCE, COMMON_SITE, published=_date(2015, 6, 1))
        if self._chance.random() < 0.1:
            chosen.append(self._pick_source(place))
        author = self._pick_author()
        for source in dict.fromkeys(chosen):
            yield CitationDraft(source, author)

    def _pick_source(self, place: Place) -> SourceDraft:
        source = self._sources[self._source_order.pick(self._chance)]
        is_own = place.is_own and self._chance.random() < 0.5
        return SourceDraft(f"Our {source.title}", source.site) if is_own else source

    def _pick_author(self) -> str | None:
        drawn = self._chance.random()
        if drawn < 0.4:
            return COMMON_AUTHOR
        return self._authors[self._author_order.pick(self._chance)] if drawn < 0.7 else None


def make_source(number: int, words: Words, sites: Unequal, chance: random.Random) -> SourceDraft:
    """Return a source with a number of its own."""
    site, title = f"site{sites.pick(chance)}.example", words.name(chance, 4)
    day = date(2006, 1, 1) + timedelta(days=chance.randrange(20 * 365))
    published = _date(day.year, day.month, day.day) if chance.random() < 0.9 else None
    url = f"https://{site}/works/{number}" if chance.random() < 0.8 else None
    return SourceDraft(f"{title} {number}", site, url, published)


def _date(year: int, month: int, day: int) -> PublicationDate:
    return PublicationDate.parse(f"{year}-{month:02}-{day:02}")


def make_twenty() -> Sequence[FactDraft]:
    """Return the facts on `TWENTY`, the same for every library."""
    chance = random.Random(20)
    words, sites = Words(random.Random(16)), Unequal(4)
    sources = [make_source(10**7 + each, words, sites, chance) for each in range(8)]
    kinds = (COMMON_KIND, COMMON_KIND, "measurement", "quote")

    def make(number: int) -> FactDraft:
        cited = [CitationDraft(sources[number * 3 % 8], COMMON_AUTHOR if number % 3 else None)]
        if number % 10 == 0:
            cited.append(CitationDraft(sources[number * 3 % 8 - 1]))
        kind = RARE_KIND if number == 19 else kinds[number % 4]
        return FactDraft(1, Kind(kind), words.sentence(chance), tuple(cited), (TWENTY,))

    return [make(number) for number in range(20)]


async def fill_database(path: Path, facts: int) -> None:
    """Write a library into a new file."""
    contents = Contents(facts)
    async with open_store(str(path)) as store:
        await store.add(SHARED_LIBRARY, contents.topics(), _NOTE)
        drafts = contents.facts()
        written = 0
        while batch := list(islice(drafts, _BATCH)):
            for library in (SHARED_LIBRARY, SERVER):
                chosen = (draft for owner, draft in batch if owner == library)
                await store.add(library, chosen, _NOTE)
            written += len(batch)
            print(f"{written:,} of {facts:,} facts", flush=True)
        await hide_facts(store, facts)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


async def hide_facts(store: SqliteStore, facts: int) -> None:
    """Hide shared facts in the server, not those of `TWENTY`."""
    step = facts // _HIDDEN
    if step < 50:
        return
    await store.change(
        SERVER, _NOTE, lambda it: it.hide_facts([FactId(n * step + 12) for n in range(_HIDDEN)])
    )


def main() -> None:
    """Write the database under its name once it is whole."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("path", type=Path)
    parser.add_argument("--facts", type=int, default=1_000_000)
    chosen = parser.parse_args()
    unfinished = chosen.path.with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    asyncio.run(fill_database(unfinished, chosen.facts))
    unfinished.rename(chosen.path)


if __name__ == "__main__":
    main()
