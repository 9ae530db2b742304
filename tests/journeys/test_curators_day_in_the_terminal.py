"""A curator writes a library on the command line, and takes every step back."""

import pytest

from tests.support.command_line import Footnote, run_json

pytestmark = pytest.mark.slow

STEPS = (
    "add --text|Naps of twenty minutes keep drivers awake.|--topic|naps|--source-title|A Trial",
    "add --text|Naps of twenty minutes keep drivers wide awake.|--topic|naps|--source-title|A Blog",
    "edit fact 1 --source-title|A Blog|--author|Jo Bell",
    "edit topic naps --name|power naps|--definition|Sleep by day.",
    "alias naps add siesta",
    "add --text|Coffee wakes people.|--topic|coffee|--topic|cafe|--url|https://a.example/coffee",
    "merge topic cafe coffee",
    "merge source|A Blog|A Trial",
    "edit source|A Trial|--date|2026-03",
    "remove 2 --reason|said by fact 1",
    "remove --source|A Trial",
)


def words(step: str) -> list[str]:
    start, *rest = step.split("|")
    return [*start.split(), *rest]


def show_library(footnote: Footnote) -> list[object]:
    shown: list[object] = []
    for verb in ("topics", "sources"):
        result = footnote(verb, "--json")
        shown.append((result.exit_code, result.stdout))
    return [*shown, *(footnote("fact", str(fact), "--json").stdout for fact in (1, 2, 3))]


def test_every_step_is_recorded_and_taken_back(footnote: Footnote) -> None:
    footnote("add", "--text", "Zero.", "--topic", "zero", "--source-title", "Zero")
    states = [show_library(footnote)]
    for step in STEPS:
        result = footnote(*words(step))
        assert result.exit_code == 0, result.output
        assert ("Warning" in result.stderr) == ("wide awake" in step)
        states.append(show_library(footnote))
    history = run_json(footnote, "history")
    assert [each["id"] for each in history] == list(range(len(STEPS) + 1, 0, -1))
    for number in range(len(STEPS), 0, -1):
        assert show_library(footnote) == states[number]
        assert footnote("undo", str(number + 1)).exit_code == 0
    assert show_library(footnote) == states[0]
    undone = [each["undone_by"] for each in run_json(footnote, "history", "--limit", "99")]
    last = 2 * len(STEPS) + 1
    assert undone == [None] * len(STEPS) + list(range(len(STEPS) + 2, last + 1)) + [None]
