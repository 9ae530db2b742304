"""What can go wrong that a person should be told. Errors carry data; the edge finds the words.

    FootnoteError
    ├── Missing                      nothing there by that name
    │   ├── LibraryEmpty
    │   ├── TopicNotFound
    │   ├── NoAnswer
    │   ├── NoRelatedFact
    │   ├── TopicGone
    │   ├── SourceNotFound
    │   ├── FactNotFound
    │   ├── NoFactMatches
    │   ├── NoSearchHits
    │   ├── ScheduleGone
    │   └── PostGone
    ├── DateUnclear                  a date that cannot be read as one
    ├── TimeUnclear                  words that are no time of day
    ├── WeekdaysUnclear              words that are no days of the week
    ├── DayUnclear                   words that are no day of a calendar
    ├── ZoneUnknown                  no time zone has this name
    ├── DayNotUpcoming                  nothing is due on that day any more, or at all
    ├── SkipTooLong                  more days at once than may be left out
    ├── TooManySchedules
    ├── InputError                   what was handed in cannot be read
    │   ├── InputMissing
    │   ├── InputIsFolder
    │   ├── InputNotPermitted
    │   ├── InputTooLarge
    │   ├── InputNotText
    │   └── InputWithoutFacts
    └── StoreError                   the database cannot do its work (facts.store.errors)
        ├── StoreUnreachable
        ├── StoreForeign
        ├── StoreTooNew
        ├── StoreReadOnly
        ├── StoreFull
        ├── StoreBusy
        ├── StoreIoError
        └── StoreDamaged

Anything else that is raised is a fault of the program.
"""

import datetime

from facts.model.drafts import LineWarning
from facts.model.results import Match


class FootnoteError(Exception):
    """Tell the person."""


class NotFoundError(FootnoteError):
    """Nothing is there by that name."""


class LibraryEmpty(NotFoundError):
    """The library holds no facts at all."""


class TopicNotFound(NotFoundError):
    """No topic, or more than one, is named like `query`; `nearest` come best first."""

    def __init__(self, query: str, nearest: tuple[Match, ...] = ()) -> None:
        super().__init__(query, nearest)
        self.query = query
        self.nearest = nearest


class NoAnswer(NotFoundError):
    """Neither a topic nor a fact answers `query`.

    The topics in `nearest` come best first; where there are none, `largest` are some that have most
    facts.
    """

    def __init__(
        self, query: str, nearest: tuple[Match, ...] = (), largest: tuple[Match, ...] = ()
    ) -> None:
        super().__init__(query, nearest, largest)
        self.query = query
        self.nearest = nearest
        self.largest = largest


class NoRelatedFact(NotFoundError):
    """No fact bears on the text."""


class TopicGone(NotFoundError):
    """The topic is not there any more, or never was."""


class SourceNotFound(NotFoundError):
    """The source is not there any more, or never was."""


class FactNotFound(NotFoundError):
    """No fact has this id."""

    def __init__(self, fact: int) -> None:
        super().__init__(fact)
        self.fact = fact


class NoFactMatches(NotFoundError):
    """No fact fits what was asked; `kinds` and `sites` are those there are to choose from."""

    def __init__(self, kinds: tuple[str, ...] = (), sites: tuple[str, ...] = ()) -> None:
        super().__init__(kinds, sites)
        self.kinds = kinds
        self.sites = sites


class NoSearchHits(NotFoundError):
    """No fact's text comes near the words of `query`."""

    def __init__(self, query: str) -> None:
        super().__init__(query)
        self.query = query


class ScheduleGone(NotFoundError):
    """The schedule is not there any more, or never was one of this server's."""


class PostGone(NotFoundError):
    """The post is not there any more, or never was one of this server's."""


class DateUnclear(FootnoteError):
    """These words are no date with a year."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


class TimeUnclear(FootnoteError):
    """These words are no time of day."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


class WeekdaysUnclear(FootnoteError):
    """These words are no days of the week."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


class DayUnclear(FootnoteError):
    """These words are no day of a calendar, or no days in order."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


class ZoneUnknown(FootnoteError):
    """No time zone, or more than one, is named so; `nearest` are the ids of some, best first."""

    def __init__(self, name: str, nearest: tuple[str, ...] = ()) -> None:
        super().__init__(name, nearest)
        self.name = name
        self.nearest = nearest


class DayNotUpcoming(FootnoteError):
    """The schedule has no post to come on this day."""

    def __init__(self, day: datetime.date) -> None:
        super().__init__(day)
        self.day = day


class SkipTooLong(FootnoteError):
    """These are more days than may be left out at once; `limit` is how many may."""

    def __init__(self, first: datetime.date, last: datetime.date, limit: int) -> None:
        super().__init__(first, last, limit)
        self.first = first
        self.last = last
        self.limit = limit


class TooManySchedules(FootnoteError):
    """The server has as many schedules as it may have."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.limit = limit


class InputError(FootnoteError):
    """What was handed in under `name` cannot be read."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class InputMissing(InputError):
    """There is no such file."""


class InputIsFolder(InputError):
    """It is a folder."""


class InputNotPermitted(InputError):
    """The system does not let the program read it."""


class InputTooLarge(InputError):
    """It is larger than `limit` bytes."""

    def __init__(self, name: str, limit: int) -> None:
        super().__init__(name)
        self.limit = limit


class InputNotText(InputError):
    """It is not UTF-8 text; `line` is the first line that is not, counted from 1."""

    def __init__(self, name: str, line: int) -> None:
        super().__init__(name)
        self.line = line


class InputWithoutFacts(InputError):
    """It was read to its end and held no fact; `doubts` are the first that arose on the way."""

    def __init__(self, name: str, doubts: tuple[LineWarning, ...] = ()) -> None:
        super().__init__(name)
        self.doubts = doubts
