"""Every kind of file is recognised by its content, and by one format only."""

from pathlib import Path

import pytest

from facts.importers.formats import FORMATS, find_format, recognize_format
from facts.importers.input_file import InputFile
from tests.support.builders import ROOT

CORPUS = ROOT / "benchmarks/fuzz_corpus"
STARTER = ROOT / "facts/importers/starter"
NAMES = {
    "bundle": "okt-bundle",
    "knowledge-tree": "kt-json",
    "library": "jsonl",
    "notes": "markdown",
    "notes-hand": "markdown",
    "page": "html",
    "page-browser": "page",
    "page-fact": "page",
    "page-plain": "page",
    "page-relation": "page",
    "quotes": "yaml",
    "search": "json",
    "table": "csv",
    "table-windows": "csv",
    "tags": "toml",
    "team-handbook": "markdown",
    "template": "markdown",
    "topic": "json",
    "training-and-trust": "page",
}
SUFFIXES = {".bib": "bibtex", ".ris": "ris"}
FILES = sorted([*CORPUS.iterdir(), *STARTER.iterdir()])


@pytest.mark.parametrize("file", FILES, ids=[file.name for file in FILES])
def test_a_file_is_recognised_by_its_format_first(file: Path) -> None:
    data = file.read_bytes()
    given = InputFile("unnamed", len(data), lambda: iter((data,)))
    expected = SUFFIXES.get(file.suffix) or NAMES[file.name.split(".")[0]]
    found = recognize_format(given)
    assert found
    assert found.name == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "{}",
        "[]",
        "<p>x</p>",
        "A paragraph of prose, with a fact in it, and some text.\nAnother line.",
        "fact",
        "name,size,colour\na,1,red\n",
        "# A heading\n\nProse below it, without a list.",
        "key: value\nother: 3\n",
    ],
)
def test_text_of_no_known_form_is_not_recognised(text: str) -> None:
    assert recognize_format(InputFile.of_text("unnamed", text)) is None


def test_a_format_is_found_by_its_name() -> None:
    assert [find_format(each.name) for each in FORMATS] == list(FORMATS)
    with pytest.raises(KeyError):
        find_format("docx")
