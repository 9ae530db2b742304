from datetime import timedelta
from types import SimpleNamespace
from typing import cast

import discord
import pytest

from bot.mentions.recent_answers import Exchange, FirstAnswer, RecentAnswers, RepeatCheck
from bot.queries.library_queries import (
    HelpQuery,
    TopicQuery,
    UnreadableMessageQuery,
    UnreadableReason,
)
from facts.model.entities import TopicId
from facts.model.selection import Selection

NAPS = TopicQuery(Selection(TopicId(1)))


def message(number: int, channel: int = 1, *, minute: int = 0) -> discord.Message:
    built = SimpleNamespace(
        id=number,
        channel=SimpleNamespace(id=channel),
        created_at=discord.utils.snowflake_time(1 << 22) + timedelta(minutes=minute),
    )
    return cast("discord.Message", built)


def test_a_first_answer_counts_for_its_words_and_channel() -> None:
    recent, first = RecentAnswers(), FirstAnswer(message(1), message(2))
    recent.record_first("naps", first)
    assert recent.find_first(message(3), "naps") is first
    assert recent.find_first(message(3), "tea") is None
    assert recent.find_first(message(3, channel=2), "naps") is None


def test_a_first_answer_counts_for_a_limited_time() -> None:
    recent = RecentAnswers(repeat_window=timedelta(minutes=3))
    first, second = (FirstAnswer(message(n, minute=n), message(n + 1)) for n in (0, 4))
    recent.record_first("naps", first)
    assert recent.find_first(message(9, minute=3), "naps") is first
    assert recent.find_first(message(9, minute=4), "naps") is None
    recent.record_first("naps", second)
    assert recent.find_first(message(9, minute=5), "naps") is second


def test_the_first_of_two_answers_stays_the_first() -> None:
    recent, first = RecentAnswers(), FirstAnswer(message(1), message(2))
    recent.record_first("naps", first)
    recent.record_first("naps", FirstAnswer(message(3), message(4)))
    assert recent.find_first(message(5), "naps") is first


@pytest.mark.parametrize("gone", [1, 2])
def test_a_first_answer_is_forgotten_with_its_question_or_reply(gone: int) -> None:
    recent = RecentAnswers()
    recent.record_first("naps", FirstAnswer(message(1), message(2)))
    recent.record_first("tea", FirstAnswer(message(3), message(4)))
    recent.forget_first(gone)
    assert recent.find_first(message(5), "naps") is None
    assert recent.find_first(message(5), "tea")


def test_the_oldest_entries_go_first() -> None:
    recent = RecentAnswers(max_answers=2)
    for number in (1, 2, 3):
        recent.begin(number, Exchange("naps"))
        recent.record_first(number, FirstAnswer(message(number), message(number + 10)))
    assert [recent.get(number) is None for number in (1, 2, 3)] == [True, False, False]
    assert [recent.find_first(message(9), n) is None for n in (1, 2, 3)] == [True, False, False]


def test_a_repeat_is_found_by_its_words_or_its_query() -> None:
    recent = RecentAnswers()
    first = RepeatCheck(recent, message(1), can_link=True)
    assert not first.is_repeat("naps")
    assert not first.is_repeat(NAPS)
    first.record(message(2))
    same_words, same_query, in_place = (
        RepeatCheck(recent, message(3), can_link=can_link) for can_link in (True, True, False)
    )
    assert same_words.is_repeat("naps")
    assert not same_query.is_repeat("a nap")
    assert same_query.is_repeat(NAPS)
    assert same_query.first
    assert same_query.first.reply.id == 2
    assert not in_place.is_repeat("naps")


@pytest.mark.parametrize(
    "query", [HelpQuery(), UnreadableMessageQuery(UnreadableReason.HIDDEN)], ids=repr
)
def test_help_is_never_recorded(query: HelpQuery | UnreadableMessageQuery) -> None:
    recent = RecentAnswers()
    check = RepeatCheck(recent, message(1), can_link=True)
    check.is_repeat("hello")
    check.is_repeat(query)
    check.record(message(2))
    assert recent.find_first(message(3), "hello") is None
    assert recent.find_first(message(3), query) is None
