import re

from tests.support.command_line import Footnote, add_fact, run_json


def test_the_history_shows_who_when_why_and_each_difference(filled: Footnote) -> None:
    filled("edit", "fact", "4", "--text", "Long naps leave people dull.", "--reason", "a misprint")
    result = filled("history", "--limit", "1")
    lines = re.sub(r"\d{4}-\d\d-\d\d \d\d:\d\d", "NOW", result.stdout).splitlines()
    assert lines == [
        "2  Edited fact 4: text",
        "NOW UTC · command line",
        "Reason: a misprint",
        "  fact 4, changed",
        "  - text: Long naps leave people drowsy.",
        "  + text: Long naps leave people dull.",
    ]


def test_the_history_in_json(filled: Footnote) -> None:
    filled("undo", "1", "--reason", "wrong page")
    undo, imported = run_json(filled, "history")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", undo.pop("at"))
    assert undo == {
        "id": 2,
        "by": None,
        "from": "command line",
        "reason": "wrong page",
        "summary": "Undid change 1: Imported 4 new facts on 1 new topic",
        "undone_by": None,
    }
    assert (imported["id"], imported["reason"], imported["undone_by"]) == (1, "import naps.txt", 2)


def test_the_history_of_one_topic_and_of_one_fact(filled: Footnote) -> None:
    fact = add_fact(filled, "Naps are short.")
    filled("alias", "pn", "add", "siesta")
    filled("add", "--text", "Other.", "--topic", "other", "--url", "https://a.example")
    filled("remove", str(fact))

    def numbers(*arguments: str) -> list[int]:
        return [each["id"] for each in run_json(filled, "history", *arguments)]

    assert numbers() == [5, 4, 3, 2, 1]
    assert numbers("--topic", "siesta") == [5, 3, 2, 1]
    assert numbers("--topic", "1", "--limit", "2") == [5, 3]
    assert numbers("--fact", str(fact)) == [5, 2]


def test_the_history_of_a_server_fact_is_found_without_its_server(filled: Footnote) -> None:
    fact = add_fact(filled, "Ours.", "--topic", "deploys", "--server", "77")
    (entry,) = run_json(filled, "history", "--fact", str(fact))
    assert entry["summary"] == f"Added fact {fact}"
    assert run_json(filled, "history", "--topic", "deploys") == [entry]
    assert run_json(filled, "history", "--server", "77") == [entry]


def test_the_history_of_a_server_without_a_library_is_a_miss(filled: Footnote) -> None:
    result = filled("history", "--server", "77")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "Server 77 has no library yet.\n"


def test_a_history_without_changes_says_so(footnote: Footnote) -> None:
    add_fact(footnote, "Ours.", "--server", "77")
    result = footnote("history")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "No changes yet.\n")


def test_an_undo_is_a_change_that_can_be_undone(filled: Footnote) -> None:
    filled("remove", "4")
    assert run_json(filled, "undo", "2") == {"change": 3, "undone": 2}
    assert filled("fact", "4").exit_code == 0
    assert run_json(filled, "undo", "3") == {"change": 4, "undone": 3}
    assert filled("fact", "4").exit_code == 1
    assert filled("undo", "4").exit_code == 0
    result = filled("undo", "4")
    assert result.exit_code == 3
    assert result.stderr == "Change 4 was undone by change 5 already.\n"


def test_an_undo_that_would_destroy_later_work_names_it(filled: Footnote) -> None:
    filled("edit", "fact", "4", "--text", "Long naps leave people dull.")
    result = filled("undo", "1")
    assert result.exit_code == 3
    assert "Undo these first: 2 (Edited fact 4: text)." in result.stderr
    assert filled("undo", "2").exit_code == 0
    assert filled("undo", "1").exit_code == 0


def test_a_change_of_a_server_is_undone_by_its_number(filled: Footnote) -> None:
    fact = add_fact(filled, "Ours.", "--server", "77")
    assert filled("undo", "2").exit_code == 0
    assert filled("fact", str(fact), "--server", "77").exit_code == 1


def test_the_libraries_are_listed_with_their_sizes(filled: Footnote) -> None:
    add_fact(filled, "Ours.", "--server", "77")
    assert filled("servers").stdout == (
        "Server  Facts  Topics  Sources\n"
        "shared      4       1        2\n"
        "77          1       0        1\n"
    )
