"""The lists of stop words build on each other."""

import pytest

from facts.text import stop_words


@pytest.mark.parametrize(
    "smaller",
    [stop_words.ARTICLES, stop_words.SEARCH_STOP_WORDS, stop_words.SENSE_WORDS],
)
def test_questions_skip_at_least_what_searches_skip(smaller: frozenset[str]) -> None:
    assert smaller < stop_words.STOP_WORDS


def test_a_word_of_doubt_is_not_a_stop_word() -> None:
    assert stop_words.DOUBT_WORDS.isdisjoint(stop_words.STOP_WORDS)


@pytest.mark.parametrize("question", ["how many naps", "can you explain naps", "facts about naps"])
def test_phrases_of_a_question_are_found_whole(question: str) -> None:
    assert stop_words.SEARCH_STOP_PHRASES.sub("", question).split() == ["naps"]


@pytest.mark.parametrize("name", ["many-shot prompts", "true/false questions", "long naps"])
def test_words_of_such_phrases_count_alone(name: str) -> None:
    assert stop_words.SEARCH_STOP_PHRASES.sub("", name) == name
