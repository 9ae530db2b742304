"""What one attempt of a user shows and writes."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from simcord.backend.models import EPHEMERAL_FLAG
from simcord.results import InteractionResult

from tests.support.rights_rows import Done
from tests.support.rights_scene import HUSH, OWN, SECRET, Right, Scene

_UNCOUNTED = ("interaction", "saved_form", "sqlite_sequence")
"""Tables that a refused attempt may write: its id, and what the user typed."""


@dataclass
class Database:
    """The file of the bot, which every attempt leaves as it was before."""

    path: str

    def __post_init__(self) -> None:
        self._kept = sqlite3.connect(":memory:")
        with closing(sqlite3.connect(self.path)) as live:
            live.backup(self._kept)
        self._before = self._read()

    def has_changed(self) -> bool:
        return self._read() != self._before

    def restore(self) -> None:
        with closing(sqlite3.connect(self.path)) as live:
            self._kept.backup(live)

    def _read(self) -> list[Any]:
        with closing(sqlite3.connect(self.path)) as live:
            names = live.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall()
            tables = sorted(name for (name,) in names if name not in _UNCOUNTED)
            return [live.execute(f"SELECT * FROM {table}").fetchall() for table in tables]  # noqa: S608


class Watch:
    """What the bot shows during one attempt."""

    def __init__(self, scene: Scene) -> None:
        self._messages = scene.world.env.backend.messages
        self._bot = scene.world.env.backend.bot_user.id
        self._before = {each.id: deepcopy(each) for each in self._iter_messages()}

    def _iter_messages(self) -> Iterator[Any]:
        for channel in self._messages.values():
            yield from (each for each in channel.values() if each.author_id == self._bot)

    def read(self, result: InteractionResult | None) -> tuple[Done, str]:
        """Return where something appeared, and its text."""
        changed = [
            each
            for each in self._iter_messages()
            if each.id not in self._before or each.components != self._before[each.id].components
        ]
        modal = result.modal if result else None
        text = "\n".join([repr(each.components) for each in changed] + [repr(modal or "")])
        left = {each.id for each in self._iter_messages()}
        changed += [each for number, each in self._before.items() if number not in left]
        if any(not each.flags & EPHEMERAL_FLAG for each in changed):
            return Done.PUBLIC, text
        return Done.PRIVATE if changed or modal else Done.NOTHING, text

    def restore(self) -> None:
        """Remove what is new, and show the cards as they were."""
        for channel in self._messages.values():
            for number in [*channel]:
                message = channel[number]
                if number in self._before:
                    message.components = deepcopy(self._before[number].components)
                    message.flags = self._before[number].flags
                elif message.author_id == self._bot:
                    del channel[number]


def find_hidden(text: str, scene: Scene) -> list[str]:
    """Return the words in a text that the user must not see."""
    hidden = [SECRET]
    hidden += [OWN] if Right.OWN not in scene.rights else []
    hidden += [HUSH] if Right.SEE not in scene.rights else []
    return [word for word in hidden if word in text]
