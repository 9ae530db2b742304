"""Differences of a revision, in words: which part was what, and is what now."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from facts.store.change_reader import ChangeReader, Revision

Document = Mapping[str, Any]
Names = Callable[[str, int], str]
"""Returns the name of a topic or source by its id."""
Value = str | list[str] | None


SETTINGS: Final = "library_setting"
"""The entity of the curator roles."""
PHRASINGS: Final = "phrasing"
"""The entity of a question that a fact answers."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One part of a thing before and after a change; None or empty if there was nothing.

    Of a list, only what went and what came.
    """

    part: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class ThingDifferences:
    """A thing, and the parts of it that a change changed.

    `name` is that of a topic or the title of a source. `is_new` and `is_gone` are whether the
    change added or removed it.
    """

    entity: str
    id: int
    parts: tuple[Difference, ...]
    is_new: bool
    is_gone: bool
    name: str = ""


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
            name=_name(each),
        )
        for each in revisions
        if each.entity in _PARTS
    )


def _name(revision: Revision) -> str:
    document = revision.after or revision.before or {}
    return str(document.get(_NAMES.get(revision.entity, ""), ""))


def _compare(revision: Revision, name: Names) -> Iterator[Difference]:
    for part, read in _PARTS[revision.entity].items():
        before, after = (
            read(each, name) if each and "purged" not in each else None
            for each in (revision.before, revision.after)
        )
        if before != after:
            yield _describe(part, before, after)


def _describe(part: str, before: Value, after: Value) -> Difference:
    if isinstance(before, list) or isinstance(after, list):
        old, new = (each if isinstance(each, list) else [] for each in (before, after))
        went = "; ".join(each for each in old if each not in new)
        came = "; ".join(each for each in new if each not in old)
        return Difference(part, None if before is None else went, None if after is None else came)
    return Difference(part, before, after)


def _cite(fact: Document, name: Names) -> list[str]:
    return [
        f"{name('source', source)} ({author})" if author else name("source", source)
        for source, author, _ in fact["citations"]
    ]


def _list_topics(document: Document, name: Names) -> list[str]:
    topics = (each if isinstance(each, list) else [each, None] for each in document["topics"])
    return [
        f"{name('topic', topic)} ({stance})" if stance else name("topic", topic)
        for topic, stance, *_ in topics
    ]


def _read(key: str) -> Callable[[Document, Names], Value]:
    return lambda document, _: str(document[key] if document[key] is not None else "")


_NAMES: Final = {"topic": "name", "source": "title"}
_PARTS: Final[Mapping[str, Mapping[str, Callable[[Document, Names], Value]]]] = {
    "fact": {
        "text": _read("text"),
        "kind": _read("kind"),
        "topics": _list_topics,
        "sources": _cite,
    },
    "topic": {
        "name": _read("name"),
        "aliases": lambda topic, _: [name for name, _ in topic["aliases"]],
        "definition": _read("definition"),
    },
    "source": {
        "title": _read("title"),
        "address": _read("url"),
        "site": lambda source, _: "" if source["url"] else source["site"] or "",
        "date": lambda source, _: source["published"] or source["published_words"] or "",
    },
    "channel": {"topics": _list_topics},
    "schedule": {"topics": _list_topics},
    SETTINGS: {
        "curator roles": lambda setting, _: list(map(str, setting["curators"])),
        "text of questions": lambda setting, _: "kept" if setting.get("keep_questions") else None,
    },
    "hidden": {"fact": _read("fact")},
    PHRASINGS: {"also asked as": _read("text"), "fact": _read("fact")},
}
