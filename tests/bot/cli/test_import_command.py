import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import Result

from tests.support.command_line import PAGE

Footnote = Callable[..., Result]
REWORDED = PAGE.replace("Naps of", "Sleeps of")


def test_an_import_prints_its_figures(footnote: Footnote, page: str) -> None:
    assert footnote("import", page).stdout == (
        "facts     4 new\nsources   2 new\ntopics    1 new, 2 new aliases\nwarnings  none\n"
        "change    1; undo with: footnote undo 1\n"
    )
    again = footnote("import", page).stdout
    assert again.startswith("facts     0 new, 4 already known\n")
    assert "undo" not in again


def test_a_single_new_alias_is_counted_in_the_singular(footnote: Footnote) -> None:
    one_alias = PAGE.replace("PN, Power-nap", "PN")
    assert "topics    1 new, 1 new alias\n" in footnote("import", "-", given=one_alias).stdout


def test_an_import_in_json(footnote: Footnote, page: str) -> None:
    first = {"topics": 1, "aliases": 2, "sources": 2, "facts": {"new": 4, "known": 0}}
    again = {"topics": 0, "aliases": 0, "sources": 0, "facts": {"new": 0, "known": 4}}
    lists = ("corrections", "cut_lines", "duplicates", "skipped", "warnings")
    rest: dict[str, object] = {"corrected": 0} | {each: [] for each in lists}
    file = {"name": page, "format": "the text of a Knowledge Tree page", "facts": 4, "notes": []}
    rest |= {"files": [file]}
    assert json.loads(footnote("import", page, "--json").stdout) == first | rest | {"change": 1}
    assert json.loads(footnote("import", page, "--json").stdout) == again | rest | {"change": None}


def test_an_import_into_a_new_database_prints_its_path(
    footnote: Footnote, page: str, path: str
) -> None:
    assert footnote("import", page).stderr == f"Made a new database at {path}.\n"
    assert footnote("import", page).stderr == ""


def test_a_known_fact_gets_its_new_source(filled: Footnote) -> None:
    moved = "naps\nFacts (1)\nA Blog blog.example 1 fact\nclaimLong naps leave people drowsy.\n"
    assert "sources   1 new, 1 added to earlier facts" in filled("import", "-", given=moved).stdout


def test_a_fact_that_appears_twice_counts_as_repeated(footnote: Footnote, page: str) -> None:
    assert footnote("import", page, page).stdout.startswith(
        "facts     4 new, 4 repeated in the input\n"
    )
    figures = json.loads(footnote("import", page, page, "--json").stdout)
    assert figures["facts"] == {"new": 0, "known": 8}


def test_warnings_have_their_line_number(footnote: Footnote) -> None:
    given = PAGE.replace("2 facts", "3 facts", 1)
    result = footnote("import", "-", given=given)
    assert "warnings  1\n" in result.stdout
    assert "\nstandard input:5: " in result.stderr
    (warning,) = json.loads(footnote("import", "-", "--json", given=given).stdout)["warnings"]
    assert warning["line"] == 5
    assert list(warning) == ["line", "message"]


def test_a_dry_run_prints_the_figures_and_creates_no_file(
    footnote: Footnote, page: str, path: str
) -> None:
    result = footnote("import", page, "--dry-run")
    assert result.stdout.startswith("facts     4 new")
    assert "Nothing was written" in result.stdout
    assert result.stderr == ""
    assert not Path(path).exists()


def test_a_dry_run_leaves_the_library_unchanged(filled: Footnote, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("other\nFacts (1)\nA Paper x.example 1 fact\nclaimNew.\n")
    assert filled("import", str(other), "--dry-run").stdout.startswith("facts     1 new")
    assert filled("topic", "other").exit_code == 1


def test_facts_can_be_filed_under_a_chosen_topic(footnote: Footnote, page: str) -> None:
    footnote("import", page, "--topic", "sleep")
    (topic,) = json.loads(footnote("topics", "--json").stdout)
    assert (topic["name"], topic["facts"]) == ("sleep", 4)


def test_one_bad_file_stops_the_import_of_all(
    footnote: Footnote, page: str, tmp_path: Path
) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"naps\nFacts (1)\nA Paper x.example 1 fact\nclaim\x81\n")
    result = footnote("import", page, str(bad))
    assert result.exit_code == 3
    assert f"{bad}, line 4: this is no text." in result.stderr
    assert footnote("topics").exit_code == 1


def test_the_database_option_works_before_and_after_the_command(
    footnote: Footnote, page: str, tmp_path: Path
) -> None:
    first, second = str(tmp_path / "first.db"), str(tmp_path / "second.db")
    footnote("--db", first, "import", page)
    footnote("import", page, "--db", second)
    assert footnote("--db", second, "topics").exit_code == 0
    assert footnote("--db", second, "topics", "--db", first).exit_code == 0
    assert footnote("topics").exit_code == 1


def test_a_windows_file_with_byte_order_mark_reads_the_same(
    footnote: Footnote, tmp_path: Path
) -> None:
    file = tmp_path / "windows.txt"
    file.write_bytes(b"\xef\xbb\xbf" + PAGE.replace("\n", "\r\n").encode())
    figures = json.loads(footnote("import", str(file), "--json").stdout)
    assert figures["facts"] == {"new": 4, "known": 0}
    assert figures["warnings"] == []
    assert footnote("topic", "power naps").exit_code == 0


def test_the_starter_pack_imports_without_warnings(footnote: Footnote) -> None:
    figures = json.loads(footnote("import", "--starter", "--json").stdout)
    assert figures["warnings"] == []
    assert 5 <= figures["topics"] <= 8
    assert 55 <= figures["facts"]["new"] <= 65
    again = json.loads(footnote("import", "--starter", "--json").stdout)
    assert again["facts"]["new"] == 0


def test_a_pack_is_imported_by_its_name(footnote: Footnote) -> None:
    team = json.loads(footnote("import", "--pack", "team", "--json").stdout)
    assert (team["facts"]["new"], team["topics"], team["warnings"]) == (44, 6, [])
    models = json.loads(footnote("import", "--pack", "models", "--json").stdout)
    assert (models["facts"]["new"], models["topics"], models["warnings"]) == (58, 7, [])
    again = json.loads(footnote("import", "--starter", "--json").stdout)
    assert again["facts"]["new"] == 0


def test_two_packs_are_imported_at_once(footnote: Footnote, path: str) -> None:
    figures = json.loads(footnote("import", "--starter", "--pack", "team", "--json").stdout)
    assert figures["facts"]["new"] == 58 + 44
    with closing(sqlite3.connect(path)) as connection:
        (reason,) = connection.execute("SELECT reason FROM change").fetchone()
    assert reason == "import starter pack, team pack"


def test_an_import_without_files_is_a_usage_error(footnote: Footnote) -> None:
    result = footnote("import")
    assert result.exit_code == 2
    assert "--starter" in result.stderr


def test_a_json_warning_names_its_file_if_there_are_several(
    footnote: Footnote, page: str, tmp_path: Path
) -> None:
    doubtful = tmp_path / "doubtful.txt"
    doubtful.write_text(PAGE.replace("2 facts", "3 facts", 1))
    report = json.loads(footnote("import", page, str(doubtful), "--json").stdout)
    (warning,) = report["warnings"]
    assert warning["message"].startswith(f"{doubtful}: ")


def test_the_history_names_the_imported_files(footnote: Footnote, page: str, path: str) -> None:
    footnote("import", "--starter", page)
    with closing(sqlite3.connect(path)) as connection:
        (reason,) = connection.execute("SELECT reason FROM change").fetchone()
    assert reason == f"import starter pack, {Path(page).name}"


def test_facts_filed_under_an_alias_go_to_its_topic(filled: Footnote) -> None:
    filled("import", "-", "--topic", "PN", "--corrections", "keep", given=REWORDED)
    (topic,) = json.loads(filled("topics", "--json").stdout)
    assert (topic["name"], topic["facts"]) == ("power naps", 5)


@pytest.mark.parametrize("name", ["", "  ", "\u200b", "---"])
def test_a_topic_name_needs_a_letter_or_digit(footnote: Footnote, page: str, name: str) -> None:
    result = footnote("import", page, "--topic", name)
    assert result.exit_code == 2
    assert "needs a letter or digit" in result.stderr


def test_a_page_without_facts_names_a_known_reason(footnote: Footnote) -> None:
    errors = footnote("import", "-", given="naps\nFacts (1)\nclaimNaps help.\n").stderr
    assert "no facts found. Line 3: there is no source above this fact" in errors


def test_facts_can_be_filed_under_the_number_of_a_topic(filled: Footnote) -> None:
    filled("import", "-", "--topic", "1", "--corrections", "keep", given=REWORDED)
    (topic,) = json.loads(filled("topics", "--json").stdout)
    assert (topic["id"], topic["facts"]) == (1, 5)


def test_an_undo_is_offered_for_the_database_that_was_named(
    footnote: Footnote, page: str, tmp_path: Path
) -> None:
    other = str(tmp_path / "other one.db")
    result = footnote("import", page, "--db", other)
    assert f"undo with: footnote undo 1 --db '{other}'\n" in result.stdout
    assert (
        f"Undo: footnote undo 2 --db '{other}'\n" in footnote("--db", other, "remove", "1").stdout
    )


def test_an_undo_takes_a_whole_import_back(footnote: Footnote, page: str) -> None:
    change = json.loads(footnote("import", page, "--json").stdout)["change"]
    assert footnote("undo", str(change)).exit_code == 0
    assert footnote("topics").exit_code == 1
    assert footnote("import", page).stdout.startswith("facts     4 new\n")


def test_an_import_for_a_server_stays_out_of_the_shared_library(
    footnote: Footnote, page: str
) -> None:
    footnote("import", page, "--server", "77")
    assert json.loads(footnote("servers", "--json").stdout) == [
        {"server": "0", "facts": 0, "topics": 0, "sources": 0},
        {"server": "77", "facts": 4, "topics": 1, "sources": 2},
    ]


def test_messages_beyond_the_first_ones_are_counted(
    footnote: Footnote, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("facts.importers.input_reader.MAX_MESSAGES", 2)
    rows = "\n".join(f"Fact {word}.,{word},Book" for word in ("rumour", "legend", "hunch"))
    stderr = footnote("import", "-", given=f"fact,kind,source\n{rows}\n").stderr
    assert "“legend” is not a known kind" in stderr
    assert "… and 1 message beyond the first ones." in stderr
