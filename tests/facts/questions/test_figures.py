"""Minimum numbers of benchmark questions with right answers."""

from collections import Counter
from pathlib import Path

import pytest

from benchmarks.questions import (
    FIRST_RESULTS,
    PACKS,
    STARTER,
    BenchmarkQuestion,
    answer_questions,
    is_expected,
    load_questions,
    select_right,
)
from tests.support.builders import SEED

pytestmark = pytest.mark.slow


def test_the_questions_are_many_and_all_different() -> None:
    texts = [each.text.casefold() for pack in PACKS for each in load_questions(pack)]
    assert len(texts) == len(set(texts)) == 402


async def figures(pack: str, page: Path, path: str) -> tuple[dict[str, int], int, int]:
    answers = await answer_questions(path, page.read_text("utf-8"), load_questions(pack))
    first = select_right(answers, 1)
    return (
        dict(Counter(each.expected_kind for each in first)),
        len(first),
        len(select_right(answers, FIRST_RESULTS)),
    )


async def test_questions_on_the_starter_pack_are_answered_as_well_as_before(path: str) -> None:
    by_kind, first, three = await figures("starter", STARTER, path)
    assert by_kind["topic"] == 72
    assert by_kind["topics"] == 8
    assert by_kind["fact"] >= 134  # of 152
    assert by_kind["miss"] >= 12  # of 12
    assert first >= 226  # of 244
    assert three >= 232


async def test_fresh_questions_on_the_starter_pack_are_answered_as_well_as_before(
    path: str,
) -> None:
    _, first, three = await figures("fresh", STARTER, path)
    assert first >= 55  # of 56
    assert three >= 55


async def test_small_talk_at_work_is_a_miss(path: str) -> None:
    _, first, _ = await figures("nonsense", STARTER, path)
    assert first >= 48  # of 50


@pytest.mark.skipif(not SEED.exists(), reason="the user's page is not on this machine")
async def test_questions_on_the_users_page_are_answered_as_well_as_before(path: str) -> None:
    _, first, three = await figures("seed", SEED, path)
    assert first >= 49  # of 52
    assert three >= 50


def test_right_and_wrong_answers_are_distinguished() -> None:
    question = BenchmarkQuestion("starter", "fact", "naps help | coffee", "?")
    assert is_expected(question, "fact Short NAPS really help.")
    assert is_expected(question, "fact Coffee.")
    assert not is_expected(question, "fact Short naps.")
    assert not is_expected(question, "topic naps help")
    assert not is_expected(BenchmarkQuestion("starter", "miss", "", "?"), "topic naps")
