"""Looking things up for messages: those that mention the bot, and direct messages.

Discord hands over the text of these without the privileged intent for message content.
"""

import datetime
import logging
import re
from typing import Final

import aiohttp
import discord

from bot.answers.dispatcher import Desk
from bot.answers.message_responder import MessageReply
from bot.cards.miss import repeated_card
from bot.discord_api.message_text import spoken, spoken_in
from bot.mentions.previous_reply import reply_to
from bot.mentions.recent_answers import Answer, Recent, Repeat
from bot.queries.library_queries import HelpQuestion, Question, Unreadable, UnreadableQuestion
from bot.queries.unresolved import Asked, EchoRequest, LookupRequest
from facts.questions.content_words import is_about_another
from facts.text.normalize import comparable

_log: Final = logging.getLogger(__name__)
_EDITABLE: Final = datetime.timedelta(minutes=5)
"""How long after a message its edits change the answer."""
_WRITTEN: Final = (discord.MessageType.default, discord.MessageType.reply)


class Mentions:
    """Answers messages, keeps the answers in step with them, and repeats none."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._recent = Recent()

    async def heard(self, message: discord.Message, bot: discord.abc.User) -> None:
        """Answer a message if it asks the bot something."""
        asked = asked_in(message, bot)
        if asked is None or self._recent.of(message.id):  # Discord may tell of one twice
            return
        answer = self._recent.begin(message, _key(message, asked))
        await self._lead_or_answer(message, asked, answer, bot)

    async def edited(self, message: discord.Message, bot: discord.abc.User) -> None:
        """Answer what a message asks now, for a few minutes after it was written."""
        if message.edited_at is None or discord.utils.utcnow() - message.created_at > _EDITABLE:
            return
        asked, answer = asked_in(message, bot), self._recent.of(message.id)
        if asked is None:
            await self._take_back(message.id, bot)
        elif answer is None:
            answer = self._recent.begin(message, _key(message, asked), is_first=False)
            await self._lead_or_answer(message, asked, answer, bot)
        elif answer.asked != _key(message, asked):
            answer.asked, answer.comes_to = _key(message, asked), None
            await self._answer(message, asked, answer, bot)
            await self._answer_led(answer, bot)

    async def deleted(self, message: int, bot: discord.abc.User) -> None:
        """Take the answer back whose question is gone, or note that an answer itself is."""
        self._recent.lost(message)
        await self._take_back(message, bot)

    async def _lead_or_answer(
        self,
        message: discord.Message,
        asked: Question | Asked,
        answer: Answer,
        bot: discord.abc.User,
    ) -> None:
        """Lead to an answer to the same words, or to one that says the same, or else give one."""
        first = self._recent.same(message, answer.asked) if message.guild else None
        if first and await self._point(message, answer, first, bot):
            return
        first = await self._answer(message, asked, answer, bot, leads=bool(message.guild))
        if first and not await self._point(message, answer, first, bot):
            await self._answer(message, asked, answer, bot)

    async def _answer_led(self, first: Answer, bot: discord.abc.User) -> None:
        """Answer those who were led to an answer that is gone, or answers something else by now."""
        led, first.led = first.led, []
        for message in led:
            asked, answer = asked_in(message, bot), self._recent.of(message.id)
            if asked is None or answer is None or answer.stands or answer.reply is None:
                continue
            await self._lead_or_answer(message, asked, answer, bot)

    async def _take_back(self, message: int, bot: discord.abc.User) -> None:
        answer = self._recent.forget(message)
        if answer is None:
            return
        answer.asked = answer.comes_to = None
        async with answer.under_way:
            try:
                if answer.reply:
                    await answer.reply.delete()
            except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
                _log.info("An answer could not be taken back: %s", error)
        await self._answer_led(answer, bot)

    async def _answer(
        self,
        message: discord.Message,
        asked: Question | Asked,
        answer: Answer,
        bot: discord.abc.User,
        *,
        leads: bool = False,
    ) -> Answer | None:
        """Answer in the place of the reply that there is; not where there may be an unknown one.

        Where it `leads`, return the answer that says the same already, if any, and give none.
        """
        async with answer.under_way:
            if answer.asked != _key(message, asked):  # edited meanwhile, and answered as it is now
                return None
            if not (answer.is_first or await _sought(message, answer, bot)):
                return None
            repeat = Repeat(self._recent, message, answer, leads)
            way = MessageReply(message, answer.reply, repeat.shown_by)
            stands = await self._desk.reply(way, asked)
            if repeat.first is None:
                answer.stands, answer.reply = stands, way.reply
            return repeat.first

    async def _point(
        self, message: discord.Message, answer: Answer, first: Answer, bot: discord.abc.User
    ) -> bool:
        """Lead to the first answer, if it came and still answers this; tell whether it did.

        A reply that does answer the message is no place for that: it is to say what is asked now.
        """
        async with first.under_way, answer.under_way:
            if first.reply is None or not first.stands or not first.serves(answer):
                return False
            if not (answer.is_first or await _sought(message, answer, bot)):
                return False
            if answer.reply and answer.stands:
                return False
            way = MessageReply(message, answer.reply)
            await self._desk.tell(way, repeated_card(first.reply.jump_url))
            answer.reply, answer.stands = way.reply, False
            first.led.append(message)
            return True


async def _sought(message: discord.Message, answer: Answer, bot: discord.abc.User) -> bool:
    """Note the reply that there is from before, if any; tell whether that is certain."""
    try:
        answer.reply, answer.is_first = await reply_to(message, bot), True
    except (discord.HTTPException, aiohttp.ClientError, OSError) as error:
        _log.info("It cannot be seen whether a question was answered: %s", error)
    return answer.is_first


def asked_in(message: discord.Message, bot: discord.abc.User) -> Question | Asked | None:
    """Return what a message asks the bot, or None where it asks nothing.

    It does where a person names the bot in its text, or writes to it alone. A mention of everybody
    or of a role means others; so does the one that Discord adds to a reply.
    """
    if message.author.bot or message.webhook_id or message.type not in _WRITTEN:
        return None
    is_alone = isinstance(message.channel, discord.DMChannel)
    is_named = message.guild and re.search(rf"<@!?{bot.id}>", message.content)
    if message.mention_everyone or not (is_alone or is_named):
        return None
    text = spoken(message.content)
    if text:
        about = _about(message.reference, bot) if message.reference else HelpQuestion()
        return LookupRequest(text, instead=about)
    if forwarded := spoken_in(message):
        return EchoRequest(message.id, forwarded)
    return _about(message.reference, bot) if message.reference else HelpQuestion()


def _about(
    reference: discord.MessageReference, bot: discord.abc.User
) -> EchoRequest | UnreadableQuestion:
    """Return the question of a reply that says nothing: which facts bear on the other message."""
    other = reference.resolved
    if not isinstance(other, discord.Message) or not reference.message_id:
        return UnreadableQuestion(Unreadable.HIDDEN)
    if other.author.id == bot.id:
        return UnreadableQuestion(Unreadable.OWN)
    text = spoken_in(other)
    return EchoRequest(other.id, text) if text else UnreadableQuestion(Unreadable.HIDDEN)


def _key(message: discord.Message, asked: Question | Asked) -> object:
    """Return what is asked, in a form that equals that of the same question."""
    about = message.reference and message.reference.message_id
    if not isinstance(asked, LookupRequest):
        return asked, about
    key = comparable(asked.text).strip(" ?!.")
    return (key, about) if is_about_another(key) else key
