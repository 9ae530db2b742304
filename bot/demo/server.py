"""The simulated Discord of the demo: a server, its members and its first messages."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

import discord

from bot.app.client import Footnote
from facts.curation.curator import Curator
from facts.curation.store import CurationStore
from facts.model.changes import ChangeNote, Origin
from facts.model.entities import LibraryId

if TYPE_CHECKING:
    from simcord import Env
    from simcord.actors import MemberActor
    from simcord.builders import ChannelHandle, RoleHandle

SERVER: Final = LibraryId(1456074443980800002)
"""The id of the demo's server. It is always the same, so a database from an earlier demo fits."""
WELCOME: Final = """\
**Welcome.** Footnote is in this Discord, which exists only on your computer. It knows a team's \
handbook and 58 facts about language models.
**Ask** in the box below: `@Footnote how many paid days off do I have?`, `@Footnote rag \
vs hallucination`, or `/topic` and a few letters, such as `retr`.
**Add facts** as **curator** with `/library add`, `/library import` for files, or **⋯** on a \
message and *Save as fact*.
**Try** `/search`, `/random`, `/compare`, `/help` and *Find facts* in **⋯**; as **manager**, \
`/daily add` and `/channel focus`.
**Choose** at the top who you are: reader, curator or manager. The arrow beside the box sends a \
command."""
"""The first message in the demo. The two packs answer each question in it."""
QUESTION: Final = "can I deploy on Friday?"
"""The question that is already answered when the page opens."""


@dataclass(frozen=True, slots=True)
class DemoServer:
    """A server in a simulated Discord, with its members.

    `curators` is the role of the curator.
    """

    world: "Env"
    channel: "ChannelHandle"
    reader: "MemberActor"
    manager: "MemberActor"
    curator: "MemberActor"
    curators: "RoleHandle"

    async def set_curators(self, store: CurationStore) -> None:
        """Let the curator change the library, unless its curators are set already."""
        if not await store.read(SERVER, lambda snapshot: snapshot.changes.curator_roles()):
            note = ChangeNote(wall_time(), "the demo's curator", origin=Origin.COMMAND_LINE)
            await Curator(store, SERVER, note).set_curators([self.curators.id])

    async def start_conversation(self) -> None:
        """Post the welcome and a question, which the bot answers."""
        await self.manager.send(self.channel, WELCOME)
        bot = self.world.backend.bot_user.id
        await self.reader.send(self.channel, f"<@{bot}> {QUESTION}")


def wall_time() -> datetime:
    """Return the present time."""
    return datetime.now(UTC)


@asynccontextmanager
async def simulate_discord(bot: Footnote) -> AsyncIterator[DemoServer]:
    """Yield a Discord at the present time with the bot in it.

    Its server, channel and members are created before the clock is set. So their ids are always the
    same, and a database from an earlier demo still fits.
    """
    from simcord import Env  # noqa: PLC0415 (an extra that may not be installed)

    world = Env(bot, check_errors=False)
    world.backend.bot_user.name = "Footnote"
    demo_server = _build_server(world)
    world.backend.advance_clock((wall_time() - world.now()).total_seconds())
    await world.start()
    with world.time_context():
        try:
            yield demo_server
        finally:
            await world.shutdown()


def _build_server(world: "Env") -> DemoServer:
    """Build the server. New parts come last: ids are given in this order."""
    server = world.create_guild("Footnote's demonstration", id=SERVER)
    channel = server.create_text_channel("facts")
    allowed = discord.Permissions(  # what `/channel` and all options of `/daily` need
        manage_guild=True,
        manage_channels=True,
        manage_messages=True,
        mention_everyone=True,
        pin_messages=True,
    )
    manages = server.create_role("manager", permissions=allowed)
    reader = server.add_member(world.create_user("reader"))
    manager = server.add_member(world.create_user("manager"), roles=[manages])
    curators = server.create_role("curator")
    curator = server.add_member(world.create_user("curator"), roles=[curators])
    return DemoServer(world, channel, reader, manager, curator, curators)
