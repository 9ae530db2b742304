"""Random steps for laws of changes."""

from collections.abc import Callable
from random import Random
from typing import Any, Final

from facts.model.drafts import FactDraft, TopicDraft
from facts.model.entities import CLAIM, SHARED_LIBRARY, Kind, LibraryId, Stance
from tests.support.curation import OTHER, SERVER
from tests.support.library_model import LibraryModel
from tests.support.model_steps import (
    AnyStep,
    ScheduleStep,
    UndoStep,
    add_fact,
    change_alias,
    draft,
    edit_fact,
    edit_source,
    edit_topic,
    import_page,
    merge,
    remove,
    remove_source,
    set_channel,
)

LIBRARIES: Final = (SHARED_LIBRARY, SERVER, OTHER)
UNDOS: Final = 0.2
"""Share of undos among the steps."""
URLS = ("https://a.example/1", "https://b.example/2")
TITLES = ("A Paper", "A Blog")
NAMES = (
    "naps",
    "Naps",
    "rest",
    "night-shifts",
    "night shifts",
    "siesta",
    "doze",
    "dreams",
    "coffee",
)
TEXTS = tuple(f"Fact {letter}." for letter in "abcdefgh")
QUESTIONS = ("Do naps help?", "do naps help", "Why nap?")
STANCES = (None, None, *map(str, Stance))


class StepChooser:
    """Chooses random steps, most of which the model can make."""

    def __init__(self, random: Random, model: LibraryModel) -> None:
        self._random = random
        self._model = model
        self._one = random.choice

    def choose(self) -> AnyStep:
        if len(self._model.changes) < len(LIBRARIES):  # start with something to work on
            return import_page(LIBRARIES[len(self._model.changes)], self._page())
        if self._random.random() < UNDOS:
            return UndoStep(self._random.randrange(self._one((1, 2, 10, 60))))
        library = self._one(LIBRARIES)
        makers: tuple[Callable[[LibraryId], AnyStep], ...] = (
            lambda it: import_page(it, self._page()),
            lambda it: add_fact(it, self._one(TEXTS), self._topics(), self._sources()),
            lambda it: add_fact(it, self._one(TEXTS), self._topics(), self._sources()),
            self._edit_fact,
            self._edit_fact,
            self._ask,
            lambda it: edit_topic(
                it,
                self._pick("topic", it),
                self._one((None, *NAMES)),
                self._one((None, "", "Rest.")),
            ),
            self._change_alias,
            self._change_alias,
            self._edit_source,
            lambda it: merge(it, "merge_topics", *(self._pick("topic", it) for _ in "ab")),
            lambda it: merge(it, "merge_sources", *(self._pick("source", it) for _ in "ab")),
            lambda it: remove(it, self._some(lambda: self._pick("fact", it), 1, 3)),
            lambda it: remove_source(it, self._pick("source", it)),
            lambda _: self._set_channel(self._one((SERVER, OTHER))),
            lambda _: ScheduleStep(self._one((1, 2)), tuple(self._focus(SHARED_LIBRARY))),
        )
        return self._one(makers)(library)

    def _pick(self, kind: str, library: int) -> int:
        """Return the number of a thing: mostly one of the library, else any, or a missing one."""
        own = [id_ for id_, thing in self._model.all(kind) if thing["library"] == library]
        seen = list(self._model.visible(kind, library)) if kind != "change" else []
        anything = [id_ for id_, _ in self._model.all(kind)] + [99]
        return self._one(self._one((own,) * 8 + (seen, seen, anything)) or seen or anything)

    def _some(self, make: Callable[[], Any], least: int, most: int) -> list[Any]:
        return [make() for _ in range(self._random.randint(least, most))]

    def _topics(self) -> tuple[tuple[str, str | None], ...]:
        return tuple(self._some(lambda: (self._one(NAMES), self._one(STANCES)), 0, 2))

    def _sources(self, least: int = 1) -> tuple[tuple[str, str | None], ...]:
        return tuple(self._some(lambda: (self._one(TITLES), self._one((None, *URLS))), least, 2))

    def _focus(self, library: int) -> list[int]:
        return list(dict.fromkeys(self._some(lambda: self._pick("topic", library), 0, 2)))

    def _edit_fact(self, library: LibraryId) -> AnyStep:
        fact = self._pick("fact", library)
        cited = self._model.things.get(("fact", fact), {"citations": [[99]]})["citations"]
        values = {
            "text": self._one(TEXTS),
            "kind": self._one((Kind("quote"), CLAIM)),
            "topics": self._topics(),
            "added": self._sources(),
            "removed": self._one(cited)[0],
            "asked": self._questions(),
        }
        asked = [each["text"] for _, each in self._model.all("phrasing") if each["fact"] == fact]
        if asked:
            values["unasked"] = (self._one(asked),)
        chosen = self._random.sample(sorted(values), self._random.randint(1, 2))
        return edit_fact(library, fact, {name: values[name] for name in chosen})

    def _ask(self, library: LibraryId) -> AnyStep:
        fact = self._one(sorted(self._model.visible("fact", library)) or [99])
        return edit_fact(library, fact, {"asked": self._questions(1)})

    def _questions(self, least: int = 0) -> tuple[str, ...]:
        return tuple(self._some(lambda: self._one(QUESTIONS), least, 2))

    def _change_alias(self, library: LibraryId) -> AnyStep:
        topic = self._pick("topic", library)
        aliases = self._model.things.get(("topic", topic), {"aliases": []})["aliases"]
        if aliases and self._random.random() < 0.5:
            return change_alias(library, topic, self._one(aliases)[0], "remove_alias")
        return change_alias(library, topic, self._one(NAMES), "add_alias")

    def _edit_source(self, library: LibraryId) -> AnyStep:
        title, url = self._one((None, *TITLES)), self._one((None, "", *URLS))
        date = self._one((None, "2026", "2026-03"))
        return edit_source(library, self._pick("source", library), title, url, date)

    def _set_channel(self, library: LibraryId) -> AnyStep:
        return set_channel(library, tuple(self._focus(library)), self._one((None, True, False)))

    def _page(self) -> tuple[TopicDraft | FactDraft, ...]:
        return (*self._some(self._topic_draft, 0, 2), *self._some(self._fact_draft, 2, 5))

    def _topic_draft(self) -> TopicDraft:
        aliases = tuple(self._some(lambda: self._one(NAMES), 0, 2))
        return TopicDraft(1, self._one(NAMES), aliases, self._one((None, "Sleep.")))

    def _fact_draft(self) -> FactDraft:
        cited = [(source, self._one((None, "Ann", "Bo"))) for source in self._sources()]
        topics = tuple(self._some(lambda: self._one(NAMES), 0, 2))
        stance = self._one((None, *Stance))
        return draft(self._one(TEXTS), cited, topics, stance, self._questions())
