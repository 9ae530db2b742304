"""Everything the guides point to exists: files, headings, modules, commands."""

import re
import shlex
from importlib.util import find_spec
from pathlib import Path

import pytest
from click import Context, UsageError

from bot.cli.main import cli
from tests.support.builders import ROOT
from tests.support.documents import PAGES, code_in, prose, shell_lines

FOLDERS = "facts|storage|bot|tests|benchmarks|docs"
PATH = re.compile(rf"(?:{FOLDERS})(?:/[\w.*-]+)+/?")
MODULE = re.compile(r"(?:facts|storage|bot)(?:\.\w+)+")
LINK = re.compile(r"\]\(([^)\s]+)\)")
SEPARATOR = re.compile(r"&&|\|\||[|;]")
every_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


def anchors(page: Path) -> set[str]:
    """Return the anchors of a page's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", prose(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", each.lower()).replace(" ", "-") for each in headings}


@every_page
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    for link in LINK.findall(prose(page)):
        if "://" in link:
            continue
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        assert target.exists(), link
        assert target.is_relative_to(ROOT), link
        assert not anchor or anchor in anchors(target), link


def missing_paths(text: str) -> list[str]:
    """Return the paths and modules in code marks that do not exist."""
    missing = []
    for code in code_in(text):
        for word in code.split():
            is_path, is_module = PATH.fullmatch(word), MODULE.fullmatch(word)
            if is_path and not any(ROOT.glob(word.rstrip("/"))):
                missing.append(word)
            if is_module and not is_importable(word):
                missing.append(word)
    return missing


def is_importable(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except ModuleNotFoundError:
        return False


@every_page
def test_every_path_and_module_exists(page: Path) -> None:
    assert missing_paths(prose(page)) == []


def test_a_missing_path_is_found() -> None:
    text = (
        "`facts/text/normalize.py`, `bot/gone.py`, `facts.text.gone`, `bot/cards/*.py`, `bot/gone/`"
    )
    assert missing_paths(text) == ["bot/gone.py", "facts.text.gone", "bot/gone/"]


def footnote_arguments(line: str) -> list[list[str]]:
    """Return the arguments of each call of footnote in a shell line."""
    calls = []
    for part in SEPARATOR.split(line):
        words = shlex.split(part.split(" < ")[0], comments=True)
        if words[:2] == ["docker", "run"] and "footnote" in words:
            calls.append(words[words.index("footnote") + 1 :])
            continue
        while words and re.fullmatch(r"[A-Z_]+=.*", words[0]):
            words = words[1:]
        if words and Path(words[0]).name == "footnote":
            calls.append(words[1:])
    return [arguments for arguments in calls if arguments]


def parse(arguments: list[str]) -> None:
    """Parse a command line without running it. Raises UsageError."""
    name, *rest = arguments
    command = cli.get_command(Context(cli), name)
    if command is None:
        raise UsageError(name)
    command.make_context(name, rest)


@every_page
def test_every_footnote_command_in_a_block_is_valid(page: Path) -> None:
    for line in shell_lines(page):
        for arguments in footnote_arguments(line):
            parse(arguments)


def test_the_blocks_contain_commands() -> None:
    calls = [
        each for page in PAGES for line in shell_lines(page) for each in footnote_arguments(line)
    ]
    assert {each[0] for each in calls} >= {"demo", "import", "run", "topic"}


@pytest.mark.parametrize(
    "line", ["footnote impot FILE", "footnote import --stater", "footnote topic"]
)
def test_a_wrong_command_is_found(line: str) -> None:
    (arguments,) = footnote_arguments(line)
    with pytest.raises(UsageError):
        parse(arguments)


@every_page
def test_every_program_in_a_block_exists(page: Path) -> None:
    for line in shell_lines(page):
        for name in re.findall(r"benchmarks/\w+\.py", line):
            assert (ROOT / name).exists(), line
