"""A server in which one user tries everything: who the user is, where, and what is seen of it.

A column of the permission matrix is a user in a place. Each has the rights that it is left with.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any, Final

import discord
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle, GuildHandle, UserHandle
from simcord.enums import ChannelType
from simcord.results import InteractionResult

from facts.curation.curator import Curator
from facts.model.entities import LibraryId
from tests.support.builders import NOTE, add, fact_draft, source_draft
from tests.support.channel_settings import post_in, set_channel, thread_in
from tests.support.rights import (
    add_administrator,
    allow,
    deny,
    entry,
    lock,
    set_integration,
    time_out,
)
from tests.support.world import MANAGES, World

ROLE, MEMBER = 1, 2
OTHERS: Final = LibraryId(4242)
"""Another server, of which nothing may be seen."""
SECRET, OWN, HUSH = "Badgers", "Owls", "Hush"
"""Words in a fact of another server, in one of this server, and in the title of its schedule."""


class Right(Enum):
    """Something that a user may do, or that is the case."""

    COMMANDS = auto()  # Discord offers commands: the user is not timed out
    WRITE = auto()  # in this place, where answers are not private
    PRIVATE = auto()  # only the user sees the card
    ASKER = auto()  # the card was made for the user
    DAILY = auto()
    SEE = auto()  # the channel of the schedule
    POST = auto()  # there, with a thread and a pin
    PING = auto()  # the role of the schedule
    CHANNEL = auto()  # Manage Channels here
    LIBRARY = auto()  # /library is not denied
    SERVER = auto()  # the place has a library of its own
    OWN = auto()  # it is the library of the first server
    CURATE = auto()
    MANAGE = auto()


_EVERYONE: Final = frozenset(
    {
        Right.COMMANDS, Right.WRITE, Right.PRIVATE, Right.ASKER, Right.SEE, Right.LIBRARY,
        Right.SERVER, Right.OWN,
    }
)  # fmt: skip
_MANAGERS: Final = _EVERYONE | {Right.DAILY, Right.POST, Right.PING, Right.CURATE, Right.MANAGE}
_POSTING: Final = frozenset({Right.POST})


@dataclass
class Scene:
    """A user in a place, with a card of the bot that may be pressed.

    `asker` is the user whom the card was made for.
    """

    world: World
    administrator: MemberActor
    target: ChannelHandle
    rights: frozenset[Right]
    server: GuildHandle
    place: ChannelHandle = field(init=False)
    user: MemberActor | UserHandle = field(init=False)
    card: InteractionResult = field(init=False)
    message: discord.Message = field(init=False)
    asker: int = field(init=False)
    is_user_install: bool = False

    @property
    def member(self) -> MemberActor:
        assert isinstance(self.user, MemberActor)
        return self.user


Prepare = Callable[[Scene], Awaitable[None]]


async def _nothing(_: Scene) -> None:
    pass


@dataclass(frozen=True)
class UserKind:
    """A kind of user: the rights left, and what takes the others away.

    `permissions` are those of the user's role. `prepare` runs once the card is made.
    """

    rights: frozenset[Right]
    permissions: discord.Permissions = field(default_factory=discord.Permissions)
    prepare: Prepare = _nothing
    card: str = "private"


def _denied_in_target(*names: str) -> Prepare:
    async def prepare(scene: Scene) -> None:
        deny(scene.world, scene.member, *names, channel=scene.target)

    return prepare


async def _mute(scene: Scene) -> None:
    names = ("send_messages", "send_messages_in_threads")
    deny(scene.world, scene.member, *names, channel=_parent(scene))


async def _time_out(scene: Scene) -> None:
    time_out(scene.world, scene.member)


async def _allow_daily(scene: Scene) -> None:
    await set_integration(scene.world, "daily", entry(scene.user.id, MEMBER, allowed=True))


async def _deny_commands(scene: Scene) -> None:
    for command in ("daily", "library", "Save as fact"):
        await set_integration(scene.world, command, entry(scene.user.id, MEMBER, allowed=False))


async def _demote(scene: Scene) -> None:
    roles = scene.world.env.backend.get_member(scene.server.id, scene.user.id).role_ids
    for role in list(roles):
        scene.world.env.backend.remove_member_role(scene.server.id, scene.user.id, role)
    await scene.world.pass_time(1)


async def _manage_here(scene: Scene) -> None:
    allow(scene.world, scene.member, "manage_channels", _parent(scene))


async def _make_curator(scene: Scene) -> None:
    role = scene.server.create_role("curators")
    scene.world.env.backend.add_member_role(scene.server.id, scene.user.id, role.id)
    await scene.administrator.slash(scene.world.channel, "library settings", add=role)


USERS: Final[Mapping[str, UserKind]] = {
    "reader": UserKind(_EVERYONE),
    "reader of a public card": UserKind(_EVERYONE - {Right.PRIVATE}, card="public"),
    "not the asker": UserKind(_EVERYONE - {Right.PRIVATE, Right.ASKER}, card="of another"),
    "muted": UserKind(_EVERYONE - {Right.WRITE}, prepare=_mute),
    "timed out": UserKind(
        _EVERYONE - {Right.WRITE, Right.COMMANDS, Right.LIBRARY}, prepare=_time_out
    ),
    "moderator of the channel": UserKind(_EVERYONE | {Right.CHANNEL}, prepare=_manage_here),
    "allowed by Integrations": UserKind(_EVERYONE | {Right.DAILY}, prepare=_allow_daily),
    "curator": UserKind(_EVERYONE | {Right.CURATE}, prepare=_make_curator),
    "manager": UserKind(_MANAGERS, MANAGES),
    "manager who cannot view": UserKind(
        _MANAGERS - {Right.SEE, Right.POST, Right.PING}, MANAGES, _denied_in_target("view_channel")
    ),
    "manager who cannot send": UserKind(
        _MANAGERS - _POSTING, MANAGES, _denied_in_target("send_messages")
    ),
    "manager who cannot pin": UserKind(
        _MANAGERS - _POSTING, MANAGES, _denied_in_target("pin_messages")
    ),
    "manager who cannot open threads": UserKind(
        _MANAGERS - _POSTING, MANAGES, _denied_in_target("create_public_threads")
    ),
    "manager who cannot ping": UserKind(
        _MANAGERS - {Right.PING}, MANAGES, _denied_in_target("mention_everyone")
    ),
    "denied by Integrations": UserKind(
        _MANAGERS - {Right.DAILY, Right.LIBRARY}, MANAGES, _deny_commands
    ),
    "former manager": UserKind(_EVERYONE, MANAGES, _demote),
    "administrator": UserKind(_MANAGERS | {Right.CHANNEL}, discord.Permissions(administrator=True)),
}


@dataclass(frozen=True)
class PlaceKind:
    """A kind of place: how it is made, and which rights nobody or hardly anyone has there.

    Administrators keep what `spared` names. `prepare` runs once the card is made.
    """

    make: Callable[[Scene], Awaitable[ChannelHandle]]
    lost: frozenset[Right] = frozenset()
    prepare: Prepare = _nothing
    spared: frozenset[Right] = frozenset()


def _parent(scene: Scene) -> ChannelHandle:
    """Return the channel whose permissions count in the place."""
    stored = scene.world.env.backend.get_channel(scene.place.id)
    if not scene.place.is_thread:
        return scene.place
    return next(each for each in scene.server.channels.values() if each.id == stored.parent_id)


async def _home(scene: Scene) -> ChannelHandle:
    return scene.world.channel


async def _news(scene: Scene) -> ChannelHandle:
    return scene.server.create_news_channel("news")


async def _voice(scene: Scene) -> ChannelHandle:
    return scene.server.create_voice_channel("talk")


async def _thread(scene: Scene) -> ChannelHandle:
    return await thread_in(scene.world)


async def _private_thread(scene: Scene) -> ChannelHandle:
    backend, parent = scene.world.env.backend, scene.world.channel
    made = backend.create_thread(
        parent.id, "inside", scene.administrator.id, type=ChannelType.PRIVATE_THREAD
    )
    for member in (scene.user.id, scene.world.reader.id, scene.administrator.id):
        backend.add_thread_member(made.id, member)
    return next(each for each in parent.threads if each.id == made.id)


async def _forum_post(scene: Scene) -> ChannelHandle:
    return await post_in(scene.world, scene.server.create_forum_channel("forum"))


async def _deny_everyone(scene: Scene) -> None:
    deny(scene.world, scene.server.default_role, "send_messages", channel=scene.place)


async def _quieten(scene: Scene) -> None:
    await set_channel(scene.administrator, scene.world, "quiet", scene.place)


async def _lock(scene: Scene) -> None:
    lock(scene.world, scene.place)


async def _direct(scene: Scene) -> ChannelHandle:
    assert isinstance(scene.user, UserHandle)
    return scene.user.dm_channel


async def _other_server(scene: Scene) -> ChannelHandle:
    return scene.server.create_text_channel("elsewhere")


_WRITE: Final = frozenset({Right.WRITE})
PLACES: Final[Mapping[str, PlaceKind]] = {
    "text channel": PlaceKind(_home),
    "read-only channel": PlaceKind(_home, _WRITE, _deny_everyone, spared=_WRITE),
    "quiet channel": PlaceKind(_home, _WRITE, _quieten),
    "announcement channel": PlaceKind(_news),
    "voice channel": PlaceKind(_voice),
    "thread": PlaceKind(_thread),
    "private thread": PlaceKind(_private_thread),
    "locked thread": PlaceKind(_thread, _WRITE, _lock, spared=_WRITE),
    "forum post": PlaceKind(_forum_post),
}
"""Places of the server. Every kind of user can be there."""
_LEAST: Final = frozenset({Right.COMMANDS, Right.WRITE, Right.PRIVATE, Right.ASKER})
ELSEWHERE: Final[Mapping[str, tuple[PlaceKind, UserKind]]] = {
    "direct message": (PlaceKind(_direct), UserKind(_LEAST)),
    "user install": (PlaceKind(_home), UserKind(_LEAST | {Right.LIBRARY, Right.SEE})),
    "another server": (
        PlaceKind(_other_server),
        UserKind(_MANAGERS - {Right.SEE, Right.POST, Right.PING, Right.OWN}, MANAGES),
    ),
}
"""Places outside the server, each with the one kind of user that is there."""


async def open_scene(world: World, user: str, place: str) -> Scene:
    """Set the server up, make the card, then take away what the user does not have."""
    place_kind, user_kind = ELSEWHERE[place] if place in ELSEWHERE else (PLACES[place], USERS[user])
    rights = user_kind.rights - place_kind.lost
    if user == "administrator":
        rights |= place_kind.spared & user_kind.rights
    server = world.env.create_guild("others") if place == "another server" else world.server
    target = world.server.create_text_channel("target")
    scene = Scene(world, add_administrator(world), target, rights, server)
    await _fill(scene)
    someone = world.env.create_user("someone")
    scene.user = someone
    if place != "direct message":
        role = server.create_role("someone's", permissions=user_kind.permissions)
        scene.user = server.add_member(someone, roles=[role])
    scene.place = await place_kind.make(scene)
    await _make_card(scene, user_kind.card)
    await place_kind.prepare(scene)
    await user_kind.prepare(scene)
    scene.is_user_install = place == "user install"
    return scene


async def _fill(scene: Scene) -> None:
    """Add facts of this and of another server, a schedule and a post."""
    world, administrator = scene.world, scene.administrator
    own = fact_draft(f"{OWN} hunt at night.", source_draft(f"{OWN} weekly"), topics=("owls",))
    others = fact_draft(f"{SECRET} dig.", source_draft(f"{SECRET} daily"), topics=("badgers",))
    await add(world.store, own, library=LibraryId(world.server.id))
    await add(world.store, others, library=OTHERS)
    for library, word in ((LibraryId(world.server.id), OWN), (OTHERS, SECRET)):
        await Curator(world.store, library, NOTE).set_question_texts(keep=True)
        text = f"When do {word} sleep?"
        await world.store.questions.record_miss(library, text, NOTE.made_at.date())
    board = world.server.create_role("board")
    await administrator.slash(
        world.channel, "daily add", time="23:00", zone="UTC", channel=scene.target, title=HUSH,
        thread=True, pin=True, role=board,
    )  # fmt: skip
    await administrator.slash(world.channel, "daily post")


async def _make_card(scene: Scene, kind: str) -> None:
    asker = scene.world.reader if kind == "of another" else scene.user
    options = {"text": "naps", "private": kind == "private"}
    scene.card = await run_command(asker, scene.place, "search", options)
    scene.asker = asker.id
    if isinstance(scene.user, UserHandle):
        scene.message = await scene.user.send_dm("Long naps leave people drowsy.")
    else:
        scene.message = await scene.member.send(scene.place, "Long naps leave people drowsy.")


async def run_command(
    actor: MemberActor | UserHandle, place: ChannelHandle, name: str, options: Mapping[str, Any]
) -> InteractionResult:
    """Run a slash command in a place."""
    if isinstance(actor, UserHandle):
        result: InteractionResult = await actor.slash(name, **options)
        return result
    return await actor.slash(place, name, **options)
