"""Errors of curation; `facts.model.errors` shows where they stand."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from facts.model.changes import Change, ChangeId
from facts.model.entities import Fact, FactId, SourceId, TopicId
from facts.model.errors import FootnoteError, NotFoundError


class ChangeNotFound(NotFoundError):
    """No change of this library has this number."""

    def __init__(self, change: int) -> None:
        super().__init__(change)
        self.change = change


class LibraryNotFound(NotFoundError):
    """Nothing was ever written to the library of this server."""

    def __init__(self, server: int) -> None:
        super().__init__(server)
        self.server = server


class SourceWithoutFacts(NotFoundError):
    """No fact cites this source."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self.title = title


class NameNotFound(NotFoundError):
    """No topic, source or alias is named exactly so; `thing` says which of them."""

    def __init__(self, thing: str, name: str) -> None:
        super().__init__(thing, name)
        self.thing = thing
        self.name = name


class PhrasingNotFound(NotFoundError):
    """The library has no such phrasing of the fact."""

    def __init__(self, phrasing: str) -> None:
        super().__init__(phrasing)
        self.phrasing = phrasing


class QuestionsGone(NotFoundError):
    """The questions are kept no longer: answered, dismissed, or too old."""


class CurationError(FootnoteError):
    """A change that cannot be made as it was asked for. Nothing was written."""


class InputInvalid(CurationError):
    """A field of a form has an unusable value.

    `field` names it, and `problem` says why. `value` is the part that cannot be read, if it is one.
    """

    def __init__(self, field: str, problem: str, value: str | None = None) -> None:
        super().__init__(field, problem, value)
        self.field = field
        self.problem = problem
        self.value = value


class NameTaken(CurationError):
    """The name or alias belongs to another topic already."""

    def __init__(self, name: str, topic: TopicId, topic_name: str) -> None:
        super().__init__(name, topic, topic_name)
        self.name = name
        self.topic = topic
        self.topic_name = topic_name


class NameAmbiguous(CurationError):
    """Several topics or sources have this name; `ids` are their numbers."""

    def __init__(self, thing: str, name: str, ids: Sequence[int]) -> None:
        super().__init__(thing, name, tuple(ids))
        self.thing = thing
        self.name = name
        self.ids = tuple(ids)


class SharedReadOnly(CurationError):
    """Only the operator changes the shared library. `thing` is what it is."""

    def __init__(self, thing: str) -> None:
        super().__init__(thing)
        self.thing = thing


class NothingChanged(CurationError):
    """The change would leave everything as it is."""


class SameFactExists(CurationError):
    """The library has a fact with exactly this text; `is_cited` if it has the sources too."""

    def __init__(self, fact: FactId, *, is_cited: bool = False) -> None:
        super().__init__(fact)
        self.fact = fact
        self.is_cited = is_cited


class SameAddressExists(CurationError):
    """The library has another source with this address."""

    def __init__(self, source: SourceId, title: str) -> None:
        super().__init__(source, title)
        self.source = source
        self.title = title


class SourceNotCited(CurationError):
    """The fact does not cite this source; `source` is its number or title."""

    def __init__(self, source: SourceId | str) -> None:
        super().__init__(source)
        self.source = source


class SourceNeeded(CurationError):
    """The fact would be left without a source."""


class SeveralLibraries(CurationError):
    """One change cannot write to the libraries of several servers."""


@dataclass(frozen=True, slots=True)
class NearDuplicate:
    """A fact that says nearly the same; `likeness` runs from 0 to 100."""

    fact: Fact
    likeness: int


class NearDuplicateFound(CurationError):
    """Facts say nearly the same as the new one, the likest first."""

    def __init__(self, duplicates: Sequence[NearDuplicate]) -> None:
        super().__init__(tuple(duplicates))
        self.duplicates = tuple(duplicates)


class EditConflict(CurationError):
    """The thing was changed since the editor opened it, by these changes."""

    def __init__(self, changes: Sequence[Change]) -> None:
        super().__init__(tuple(changes))
        self.changes = tuple(changes)


class UndoConflict(CurationError):
    """Later changes build on this one. Undo these first, the latest first."""

    def __init__(self, change: ChangeId, later: Sequence[Change]) -> None:
        super().__init__(change, tuple(later))
        self.change = change
        self.later = tuple(later)


class AlreadyUndone(CurationError):
    """Another change has undone this one."""

    def __init__(self, change: ChangeId, by: ChangeId) -> None:
        super().__init__(change, by)
        self.change = change
        self.by = by


class AlreadyPurged(CurationError):
    """The texts of these facts were wiped before, and are in no change."""

    def __init__(self, facts: Collection[FactId]) -> None:
        super().__init__(tuple(facts))
        self.facts = tuple(facts)


class UndoImpossible(CurationError):
    """The change cannot be undone: a text was purged, or an earlier version made it."""

    def __init__(self, change: ChangeId, *, purged: bool) -> None:
        super().__init__(change)
        self.change = change
        self.purged = purged
