"""The README and the guides as text: their tables, links and code blocks."""

import re
from pathlib import Path
from typing import Final

from tests.support.builders import ROOT

PAGES: Final = (ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md")))
_FENCE: Final = re.compile(r"^ *```(\w*)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)
_CODE: Final = re.compile("`([^`]+)`")


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def table(page: str, heading: str) -> list[list[str]]:
    """Return the rows of all tables of a page whose first column has the heading."""
    found = re.findall(rf"^\| {heading} \|.*\n\|[-|]+\n((?:\|.*\n)+)", read(page), re.MULTILINE)
    assert found, f"{page} has no table of {heading}"
    lines = "".join(found).splitlines()
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def code_in(cell: str) -> list[str]:
    return _CODE.findall(cell)


def shell_lines(page: Path) -> list[str]:
    """Return the lines of the shell blocks of a page."""
    blocks = _FENCE.findall(page.read_text("utf-8"))
    return [
        line.strip()
        for language, block in blocks
        if language == "sh"
        for line in block.splitlines()
    ]


def prose(page: Path) -> str:
    """Return a page without its code blocks."""
    return _FENCE.sub("", page.read_text("utf-8"))
