"""Steps for laws of changes: each runs through the program and through the model."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from facts.curation.curator import Curator
from facts.curation.fact_edits import FactEdit, FactInput
from facts.curation.form_input import SourceInput, TopicInput
from facts.curation.source_edits import SourceEdit
from facts.curation.topic_edits import TopicEdit
from facts.model.changes import ChangeId
from facts.model.dates import PublicationDate
from facts.model.drafts import CitationDraft, FactDraft, SourceDraft, TopicDraft
from facts.model.entities import (
    CLAIM,
    ChannelId,
    ChannelSetting,
    FactId,
    LibraryId,
    SourceId,
    Stance,
    TopicId,
)
from facts.text.sites import normalize_site
from storage.store import SqliteStore
from tests.support import model_edits, model_merges
from tests.support.builders import NOTE
from tests.support.library_model import Edit
from tests.support.page_imports import Page, import_pages

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
        added_phrasings=new.get("asked", ()),
        removed_phrasings=new.get("unasked", ()),
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


def draft(
    text: str,
    sources: Any,  # noqa: ANN401
    topics: Any,  # noqa: ANN401
    stance: Stance | None,
    phrasings: tuple[str, ...] = (),
) -> FactDraft:
    cited = tuple(
        CitationDraft(SourceDraft(title, normalize_site(url) if url else None, url), author)
        for (title, url), author in sources
    )
    return FactDraft(1, CLAIM, text, cited, topics, stance, phrasings=phrasings)
