"""The client that commands see, and a guard for autocompletes."""

import logging
from collections.abc import Callable, Coroutine
from functools import wraps
from typing import Any, Final

import discord
from discord.app_commands import Choice

from bot.answers.dispatcher import Dispatcher
from bot.answers.job import identify_asker
from bot.answers.responder import InteractionResponder
from facts.store.asker import Purpose, run_errand
from facts.store.errors import OfferOutdated, ReadTooSlow

_log: Final = logging.getLogger(__name__)


class AnsweringClient(discord.AutoShardedClient):
    """A client with a dispatcher that answers queries."""

    dispatcher: Dispatcher


Interaction = discord.Interaction[AnsweringClient]
Completer = Callable[[Interaction, str], Coroutine[Any, Any, list[Choice[Any]]]]


def ignore_errors(complete: Completer) -> Completer:
    """Return an autocomplete that offers nothing if it fails.

    The user can always type on.
    """

    @wraps(complete)
    async def complete_safely(interaction: Interaction, typed: str) -> list[Choice[Any]]:
        try:
            with run_errand(Purpose.OFFER, identify_asker(InteractionResponder(interaction))):
                return await complete(interaction, typed)
        except (OfferOutdated, ReadTooSlow) as error:
            _log.debug("The autocomplete of an option was ended: %r", error)
            return []
        except Exception:  # noqa: BLE001 (the user can always type on)
            _log.exception("The autocomplete of an option failed")
            return []

    return complete_safely
