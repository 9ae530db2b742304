"""What the handlers of curation need: who asks, in which library, and the way to write."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import discord

from bot.answers.extension import ActionContext, Viewer
from bot.curation.errors import NotCurator, NotManager, OutsideServer, PermissionUnknown
from bot.curation.queries import AnyForm
from bot.discord_api.command_permissions import can_use_command
from bot.discord_api.errors import OUTAGES
from bot.discord_api.location import locate_interaction
from bot.queries.codec import encode_query
from bot.queries.query import RenderContext
from facts.curation.curator import Curator, Saved
from facts.curation.forms import FormGone, FormId, SavedForm
from facts.curation.store import CurationStore
from facts.library.library import Library
from facts.model.changes import ChangeNote, Origin
from facts.model.entities import SHARED_LIBRARY, LibraryId
from facts.store.library_store import Snapshot

Result = TypeVar("Result")
COMMAND = "library"
"""The command whose permissions all controls of curation need."""


def is_curator(viewer: Viewer, library: Library) -> bool:
    """Return whether a user may change the library of a server."""
    return _has_role(viewer.user, viewer.permissions, library.changes.curator_roles())


@dataclass(frozen=True, slots=True)
class CurationContext:
    """An interaction, and the time of the bot's machine."""

    action: ActionContext
    now: datetime.datetime

    @property
    def interaction(self) -> discord.Interaction[Any]:
        """The interaction that asks."""
        return self.action.interaction

    @property
    def render(self) -> RenderContext:
        """The context in which the answer is rendered."""
        return self.action.render_context

    @property
    def store(self) -> CurationStore:
        """The store: one delivery of the interaction writes to it once."""
        return self.action.store

    @property
    def user(self) -> int:
        """The id of the user."""
        return self.interaction.user.id

    @property
    def library(self) -> LibraryId:
        """The library of the server. Raises OutsideServer."""
        library = locate_interaction(self.interaction).library
        if library == SHARED_LIBRARY:
            raise OutsideServer
        return library

    async def read(self, work: Callable[[Library], Result]) -> Result:
        """Run `work` on one snapshot of the server's library."""
        return await self.store.read(self.library, lambda snapshot: work(Library(snapshot)))

    async def read_own(self, work: Callable[[LibraryId, Snapshot], Result]) -> Result:
        """Run `work` with the library's id on one snapshot of it."""
        library = self.library
        return await self.store.read(library, lambda snapshot: work(library, snapshot))

    async def curator_roles(self) -> tuple[int, ...]:
        """Return the ids of the curator roles."""
        return await self.read(lambda library: library.changes.curator_roles())

    async def require_curator(self) -> None:
        """Raise NotCurator unless the user may change the library now.

        Raises PermissionUnknown if Discord cannot be asked.
        """
        roles = await self.curator_roles()
        if not _has_role(self.interaction.user, self.interaction.permissions, roles):
            raise NotCurator(roles)
        is_form = self.interaction.type is discord.InteractionType.modal_submit
        if is_form and not await self._can_use_command():
            raise NotCurator(roles)

    async def _can_use_command(self) -> bool:
        try:
            return await can_use_command(self.interaction, COMMAND)
        except OUTAGES as error:
            raise PermissionUnknown from error

    def require_manager(self) -> None:
        """Raise NotManager unless the user manages the server."""
        if not self.interaction.permissions.manage_guild:
            raise NotManager

    def note(self, reason: str = "") -> ChangeNote:
        """Return who changes what from where."""
        channel = self.interaction.channel_id
        return ChangeNote(self.interaction.created_at, reason, self.user, Origin.DISCORD, channel)

    def curator(self, reason: str = "") -> Curator:
        """Return the use cases that write to the server's library."""
        return Curator(self.store, self.library, self.note(reason))

    async def announce(self, saved: Saved[Result]) -> Saved[Result]:
        """Tell the other features of a change, and return it."""
        registry = self.interaction.client.dispatcher.registry
        await registry.announce(self.library, self.note())
        return saved

    async def keep(self, form: AnyForm, values: dict[str, str]) -> FormId:
        """Save what the user typed into a form."""
        target = encode_query(replace(form, form=None))
        number = form.form or FormId(0)
        saved = SavedForm(self.library, self.user, self.now, target, values, number)
        return await self.store.save_form(saved)

    async def load_form(self, form: FormId) -> tuple[AnyForm, dict[str, str]]:
        """Return a saved form and its values. Raises FormGone."""
        saved = await self.store.get_form(self.library, self.user, form, self.now)
        if saved is None:
            raise FormGone
        query = self.interaction.client.dispatcher.registry.codec.decode(saved.target)
        return replace(query, form=form), dict(saved.values)

    async def drop_form(self, form: FormId | None) -> None:
        """Delete a form that has done its work."""
        if form:
            await self.store.delete_form(self.library, self.user, form)


def _has_role(
    user: discord.abc.User, permissions: discord.Permissions, roles: tuple[int, ...]
) -> bool:
    if permissions.manage_guild or permissions.administrator:
        return True
    return isinstance(user, discord.Member) and any(role.id in roles for role in user.roles)
