"""What a feature adds to the bot: handlers, commands, entries, background work."""

import datetime
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, Protocol, TypeVar

import discord
from discord import app_commands, ui

from bot.cards.help import HelpSections
from bot.discord_api.access_policy import EVERYWHERE, AccessPolicy
from bot.queries.codec import LegacyDecoder
from bot.queries.custom_id import Effect
from bot.queries.query import Query, RenderContext, Request
from bot.ui.controls import NextStep
from bot.ui.layout import Response
from facts.curation.store import CurationStore
from facts.library.library import Library
from facts.model.changes import ChangeNote
from facts.model.entities import SHARED_LIBRARY, Fact, LibraryId


@dataclass(frozen=True, slots=True)
class Reaction:
    """An emoji on the message of a user, in place of a card."""

    emoji: str


Card = ui.LayoutView | Response | ui.Modal | Reaction
"""An answer.

Only an action under the effect FORM answers with a modal, and only a message gets a reaction.
"""
Clock = Callable[[], datetime.datetime]
AnyCommand = app_commands.Command[Any, ..., None] | app_commands.Group | app_commands.ContextMenu
RequestType = TypeVar("RequestType", bound=Request)
QueryType = TypeVar("QueryType", bound=Query)
Thing = TypeVar("Thing")

CitedFacts = tuple[tuple[Fact, ...], int | None]
"""The cited facts, and the number of all facts of the answer; None if there are too many to count.
"""


@dataclass(frozen=True, slots=True)
class BotContext:
    """What an extension can use: the client, the store, the clock, the sections of /help.

    `access` is where the bot may be used.
    """

    client: discord.Client
    store: CurationStore
    clock: Clock
    help_sections: HelpSections
    access: AccessPolicy = EVERYWHERE


@dataclass(frozen=True, slots=True)
class ActionContext:
    """The interaction that asks for an action, and the context to render.

    All writes go through `store`: Discord may deliver the interaction twice, and the second
    delivery must not write again.
    """

    interaction: discord.Interaction[Any]
    render_context: RenderContext
    store: CurationStore


@dataclass(frozen=True, slots=True)
class Reading:
    """A query that was read, and the function that renders its answer.

    The query may differ from the original one: a page past the end becomes the last page, and a
    digest becomes its name. `render` reads nothing.
    """

    query: Query
    render: Callable[[RenderContext], Card]


@dataclass(frozen=True, slots=True)
class Resolution:
    """The query that a request means, and a notice for its answer.

    `reading` is its answer, if resolving has read it already.
    """

    query: Query
    notice: str = ""
    reading: Reading | None = None


@dataclass(frozen=True, slots=True)
class Lookup(Generic[QueryType]):
    """Answers a type of query from one snapshot of the library.

    `read` runs in the store's thread. `collect` returns the facts that are cited when a user
    exports the answer; None for answers without facts. `share_target` names the message that a
    shared answer replies to, for answers about a message.
    """

    query: type[QueryType]
    read: Callable[[QueryType, Library], Reading]
    collect: Callable[[QueryType, Library], CitedFacts] | None = None
    share_target: Callable[[QueryType], int] | None = None


StepFinder = Callable[[object], Sequence[NextStep]]
"""Returns what the user may do next with a thing: a fact, a topic or a source."""


@dataclass(frozen=True, slots=True)
class PanelLookup(Generic[QueryType]):
    """Answers a type of query with a private panel of what the user may do.

    `read` runs in the store's thread. The rights of the user are those of the same snapshot.
    """

    query: type[QueryType]
    read: Callable[[QueryType, Library, StepFinder], Reading]


@dataclass(frozen=True, slots=True)
class Action(Generic[RequestType]):
    """Handles a type of request that does more than read the library.

    It may write, or talk to Discord. `command` names the command whose permissions a user needs for
    its controls. A control runs it only with one of `effects`.
    """

    request: type[RequestType]
    run: Callable[[RequestType, ActionContext], Awaitable[Card]]
    command: str | None = None
    effects: frozenset[Effect] = frozenset({Effect.ACT})


@dataclass(frozen=True, slots=True)
class Form(Generic[QueryType]):
    """Takes the values of a modal, by the custom_ids of its fields."""

    query: type[QueryType]
    submit: Callable[[QueryType, Mapping[str, str], ActionContext], Awaitable[Card]]


@dataclass(frozen=True, slots=True)
class Resolver(Generic[RequestType]):
    """Resolves a type of request to a query, or to a reaction where no card is due.

    `resolve` runs in the snapshot that answers the query.
    """

    request: type[RequestType]
    resolve: Callable[[RequestType, Library], Resolution | Reaction]


@dataclass(frozen=True, slots=True)
class Viewer:
    """The user who sees a card, with their permissions and library there.

    `is_curator` is known on a panel, where `Registry.identify` fills it.
    """

    user: discord.abc.User
    permissions: discord.Permissions
    library: LibraryId = SHARED_LIBRARY
    is_curator: bool = False


CuratorCheck = Callable[[Viewer, Library], bool]
"""Returns whether a user may change the library of a server.

It runs in the store's thread, in the snapshot that the answer reads.
"""


@dataclass(frozen=True, slots=True)
class Entry(Generic[Thing]):
    """A next step that a card offers for a thing.

    It is a button on a fact's *More…* panel or on the card of a miss. `thing` is the type that it
    goes with: Fact, Topic, Source, or the type of an error. `is_offered` may depend on the viewer's
    permissions and on the thing.
    """

    thing: type[Thing]
    steps: Callable[[Thing], Iterable[NextStep]]
    is_offered: Callable[[Viewer, Thing], bool] = lambda _, __: True


ChangeListener = Callable[[LibraryId, ChangeNote], Awaitable[None]]
"""Called after each change of a library by this process."""


QuestionListener = Callable[[LibraryId, str], Awaitable[None]]
"""Called with each question of a message that found no answer."""


JoinListener = Callable[[discord.Guild], Awaitable[None]]
"""Called when the bot joins a server."""


class Background(Protocol):
    """Work that runs as long as the bot does."""

    def start(self) -> None:
        """Begin, once the client is logged in."""

    async def stop(self) -> None:
        """End, within a few seconds."""


@dataclass(frozen=True, slots=True)
class Extension:
    """All that one feature adds to the bot.

    `legacy` reads custom_ids of earlier versions, by the query's letter. `services` are objects
    that the feature's own commands find by type at the client. `ratings` are buttons under answers
    to messages, by the type of query. `curator_check` replaces the
    default, the permission Manage Server; only one feature may have it.
    """

    lookups: tuple[Lookup[Any], ...] = ()
    panel_lookups: tuple[PanelLookup[Any], ...] = ()
    actions: tuple[Action[Any], ...] = ()
    forms: tuple[Form[Any], ...] = ()
    resolvers: tuple[Resolver[Any], ...] = ()
    legacy: Mapping[str, LegacyDecoder] = field(default_factory=dict)
    commands: tuple[AnyCommand, ...] = ()
    panel: tuple[Entry[Any], ...] = ()
    misses: tuple[Entry[Any], ...] = ()
    ratings: tuple[Entry[Any], ...] = ()
    unanswered: tuple[QuestionListener, ...] = ()
    curator_check: CuratorCheck | None = None
    listeners: tuple[ChangeListener, ...] = ()
    joins: tuple[JoinListener, ...] = ()
    background: tuple[Background, ...] = ()
    services: tuple[object, ...] = ()
