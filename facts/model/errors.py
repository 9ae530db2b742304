"""Errors for users. They carry data; `bot` words them.

    FootnoteError
    ├── NotFoundError
    │   ├── LibraryEmpty
    │   ├── TopicNotFound
    │   ├── TopicGone
    │   ├── SourceNotFound
    │   ├── NoSourceMatches          no source has such a title, address or author
    │   ├── AuthorNotFound
    │   ├── FactNotFound
    │   ├── FactRemoved
    │   ├── NoFactMatches            no fact passes the filters
    │   ├── NoSearchHits
    │   ├── NoAnswer                 no topic or fact answers a question
    │   ├── NoRelatedFact            no fact relates to a text
    │   ├── ChangeNotFound, NameNotFound   facts.curation.errors
    │   ├── LibraryNotFound, SourceWithoutFacts
    │   └── ScheduleGone, PostGone   facts.daily.errors
    ├── CurationError                facts.curation.errors
    │   ├── InputInvalid
    │   ├── NameTaken, NameAmbiguous
    │   ├── SharedReadOnly, NothingChanged, SeveralLibraries
    │   ├── LibraryChanged           facts.curation.file_import
    │   ├── SourceNotCited, SourceNeeded
    │   ├── SameFactExists, SameAddressExists, NearDuplicateFound
    │   └── EditConflict, UndoConflict, AlreadyUndone, UndoImpossible, AlreadyPurged
    ├── DateUnclear
    ├── InputError                   facts.importers.errors
    │   ├── InputMissing
    │   ├── InputIsFolder
    │   ├── InputNotPermitted
    │   ├── InputTooLarge, LineTooLong
    │   ├── InputNotText
    │   ├── InputWithoutFacts, InputUnrecognized, FolderWithoutInput
    │   └── TooManyFiles, TooManyFacts, BadEntries
    ├── SeveralInputsRefused
    ├── StoreError                   facts.store.errors
    │   ├── StoreUnreachable
    │   ├── StoreForeign
    │   ├── StoreTooNew
    │   ├── StoreReadOnly
    │   ├── StoreFull
    │   ├── StoreBusy
    │   ├── ReadTooSlow
    │   ├── ErasureIncomplete
    │   ├── StoreIoError
    │   └── StoreDamaged
    ├── TooManyQuestions, TooManyPhrases
    ├── TimeUnclear, WeekdaysUnclear, DayUnclear, ZoneUnknown     facts.clock.errors
    └── DayNotUpcoming, SkipTooLong, TooManySchedules             facts.daily.errors

Errors of Discord and of the settings are in `bot.app.errors`. Any other exception is a bug.
"""

from facts.model.changes import Change
from facts.model.results import Match


class FootnoteError(Exception):
    """The root of all errors that users should see."""


class NotFoundError(FootnoteError):
    """The thing that the user asked for does not exist."""


class LibraryEmpty(NotFoundError):
    """The library has no facts at all."""


class TopicNotFound(NotFoundError):
    """No topic, or more than one, has a name like `query`.

    `nearest` are similar names, best first.
    """

    def __init__(self, query: str, nearest: tuple[Match, ...] = ()) -> None:
        super().__init__(query, nearest)
        self.query = query
        self.nearest = nearest


class NoAnswer(NotFoundError):
    """No topic and no fact answers `query`.

    `nearest` are similar topics, best first. If there are none, `largest` are some of the topics
    with the most facts.
    """

    def __init__(
        self, query: str, nearest: tuple[Match, ...] = (), largest: tuple[Match, ...] = ()
    ) -> None:
        super().__init__(query, nearest, largest)
        self.query = query
        self.nearest = nearest
        self.largest = largest


class NoRelatedFact(NotFoundError):
    """No fact relates to the text."""


class TopicGone(NotFoundError):
    """The topic no longer exists, or never did."""


class SourceNotFound(NotFoundError):
    """The source no longer exists, or never did."""


class NoSourceMatches(NotFoundError):
    """No source has a title, an address, an author or a year like `query`."""

    def __init__(self, query: str) -> None:
        super().__init__(query)
        self.query = query


class AuthorNotFound(NotFoundError):
    """No fact cites an author with the name `query`; `nearest` are similar names."""

    def __init__(self, query: str, nearest: tuple[str, ...] = ()) -> None:
        super().__init__(query, nearest)
        self.query = query
        self.nearest = nearest


class FactNotFound(NotFoundError):
    """No fact has this id."""

    def __init__(self, fact: int) -> None:
        super().__init__(fact)
        self.fact = fact


class FactRemoved(NotFoundError):
    """The fact was removed by a change, which may be undone."""

    def __init__(self, fact: int, change: Change) -> None:
        super().__init__(fact, change)
        self.fact = fact
        self.change = change


class NoFactMatches(NotFoundError):
    """No fact passes the filters; `kinds` and `sites` are the available choices."""

    def __init__(self, kinds: tuple[str, ...] = (), sites: tuple[str, ...] = ()) -> None:
        super().__init__(kinds, sites)
        self.kinds = kinds
        self.sites = sites


class NoSearchHits(NotFoundError):
    """No fact's text matches the words of `query`.

    `only_excludes` is true if it has excluded words and no others.
    """

    def __init__(self, query: str, *, only_excludes: bool = False) -> None:
        super().__init__(query)
        self.query = query
        self.only_excludes = only_excludes


class TooManyQuestions(FootnoteError):
    """Too many questions wait for an answer; `is_own` is whether they are all of one user."""

    def __init__(self, *, is_own: bool) -> None:
        super().__init__(is_own)
        self.is_own = is_own


class TooManyPhrases(FootnoteError):
    """A search has more than `limit` phrases in quotes and excluded words."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.limit = limit


class DateUnclear(FootnoteError):
    """These words are not a date with a year."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words
