"""The gate: where the bot may not be used, it answers only with the reason."""

from typing import Any

import discord

from bot.answers.message_responder import MessageResponder
from bot.answers.reporter import Reporter
from bot.answers.responder import InteractionResponder
from bot.cards.miss import refusal_card
from bot.discord_api.access_policy import AccessPolicy, Refusal


class Gate:
    """Admits interactions and messages from places that may use the bot.

    Every command, autocomplete, control, modal and message passes it.
    """

    def __init__(self, policy: AccessPolicy, reporter: Reporter) -> None:
        self._policy = policy
        self._reporter = reporter

    async def admit_interaction(self, interaction: discord.Interaction[Any]) -> bool:
        """Return whether an interaction may be answered; if not, say why.

        An autocomplete then offers nothing.
        """
        refusal = self._policy.refuse(interaction)
        if refusal is None:
            return True
        if interaction.type is discord.InteractionType.autocomplete:
            await interaction.response.autocomplete([])
        else:
            await self._reporter.tell(InteractionResponder(interaction), refusal_card(refusal))
        return False

    def is_open_to(self, place: discord.Message | discord.Thread) -> bool:
        """Return whether a message or a post may be answered."""
        return self._policy.refuse(place) is None

    async def admit_message(self, message: discord.Message) -> bool:
        """Return whether a message may be answered; if not, say why in direct messages."""
        refusal = self._policy.refuse(message)
        if refusal is Refusal.DIRECT_MESSAGE:
            await self._reporter.tell(MessageResponder(message), refusal_card(refusal))
        return refusal is None
