"""Differences of a revision, in words: which part was what, and is what now."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from facts.store.change_reader import ChangeReader, Revision

Document = Mapping[str, Any]
Names = Callable[[str, int], str]
"""Returns the name of a topic or source by its id."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One part of a thing before and after a change; None if it did not exist."""

    part: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class ThingDifferences:
    """A thing, and the parts of it that a change changed.

    `is_new` and `is_gone` are whether the change added or removed it.
    """

    entity: str
    id: int
    parts: tuple[Difference, ...]
    is_new: bool
    is_gone: bool


def list_differences(
    revisions: Iterable[Revision], reader: ChangeReader
) -> tuple[ThingDifferences, ...]:
    """Return the differences of some revisions, without those that say nothing to a user."""

    def name(entity: str, id_: int) -> str:
        return reader.names(entity, (id_,)).get(id_, f"{entity} {id_}")

    return tuple(
        ThingDifferences(
            each.entity,
            each.id,
            tuple(_compare(each, name)),
            is_new=each.before is None,
            is_gone=each.after is None,
        )
        for each in revisions
        if each.entity in _PARTS
    )


def _compare(revision: Revision, name: Names) -> Iterator[Difference]:
    for part, read in _PARTS[revision.entity].items():
        before, after = (
            read(each, name) if each and "purged" not in each else None
            for each in (revision.before, revision.after)
        )
        if before != after:
            yield Difference(part, before, after)


def _cite(fact: Document, name: Names) -> str:
    cited = (
        f"{name('source', source)} ({author})" if author else name("source", source)
        for source, author, _ in fact["citations"]
    )
    return "; ".join(cited)


def _list_topics(document: Document, name: Names) -> str:
    topics = (each if isinstance(each, list) else [each, None] for each in document["topics"])
    return ", ".join(
        f"{name('topic', topic)} ({stance})" if stance else name("topic", topic)
        for topic, stance, *_ in topics
    )


def _read(key: str) -> Callable[[Document, Names], str]:
    return lambda document, _: str(document[key] if document[key] is not None else "")


_PARTS: Final[Mapping[str, Mapping[str, Callable[[Document, Names], str]]]] = {
    "fact": {
        "text": _read("text"),
        "kind": _read("kind"),
        "topics": _list_topics,
        "sources": _cite,
    },
    "topic": {
        "name": _read("name"),
        "aliases": lambda topic, _: ", ".join(name for name, _ in topic["aliases"]),
        "definition": _read("definition"),
    },
    "source": {
        "title": _read("title"),
        "address": _read("url"),
        "date": lambda source, _: source["published"] or source["published_words"] or "",
    },
    "channel": {"topics": _list_topics},
    "schedule": {"topics": _list_topics},
    "library_setting": {
        "curator roles": lambda setting, _: ", ".join(map(str, setting["curators"]))
    },
    "hidden": {"fact": _read("fact")},
}
