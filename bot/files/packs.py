"""The packs of facts that ship with Footnote."""

from importlib.resources import files
from typing import Final

from facts.importers.file_format import ReadOptions
from facts.importers.input_file import InputFile
from facts.importers.input_reading import ImportInput

PACKS: Final = {
    "models": ("starter pack", "training-and-trust.txt"),
    "team": ("team pack", "team-handbook.md"),
}
"""By the word for `--pack`: the name for messages, and the file."""


def open_pack(pack: str = "models", options: ReadOptions | None = None) -> ImportInput:
    """Return a pack, by default the starter pack."""
    name, file = PACKS[pack]
    return ImportInput(InputFile.of_text(name, read_starter_file(file)), options or ReadOptions())


def read_starter_file(name: str) -> str:
    """Return the text of a file that ships beside the packs."""
    return files("facts.importers").joinpath("starter", name).read_text("utf-8")
