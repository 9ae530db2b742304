"""Topics and sources that a curator names: known ones are found, missing ones are made."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from rapidfuzz import fuzz, process

from facts.curation.access import is_visible
from facts.curation.errors import InputInvalid, NameAmbiguous
from facts.curation.form_input import SourceInput, TopicInput
from facts.curation.store import Workspace
from facts.library.library import Library
from facts.model.entities import SourceId, Stance, TopicId
from facts.model.records import CitationRecord, LinkRecord, SourceRecord, TopicRecord

_SIMILAR: Final = 80.0
"""The minimum score of a name that is called similar: a typo or another ending."""
_TYPO: Final = 75.0
"""The minimum score of a word that is a mistyped stance."""
_LAST_IN_BRACKETS: Final = re.compile(r"\S\s*\((\w+)\)$")


@dataclass(frozen=True, slots=True)
class NewTopic:
    """A topic that did not exist, and the known name nearest to it, if any."""

    name: str
    nearest: str | None = None


@dataclass(frozen=True, slots=True)
class LinkedTopics:
    """The links of a fact, and the topics that were made for it."""

    links: tuple[LinkRecord, ...]
    new: tuple[NewTopic, ...] = ()


@dataclass(frozen=True, slots=True)
class NewSource:
    """A source that did not exist."""

    id: SourceId
    title: str


@dataclass(frozen=True, slots=True)
class CitedSources:
    """The citations of a fact, and the sources that were made for it."""

    citations: tuple[CitationRecord, ...]
    new: tuple[NewSource, ...] = ()


def link_topics(workspace: Workspace, topics: Iterable[TopicInput]) -> LinkedTopics:
    """Return links to topics with exactly these names or aliases; make those that are missing.

    A number that no topic has is the name of a new one, such as 2026. Raises NameAmbiguous, or
    InputInvalid for a new name that ends with a mistyped stance.
    """
    links: dict[TopicId, LinkRecord] = {}
    new: list[NewTopic] = []
    for typed in topics:
        topic = find_topic(workspace, typed.name) or _get_numbered_topic(workspace, typed)
        if topic is None:
            _check_stance(typed.name)
            new.append(NewTopic(typed.name, _find_nearest(workspace, typed.name)))
            topic = workspace.add_topic(TopicRecord(workspace.library, typed.name))
        links.setdefault(topic, LinkRecord(topic, typed.stance))
    return LinkedTopics(tuple(links.values()), tuple(new))


def find_topic(workspace: Workspace, name: str) -> TopicId | None:
    """Return the topic with exactly this name or alias. Raises NameAmbiguous."""
    found = workspace.find_topics(name)
    if len(found) > 1:
        raise NameAmbiguous("topic", name, found)
    return found[0] if found else None


def cite_sources(workspace: Workspace, sources: Iterable[SourceInput]) -> CitedSources:
    """Return citations of sources; make those that are missing."""
    cited: dict[SourceId, CitationRecord] = {}
    new: list[NewSource] = []
    for typed in sources:
        source = _find_source(workspace, typed)
        if source is None:
            source = _add_source(workspace, typed)
            new.append(NewSource(source, typed.draft.title))
        cited.setdefault(source, CitationRecord(source, typed.author or _author(workspace, source)))
    return CitedSources(tuple(cited.values()), tuple(new))


def _author(workspace: Workspace, source: SourceId) -> str | None:
    record = workspace.get_source(source)
    return record.author if record else None


def _find_source(workspace: Workspace, typed: SourceInput) -> SourceId | None:
    """Return the source that is meant, and fill in what an own one did not have."""
    return (
        typed.known
        or _find_described_source(workspace, typed)
        or _get_numbered_source(workspace, typed)
    )


def _find_described_source(workspace: Workspace, typed: SourceInput) -> SourceId | None:
    """Return the source with the address, or else the only one with the title.

    If several have the title, it means the one of which only the title is known: so the next fact
    with this title gets the same source.
    """
    draft = typed.draft
    if typed.url or typed.published:
        found = workspace.find_source(draft)
        if found is not None:
            _complete(workspace, found, typed)
            return found
    if typed.url:
        return None
    candidates = {
        source: record
        for source in workspace.find_sources(draft.title)
        if (record := workspace.get_source(source))
    }
    if len(candidates) > 1:
        candidates = {
            id_: each
            for id_, each in candidates.items()
            if not (each.url or each.site or each.published)
        }
    if len(candidates) != 1:
        return None
    ((source, record),) = candidates.items()
    if record.published and typed.published:
        return None  # another edition: the dates differ
    _complete(workspace, source, typed)
    return source


def _check_stance(name: str) -> None:
    """Raise InputInvalid for a name that ends with nearly a stance: “naps (suports)”."""
    word = _LAST_IN_BRACKETS.search(name.lower())
    if word and process.extractOne(word[1], list(Stance), scorer=fuzz.ratio, score_cutoff=_TYPO):
        problem = f"has a mistyped stance; the stances are {', '.join(Stance)}"
        raise InputInvalid("topics", problem, name)


def _get_numbered_topic(workspace: Workspace, typed: TopicInput) -> TopicId | None:
    """Return the topic with the number; None means that the number is a name, such as 2026."""
    record = typed.number and workspace.get_topic(typed.number)
    if record and is_visible(workspace, record):
        return typed.number
    return None


def _get_numbered_source(workspace: Workspace, typed: SourceInput) -> SourceId | None:
    """Return the source with the number; None means that the number is a title, such as 1984."""
    record = typed.number and workspace.get_source(typed.number)
    if record and is_visible(workspace, record):
        return typed.number
    return None


def _complete(workspace: Workspace, source: SourceId, typed: SourceInput) -> None:
    """Fill in what an own source did not have."""
    known = workspace.get_source(source)
    if known is None or known.library != workspace.library:
        return
    full = replace(
        known,
        url=known.url or typed.url,
        site=known.site or typed.draft.site,
        published=known.published or typed.published,
    )
    if full != known:
        workspace.save_source(source, full)


def _add_source(workspace: Workspace, typed: SourceInput) -> SourceId:
    draft = typed.draft
    return workspace.add_source(
        SourceRecord(workspace.library, draft.title, draft.site, draft.url, draft.published)
    )


def _find_nearest(workspace: Workspace, name: str) -> str | None:
    matches = Library(workspace.snapshot).autocomplete.topics(name, 1)
    near = (match.name for match in matches if match.score >= _SIMILAR)
    return next(near, None)
