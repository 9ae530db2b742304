"""A miss is one line, with alternatives."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Footnote = Callable[..., Result]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ("topic", "power nips and bits"),
            "No topic is named “power nips and bits”. The nearest is “power",
        ),
        (("topic", "quasar"), "No topic has a name like “quasar”."),
        (("topic", ""), "No topic has a name like “”."),
        (("topic", "pn", "--kind", "quote"), "Kinds here: claim, measurement, procedure."),
        (("sources", "--site", "nowhere.example"), "Sites here: example.org, naps.example."),
        (("sources", "--topic", "quasar"), "No topic has a name like “quasar”."),
        (("search", "quantum chromodynamics"), "No fact matches “quantum chromodynamics”."),
        (("search", "--", "-naps"), "“-naps” only excludes words. Add at least one word to find."),
        (("search", "?"), "No fact matches “?”."),
        (
            ("search", "naps", "--author", "Jane Dow"),
            "No fact here is by an author named “Jane Dow”.",
        ),
        (("sources", "quantum chromodynamics"), "No source here matches “quantum chromodynamics”."),
        (("random", "--kind", "image"), "No fact fits these filters."),
        (("fact", "99"), "No fact has the number 99."),
    ],
)
def test_a_miss_names_alternatives_and_exits_with_1(
    filled: Footnote, arguments: tuple[str, ...], message: str
) -> None:
    result = filled(*arguments)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert message in result.stderr
    printed = "[]\n" if arguments[0] == "search" else ""
    assert filled(arguments[0], "--json", *arguments[1:]).stdout == printed


@pytest.mark.parametrize(
    "arguments",
    [("topic", "x"), ("topics",), ("sources",), ("search", "x"), ("random",), ("fact", "1")],
)
def test_a_missing_or_empty_database_is_named_with_a_remedy(
    footnote: Footnote, path: str, arguments: tuple[str, ...]
) -> None:
    result = footnote(*arguments)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"There is no database at {path}. `footnote import FILE` or")
    assert "`footnote add`" in result.stderr
    assert not Path(path).exists()
    Path(path).touch()  # SQLite reads an empty file as an empty database
    result = footnote(*arguments)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"The library in {path} is empty. `footnote import FILE` loads")
    assert "`footnote add`" in result.stderr


def test_a_missing_folder_is_not_an_empty_library(footnote: Footnote, tmp_path: Path) -> None:
    result = footnote("topics", "--db", str(tmp_path / "nowhere" / "footnote.db"))
    assert result.exit_code == 3
    assert "cannot be opened or made" in result.stderr


def test_an_impossible_fact_number_is_a_usage_error(filled: Footnote) -> None:
    assert filled("fact", str(2**63)).exit_code == 2
    assert filled("fact", str(2**63 - 1)).exit_code == 1


def test_a_long_query_is_shortened_in_the_message(filled: Footnote) -> None:
    for command in ("topic", "search"):
        result = filled(command, "quasar" * 2_000)
        assert result.exit_code == 1
        assert len(result.stderr) < 200
