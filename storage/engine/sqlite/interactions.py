"""Interactions of Discord that have written already.

Discord may deliver an interaction twice, also to another process.
"""

from typing import Final

from facts.store.errors import InteractionRepeated
from storage.engine.connection import SqlConnection

_HOUR: Final = 3_600_000 << 22
"""An hour in Discord's ids: their bits above the lowest 22 count milliseconds.

See https://docs.discord.com/developers/reference#snowflakes. No delivery comes that late.
"""


class InteractionGuard:
    """Lets the writes of one delivery of an interaction pass, if it is the first.

    Without an `interaction`, every write passes.
    """

    def __init__(self, interaction: int | None = None) -> None:
        self._pending = interaction

    def check(self, connection: SqlConnection) -> None:
        """Record the interaction in the open transaction.

        Raises InteractionRepeated if another delivery of it has written.
        """
        if self._pending is None:
            return
        connection.execute("DELETE FROM interaction WHERE id < ?", (self._pending - _HOUR,))
        recorded = connection.execute(
            "INSERT INTO interaction (id) VALUES (?) ON CONFLICT DO NOTHING", (self._pending,)
        ).rowcount
        if not recorded:
            raise InteractionRepeated

    def confirm(self) -> None:
        """Let all later writes pass: the record is committed."""
        self._pending = None
