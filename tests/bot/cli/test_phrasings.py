"""Questions that a fact answers, on the command line."""

from tests.support.command_line import Footnote, run_json

QUESTION = "Can I sleep in after being called at 3 am?"


def test_a_question_is_added_shown_and_removed(filled: Footnote) -> None:
    done = run_json(filled, "edit", "fact", "1", "--phrasing", QUESTION, "--phrasing", "Why nap?")
    assert done == {"change": 2, "fact": 1}
    assert run_json(filled, "fact", "1")["phrasings"] == [QUESTION, "Why nap?"]
    assert f"Also asked as: {QUESTION} · Why nap?" in filled("fact", "1").stdout
    removed = filled("edit", "fact", "1", "--remove-phrasing", "why NAP")
    assert removed.stdout == ("Edited fact 1: phrasings (change 3). Undo: footnote undo 3\n")
    assert run_json(filled, "fact", "1")["phrasings"] == [QUESTION]


def test_the_same_question_again_is_answered_at_once(filled: Footnote) -> None:
    filled("edit", "fact", "1", "--phrasing", QUESTION)
    answer = run_json(filled, "ask", QUESTION.upper().replace(" ", "  ").rstrip("?"))
    assert (answer["answer"], answer["certain"]) == ("facts", True)
    assert [each["id"] for each in answer["facts"]] == [1]


def test_an_undone_question_is_no_longer_known(filled: Footnote) -> None:
    filled("edit", "fact", "1", "--phrasing", "zzqx vlorb?")
    assert filled("ask", "zzqx vlorb").exit_code == 0
    filled("undo", "2")
    assert filled("ask", "zzqx vlorb").exit_code == 1


def test_a_new_fact_takes_questions_too(filled: Footnote) -> None:
    added = run_json(
        filled, "add", "--text", "Rest is due after a call.", "--topic", "rest", "--url",
        "https://rest.example", "--phrasing", QUESTION,
    )  # fmt: skip
    assert run_json(filled, "fact", str(added["fact"]))["phrasings"] == [QUESTION]


def test_an_unknown_question_cannot_be_removed(filled: Footnote) -> None:
    result = filled("edit", "fact", "1", "--remove-phrasing", "Why?")
    assert result.exit_code == 1
    assert "The fact has no such question: “Why?”." in result.stderr


def test_a_question_needs_words(filled: Footnote) -> None:
    result = filled("edit", "fact", "1", "--phrasing", "???")
    assert result.exit_code == 3
    assert "The questions cannot be saved: a question needs a letter or digit." in result.stderr


def test_the_history_names_the_question(filled: Footnote) -> None:
    filled("edit", "fact", "1", "--phrasing", QUESTION)
    history = filled("history", "--fact", "1").stdout
    assert "question 1, new" in history
    assert f"+ also asked as: {QUESTION}" in history


def test_questions_are_exported_and_imported(filled: Footnote) -> None:
    filled("edit", "fact", "1", "--phrasing", QUESTION)
    for name in ("jsonl", "kt-json", "markdown"):
        assert QUESTION in filled("export", "--format", name).stdout
