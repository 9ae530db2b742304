"""Reader for a wiki page that a browser saved as HTML."""

from collections.abc import Iterator
from typing import Final

from facts.importers.file_format import FileFormat, ReadOptions
from facts.importers.input_file import InputFile, Sample
from facts.importers.saved_page.page_lines import read_page_lines
from facts.importers.wiki.page_reader import read_page
from facts.model.drafts import PageEntry, ReadingNote

_MARKS: Final = ("<!doctype html", "<html", "<body")


def recognize_saved_page(sample: Sample) -> bool:
    """Return whether a file begins with a tag and has one that only HTML pages have."""
    text = sample.text.removeprefix("\ufeff").lstrip()
    return text.startswith("<") and any(mark in text.lower() for mark in _MARKS)


def read_saved_page(file: InputFile, options: ReadOptions) -> Iterator[PageEntry]:
    """Yield the entries of a page, as the reader of page text does.

    Raises InputTooLarge, and InputNotText.
    """
    yield ReadingNote(1, "lines are counted in the text of the page, not in its HTML")
    yield from read_page(read_page_lines(file.text()), options.topics)


SAVED_PAGE: Final = FileFormat("html", "a saved wiki page", recognize_saved_page, read_saved_page)
