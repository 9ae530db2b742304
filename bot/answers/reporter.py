"""Reports of misses and failures to users and to the log."""

import logging
import secrets
from typing import Final

from discord import ui

from bot.answers.registry import Registry
from bot.answers.responder import Responder, is_lost
from bot.cards.miss import DISCORD_VOICE, failure_card, miss_card
from bot.discord_api.errors import OUTAGES
from bot.queries.query import RenderContext
from facts.model.errors import FootnoteError

_log: Final = logging.getLogger(__name__)


class Reporter:
    """Tells users why there is no answer."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry

    async def tell(self, responder: Responder, card: ui.LayoutView) -> None:
        """Show a card, or log that this is not possible."""
        try:
            await responder.say(card)
        except OUTAGES as error:
            _log.warning("A message for a user could not be sent: %s", error)

    async def report(self, responder: Responder, error: Exception, context: RenderContext) -> None:
        """Show the message for an error; without one, report a failure."""
        if isinstance(error, FootnoteError) and self._registry.messages.has(error):
            await self.tell(responder, self.miss_card(responder, error, context))
        else:
            await self.fail(responder, error)

    async def fail(self, responder: Responder, error: BaseException) -> None:
        """Log an error with a reference, and show the user the reference."""
        if is_lost(error):
            _log.info("An answer could not be delivered: %s", error)
            return
        reference = secrets.token_hex(3)
        _log.error("Failure %s", reference, exc_info=error)
        await self.tell(responder, failure_card(reference))

    def miss_card(
        self, responder: Responder, error: FootnoteError, context: RenderContext
    ) -> ui.LayoutView:
        """Return the card for an error, with its next steps."""
        message = self._registry.messages.render(error, DISCORD_VOICE)
        return miss_card(message, self._registry.miss_steps(error, responder.viewer), context)
