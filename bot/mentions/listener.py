"""Answers to messages that mention the bot, and to direct messages.

Discord shows the bot the text of these without the privileged message-content intent.
"""

import datetime
import logging
import re
from collections.abc import Hashable
from typing import Final

import aiohttp
import discord

from bot.answers.dispatcher import Dispatcher
from bot.answers.message_responder import MessageResponder
from bot.cards.miss import already_answered_card
from bot.discord_api.errors import OUTAGES
from bot.discord_api.message_text import clean_content, message_text
from bot.discord_api.user_permissions import can_author_write
from bot.mentions.answer_context import read_answer_context
from bot.mentions.previous_reply import find_previous_reply
from bot.mentions.recent_answers import Exchange, RecentAnswers, RepeatCheck
from bot.queries.library_queries import HelpQuery, UnreadableMessageQuery, UnreadableReason
from bot.queries.query import Query
from bot.queries.unresolved import Unresolved, UnresolvedMessage, UnresolvedQuestion
from facts.model.random_order import SEED_COUNT
from facts.questions.content_words import is_about_other_message
from facts.text.normalize import fold

_log: Final = logging.getLogger(__name__)
_EDIT_WINDOW: Final = datetime.timedelta(minutes=5)
_QUESTION_MARK: Final = re.compile("[?？؟]")
_USER_MESSAGE_TYPES: Final = (discord.MessageType.default, discord.MessageType.reply)


class MentionListener:
    """Answers messages, and follows the edits and deletions of questions.

    Edits count within `edit_window` after the message. A question that was answered in the same
    server channel a short time ago gets a link to that answer.
    """

    def __init__(
        self,
        dispatcher: Dispatcher,
        recent: RecentAnswers | None = None,
        edit_window: datetime.timedelta = _EDIT_WINDOW,
    ) -> None:
        self._dispatcher = dispatcher
        self._recent = recent or RecentAnswers()
        self._edit_window = edit_window

    async def handle_message(self, message: discord.Message, bot: discord.abc.User) -> None:
        """Answer a message that asks the bot something.

        Discord may deliver a message twice.
        """
        query = parse_message(message, bot)
        if query is not None and self._recent.get(message.id) is None:
            if not await self._dispatcher.gate.admit_message(message):
                return
            exchange = self._recent.begin(message.id, Exchange(_query_key(message, query)))
            await self._answer(message, query, exchange, bot)

    async def handle_edit(self, message: discord.Message, bot: discord.abc.User) -> None:
        """Update the answer to an edited message, if its author may still write there.

        Discord lets users edit messages where they may no longer write.
        """
        age = discord.utils.utcnow() - message.created_at
        if message.edited_at is None or age > self._edit_window:
            return
        if not self._dispatcher.gate.is_open_to(message) or _is_locked(message.channel):
            return
        query, exchange = parse_message(message, bot), self._recent.get(message.id)
        key = query and _query_key(message, query)
        if exchange is None and query:
            exchange = self._recent.begin(message.id, Exchange(None, is_reply_known=False))
        if exchange is None or exchange.key == key:
            return
        self._recent.forget_first(message.id)
        exchange.key = key
        if query:
            await self._answer(message, query, exchange, bot, is_edit=True)
        else:
            await self._withdraw(exchange)

    async def handle_delete(self, message: int) -> None:
        """Delete the answer to a deleted question.

        No later answer links to a deleted message.
        """
        self._recent.forget_first(message)
        if exchange := self._recent.get(message):
            exchange.key = None
            await self._withdraw(exchange)

    async def _withdraw(self, exchange: Exchange) -> None:
        """Delete the answer of an exchange, once it is sent."""
        async with exchange.lock:
            try:
                if exchange.reply and exchange.key is None:
                    await exchange.reply.delete()
                    exchange.reply = None
            except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
                _log.info("An answer could not be deleted: %s", error)

    async def _answer(
        self,
        message: discord.Message,
        query: Query | Unresolved,
        exchange: Exchange,
        bot: discord.abc.User,
        *,
        is_edit: bool = False,
    ) -> None:
        """Answer a message, or link to an answer to the same question.

        An existing reply is edited. Nothing happens if the message asks something else by the time
        the answer before it is done, or if Discord does not show whether a reply exists.
        """
        key = exchange.key
        async with exchange.lock:
            if exchange.key != key or (is_edit and not await _can_author_write(message)):
                return
            if not await _find_reply(message, exchange, bot):
                return
            is_follow_up = isinstance(query, UnresolvedQuestion) and query.context is not None
            can_link = message.guild is not None and exchange.reply is None and not is_follow_up
            repeat = RepeatCheck(self._recent, message, can_link)
            responder = MessageResponder(message, exchange.reply, repeat.is_repeat)
            is_answered = not repeat.is_repeat(key) and await self._dispatcher.reply(
                responder, query
            )
            if repeat.first:
                card = already_answered_card(repeat.first.reply.jump_url)
                await self._dispatcher.tell(responder, card)
            exchange.reply = responder.reply
            if is_answered and exchange.reply and exchange.key == key:
                repeat.record(exchange.reply)


async def _can_author_write(message: discord.Message) -> bool:
    """Return whether the author of a message may still write in its channel."""
    try:
        return await can_author_write(message)
    except OUTAGES as error:
        _log.info("The rights of an author are unknown: %s", error)
        return False


async def _find_reply(message: discord.Message, exchange: Exchange, bot: discord.abc.User) -> bool:
    """Search for a reply from before the start, if needed.

    Return whether the search succeeded.
    """
    if not exchange.is_reply_known:
        try:
            exchange.reply = await find_previous_reply(message, bot)
        except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
            _log.info("The search for an earlier answer failed: %s", error)
            return False
        exchange.is_reply_known = True
    return True


def parse_message(message: discord.Message, bot: discord.abc.User) -> Query | Unresolved | None:
    """Return what a message asks the bot; None for nothing.

    In a server, a message asks if its text mentions the bot, or if it replies to a message of the
    bot and pings it. Mentions of everyone or of a role do not count. A direct message always asks.
    Nothing asks in a locked thread.
    """
    if not _is_from_user(message) or message.mention_everyone or _is_locked(message.channel):
        return None
    is_direct = isinstance(message.channel, discord.DMChannel)
    is_mentioned = message.guild and re.search(rf"<@!?{bot.id}>", message.content)
    answer = _find_replied_answer(message, bot)
    text = clean_content(message.content)
    if not (is_direct or is_mentioned or (answer and text and bot in message.mentions)):
        return None
    fallback = _referenced_query(message.reference, bot) if message.reference else HelpQuery()
    if text:
        return UnresolvedQuestion(
            text,
            seed=message.id % SEED_COUNT,
            fallback=fallback,
            context=read_answer_context(answer) if answer else None,
            asked_on=message.created_at.date(),
            silent_miss=not (is_direct or is_mentioned or _QUESTION_MARK.search(text)),
        )
    if forwarded := message_text(message):
        return UnresolvedMessage(message.id, forwarded)
    return fallback


def _is_from_user(message: discord.Message) -> bool:
    is_user = not message.author.bot and not message.webhook_id
    return is_user and message.type in _USER_MESSAGE_TYPES


def _is_locked(channel: object) -> bool:
    return isinstance(channel, discord.Thread) and channel.locked


def _find_replied_answer(message: discord.Message, bot: discord.abc.User) -> discord.Message | None:
    """Return the bot's message that a message replies to, if it does and Discord shows it."""
    other = message.reference.resolved if message.reference else None
    return other if isinstance(other, discord.Message) and other.author.id == bot.id else None


def _referenced_query(
    reference: discord.MessageReference, bot: discord.abc.User
) -> UnresolvedMessage | UnreadableMessageQuery:
    """Return the query about the message that a reply refers to."""
    other = reference.resolved
    if not isinstance(other, discord.Message) or not reference.message_id:
        return UnreadableMessageQuery(UnreadableReason.HIDDEN)
    if other.author.id == bot.id:
        return UnreadableMessageQuery(UnreadableReason.OWN)
    if text := message_text(other):
        return UnresolvedMessage(other.id, text)
    return UnreadableMessageQuery(UnreadableReason.HIDDEN)


def _query_key(message: discord.Message, query: Query | Unresolved) -> Hashable:
    """Return a key that is equal for equal questions.

    They have the same words, apart from case and punctuation at the end.
    """
    other = message.reference and message.reference.message_id
    if not isinstance(query, UnresolvedQuestion):
        return query, other
    words = fold(query.text).strip(" ?!.")
    return (words, other) if query.context or is_about_other_message(words) else words
