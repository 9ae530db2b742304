"""No figure of the question benchmarks falls below its baseline by more than one question."""

from pathlib import Path

import pytest

from benchmarks import asking, questions
from benchmarks.baselines import Baseline, render_table
from benchmarks.questions import BenchmarkQuestion, is_expected, load_questions
from tests.support.builders import SEED

PAGES = dict.fromkeys(("starter", "fresh", "nonsense"), questions.STARTER) | {"seed": SEED}


def test_the_questions_are_many_and_all_different() -> None:
    texts = [each.text.casefold() for pack in questions.PACKS for each in load_questions(pack)]
    assert len(texts) == len(set(texts)) == 402


@pytest.mark.slow
@pytest.mark.parametrize("pack", questions.PACKS)
def test_the_old_questions_are_answered_as_well_as_before(pack: str) -> None:
    if not PAGES[pack].exists():
        pytest.skip("the user's page is not on this machine")
    figures = questions.count_right(pack, questions.ask_pack(pack, PAGES[pack]))
    assert questions.BASELINE.list_setbacks(figures) == []


@pytest.mark.slow
@pytest.mark.parametrize("part", asking.PARTS)
def test_the_questions_of_each_class_are_answered_as_well_as_before(
    part: str, tmp_path: Path
) -> None:
    judged = asking.judge_questions(asking.load_classed_questions(part), str(tmp_path))
    assert asking.BASELINE.list_setbacks(asking.count_classes(judged)) == []


def test_a_figure_may_be_worse_by_one_question_and_no_more(tmp_path: Path) -> None:
    baseline = Baseline(tmp_path / "baseline.json", ("first",), {"wrong": "", "closest": "none"})
    baseline.write({"near none": {"questions": 9, "first": 7, "wrong": 1, "closest": 1}})
    baseline.write({"far": {"questions": 5, "first": 5, "wrong": 0, "closest": 0}})

    def list_setbacks(*counts: int, name: str = "near none") -> list[str]:
        columns = ("questions", "first", "wrong", "closest")
        return baseline.list_setbacks({name: dict(zip(columns, counts, strict=True))})

    assert list_setbacks(9, 6, 2, 2) == []
    assert list_setbacks(9, 9, 0, 0) == []
    assert list_setbacks(9, 5, 3, 3) == [
        "near none: first fell from 7 to 5",
        "near none: wrong rose from 1 to 3",
        "near none: closest rose from 1 to 3",
    ]
    assert list_setbacks(5, 5, 0, 4, name="far") == []
    assert list_setbacks(6, 6, 0, 0, name="far") == ["far: 6 questions, but 5 in baseline.json"]
    assert list_setbacks(5, 5, 0, 0, name="chat") == ["chat: not in baseline.json"]


def test_a_table_has_the_share_of_each_number() -> None:
    assert list(render_table("class", {"near": {"questions": 8, "first": 4}})) == [
        "| class | questions | first     |",
        "|-------|-----------|-----------|",
        "| near  | 8         | 4 (50.0%) |",
    ]


def test_right_and_wrong_answers_are_distinguished() -> None:
    question = BenchmarkQuestion("starter", "fact", "naps help | coffee", "?")
    assert is_expected(question, "fact Short NAPS really help.")
    assert is_expected(question, "fact Coffee.")
    assert not is_expected(question, "fact Short naps.")
    assert not is_expected(question, "topic naps help")
    assert not is_expected(BenchmarkQuestion("starter", "miss", "", "?"), "topic naps")
