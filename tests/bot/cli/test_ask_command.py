"""`footnote ask` answers as a mention does: every kind of answer, in text and JSON."""

import json
from pathlib import Path
from typing import Any, get_args

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from bot.cli import question_answer
from bot.cli.main import cli
from bot.cli.output import ask_shapes
from bot.cli.question_answer import AnswerKind, QuestionAnswer
from bot.ui.paging import FACTS_PER_PAGE, SOURCES_PER_PAGE
from facts.questions.findings import Finding
from storage.store import SqliteEngine
from tests.support.awkward_inputs import AWKWARD
from tests.support.command_line import PAGE, Footnote, add_fact

KEYS = ["answer", "certain", "corrected", "topics", "facts"]
MORE = ("--source-title", "Shift Work Survey")


@pytest.fixture
def naps_and_shifts(filled: Footnote) -> Footnote:
    """Four facts on power naps, one of them on night shifts too, and one on tea."""
    filled("add", "--text", "Night shifts harm sleep.", "--topic", "night shifts", *MORE)
    filled("add", "--text", "Green tea keeps people awake.", "--topic", "tea", *MORE)
    return filled


def ask(footnote: Footnote, question: str) -> Any:  # noqa: ANN401 (JSON may be anything)
    result = footnote("ask", "--json", "--", question)
    answer = json.loads(result.stdout)
    assert list(answer) == KEYS
    assert result.exit_code == (1 if answer["answer"] == "miss" else 0)
    return answer


@pytest.mark.parametrize(
    ("question", "kind", "is_certain", "topics", "facts"),
    [
        ("power naps", "topic", True, ["power naps"], [1, 2, 3, 4]),
        ("what is PN?", "topic", True, ["power naps"], [1, 2, 3, 4]),
        ("power naps vs. tea", "comparison", True, ["power naps", "tea"], [1, 2, 3, 4]),
        ("naps, tea and night shifts", "choice", True, ["power naps", "tea", "night shifts"], []),
        ("do long naps leave people drowsy?", "facts", True, [], [4]),
        ("hello", "help", False, [], []),
        ("how do I add a fact?", "help", False, [], []),
        ("thanks", "none", False, [], []),
        ("good bot", "none", False, [], []),
        ("list topics", "choice", True, ["power naps", "tea", "night shifts"], []),
        ("what do you know?", "choice", True, ["power naps", "tea", "night shifts"], []),
        ("fact 2", "facts", True, [], [2]),
        ("fact 99", "miss", False, [], []),
        ("what can you do?", "help", False, [], []),
        ("", "help", False, [], []),
        ("quantum chromodynamics", "miss", False, ["power naps", "tea", "night shifts"], []),
    ],
)
def test_each_kind_of_answer_in_json(
    naps_and_shifts: Footnote,
    question: str,
    kind: str,
    is_certain: bool,
    topics: list[str],
    facts: list[int],
) -> None:
    answer = ask(naps_and_shifts, question)
    assert (answer["answer"], answer["certain"]) == (kind, is_certain)
    assert sorted(answer["topics"]) == sorted(topics)
    assert [fact["id"] for fact in answer["facts"]][: len(facts)] == facts


def test_at_most_five_facts_are_shown_and_the_text_says_how_many_are_left(
    filled: Footnote,
) -> None:
    for number in range(4):
        add_fact(filled, f"Nap {number} helps.")
    answer = ask(filled, "pn")
    assert len(answer["facts"]) == 5
    assert filled("ask", "pn").stdout.endswith("\n\n3 more: footnote topic 1\n")


def test_a_misspelled_name_is_corrected_and_the_answer_says_so(filled: Footnote) -> None:
    answer = ask(filled, "what are powr npas?")
    assert (answer["answer"], answer["topics"]) == ("topic", ["power naps"])
    assert answer["corrected"] == {"powr": "power", "npas": "naps"}
    assert ask(filled, "power nap")["corrected"] == {}
    lines = filled("ask", "powr naps").stdout.splitlines()
    assert lines[:2] == ["Showing results for “power” instead of “powr”.", "power naps"]


def test_a_fact_has_the_shape_of_the_other_commands(filled: Footnote) -> None:
    (shown, *_) = ask(filled, "do long naps leave people drowsy?")["facts"]
    assert shown == json.loads(filled("fact", str(shown["id"]), "--json").stdout)


def test_a_miss_prints_the_reason_and_suggestions(naps_and_shifts: Footnote) -> None:
    result = naps_and_shifts("ask", "quantum chromodynamics")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "Nothing here answers “quantum chromodynamics”. The largest topics are" in result.stderr
    result = naps_and_shifts("ask", "quantum chromodynamics", "--json")
    assert json.loads(result.stdout)["answer"] == "miss"
    assert "Nothing here answers" in result.stderr


def test_a_miss_suggests_the_names_that_come_near(naps_and_shifts: Footnote) -> None:
    assert ask(naps_and_shifts, "powr nips and bits")["topics"] == ["power naps"]


@pytest.mark.parametrize("is_there", [False, True])
def test_an_empty_library_is_a_miss_in_json(footnote: Footnote, path: str, is_there: bool) -> None:
    if is_there:
        Path(path).touch()
    answer = ask(footnote, "naps")
    assert answer == dict(zip(KEYS, ("miss", False, {}, [], []), strict=True))


def test_the_library_of_a_server_answers_with_the_shared_one(filled: Footnote) -> None:
    own = ("--text", "Our nap room is 3.14.", "--topic", "nap room", *MORE, "--server", "7")
    filled("add", *own)
    assert ask(filled, "which one is the nap room?")["answer"] == "miss"
    result = filled("ask", "nap room", "--json", "--server", "7")
    assert json.loads(result.stdout)["topics"] == ["nap room"]
    result = filled("ask", "power naps", "--json", "--server", "7")
    assert json.loads(result.stdout)["topics"] == ["power naps"]


def test_each_kind_of_answer_as_text(naps_and_shifts: Footnote) -> None:
    def lines(question: str) -> list[str]:
        return naps_and_shifts("ask", question).stdout.splitlines()

    assert lines("pn") == naps_and_shifts("topic", "pn").stdout.splitlines()
    assert lines("power naps vs. tea")[:4] == [
        "power naps and tea",
        "0 on both · 0 sources in common · 4 only on power naps · 1 only on tea",
        "Shown: only on power naps",
        "",
    ]
    assert lines("night shifts vs. tea")[2:] == [
        "Shown: sources in common",
        "",
        "Shift Work Survey",
    ]
    assert lines("power naps, tea and night shifts") == ["power naps", "tea", "night shifts"]
    assert lines("do long naps leave people drowsy?")[:2] == [
        "4  claim",
        "Long naps leave people drowsy.",
    ]
    assert lines("hello")[0].startswith("Ask about a topic or a fact in your own words")


def text_of(answer: QuestionAnswer) -> str:
    spans = [getattr(block, "spans", ()) for block in ask_shapes.blocks_of(answer)]
    return "\n".join("".join(span.text for span in line) for line in spans)


def test_a_text_says_what_was_corrected_and_which_facts_only_come_near() -> None:
    answer = QuestionAnswer(AnswerKind.CLOSEST, corrected={"slep": "sleep"})
    assert text_of(answer).startswith(
        "Showing results for “sleep” instead of “slep”.\n"
        "No fact answers this for certain. These are the closest:\n"
    )
    assert not answer.is_certain
    assert "stay silent" in text_of(QuestionAnswer(AnswerKind.NONE))


def test_every_finding_and_every_kind_of_answer_is_shown() -> None:
    assert set(question_answer.READERS) == set(get_args(Finding))
    assert set(ask_shapes.BLOCKS) | {AnswerKind.MISS} == set(AnswerKind)


def test_as_much_is_shown_as_on_a_card() -> None:
    assert question_answer.SHOWN_FACTS == FACTS_PER_PAGE
    assert question_answer.SHOWN_SOURCES == SOURCES_PER_PAGE


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("library")
    Path(folder, "naps.txt").write_text(PAGE, "utf-8")
    path = str(folder / "footnote.db")
    run = CliRunner().invoke(
        cli, ("--db", path, "import", str(folder / "naps.txt")), obj=SqliteEngine()
    )
    assert run.exit_code == 0, run.output
    return path


WORDS = st.sampled_from((*AWKWARD, "power naps", "pn", "do naps help", "vs", "?", "drowsy", "and"))
QUESTIONS = st.one_of(st.text(), st.lists(WORDS, max_size=4).map(" ".join))


@given(question=QUESTIONS)
def test_any_text_gets_json_with_the_same_keys(library: str, question: str) -> None:
    arguments = ("--db", library, "ask", "--json", "--", question)
    result = CliRunner().invoke(cli, arguments, obj=SqliteEngine(), catch_exceptions=False)
    answer = json.loads(result.stdout)
    assert list(answer) == KEYS
    assert answer["answer"] in set(AnswerKind)
    assert result.exit_code == (answer["answer"] == "miss")
    assert isinstance(answer["certain"], bool)
    assert len(answer["facts"]) <= question_answer.SHOWN_FACTS
