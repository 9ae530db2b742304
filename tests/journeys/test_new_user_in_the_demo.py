"""A new user of the demo asks ten things, says thanks five times, and asks five other things."""

import pytest
from simcord.results import ResponseMessage

from bot.app.client import Footnote
from bot.demo.server import SERVER, DemoServer, simulate_discord
from storage.store import SqliteStore
from tests.support.builders import NOTE
from tests.support.packs import starter_page
from tests.support.page_imports import import_pages
from tests.support.world import text_of

pytestmark = pytest.mark.slow

QUESTIONS = {
    "what is RAG?": "## retrieval-augmented generation",
    "pager": "## on-call",
    "rag vs hallucination": "## retrieval-augmented generation and hallucination",
    "when do I need a doctor's note?": "a doctor's note is needed from the fourth day",
    "can I deploy on Friday?": "On Friday only fixes go out",
    "how do I swap an on-call shift?": "To swap an on-call shift, ask in #on-call",
    "how many paid days off do I have?": "Everyone has 28 paid days off a year",
    "does memorization grow with model size?": "verbatim memorization grows log-linearly",
    "what did Ouyang et al. find?": "InstructGPT",
    "how large may a pull request be?": "A pull request has at most 400 changed lines",
}
THANKS = ("thanks", "thank you so much!", "👍", "ok", "good bot")
OFF_TOPIC = (
    "what is the capital of France?",
    "who won the world cup?",
    "how do I boil an egg?",
    "who painted the mona lisa?",
    "what's the best pizza in town?",
)


async def say(server: DemoServer, text: str) -> tuple[list[str], str]:
    """Mention the bot, and return its reactions and its answer."""
    world, channel = server.world, server.channel
    bot = world.backend.bot_user.id
    before = set(world.backend.messages.get(channel.id, {}))
    message = await server.reader.send(channel, f"<@{bot}> {text}")
    stored = world.backend.messages[channel.id]
    answers = [each for id_, each in stored.items() if id_ not in before and each.author_id == bot]
    reactions = [each.emoji for each in stored[message.id].reactions]
    return reactions, "".join(text_of(ResponseMessage(world, each)) for each in answers)


async def test_a_new_user_is_answered_thanked_and_told_what_is_unknown(store: SqliteStore) -> None:
    await import_pages(store, [starter_page()], NOTE)
    await import_pages(store, [starter_page(pack="team")], NOTE, library=SERVER)
    async with simulate_discord(Footnote(store, shard_count=1)) as server:
        for question, expected in QUESTIONS.items():
            _, answer = await say(server, question)
            first = answer.replace("*", "").split("\n-# #")[0]
            assert expected in first, question
        for text in THANKS:
            reactions, answer = await say(server, text)
            assert (len(reactions), answer) == (1, ""), text
        for text in OFF_TOPIC:
            _, answer = await say(server, text)
            assert answer.startswith("Nothing here answers"), text
