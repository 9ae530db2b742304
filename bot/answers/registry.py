"""The tables that the features' extensions fill, and that the dispatcher reads."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final, TypeVar

from bot.answers.extension import (
    Action,
    Entry,
    Extension,
    Form,
    Lookup,
    PanelLookup,
    Resolver,
    Viewer,
)
from bot.errors.messages import ErrorMessages, MessageTable
from bot.queries.codec import QueryCodec, QueryUnreadable
from bot.queries.custom_id import Effect
from bot.queries.query import Query, Request
from bot.ui.controls import NextStep
from facts.library.library import Library
from facts.model.changes import ChangeNote
from facts.model.entities import SHARED_LIBRARY, LibraryId

Service = TypeVar("Service")

_LOOKUP_EFFECTS: Final = frozenset({Effect.REPLACE, Effect.OPEN, Effect.SHARE})
"""Effects that show the answer to a look-up."""


class Registry:
    """The handlers, codec and error messages of all features.

    Raises ValueError where two features handle one type, where two types of query share a letter,
    or where two features say who is a curator.
    """

    def __init__(self, extensions: Iterable[Extension], messages: Iterable[MessageTable]) -> None:
        self._extensions = tuple(extensions)
        self.messages = ErrorMessages(messages)
        self.lookups: dict[type[Any], Lookup[Any]] = {}
        self.panel_lookups: dict[type[Any], PanelLookup[Any]] = {}
        self.actions: dict[type[Any], Action[Any]] = {}
        self.forms: dict[type[Any], Form[Any]] = {}
        self.resolvers: dict[type[Any], Resolver[Any]] = {}
        for each in self._extensions:
            _add(self.lookups, {lookup.query: lookup for lookup in each.lookups})
            _add(self.panel_lookups, {panel.query: panel for panel in each.panel_lookups})
            _add(self.actions, {action.request: action for action in each.actions})
            _add(self.forms, {form.query: form for form in each.forms})
            _add(self.resolvers, {resolver.request: resolver for resolver in each.resolvers})
        _add(self.lookups | self.panel_lookups | self.resolvers, self.actions)
        checks = [each.curator_check for each in self._extensions if each.curator_check]
        if len(checks) > 1:
            raise ValueError("two features say who is a curator")
        self._is_curator = checks[0] if checks else _manages_server
        self.codec = QueryCodec(
            self.queries,
            {key: read for each in self._extensions for key, read in each.legacy.items()},
        )

    @property
    def queries(self) -> tuple[type[Query], ...]:
        """All types of query that a control can carry."""
        kinds = (*self.lookups, *self.panel_lookups, *self.actions, *self.forms)
        return tuple(dict.fromkeys(kind for kind in kinds if hasattr(kind, "letter")))

    def check_effect(self, query: Query, effect: Effect) -> None:
        """Raise QueryUnreadable unless a control with an effect may carry a query.

        A look-up never runs as an action, and an action only with the effects that it declares.
        """
        if effect not in self._effects(type(query)):
            raise QueryUnreadable(query.letter)

    def find_form(self, query: Query, effect: Effect) -> Form[Any]:
        """Return the form that takes a modal's values. Raises QueryUnreadable."""
        if effect is not Effect.SUBMIT or type(query) not in self.forms:
            raise QueryUnreadable(query.letter)
        return self.forms[type(query)]

    def _effects(self, kind: type[Query]) -> frozenset[Effect]:
        """Return the effects of controls that may carry a type of query."""
        if kind in self.actions:
            return self.actions[kind].effects
        if kind in self.panel_lookups:
            return _LOOKUP_EFFECTS - {Effect.SHARE}
        if kind not in self.lookups:
            return frozenset()
        can_export = self.lookups[kind].collect is not None
        return _LOOKUP_EFFECTS | ({Effect.EXPORT} if can_export else set())

    def lookup(self, query: Request) -> Lookup[Any] | None:
        """Return the lookup that answers a query, if one does."""
        return self.lookups.get(type(query))

    def identify(self, viewer: Viewer, library: Library) -> Viewer:
        """Return the viewer with whether they are a curator of the library there.

        The shared library has no curators in Discord.
        """
        is_own = viewer.library != SHARED_LIBRARY
        return replace(viewer, is_curator=is_own and self._is_curator(viewer, library))

    def panel_steps(self, thing: object, viewer: Viewer) -> list[NextStep]:
        """Return what the *More…* panel offers a viewer for a thing."""
        return _collect_steps(
            (entry for each in self._extensions for entry in each.panel), thing, viewer
        )

    def miss_steps(self, error: BaseException, viewer: Viewer) -> list[NextStep]:
        """Return what the card of a miss offers a viewer."""
        entries = (entry for each in self._extensions for entry in each.misses)
        return _collect_steps(entries, error, viewer)

    def rating_steps(self, query: Query, viewer: Viewer) -> list[NextStep]:
        """Return the buttons that stand under an answer to a message."""
        entries = (entry for each in self._extensions for entry in each.ratings)
        return _collect_steps(entries, query, viewer)

    async def report_unanswered(self, library: LibraryId, question: str) -> None:
        """Notify every listener of a question that found no answer."""
        for each in self._extensions:
            for listener in each.unanswered:
                await listener(library, question)

    def service(self, kind: type[Service]) -> Service:
        """Return the service of a type.

        Raises LookupError if no feature has it.
        """
        for each in self._extensions:
            for service in each.services:
                if isinstance(service, kind):
                    return service
        raise LookupError(kind.__name__)

    async def announce(self, library: LibraryId, note: ChangeNote) -> None:
        """Notify every listener of a change in a library."""
        for each in self._extensions:
            for listener in each.listeners:
                await listener(library, note)


def _manages_server(viewer: Viewer, _: Library) -> bool:
    return viewer.permissions.manage_guild


def _add(table: dict[type[Any], Any], more: dict[type[Any], Any]) -> None:
    for kind, handler in more.items():
        if kind in table:
            raise ValueError(f"two features handle {kind.__name__}")
        table[kind] = handler


def _collect_steps(entries: Iterable[Entry[Any]], thing: object, viewer: Viewer) -> list[NextStep]:
    return [
        step
        for entry in entries
        if isinstance(thing, entry.thing) and entry.is_offered(viewer, thing)
        for step in entry.steps(thing)
    ]
