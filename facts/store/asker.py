"""Who a read is for: reads of one user or server never hold up those of others."""

import enum
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Final


class Purpose(enum.Enum):
    """What a read is for. Reads for different purposes do not wait for each other."""

    OWN_WORK = enum.auto()
    """Posts of the day, and the command line. They may take as long as they need."""
    ANSWER = enum.auto()
    OFFER = enum.auto()
    """Choices for what a user is typing. Only the newest ones of a user are needed."""
    SETTING = enum.auto()
    """The setting of a channel, which tells whether an answer is private."""


@dataclass(frozen=True, slots=True)
class Asker:
    """A user, and the server where they ask; 0 elsewhere."""

    user: int = 0
    server: int = 0

    @property
    def group(self) -> int:
        """The id of those who share a turn: the server, or else the user alone."""
        return self.server or self.user


@dataclass(frozen=True, slots=True)
class Errand:
    """What the current task reads and writes for, and for whom."""

    purpose: Purpose = Purpose.OWN_WORK
    asker: Asker = Asker()


_OWN_WORK: Final = Errand()
_CURRENT: Final = ContextVar("errand", default=_OWN_WORK)


@contextmanager
def run_errand(purpose: Purpose, asker: Asker) -> Iterator[None]:
    """Read and write for someone until the end of a `with` block, also in new tasks."""
    token = _CURRENT.set(Errand(purpose, asker))
    try:
        yield
    finally:
        _CURRENT.reset(token)


def current_errand() -> Errand:
    """Return what the current task reads for."""
    return _CURRENT.get()
