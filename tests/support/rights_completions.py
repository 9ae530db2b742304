"""What each option of a command completes, and for whom."""

from collections.abc import Mapping
from enum import Enum, auto
from typing import Any, Final

from simcord.actors import MemberActor
from simcord.backend.errors import SetupError

from tests.support.rights_scene import Scene


class Offer(Enum):
    """What an autocomplete offers."""

    LIBRARY = auto()  # of the library of the place
    SCHEDULES = auto()  # of channels that the user may view
    CHANGES = auto()  # for curators
    ALWAYS = auto()  # the same for everyone


_FILTERS: Final = {"topic": Offer.LIBRARY, "kind": Offer.LIBRARY, "site": Offer.LIBRARY}
_AUTHOR: Final = {"author": Offer.LIBRARY}
_PLAN: Final = {
    "time": Offer.ALWAYS,
    "zone": Offer.ALWAYS,
    "weekdays": Offer.ALWAYS,
    "title": Offer.ALWAYS,
    "late": Offer.ALWAYS,
    "topics": Offer.LIBRARY,
    "kinds": Offer.LIBRARY,
    "sites": Offer.LIBRARY,
}
_WHICH: Final = {"schedule": Offer.SCHEDULES}
_FOCUS: Final = ("topic", "second", "third", "fourth", "fifth")
_THING: Final = {"fact": Offer.LIBRARY, "source": Offer.LIBRARY}
COMPLETIONS: Final[Mapping[str, Mapping[str, Offer]]] = {
    "topic": {
        "name": Offer.LIBRARY,
        "kind": Offer.LIBRARY,
        "site": Offer.LIBRARY,
        "author": Offer.LIBRARY,
        "since": Offer.ALWAYS,
    },
    "topics": {"query": Offer.LIBRARY},
    "fact": {"id": Offer.LIBRARY},
    "sources": {"query": Offer.LIBRARY, "topic": Offer.LIBRARY, "site": Offer.LIBRARY} | _AUTHOR,
    "search": _FILTERS | _AUTHOR | {"text": Offer.LIBRARY},
    "random": _FILTERS,
    "compare": {"first": Offer.LIBRARY, "second": Offer.LIBRARY},
    "channel focus": dict.fromkeys(_FOCUS, Offer.LIBRARY),
    "daily add": _PLAN,
    "daily edit": _PLAN | _WHICH,
    **dict.fromkeys(
        (f"daily {name}" for name in ("preview", "pause", "resume", "post", "remove")),
        _WHICH,
    ),
    "daily skip": _WHICH | {"days": Offer.ALWAYS},
    "daily fix": _WHICH | {"fact": Offer.LIBRARY, "day": Offer.ALWAYS},
    "library add": {"topic": Offer.LIBRARY},
    "library edit": _THING | {"topic": Offer.LIBRARY},
    "library alias": {"topic": Offer.LIBRARY, "add": Offer.LIBRARY, "remove": Offer.LIBRARY},
    "library merge": {"merge": Offer.LIBRARY, "into": Offer.LIBRARY},
    "library remove": _THING | {"reason": Offer.ALWAYS},
    "library history": {"topic": Offer.LIBRARY, "fact": Offer.LIBRARY},
    "library export": {"topic": Offer.LIBRARY},
    "library undo": {"change": Offer.CHANGES},
}
"""By command: the options that complete while a user types."""


async def complete(scene: Scene, command: str, option: str) -> list[dict[str, Any]] | None:
    """Return the choices of an option; None where Discord does not offer the command."""
    try:
        if isinstance(scene.user, MemberActor):
            return await scene.user.autocomplete(scene.place, command, option, "")
        offered: list[dict[str, Any]] = await scene.user.autocomplete(command, option, "")
    except SetupError:
        return None
    return offered
