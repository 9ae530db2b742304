"""In-memory record of shared cards, so that a second press shares nothing twice."""

import asyncio
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Final

_MAX_CARDS: Final = 500
"""Cards that are remembered; the oldest are dropped first. A shared card shows a link instead of
the button, so this only matters for presses before that update arrives."""


@dataclass(slots=True)
class SharedCard:
    """The address of the public message, once there is one. `lock` is held while it is sent."""

    address: str = ""
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


class SharedCards:
    """The last shared cards, by the id of the private card's message."""

    def __init__(self, most: int = _MAX_CARDS) -> None:
        self._most = most
        self._shares: OrderedDict[int, SharedCard] = OrderedDict()

    def get(self, card: int) -> SharedCard:
        """Return the record of a card, by the id of its message."""
        share = self._shares.setdefault(card, SharedCard())
        while len(self._shares) > self._most:
            self._shares.popitem(last=False)
        return share
