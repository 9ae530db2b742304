from types import SimpleNamespace
from typing import cast

import discord

from bot.mentions.recent_answers import RecentAnswers
from bot.queries.library_queries import HelpQuery, TopicQuery
from facts.model.entities import TopicId
from facts.model.selection import Selection


def message(number: int, channel: int = 1) -> discord.Message:
    told = SimpleNamespace(
        id=number,
        channel=SimpleNamespace(id=channel),
        created_at=discord.utils.snowflake_time(number << 22),
    )
    return cast("discord.Message", told)


def test_so_many_answers_are_remembered_and_no_more() -> None:
    recent = RecentAnswers(most=2)
    answers = [recent.begin(message(number), "naps") for number in (1, 2, 3)]
    assert recent.get(1) is None
    assert recent.get(3) is answers[2]
    assert recent.find_same(message(4), "naps") is answers[1]


def test_the_same_is_the_same_question_in_the_same_channel() -> None:
    recent = RecentAnswers()
    answer = recent.begin(message(1), "naps")
    assert recent.find_same(message(2), "naps") is answer
    assert recent.find_same(message(1), "naps") is None
    assert recent.find_same(message(2), "tea") is None
    assert recent.find_same(message(2, channel=2), "naps") is None
    assert recent.forget(1) is answer
    assert recent.find_same(message(2), "naps") is None


def test_the_same_is_also_what_other_words_came_to() -> None:
    recent = RecentAnswers()
    answer, question = recent.begin(message(1), "naps"), TopicQuery(Selection(TopicId(1)))
    assert recent.find_same(message(2), question) is None
    answer.resolved_query = question
    assert recent.find_same(message(2), question) is answer
    assert recent.find_same(message(2), HelpQuery()) is None


def test_an_answer_serves_who_asks_the_same_until_its_question_is_gone() -> None:
    recent, question = RecentAnswers(), TopicQuery(Selection(TopicId(1)))
    first, second, third = (
        recent.begin(message(number), words)
        for number, words in enumerate(("naps", "naps", "a nap"), 1)
    )
    assert first.answers_same(second)
    assert not first.answers_same(third)
    first.resolved_query = third.resolved_query = question
    assert first.answers_same(third)
    first.query_key = None
    assert not first.answers_same(third)


def test_five_hundred_answers_are_remembered_unless_told_otherwise() -> None:
    recent = RecentAnswers()
    for number in range(501):
        recent.begin(message(number), "naps")
    assert [number for number in (0, 1, 500) if recent.get(number)] == [1, 500]
