"""The tables in the guides match the program."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click import Command, Context, Group, Option, UsageError
from discord import AppCommandOptionType, AppCommandType

from bot.app.client import Footnote
from bot.app.settings import LogLevel, Settings
from bot.cli import exit_codes
from bot.cli.main import cli
from storage.store import SqliteStore
from tests.support.builders import ROOT
from tests.support.command_line import Footnote as CommandLine
from tests.support.documents import code_in, table

USE, OPERATE = "docs/use.md", "docs/operate.md"
GROUPS = {AppCommandOptionType.subcommand.value, AppCommandOptionType.subcommand_group.value}
EVERYWHERE = {"--db", "--json", "--help"}
CONTEXT = Context(cli)


def usages(command: dict[str, Any], start: str = "/") -> list[str]:
    """Return a slash command as a guide shows it, or its subcommands."""
    name, options = start + command["name"], command.get("options", [])
    if any(each["type"] in GROUPS for each in options):
        return [usage for each in options for usage in usages(each, f"{name} ")]
    shown = (each["name"] if each.get("required") else f"[{each['name']}]" for each in options)
    return [" ".join((name, *shown))]


async def test_the_guide_lists_every_discord_command_with_its_options(store: SqliteStore) -> None:
    tree = Footnote(store).tree
    expected = set()
    for command in tree.get_commands(type=AppCommandType.chat_input):
        expected.update(usages(command.to_dict(tree)))
    for menu in tree.get_commands(type=AppCommandType.message):
        expected.add(f"Apps > {menu.name}")
    documented = [code_in(row[0])[0] for row in table(USE, "command")]
    assert sorted(documented) == sorted(expected)


def verbs(group: Group = cli, start: str = "") -> Iterator[tuple[str, Command]]:
    """Yield the verbs of the command line, those of groups by both words."""
    for name in group.list_commands(CONTEXT):
        command = group.get_command(CONTEXT, name)
        assert command is not None
        if isinstance(command, Group):
            yield from verbs(command, f"{name} ")
        else:
            yield start + name, command


VERBS = dict(verbs())


def verb_in(usage: str) -> str:
    """Return the verb of a usage: “edit fact” of “footnote edit fact ID”."""
    words = code_in(usage)[0].split()[1:]
    return next(name for name in (" ".join(words[:2]), words[0]) if name in VERBS)


def options_of(command: Command) -> set[str]:
    return {option for each in command.params for option in each.opts if isinstance(each, Option)}


def test_the_guide_lists_every_verb_with_its_arguments() -> None:
    expected = []
    for name, command in VERBS.items():
        pieces = command.collect_usage_pieces(CONTEXT)
        arguments = [each for each in pieces if each != "[OPTIONS]"]
        expected.append(" ".join(("footnote", name, *arguments)))
    documented = [code_in(row[0])[0] for row in table(OPERATE, "command")]
    assert sorted(documented) == sorted(expected)


def test_the_guide_lists_every_option_of_a_verb() -> None:
    for usage, options, _ in table(OPERATE, "command"):
        name = verb_in(usage)
        documented = {each.split()[0] for each in code_in(options)}
        assert documented == options_of(VERBS[name]) - EVERYWHERE, name


def test_every_verb_has_the_common_options() -> None:
    printing = {verb_in(row[0]) for row in json_rows() if "footnote" in row[0]}
    for name, command in VERBS.items():
        options = options_of(command)
        assert "--db" in options or name == "template", name
        assert ("--json" in options) == (name in printing), name


def test_the_guide_lists_every_setting() -> None:
    prefix = Settings.model_config["env_prefix"]
    expected = {f"{prefix}{name}".upper() for name in Settings.model_fields}
    rows = {code_in(row[0])[0]: row[1] for row in table(OPERATE, "setting")}
    assert set(rows) == expected | {"FOOTNOTE_DATABASE"}
    assert [*LogLevel] == code_in(rows["FOOTNOTE_LOG_LEVEL"])[: len(LogLevel)]


def test_the_guide_lists_every_exit_code() -> None:
    named = {code for name, code in vars(exit_codes).items() if name.startswith("EXIT_")}
    documented = [int(row[0]) for row in table(OPERATE, "exit code")]
    assert documented == sorted(named | {0, UsageError.exit_code})


def json_rows() -> list[list[str]]:
    return table(OPERATE, "object")


def documented_keys(name: str) -> list[str]:
    (keys,) = (row[1] for row in json_rows() if row[0].removeprefix("each of ").strip("`") == name)
    return code_in(keys)


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask", "naps"),
        ("topic", "naps"),
        ("topics",),
        ("sources",),
        ("search", "naps"),
        ("random",),
        ("fact", "1"),
        ("history",),
        ("servers",),
        ("misses",),
    ],
    ids=lambda arguments: arguments[0],
)
def test_the_guide_lists_the_json_keys_of_each_verb(
    filled: CommandLine, arguments: tuple[str, ...]
) -> None:
    printed = json.loads(filled(*arguments, "--json").stdout)
    first = printed[0] if isinstance(printed, list) else printed
    assert list(first) == documented_keys(f"footnote {arguments[0]}")


def test_the_guide_lists_the_keys_of_nested_objects(filled: CommandLine) -> None:
    topic = json.loads(filled("topic", "naps", "--json").stdout)
    fact = topic["facts"][0]
    assert list(fact) == documented_keys("a fact")
    assert list(fact["sources"][0]) == documented_keys("a source of a fact")


@pytest.mark.parametrize(
    ("verb", "arguments"),
    [
        ("add", ("--text", "New.", "--topic", "naps", "--source-title", "A Paper")),
        ("edit fact", ("1", "--kind", "quote")),
        ("edit topic", ("1", "--name", "rests")),
        ("edit source", ("1", "--title", "A Trial")),
        ("alias", ("1", "add", "rests")),
        ("merge topic", ("1", "2")),
        ("merge source", ("1", "2")),
        ("undo", ("1",)),
    ],
)
def test_the_guide_lists_the_json_keys_of_each_write(
    filled: CommandLine, verb: str, arguments: tuple[str, ...]
) -> None:
    filled("add", "--text", "Other.", "--topic", "shifts", "--source-title", "The Nap Handbook")
    if verb == "undo":
        filled("undo", "2")
        arguments = ("3",)
    printed = json.loads(filled(*verb.split(), *arguments, "--json").stdout)
    assert list(printed) == documented_keys(f"footnote {verb}")


@pytest.mark.parametrize(
    ("documented", "arguments"),
    [("ID", ("1",)), ("ID ID", ("1", "2")), ("--source", ("--source", "1"))],
)
def test_the_guide_lists_the_json_keys_of_each_removal(
    filled: CommandLine, documented: str, arguments: tuple[str, ...]
) -> None:
    printed = json.loads(filled("remove", *arguments, "--json").stdout)
    assert list(printed) == documented_keys(f"footnote remove {documented}")


def test_the_guide_lists_the_keys_of_an_import(footnote: CommandLine) -> None:
    doubtful = "naps\nFacts (2)\nSleep a.org 1 fact\nclaimNaps help."
    printed = json.loads(footnote("import", "-", "--json", given=doubtful).stdout)
    assert list(printed) == documented_keys("footnote import")
    assert list(printed["facts"]) == documented_keys("the facts of an import")
    assert list(printed["warnings"][0]) == documented_keys("a warning of an import")


def test_the_guide_lists_the_keys_of_a_backup(filled: CommandLine, tmp_path: Path) -> None:
    printed = json.loads(filled("backup", str(tmp_path), "--json").stdout)
    assert list(printed) == documented_keys("footnote backup")


def test_a_usage_shows_required_and_optional_options() -> None:
    option = {"type": AppCommandOptionType.string.value}
    group = {"name": "daily", "options": [{"name": "list", "type": 1}]}
    command = {
        "name": "topic",
        "options": [option | {"name": "name", "required": True}, option | {"name": "kind"}],
    }
    assert usages(command) == ["/topic name [kind]"]
    assert usages(group) == ["/daily list"]


@pytest.mark.parametrize("package", ["facts", "storage", "bot"])
def test_the_guide_lists_every_folder_of_a_package(package: str) -> None:
    folders = {each.parent.name for each in (ROOT / package).glob("*/__init__.py")}
    documented = {code_in(row[0])[0] for row in table("docs/code.md", package)}
    assert folders <= documented


def test_the_guide_lists_every_benchmark() -> None:
    rows = table("docs/code.md", "command")
    documented = {code_in(row[0])[0].split()[0] for row in rows}
    programs = {
        f"benchmarks/{each.name}"
        for each in (ROOT / "benchmarks").glob("*.py")
        if '\nif __name__ == "__main__":' in each.read_text("utf-8")
    }
    assert documented == programs
