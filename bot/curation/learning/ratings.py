"""*Helpful* and *Not what I asked* under answers to messages."""

from typing import Final

import discord
from discord import ui

from bot.answers.extension import ActionContext, Clock, Entry
from bot.curation.cards import plain_card
from bot.curation.learning.queries import RateAnswer
from bot.discord_api.errors import OUTAGES
from bot.discord_api.location import locate_interaction
from bot.discord_api.message_text import clean_content
from bot.queries.custom_id import Effect
from bot.queries.library_queries import (
    ChoiceQuery,
    CompareQuery,
    FactQuery,
    SearchQuery,
    SourceQuery,
    SourcesQuery,
    TopicQuery,
)
from bot.ui.controls import NextStep
from facts.model.kept_questions import AnswerVote, VoteRecord

_RATED: Final = (
    TopicQuery,
    CompareQuery,
    ChoiceQuery,
    SearchQuery,
    FactQuery,
    SourceQuery,
    SourcesQuery,
)
"""Answers that a user can rate: they say what the library has on the question."""
_STEPS: Final = (
    NextStep("Helpful", RateAnswer(is_helpful=True), Effect.OPEN),
    NextStep("Not what I asked", RateAnswer(is_helpful=False), Effect.OPEN),
)
RATING_ENTRIES: Final = tuple(Entry(query, lambda _: _STEPS) for query in _RATED)


async def rate_answer(request: RateAnswer, action: ActionContext, clock: Clock) -> ui.LayoutView:
    """Record what a user thinks of an answer. A later press replaces an earlier one."""
    message = action.interaction.message
    assert message is not None  # noqa: S101 (every control is on a message)
    vote = AnswerVote(
        locate_interaction(action.interaction).library,
        message.id,
        action.interaction.user.id,
        clock().date(),
        request.is_helpful,
        "" if request.is_helpful else await _find_question(message),
    )
    return plain_card(_confirm(vote, await action.store.questions.record_vote(vote)))


async def _find_question(answer: discord.Message) -> str:
    """Return the text that a message answers; "" if it cannot be read any more."""
    reference = answer.reference
    if reference is None or reference.message_id is None:
        return ""
    question = reference.resolved
    if not isinstance(question, discord.Message) or not question.content:
        try:
            question = await answer.channel.fetch_message(reference.message_id)
        except OUTAGES:
            return ""
    return " ".join(clean_content(question.content).split())


def _confirm(vote: AnswerVote, record: VoteRecord) -> str:
    if not record.is_new:
        return "You said so already. It counts once."
    if vote.is_helpful:
        return "Thank you. It was counted."
    if record.is_kept:
        return "Thank you. The curators of this server see the question, without your name."
    return "Thank you. It was counted, without the text of the question."
