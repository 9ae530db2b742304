"""The formats that can be imported, in the order in which they are tried."""

from collections.abc import Sequence
from typing import Final

from facts.importers.file_format import FileFormat
from facts.importers.input_file import InputFile
from facts.importers.wiki.page_reader import read_page

_TEMPORARY = FileFormat(
    "page",
    "the text of a Knowledge Tree page",
    lambda sample: "acts (" in sample.text or " fact" in sample.text,
    lambda file, options: read_page(file.lines(), options.topics),
)
FORMATS: Final[Sequence[FileFormat]] = (_TEMPORARY,)


def recognize_format(file: InputFile) -> FileFormat | None:
    """Return the format of a file by its content; None if it has none of them."""
    sample = file.sample()
    return next((each for each in FORMATS if each.recognize(sample)), None)


def find_format(name: str) -> FileFormat:
    """Return the format with a name. Raises LookupError."""
    return next(each for each in FORMATS if each.name == name)
