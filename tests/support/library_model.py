"""Plain model of three libraries and their history: dictionaries instead of tables.

Things are documents by their kind and number, as the history keeps them. Every list of parts ends
with the number of the change that added the part.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

Thing = dict[str, Any]
Key = tuple[str, int]


class Refused(Exception):
    """The model refuses a step, and so must the program."""


class UndoRefused(Refused):
    """Later changes build on the change that is to be undone."""


@dataclass
class PastChange:
    """What a change touched, before and after it."""

    library: int
    before: dict[Key, Thing | None]
    after: dict[Key, Thing | None]
    undoes: int = 0


@dataclass
class LibraryModel:
    things: dict[Key, Thing] = field(default_factory=dict)
    changes: dict[int, PastChange] = field(default_factory=dict)
    last: Counter[str] = field(default_factory=Counter)
    """The last number given to a thing of each kind; no number is given twice."""

    def make(self, library: int, write: "Callable[[Edit], None]") -> int | None:
        """Make a change; return its number, None if nothing changed."""
        edit = Edit(self, library)
        write(edit)
        keys = edit.things.keys() | self.things.keys()
        touched = {key for key in keys if edit.things.get(key) != self.things.get(key)}
        touched |= edit.touched
        if not touched:
            return None
        before = {key: self.things.get(key) for key in touched}
        after = {key: edit.things.get(key) for key in touched}
        self.things, self.last = edit.things, edit.last
        self.changes[edit.number] = PastChange(library, before, after, edit.undoes)
        return edit.number

    def undone_by(self, change: int) -> int | None:
        """Return the undo of a change that is in force."""
        undos = (n for n, each in self.changes.items() if each.undoes == change)
        return max((undo for undo in undos if self.undone_by(undo) is None), default=None)

    def visible(self, kind: str, library: int) -> dict[int, Thing]:
        """Return the things of a kind that a library sees."""
        return {
            id_: thing
            for id_, thing in self.all(kind)
            if thing["library"] in (0, library) and not self.is_hidden(kind, id_, library)
        }

    def is_hidden(self, kind: str, id_: int, library: int) -> bool:
        hidden = {"library": library, "fact": id_}
        return kind == "fact" and any(thing == hidden for _, thing in self.all("hidden"))

    def all(self, kind: str) -> Iterator[tuple[int, Thing]]:
        """Yield all things of a kind, by number."""
        yield from sorted((key[1], thing) for key, thing in self.things.items() if key[0] == kind)


class Edit:
    """A change in progress on a copy of the model."""

    def __init__(self, model: LibraryModel, library: int) -> None:
        self.model = model
        self.library = library
        self.things = deepcopy(model.things)
        self.last = Counter(model.last)
        self.number = max(model.changes, default=0) + 1
        self.touched: set[Key] = set()
        self.resolved: dict[object, int] = {}
        """What the names and sources of an import mean, from their first use on."""
        self.undoes = 0

    def add(self, kind: str, thing: Thing) -> int:
        self.last[kind] += 1
        self.things[kind, self.last[kind]] = thing
        return self.last[kind]

    def set(self, key: Key, thing: Thing | None) -> None:
        if thing is None:
            self.things.pop(key, None)
        else:
            self.things[key] = deepcopy(thing)

    def all(self, kind: str) -> list[tuple[int, Thing]]:
        return sorted((key[1], thing) for key, thing in self.things.items() if key[0] == kind)

    def undo(self, wanted: int) -> None:
        """Undo a change: all that it touched is as it left it, or is again as it was before."""
        past = self.model.changes.get(wanted)
        if past is None or past.library != self.library or self.model.undone_by(wanted):
            raise Refused
        self.undoes = wanted
        for key, before in past.before.items():
            now = self.things.get(key)
            if key[0] == "schedule":  # belongs to managers: what they edited since stays
                if now != past.after[key]:
                    continue
            elif now != before and (now != past.after[key] or self._is_held(key, wanted)):
                raise UndoRefused
            self.set(key, before)
            self.touched.add(key)
        if not self._is_sound():
            raise UndoRefused

    def _is_held(self, key: Key, wanted: int) -> bool:
        """Return whether an undo of an earlier change touched a thing since."""
        return any(
            number > wanted and 0 < each.undoes < wanted and key in each.before
            for number, each in self.model.changes.items()
            if self.model.undone_by(number) is None
        )

    def _is_sound(self) -> bool:
        """Return whether unique values are unique, and all that is referred to exists."""
        taken = [
            *((each["library"], "name", name_key(each["name"])) for _, each in self.all("topic")),
            *((each["library"], "url", each["url"]) for _, each in self.all("source")),
            *((each["library"], "text", each["text"]) for _, each in self.all("fact")),
            *((each["library"], "hidden", each["fact"]) for _, each in self.all("hidden")),
            *((each["library"], "asked", asked_key(each)) for _, each in self.all("phrasing")),
        ]
        taken = [each for each in taken if each[2] is not None]
        named = {
            *(("topic", each[0]) for _, fact in self.all("fact") for each in fact["topics"]),
            *(("source", each[0]) for _, fact in self.all("fact") for each in fact["citations"]),
            *(("topic", each) for _, channel in self.all("channel") for each in channel["topics"]),
        }
        return len(taken) == len(set(taken)) and named <= self.things.keys()


def asked_key(phrasing: Thing) -> tuple[int, str]:
    """Return what only one phrasing of a library can have: the fact, and the folded question."""
    return phrasing["fact"], phrasing["text"].casefold().rstrip("?")


def name_key(name: str) -> str:
    return name.casefold().replace(" ", "").replace("-", "")
