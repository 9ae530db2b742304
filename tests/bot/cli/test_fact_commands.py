import json
from pathlib import Path

import pytest

from tests.support.command_line import Footnote, add_fact, run_json

NEW = ("add", "--text", "Dark rooms lengthen naps.", "--topic", "power naps")
SOURCE = ("--source-title", "The Nap Handbook")


def test_an_added_fact_names_its_change_and_its_undo(filled: Footnote) -> None:
    result = filled(*NEW, "--source-title", "The Nap Handbook")
    assert result.exit_code == 0
    assert result.stdout == (
        "Added fact 5 (change 2). Undo: footnote undo 2\nAll servers see it.\n"
    )
    assert result.stderr == ""
    assert [each["title"] for each in run_json(filled, "fact", "5")["sources"]] == [
        "The Nap Handbook"
    ]


def test_a_first_fact_makes_the_database(footnote: Footnote, path: str) -> None:
    result = footnote(*NEW, "--url", "https://www.naps.example/dark", "--date", "Mar 2026")
    assert result.stderr == f"Made a new database at {path}.\n"
    (source,) = run_json(footnote, "fact", "1")["sources"]
    assert source == {
        "id": 1,
        "title": "www.naps.example/dark",
        "site": "naps.example",
        "url": "https://www.naps.example/dark",
        "author": None,
        "authors": [],
        "organization": None,
        "published": "2026-03",
    }


def test_a_missing_topic_is_made_and_the_nearest_is_named(filled: Footnote) -> None:
    result = filled(
        *NEW, "--topic", "power nips", "--topic", "coffee", "--url", "https://a.example"
    )
    assert "New topic “power nips”; near it: “power naps”\nNew topic “coffee”\n" in result.stdout
    assert run_json(filled, "fact", "5")["topics"] == ["power naps", "power nips", "coffee"]


def test_a_topic_is_matched_by_name_alias_or_number_and_takes_a_stance(filled: Footnote) -> None:
    for typed in ("Power-Naps (challenges)", "pn", "1 (supports)"):
        add_fact(filled, f"{typed} is a topic.", "--topic", typed)
    assert [each["facts"] for each in run_json(filled, "topics")] == [7]


def test_a_number_that_no_topic_has_is_the_name_of_a_new_one(filled: Footnote) -> None:
    assert "New topic “2026”\n" in filled(*NEW, "--topic", "2026", *SOURCE).stdout
    filled("edit", "fact", "4", "--topic", "2026")
    assert len(run_json(filled, "topic", "2026")["facts"]) == 2


def test_a_source_title_means_the_only_source_with_that_title(filled: Footnote) -> None:
    first = add_fact(filled, "Naps are short.", "--author", "Ann Lee")
    second = add_fact(filled, "Lab animals nap too.")
    sources = [run_json(filled, "fact", str(fact))["sources"][0] for fact in (first, second)]
    assert sources[0]["id"] == sources[1]["id"]
    assert [each["author"] for each in sources] == ["Ann Lee", None]


def test_json_names_people_and_organisation_apart(filled: Footnote) -> None:
    fact = add_fact(filled, "Naps are short.", "--author", "Ann Lee, Bo Chen · Sleep Lab")
    (source,) = run_json(filled, "fact", str(fact))["sources"]
    assert source["author"] == "Ann Lee, Bo Chen · Sleep Lab"
    assert (source["authors"], source["organization"]) == (["Ann Lee", "Bo Chen"], "Sleep Lab")


def test_a_new_source_is_named_with_its_number(filled: Footnote) -> None:
    result = filled(
        "add", "--text", "Naps are short.", "--topic", "1", "--url", "https://a.example"
    )
    assert "New source “a.example” (number 3)\n" in result.stdout
    result = filled(*NEW, "--source-title", "Lab Notes", "--json")
    assert result.stderr == "New source “Lab Notes” (number 4)\n"
    assert "New source" not in filled("edit", "fact", "1", "--source-title", "Lab Notes").stdout


def test_a_title_of_several_sources_says_that_it_made_another_one(filled: Footnote) -> None:
    for site in ("a", "b"):
        filled("edit", "fact", "1", *SOURCE, "--url", f"https://{site}.example")
    result = filled("edit", "fact", "2", *SOURCE)
    assert result.stdout.endswith("New source “The Nap Handbook” (number 5)\n")


def test_a_source_is_named_by_number_unless_it_is_a_title(filled: Footnote) -> None:
    result = filled(*NEW, "--source-title", "2")
    assert result.stderr == "Source 2 is “The Nap Handbook”.\n"
    assert run_json(filled, "fact", "5")["sources"][0]["title"] == "The Nap Handbook"
    filled("add", "--text", "Big Brother naps.", "--topic", "1", "--source-title", "1984")
    assert run_json(filled, "fact", "6")["sources"][0]["title"] == "1984"


def test_an_unknown_kind_is_kept_with_a_note(filled: Footnote) -> None:
    result = filled(*NEW, *SOURCE, "--kind", "bogus")
    assert result.stderr.startswith("Note: “bogus” is none of the known kinds: claim, account,")
    assert run_json(filled, "fact", "5")["kind"] == "bogus"
    assert filled("edit", "fact", "5", "--kind", "quote").stderr == ""


def test_a_near_duplicate_is_a_warning_with_its_number(filled: Footnote) -> None:
    near = ("add", "--text", "Long naps leave the people drowsy!", "--topic", "pn", "--url")
    result = filled(*near, "https://a.example")
    assert result.exit_code == 0
    assert result.stderr.startswith("Warning: 9")
    assert "% like fact 4: “Long naps leave people drowsy.”" in result.stderr
    refused = filled(*near, "https://b.example", "--strict", "--json")
    assert refused.exit_code == 3
    assert refused.stdout == ""
    assert "Fact 5 has exactly this text" in refused.stderr
    almost = filled(*near, "https://b.example", "--strict", "--text", "Long naps leave us drowsy.")
    assert "like fact" in almost.stderr
    assert almost.exit_code == 3
    assert len(run_json(filled, "history")) == 2


def test_exactly_the_same_text_is_refused(filled: Footnote) -> None:
    result = filled("add", "--text", " Long naps  leave people drowsy. ", "--topic", "pn",
                    "--url", "https://a.example")  # fmt: skip
    assert result.exit_code == 3
    assert result.stderr == (
        "Fact 4 has exactly this text. Add your source to that fact instead. Type "
        "`footnote edit fact 4 --source-title TITLE`.\n"
    )


@pytest.mark.parametrize("command", [("add", "--topic", "pn"), ("edit", "fact", "3")])
def test_the_same_text_from_the_same_source_is_there_already(
    filled: Footnote, command: tuple[str, ...]
) -> None:
    result = filled(*command, "--text", "Long naps leave people drowsy.", *SOURCE)
    assert result.exit_code == 3
    assert result.stderr == ("Fact 4 has exactly this text and this source: it is there already.\n")


def test_a_fact_of_a_server_is_seen_there_only_and_edited_by_number(filled: Footnote) -> None:
    result = filled(*NEW, "--url", "https://a.example", "--server", "77", "--reason", "ours")
    assert result.stdout.endswith("Only server 77 sees it.\n")
    assert filled("fact", "5").exit_code == 1
    assert filled("edit", "fact", "5", "--text", "Quiet rooms lengthen naps.").exit_code == 0
    assert run_json(filled, "fact", "5", "--server", "77")["text"] == "Quiet rooms lengthen naps."
    listed = run_json(filled, "history", "--server", "77")
    assert [each["reason"] for each in listed] == [None, "ours"]
    assert len(run_json(filled, "history")) == 1


def test_an_edit_replaces_topics_and_adds_and_removes_sources(filled: Footnote) -> None:
    change = run_json(filled, "edit", "fact", "1", "--topic", "driving", "--kind", "quote",
                      "--url", "https://a.example", "--author", "Bo")  # fmt: skip
    assert change == {"change": 2, "fact": 1}
    fact = run_json(filled, "fact", "1")
    assert (fact["kind"], fact["topics"]) == ("quote", ["driving"])
    assert [each["title"] for each in fact["sources"]] == [
        "Sleep and Driving: A Trial",
        "a.example",
    ]
    number = str(fact["sources"][1]["id"])
    filled("edit", "fact", "1", "--remove-source", "Sleep and Driving: A Trial")
    refused = filled("edit", "fact", "1", "--remove-source", number)
    assert (refused.exit_code, refused.stderr) == (
        3,
        "A fact needs a source. Add another one first, or remove the fact.\n",
    )
    assert filled("edit", "fact", "1", "--remove-source", "2").exit_code == 3


def test_a_fact_edited_to_nearly_the_same_gives_a_warning(filled: Footnote) -> None:
    result = filled("edit", "fact", "3", "--text", "Long naps leave some people drowsy.")
    assert "like fact 4" in result.stderr
    assert "like fact 3" not in result.stderr


def test_removed_facts_are_named_and_their_reason_is_shown(filled: Footnote) -> None:
    assert run_json(filled, "remove", "3", "4", "3", "--reason", "out of print") == {
        "change": 2,
        "facts": [3, 4],
    }
    result = filled("fact", "4")
    assert result.exit_code == 1
    assert "by change 2. The reason: out of print." in result.stderr
    assert run_json(filled, "remove", "1") == {"change": 3, "fact": 1, "facts": [1]}


def test_the_facts_of_a_source_are_removed_at_once(filled: Footnote) -> None:
    filled("edit", "fact", "3", "--source-title", "Sleep and Driving: A Trial")
    result = filled("remove", "--source", "sleep and driving: a trial")
    assert result.exit_code == 1
    result = filled("remove", "--source", "Sleep and Driving: A Trial")
    assert result.stdout.endswith("Facts that keep other sources: 3.\n")
    filled("undo", "3")
    removed = run_json(filled, "remove", "--source", "1")
    assert removed == {"change": 5, "source": 1, "facts": [1, 2]}
    result = filled("remove", "--source", "1")
    assert result.exit_code == 1
    assert result.stderr == "The source “Sleep and Driving: A Trial” has no facts.\n"


def test_facts_of_several_libraries_are_not_removed_in_one_change(filled: Footnote) -> None:
    fact = add_fact(filled, "Ours.", "--server", "77")
    result = filled("remove", "1", str(fact))
    assert result.exit_code == 3
    assert "several libraries" in result.stderr


def test_a_purge_wipes_the_text_from_the_file(filled: Footnote, path: str) -> None:
    fact = str(add_fact(filled, "Zyxomma naps at dawn."))
    filled("edit", "fact", fact, "--text", "Wolframite naps at noon.")
    result = filled("remove", fact, "--purge", "--reason", "asked to")
    assert result.stdout.startswith("Purged fact 5 (change 4). This cannot be undone.")
    stored = b"".join(file.read_bytes() for file in Path(path).parent.glob("footnote.db*")).lower()
    assert b"drowsy" in stored
    assert b"zyxomma" not in stored
    assert b"wolframite" not in stored
    assert "a purge cannot be undone" in filled("undo", "4").stderr
    again = filled("remove", fact, "--purge")
    assert (again.exit_code, again.stdout) == (3, "")
    assert again.stderr.startswith("The text of fact 5 is gone already")
    assert "was purged" in filled("undo", "3").stderr
    assert "naps at" not in filled("history").stdout
    assert json.loads(filled("history", "--fact", fact, "--json").stdout)[0]["id"] == 4


@pytest.mark.parametrize(
    "arguments",
    [
        (*NEW,),
        (*NEW, "--author", "Ann"),
        ("add", "--text", "x", "--source-title", "A Paper"),
        ("edit",),
        ("edit", "fact", "1"),
        ("edit", "fact", "1", "--author", "Ann"),
        ("edit", "fact", "0", "--text", "x"),
        ("edit", "topic", "1"),
        ("edit", "source", "1"),
        ("remove",),
        ("remove", "1", "--source", "2"),
        ("remove", "--source", "2", "--purge"),
        ("remove", "99999999999999999999"),
        ("alias", "1", "rename", "x"),
        ("merge", "fact", "1", "2"),
        ("undo", "naps"),
        ("history", "--limit", "99999999999999999999"),
        ("add", "--server", "-1"),
    ],
    ids=" ".join,
)
def test_a_command_without_what_it_needs_is_a_usage_error(
    filled: Footnote, arguments: tuple[str, ...]
) -> None:
    result = filled(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert len(run_json(filled, "history")) == 1
