"""What the fact of the day adds to the bot."""

from typing import Final

from bot.answers.extension import Action, BotContext, Extension
from bot.daily.attempt import DEFAULT_LIMITS, PostingLimits
from bot.daily.commands import daily
from bot.daily.handlers import HANDLERS
from bot.daily.loop import PostingLoop
from bot.daily.queries import Vote, decode_legacy_skip
from bot.daily.service import DailyService

COMMAND: Final = "daily"
"""The command whose permissions a user needs for the cards."""


def build_extension(bot: BotContext, limits: PostingLimits = DEFAULT_LIMITS) -> Extension:
    """Return the commands, handlers and loop of the fact of the day."""
    loop = PostingLoop(bot.client, bot.store, bot.clock, limits)
    service = DailyService(bot.store, loop, bot.clock)
    return Extension(
        actions=(
            *(Action(request, service.answer, COMMAND) for request in HANDLERS),
            Action(Vote, service.vote),
        ),
        legacy={"K": decode_legacy_skip},
        commands=(daily,),
        background=(loop,),
        services=(service, loop),
    )
