"""Looking things up for messages: those that mention the bot, and direct messages.

Discord hands over the text of these without the privileged intent for message content.
"""

import datetime
import logging
import re
from typing import Final

import aiohttp
import discord

from bot.answers.dispatcher import Dispatcher
from bot.answers.message_responder import MessageResponder
from bot.cards.miss import already_answered_card
from bot.discord_api.message_text import clean_content, message_text
from bot.mentions.previous_reply import find_previous_reply
from bot.mentions.recent_answers import RecentAnswer, RecentAnswers, RepeatCheck
from bot.queries.library_queries import HelpQuery, UnreadableMessageQuery, UnreadableReason
from bot.queries.query import Query
from bot.queries.unresolved import Unresolved, UnresolvedMessage, UnresolvedQuestion
from facts.questions.content_words import is_about_other_message
from facts.text.normalize import fold

_log: Final = logging.getLogger(__name__)
_EDIT_WINDOW: Final = datetime.timedelta(minutes=5)
"""How long after a message its edits change the answer."""
_USER_MESSAGE_TYPES: Final = (discord.MessageType.default, discord.MessageType.reply)


class MentionListener:
    """Answers messages, keeps the answers in step with them, and repeats none."""

    def __init__(self, desk: Dispatcher) -> None:
        self._dispatcher = desk
        self._recent = RecentAnswers()

    async def handle_message(self, message: discord.Message, bot: discord.abc.User) -> None:
        """Answer a message if it asks the bot something."""
        asked = parse_message(message, bot)
        if asked is None or self._recent.get(message.id):  # Discord may tell of one twice
            return
        answer = self._recent.begin(message, _query_key(message, asked))
        await self._point_or_answer(message, asked, answer, bot)

    async def handle_edit(self, message: discord.Message, bot: discord.abc.User) -> None:
        """Answer what a message asks now, for a few minutes after it was written."""
        if message.edited_at is None or discord.utils.utcnow() - message.created_at > _EDIT_WINDOW:
            return
        asked, answer = parse_message(message, bot), self._recent.get(message.id)
        if asked is None:
            await self._delete_answer(message.id, bot)
        elif answer is None:
            answer = self._recent.begin(message, _query_key(message, asked), is_first=False)
            await self._point_or_answer(message, asked, answer, bot)
        elif answer.query_key != _query_key(message, asked):
            answer.query_key, answer.resolved_query = _query_key(message, asked), None
            await self._answer(message, asked, answer, bot)
            await self._answer_redirected(answer, bot)

    async def handle_delete(self, message: int, bot: discord.abc.User) -> None:
        """Take the answer back whose question is gone, or note that an answer itself is."""
        self._recent.mark_deleted(message)
        await self._delete_answer(message, bot)

    async def _point_or_answer(
        self,
        message: discord.Message,
        asked: Query | Unresolved,
        answer: RecentAnswer,
        bot: discord.abc.User,
    ) -> None:
        """Lead to an answer to the same words, or to one that says the same, or else give one."""
        first = self._recent.find_same(message, answer.query_key) if message.guild else None
        if first and await self._point_to(message, answer, first, bot):
            return
        first = await self._answer(message, asked, answer, bot, leads=bool(message.guild))
        if first and not await self._point_to(message, answer, first, bot):
            await self._answer(message, asked, answer, bot)

    async def _answer_redirected(self, first: RecentAnswer, bot: discord.abc.User) -> None:
        """Answer those who were led to an answer that is gone, or answers something else by now."""
        led, first.redirected_messages = first.redirected_messages, []
        for message in led:
            asked, answer = parse_message(message, bot), self._recent.get(message.id)
            if asked is None or answer is None or answer.can_be_reused or answer.reply is None:
                continue
            await self._point_or_answer(message, asked, answer, bot)

    async def _delete_answer(self, message: int, bot: discord.abc.User) -> None:
        answer = self._recent.forget(message)
        if answer is None:
            return
        answer.query_key = answer.resolved_query = None
        async with answer.lock:
            try:
                if answer.reply:
                    await answer.reply.delete()
            except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
                _log.info("An answer could not be taken back: %s", error)
        await self._answer_redirected(answer, bot)

    async def _answer(
        self,
        message: discord.Message,
        asked: Query | Unresolved,
        answer: RecentAnswer,
        bot: discord.abc.User,
        *,
        leads: bool = False,
    ) -> RecentAnswer | None:
        """Answer in the place of the reply that there is; not where there may be an unknown one.

        Where it `leads`, return the answer that says the same already, if any, and give none.
        """
        async with answer.lock:
            if answer.query_key != _query_key(
                message, asked
            ):  # edited meanwhile, and answered as it is now
                return None
            if not (answer.is_first or await _find_existing_reply(message, answer, bot)):
                return None
            repeat = RepeatCheck(self._recent, message, answer, leads)
            way = MessageResponder(message, answer.reply, repeat.is_repeat)
            stands = await self._dispatcher.reply(way, asked)
            if repeat.first is None:
                answer.can_be_reused, answer.reply = stands, way.reply
            return repeat.first

    async def _point_to(
        self,
        message: discord.Message,
        answer: RecentAnswer,
        first: RecentAnswer,
        bot: discord.abc.User,
    ) -> bool:
        """Lead to the first answer, if it came and still answers this; tell whether it did.

        A reply that does answer the message is no place for that: it is to say what is asked now.
        """
        async with first.lock, answer.lock:
            if first.reply is None or not first.can_be_reused or not first.answers_same(answer):
                return False
            if not (answer.is_first or await _find_existing_reply(message, answer, bot)):
                return False
            if answer.reply and answer.can_be_reused:
                return False
            way = MessageResponder(message, answer.reply)
            await self._dispatcher.tell(way, already_answered_card(first.reply.jump_url))
            answer.reply, answer.can_be_reused = way.reply, False
            first.redirected_messages.append(message)
            return True


async def _find_existing_reply(
    message: discord.Message, answer: RecentAnswer, bot: discord.abc.User
) -> bool:
    """Note the reply that there is from before, if any; tell whether that is certain."""
    try:
        answer.reply, answer.is_first = await find_previous_reply(message, bot), True
    except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
        _log.info("It cannot be seen whether a question was answered: %s", error)
    return answer.is_first


def parse_message(message: discord.Message, bot: discord.abc.User) -> Query | Unresolved | None:
    """Return what a message asks the bot, or None where it asks nothing.

    It does where a person names the bot in its text, or writes to it alone. A mention of everybody
    or of a role means others; so does the one that Discord adds to a reply.
    """
    if message.author.bot or message.webhook_id or message.type not in _USER_MESSAGE_TYPES:
        return None
    is_alone = isinstance(message.channel, discord.DMChannel)
    is_named = message.guild and re.search(rf"<@!?{bot.id}>", message.content)
    if message.mention_everyone or not (is_alone or is_named):
        return None
    text = clean_content(message.content)
    if text:
        about = _referenced_query(message.reference, bot) if message.reference else HelpQuery()
        return UnresolvedQuestion(text, fallback=about)
    if forwarded := message_text(message):
        return UnresolvedMessage(message.id, forwarded)
    return _referenced_query(message.reference, bot) if message.reference else HelpQuery()


def _referenced_query(
    reference: discord.MessageReference, bot: discord.abc.User
) -> UnresolvedMessage | UnreadableMessageQuery:
    """Return the question of a reply that says nothing: which facts bear on the other message."""
    other = reference.resolved
    if not isinstance(other, discord.Message) or not reference.message_id:
        return UnreadableMessageQuery(UnreadableReason.HIDDEN)
    if other.author.id == bot.id:
        return UnreadableMessageQuery(UnreadableReason.OWN)
    text = message_text(other)
    return (
        UnresolvedMessage(other.id, text)
        if text
        else UnreadableMessageQuery(UnreadableReason.HIDDEN)
    )


def _query_key(message: discord.Message, asked: Query | Unresolved) -> object:
    """Return what is asked, in a form that equals that of the same question."""
    about = message.reference and message.reference.message_id
    if not isinstance(asked, UnresolvedQuestion):
        return asked, about
    key = fold(asked.text).strip(" ?!.")
    return (key, about) if is_about_other_message(key) else key
