"""Topics and sources are edited, aliased and merged; what cannot be saved changes nothing."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.support.command_line import Footnote, add_fact, run_json

ADD = ("add", "--topic", "naps", "--source-title", "A Paper", "--text")
SOURCE_OF_4 = "The Nap Handbook"


@pytest.fixture
def two_topics(filled: Footnote) -> Footnote:
    """The facts of the page, and a fact on night shifts in a source of its own."""
    filled("add", "--text", "Shifts tire people.", "--topic", "night shifts",
           "--url", "https://shifts.example/survey", "--source-title", "Survey")  # fmt: skip
    return filled


def test_a_renamed_topic_keeps_its_old_name_as_an_alias(filled: Footnote) -> None:
    result = filled("edit", "topic", "pn", "--name", "short sleep", "--definition", "By day.")
    assert result.stdout == (
        "Renamed the topic “power naps” to “short sleep” (change 2). Undo: footnote undo 2\n"
    )
    topic = run_json(filled, "topic", "power naps")
    assert (topic["name"], topic["definition"]) == ("short sleep", "By day.")
    assert topic["aliases"] == ["PN", "Power-nap", "power naps"]
    assert run_json(filled, "edit", "topic", "1", "--definition", "") == {"change": 3, "topic": 1}
    assert run_json(filled, "topic", "1")["definition"] is None


def test_a_source_gets_a_title_an_address_and_a_date(filled: Footnote) -> None:
    edit = ("edit", "source", SOURCE_OF_4)
    changed = run_json(
        filled, *edit, "--title", "Naps", "--url", "https://n.example", "--date", "2024"
    )
    assert changed == {"change": 2, "source": 2}
    (source,) = run_json(filled, "sources", "--site", "n.example")
    assert (source["title"], source["published"]) == ("Naps", "2024")
    filled("edit", "source", "2", "--url", "none", "--date", "")
    (source,) = (each for each in run_json(filled, "sources") if each["id"] == 2)
    assert (source["url"], source["site"], source["published"]) == (None, None, None)


def test_a_site_without_an_address_can_be_removed(filled: Footnote) -> None:
    filled("edit", "source", "2", "--title", "Naps")
    assert len(run_json(filled, "sources", "--site", "naps.example")) == 1
    assert filled("edit", "source", "2", "--url", "none").exit_code == 0
    assert filled("sources", "--site", "naps.example").exit_code == 1


def test_an_alias_is_added_and_removed(filled: Footnote) -> None:
    assert run_json(filled, "alias", "1", "add", "siesta") == {"change": 2, "topic": 1}
    assert run_json(filled, "topic", "siesta")["id"] == 1
    assert filled("alias", "siesta", "remove", "Siesta").exit_code == 0
    assert "siesta" not in run_json(filled, "topic", "1")["aliases"]
    result = filled("alias", "1", "remove", "siesta")
    assert result.exit_code == 1
    assert result.stderr.startswith("“siesta” is no alias of this topic.")


def test_a_merge_moves_names_and_facts(two_topics: Footnote) -> None:
    assert run_json(two_topics, "merge", "topic", "night shifts", "1") == {"change": 3, "topic": 1}
    topic = run_json(two_topics, "topic", "night shifts")
    assert (topic["name"], len(topic["facts"])) == ("power naps", 5)
    assert run_json(two_topics, "merge", "source", "Survey", SOURCE_OF_4) == {
        "change": 4,
        "source": 2,
    }
    assert run_json(two_topics, "fact", "5")["sources"][0]["title"] == SOURCE_OF_4


def test_a_name_that_is_a_number_counts_before_the_number(two_topics: Footnote) -> None:
    two_topics("edit", "topic", "night shifts", "--name", "1")
    two_topics("alias", "1", "add", "shifts")
    assert run_json(two_topics, "topic", "shifts")["name"] == "1"


def test_a_name_in_several_libraries_lists_the_numbers(filled: Footnote) -> None:
    for server in ("77", "78"):
        filled("add", "--text", "Ours.", "--topic", "deploys", "--url", "https://a.example",
               "--server", server)  # fmt: skip
    result = filled("edit", "topic", "deploys", "--name", "releases")
    assert result.exit_code == 3
    assert "names several topics: 2, 3. Use the number" in result.stderr
    assert filled("edit", "topic", "3", "--name", "releases").exit_code == 0
    assert filled("merge", "topic", "2", "3").exit_code == 1


def test_a_topic_of_a_server_is_merged_into_a_shared_one(filled: Footnote) -> None:
    add_fact(filled, "Ours.", "--topic", "siesta", "--server", "77")
    assert filled("merge", "topic", "siesta", "power naps").exit_code == 0
    assert len(run_json(filled, "topic", "pn", "--server", "77")["facts"]) == 5
    assert len(run_json(filled, "topic", "pn")["facts"]) == 4


BAD_INPUT = [
    ((*ADD, ""), "The fact cannot be saved: it is empty."),
    ((*ADD, "\u200b\u202e\x07"), "The fact cannot be saved: it is empty."),
    ((*ADD, "x" * 4_001), "it has 4,001 characters, at most 4,000 fit."),
    ((*ADD, "x", "--url", "naps"), "“naps” is no address"),
    ((*ADD, "x", "--url", "https://user@a.example"), "names a user before its host"),
    ((*ADD, "x", "--date", "lately"), "“lately” is no date"),
    ((*ADD, "x", "--date", "2026-02-30"), "is no date"),
    ((*ADD, "x", "--topic", "---"), "a name needs a letter or digit"),
    ((*ADD, "x", "--topic", "y" * 101), "y…” has 101 characters; a name has at most 100."),
    ((*ADD, "x", *(f"--topic=t{n}" for n in range(60))), "at most 20 topics, not 61"),
    ((*ADD, "x", "--kind", "*"), "The kind cannot be saved"),
    ((*ADD, "x", "--topic", "sleep (suports)"), "the stances are supports, challenges, neutral."),
    ((*ADD, "x", "--source-title", " "), "the title is empty"),
    ((*ADD, "x", "--reason", "y" * 301), "The reason cannot be saved"),
    (("edit", "fact", "99", "--text", "x"), "No fact has the number 99."),
    (("edit", "fact", "1", "--text", "Long naps leave people drowsy."), "Fact 4 has exactly"),
    (("edit", "fact", "1", "--remove-source", "2"), "The fact does not cite the source “2”."),
    (("edit", "fact", "1", "--kind", "measurement"), "Nothing was changed"),
    (("edit", "topic", "99", "--name", "x"), "No topic has the number or the name “99”."),
    (("edit", "topic", "1", "--name", ""), "The name cannot be saved"),
    (("edit", "topic", "1", "--name", "night-shifts"), "already names the topic “night shifts”"),
    (("edit", "source", "siesta", "--title", "x"), "No source is named “siesta”."),
    (("edit", "source", "1", "--url", "https://shifts.example/survey"), "(number 3) has this"),
    (("alias", "1", "add", "Night Shifts"), "Choose another name, or merge the two topics."),
    (("alias", "2", "add", "PN"), "already names the topic “power naps” (number 1)."),
    (("alias", "1", "add", "pn"), "Nothing was changed"),
    (("merge", "topic", "1", "power naps"), "Nothing was changed"),
    (("merge", "source", "1", "99"), "No source has the number or the name “99”."),
    (("remove", "1", "99"), "No fact has the number 99."),
    (("remove", "99", "--purge"), "No fact has the number 99."),
    (("remove", "--source", "99"), "No source has the number or the name “99”."),
    (("history", "--topic", "siesta"), "No topic is named “siesta”."),
    (("history", "--fact", "99"), "No fact has the number 99."),
    (("undo", "99"), "No change of this library has the number 99."),
]


@pytest.mark.parametrize(("arguments", "message"), BAD_INPUT, ids=lambda each: str(each)[:60])
def test_bad_input_gives_one_line_and_changes_nothing(
    two_topics: Footnote, path: str, arguments: tuple[str, ...], message: str
) -> None:
    with closing(sqlite3.connect(path)) as connection:
        before = list(connection.iterdump())
        result = two_topics(*arguments)
        assert result.exit_code == (1 if result.stderr.startswith("No ") else 3), result.output
        assert result.stdout == ""
        lines = [line for line in result.stderr.splitlines() if "do not show" not in line]
        assert len(lines) == 1
        assert message in lines[0]
        assert list(connection.iterdump()) == before


def test_characters_that_do_not_show_are_left_out_with_a_warning(filled: Footnote) -> None:
    result = filled(*ADD, "Naps\x07 \u202ehelp\udce9.\tAlways.")
    assert result.stderr == "--text: characters that do not show were left out.\n"
    assert run_json(filled, "fact", "5")["text"] == "Naps help. Always."


@pytest.mark.parametrize(
    "arguments",
    [
        ("edit", "fact", "1", "--text", "x"),
        ("remove", "1"),
        ("alias", "1", "add", "x"),
        ("merge", "topic", "1", "2"),
        ("history",),
        ("undo", "1"),
        ("servers",),
    ],
    ids=" ".join,
)
def test_a_missing_database_is_named_and_not_made(
    footnote: Footnote, path: str, arguments: tuple[str, ...]
) -> None:
    result = footnote(*arguments)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"There is no database at {path}.")
    assert not Path(path).exists()


def test_a_refused_first_fact_makes_no_database(footnote: Footnote, path: str) -> None:
    assert footnote(*ADD, "").exit_code == 3
    assert not Path(path).exists()
