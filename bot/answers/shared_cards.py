"""Where private cards were shared lately, so that pressing again shares nothing twice."""

import asyncio
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Final

_MAX_CARDS: Final = 500
"""Cards that are remembered; the oldest are forgotten first. A shared one is marked, so that only
who presses again before that is met here."""


@dataclass(slots=True)
class SharedCard:
    """The address of what a card was shared as, once it is; `under_way` while that is at work."""

    address: str = ""
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


class SharedCards:
    """What the last cards were shared as, for as long as the program runs."""

    def __init__(self, most: int = _MAX_CARDS) -> None:
        self._most = most
        self._shares: OrderedDict[int, SharedCard] = OrderedDict()

    def get(self, card: int) -> SharedCard:
        """Return what a card was shared as, by the id of its message."""
        share = self._shares.setdefault(card, SharedCard())
        while len(self._shares) > self._most:
            self._shares.popitem(last=False)
        return share
