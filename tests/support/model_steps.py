"""Steps for laws of changes: each runs through the program and through the model."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any, Final

from facts.curation.curator import Curator
from facts.curation.fact_edits import FactEdit, FactInput
from facts.curation.form_input import SourceInput, TopicInput
from facts.curation.source_edits import SourceEdit
from facts.curation.topic_edits import TopicEdit
from facts.importers.importer import Page, import_pages
from facts.model.changes import ChangeId
from facts.model.dates import PublicationDate
from facts.model.drafts import CitationDraft, FactDraft, SourceDraft, TopicDraft
from facts.model.entities import (
    CLAIM,
    SHARED_LIBRARY,
    ChannelId,
    ChannelSetting,
    FactId,
    Kind,
    LibraryId,
    SourceId,
    Stance,
    TopicId,
)
from facts.text.sites import normalize_site
from storage.store import SqliteStore
from tests.support import model_edits, model_merges
from tests.support.builders import NOTE
from tests.support.curation import OTHER, SERVER
from tests.support.library_model import Edit, LibraryModel

LIBRARIES: Final = (SHARED_LIBRARY, SERVER, OTHER)
UNDOS: Final = 0.2
"""Share of undos among the steps."""
Run = Callable[[SqliteStore], Awaitable[object]]


@dataclass(frozen=True)
class Step:
    """One change: what the program runs, and what the model writes."""

    title: str
    library: LibraryId
    run: Run = field(repr=False)
    write: Callable[[Edit], None] = field(repr=False)


@dataclass(frozen=True)
class UndoStep:
    """The undo of an earlier change, counted from the last one."""

    back: int


@dataclass(frozen=True)
class ScheduleStep:
    """A manager sets the topics of a schedule, outside the history."""

    schedule: int
    topics: tuple[int, ...]


AnyStep = Step | UndoStep | ScheduleStep


def sources_of(pairs: tuple[tuple[str | None, str | None], ...]) -> tuple[SourceInput, ...]:
    return tuple(SourceInput(title, url) for title, url in pairs)


def topics_of(pairs: tuple[tuple[str, str | None], ...]) -> tuple[TopicInput, ...]:
    return tuple(TopicInput(name, Stance(stance) if stance else None) for name, stance in pairs)


def curated(
    title: str,
    library: LibraryId,
    run: Callable[[Curator], Awaitable[object]],
    write: Callable[[Edit], None],
) -> Step:
    return Step(title, library, lambda store: run(Curator(store, library, NOTE)), write)


def add_fact(library: LibraryId, text: str, topics: Any, sources: Any) -> Step:  # noqa: ANN401
    new = FactInput(text, CLAIM, topics_of(topics), sources_of(sources))
    return curated(
        f"add {text} {topics} {sources} to {library}",
        library,
        lambda it: it.add_fact(new, allow_similar=True),
        lambda edit: model_edits.add_fact(edit, text, topics, sources),
    )


def edit_fact(library: LibraryId, fact: int, new: dict[str, Any]) -> Step:
    edit = FactEdit(
        new.get("text"),
        new.get("kind"),
        topics_of(new["topics"]) if "topics" in new else None,
        added_sources=sources_of(new.get("added", ())),
        removed_sources=(SourceId(new["removed"]),) if "removed" in new else (),
    )
    return curated(
        f"edit fact {fact} of {library}: {new}",
        library,
        lambda it: it.edit_fact(FactId(fact), edit),
        lambda it: model_edits.edit_fact(it, fact, **new),
    )


def edit_topic(library: LibraryId, topic: int, name: str | None, definition: str | None) -> Step:
    return curated(
        f"edit topic {topic} of {library}: {name} {definition}",
        library,
        lambda it: it.edit_topic(TopicId(topic), TopicEdit(name, definition)),
        lambda edit: model_merges.edit_topic(edit, topic, name, definition),
    )


def change_alias(library: LibraryId, topic: int, alias: str, verb: str) -> Step:
    return curated(
        f"{verb} {alias} of topic {topic} of {library}",
        library,
        lambda it: getattr(it, verb)(TopicId(topic), alias),
        lambda edit: getattr(model_merges, verb)(edit, topic, alias),
    )


def edit_source(
    library: LibraryId, source: int, title: str | None, url: str | None, date: str | None
) -> Step:
    edit = SourceEdit(title, url, PublicationDate.parse(date) if date else None)
    return curated(
        f"edit source {source} of {library}: {title} {url} {date}",
        library,
        lambda it: it.edit_source(SourceId(source), edit),
        lambda it: model_merges.edit_source(it, source, title, url, date),
    )


def merge(library: LibraryId, kind: str, id_: int, into: int) -> Step:
    return curated(
        f"{kind} {id_} into {into} of {library}",
        library,
        lambda it: getattr(it, kind)(id_, into),
        lambda edit: getattr(model_merges, kind)(edit, id_, into),
    )


def remove(library: LibraryId, facts: list[int]) -> Step:
    return curated(
        f"remove facts {facts} from {library}",
        library,
        lambda it: it.remove_facts([FactId(fact) for fact in facts]),
        lambda edit: model_edits.remove_facts(edit, facts),
    )


def remove_source(library: LibraryId, source: int) -> Step:
    return curated(
        f"remove the facts of source {source} from {library}",
        library,
        lambda it: it.remove_source_facts(SourceId(source)),
        lambda edit: model_edits.remove_source_facts(edit, source),
    )


def set_channel(library: LibraryId, topics: tuple[int, ...], quiet: bool | None) -> Step:
    channel = ChannelId(int(library) * 10)
    setting = ChannelSetting(channel, tuple((TopicId(each), "") for each in topics), quiet)
    number = None if quiet is None else int(quiet)
    return Step(
        f"set channel {channel}: {topics} {quiet}",
        library,
        lambda store: store.set_channel(library, channel, lambda _: setting, NOTE),
        lambda edit: model_merges.set_channel(edit, channel, topics, number),
    )


def import_page(library: LibraryId, drafts: tuple[TopicDraft | FactDraft, ...]) -> Step:
    return Step(
        f"import {drafts} into {library}",
        library,
        lambda store: import_pages(store, [Page("a page", drafts)], NOTE, library=library),
        lambda edit: model_merges.import_drafts(edit, drafts),
    )


def undo(store: SqliteStore, library: LibraryId, change: int) -> Awaitable[object]:
    return Curator(store, library, NOTE).undo(ChangeId(change))


def draft(text: str, sources: Any, topics: Any, stance: Stance | None) -> FactDraft:  # noqa: ANN401
    cited = tuple(
        CitationDraft(SourceDraft(title, normalize_site(url) if url else None, url), author)
        for (title, url), author in sources
    )
    return FactDraft(1, CLAIM, text, cited, topics, stance)


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
        }
        chosen = self._random.sample(sorted(values), self._random.randint(1, 2))
        return edit_fact(library, fact, {name: values[name] for name in chosen})

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
        return draft(self._one(TEXTS), cited, topics, self._one((None, *Stance)))
