"""What the fact of the day adds to the bot."""

from typing import Final

from bot.answers.extension import Action, BotContext, Extension
from bot.daily.attempt import DEFAULT_LIMITS, PostingLimits
from bot.daily.commands import daily
from bot.daily.handlers import HANDLERS
from bot.daily.loop import PostingLoop
from bot.daily.queries import ExplainPost, ListDaily, Vote, decode_legacy_skip
from bot.daily.service import DailyService
from bot.queries.custom_id import Effect

COMMAND: Final = "daily"
"""The command whose permissions a user needs for the cards."""
_EFFECTS: Final = {
    ListDaily: frozenset({Effect.REPLACE}),
    ExplainPost: frozenset({Effect.OPEN}),
}
"""The effects of requests that change nothing. Everyone may ask why a post has its fact."""


def build_extension(bot: BotContext, limits: PostingLimits = DEFAULT_LIMITS) -> Extension:
    """Return the commands, handlers and loop of the fact of the day."""
    loop = PostingLoop(bot.client, bot.store, bot.clock, limits, bot.access)
    service = DailyService(bot.store, loop, bot.clock)
    return Extension(
        actions=(
            *(Action(each, service.answer, COMMAND) for each in HANDLERS if each not in _EFFECTS),
            Action(ListDaily, service.answer, COMMAND, _EFFECTS[ListDaily]),
            Action(ExplainPost, service.answer, effects=_EFFECTS[ExplainPost]),
            Action(Vote, service.vote, effects=frozenset({Effect.VOTE})),
        ),
        legacy={"K": decode_legacy_skip},
        commands=(daily,),
        background=(loop,),
        services=(service, loop),
    )
