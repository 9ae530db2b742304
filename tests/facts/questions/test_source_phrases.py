"""What questions say about authors, sites, dates and works."""

from datetime import date

import pytest

from facts.questions.source_phrases import SourceQuestion, date_months, parse_source_question


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("facts from arxiv", SourceQuestion(origin="arxiv")),
        ("do you have facts on RLHF from a.org?", SourceQuestion(origin="a.org", rest="RLHF")),
        ("what did Ouyang et al. find?", SourceQuestion("Ouyang", et_al=True)),
        ("what does Ouyang say about beds?", SourceQuestion("Ouyang", rest="beds")),
        ("what did Ouyang find in 2022?", SourceQuestion("Ouyang", since="2022", until="2022")),
        ("papers by Ouyang, please", SourceQuestion("Ouyang")),
        ("Ouyang's papers on naps", SourceQuestion("Ouyang", rest="naps")),
        ("according to Ann Lee, are naps bad?", SourceQuestion("Ann Lee", rest="are naps bad")),
        ("are naps bad according to Ann Lee?", SourceQuestion("Ann Lee", rest="are naps bad")),
        ("newest facts", SourceQuestion(is_newest=True)),
        ("what's new?", SourceQuestion(is_newest=True)),
        ("show me the latest facts on naps", SourceQuestion(is_newest=True, rest="naps")),
        ("facts from 2024", SourceQuestion(since="2024", until="2024")),
        ("since 2023-05", SourceQuestion(since="2023-05")),
        ("facts about naps since Mar 2021", SourceQuestion(since="2021-03", rest="naps")),
        ("papers after March 2021", SourceQuestion(since="2021-04")),
        ("papers after 31 Dec 2021", SourceQuestion(since="2022-01-01")),
        ("facts before 2020", SourceQuestion(until="2019")),
        ("facts until 2020-01", SourceQuestion(until="2020-01")),
        ("papers between 2020 and 2022", SourceQuestion(since="2020", until="2022")),
        ("2005.11401", SourceQuestion(keys=("arxiv 2005.11401",))),
        ("what is arXiv:2005.11401?", SourceQuestion(keys=("arxiv 2005.11401",))),
        (
            "what does https://naps.example/a say about beds",
            SourceQuestion(keys=("url naps.example/a",), rest="say beds"),
        ),
    ],
)  # fmt: skip
def test_the_likeliest_reading_comes_first(text: str, expected: SourceQuestion) -> None:
    assert next(parse_source_question(text)) == expected


@pytest.mark.parametrize(
    "text", ["what happened in 2024?", "how do naps work?", "compare rag and sft", "facts on naps"]
)
def test_other_questions_name_no_source(text: str) -> None:
    for each in parse_source_question(text):
        assert each.is_bare or each.is_mention


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("facts since March", "facts since 2026-03"),
        ("facts since december?", "facts since 2025-12?"),
        ("facts since May", "facts since 2026-05"),
        ("papers from June", "papers from 2025-06"),
        ("facts since March 2020", "facts since March 2020"),
        ("who was on call in March", "who was on call in March"),
    ],
)
def test_a_month_is_the_last_one(text: str, expected: str) -> None:
    assert date_months(text, date(2026, 5, 20)) == expected


def test_a_long_text_is_read_in_linear_time() -> None:
    for part in ("from about ", "say about ", "according to ", "et al ", "facts ", "A b C "):
        assert list(parse_source_question((part * 200)[:2_000]))
