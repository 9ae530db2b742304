"""Requests of `/library`, as users type them."""

from dataclasses import dataclass

from bot.queries.query import MessageId, UserId


@dataclass(frozen=True, slots=True)
class AddFact:
    """A fact to add, with a topic as typed."""

    topic: str | None = None


@dataclass(frozen=True, slots=True)
class SaveMessage:
    """A message to save as a fact, with the source that it makes."""

    values: tuple[tuple[str, str], ...]
    message: MessageId
    author: UserId


@dataclass(frozen=True, slots=True)
class EditThing:
    """A fact, topic or source to edit, as typed: exactly one of them."""

    fact: str | None = None
    topic: str | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class ChangeAlias:
    """An alias to add to a topic, or to remove from it."""

    topic: str
    add: str | None = None
    remove: str | None = None


@dataclass(frozen=True, slots=True)
class MergeThings:
    """Two topics, or two sources, to merge."""

    first: str
    into: str


@dataclass(frozen=True, slots=True)
class RemoveThings:
    """A fact to remove, or all facts of a source."""

    fact: str | None
    source: str | None
    reason: str
    purge: bool = False


@dataclass(frozen=True, slots=True)
class TypedHistory:
    """The history of a topic, a fact or a user, as typed."""

    topic: str | None = None
    fact: str | None = None
    user: UserId | None = None


@dataclass(frozen=True, slots=True)
class ChangeSettings:
    """Curator roles to add and to remove, and whether to keep the text of questions."""

    add: int | None = None
    remove: int | None = None
    questions: bool | None = None


@dataclass(frozen=True, slots=True)
class OpenImport:
    """Files to import: the form takes them."""


@dataclass(frozen=True, slots=True)
class ExportLibrary:
    """An export of the server's library: the word for its format, and a topic as typed."""

    format: str
    topic: str | None = None
