"""Kept questions are grouped by likeness, the most frequent first."""

import datetime
import time

import pytest

from facts.curation.learning.groups import MAX_GROUP, group_questions
from facts.model.kept_questions import MAX_KEPT, KeptQuestion, QuestionId

DAY = datetime.date(2026, 3, 4)


def kept(*texts: str, misses: int = 1) -> list[KeptQuestion]:
    return [
        KeptQuestion(QuestionId(number), text, misses, 0, DAY)
        for number, text in enumerate(texts, start=1)
    ]


def texts_of(questions: list[KeptQuestion]) -> list[list[str]]:
    return [[each.text for each in group.questions] for group in group_questions(questions)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("May I deploy on a Friday?", "may i deploy on friday"),
        ("who approves access requests", "Who approves an access request?"),
        ("deploys on Friday?", "On Friday, deploys?"),
    ],
)
def test_questions_that_read_alike_are_one_group(first: str, second: str) -> None:
    assert texts_of(kept(first, second)) == [[first, second]]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("May I deploy on a Friday?", "May I deploy on a Monday?"),
        ("How many days off do I get in year 3 of work?", "How many days off in year 4 of work?"),
        ("days off in my year 3 at the company", "days off in my year 4 at the company"),
        ("Is C++ taught?", "Is C taught?"),
        ("Who is on call?", "What is RAG?"),
    ],
)
def test_questions_about_something_else_are_apart(first: str, second: str) -> None:
    assert texts_of(kept(first, second)) == [[first], [second]]


def test_the_most_frequent_group_is_first_then_the_latest() -> None:
    rare, frequent = kept("why nap", "who is on call")
    frequent = KeptQuestion(frequent.id, frequent.text, 2, 3, DAY)
    late = KeptQuestion(QuestionId(3), "what is rag", 1, 0, DAY + datetime.timedelta(1))
    groups = group_questions([rare, frequent, late])
    assert [group.head.text for group in groups] == ["who is on call", "what is rag", "why nap"]
    assert [group.count for group in groups] == [5, 1, 1]


def test_a_group_has_so_many_questions() -> None:
    groups = group_questions(kept(*(f"why do we nap at noon{'!' * n}" for n in range(20))))
    assert [len(group.ids) for group in groups] == [MAX_GROUP, MAX_GROUP, 20 - 2 * MAX_GROUP]


def test_all_questions_of_a_library_are_grouped_at_once() -> None:
    letters = (chr(97 + number % 26) * 9 for number in range(MAX_KEPT))
    questions = kept(*(f"question about {each} and the rest of it" for each in letters))
    started = time.process_time()
    assert sum(len(group.ids) for group in group_questions(questions)) == MAX_KEPT
    assert time.process_time() - started < 0.5
