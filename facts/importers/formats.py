"""The formats that can be imported, in the order in which they are tried."""

from collections.abc import Sequence
from typing import Final

from facts.importers.bibliographies.bibtex import BIBTEX
from facts.importers.bibliographies.ris import RIS
from facts.importers.file_format import FileFormat
from facts.importers.footnote_json.documents import FOOTNOTE_JSON
from facts.importers.footnote_json.lines import FOOTNOTE_LINES
from facts.importers.input_file import InputFile
from facts.importers.knowledge_tree.bundles import BUNDLE
from facts.importers.knowledge_tree.documents import KNOWLEDGE_TREE
from facts.importers.lists.quotes import QUOTES
from facts.importers.lists.tags import TAGS
from facts.importers.markdown.notes import MARKDOWN
from facts.importers.saved_page.html_page import SAVED_PAGE
from facts.importers.tables.table_reader import TABLE
from facts.importers.wiki.wiki_format import WIKI_PAGE

FORMATS: Final[Sequence[FileFormat]] = (
    BUNDLE,
    KNOWLEDGE_TREE,
    FOOTNOTE_LINES,
    FOOTNOTE_JSON,
    SAVED_PAGE,
    BIBTEX,
    RIS,
    TABLE,
    WIKI_PAGE,
    QUOTES,
    TAGS,
    MARKDOWN,
)


def recognize_format(file: InputFile) -> FileFormat | None:
    """Return the format of a file by its content; None if it has none of them."""
    sample = file.sample()
    return next((each for each in FORMATS if each.recognize(sample)), None)


def find_format(name: str) -> FileFormat:
    """Return the format with a name. Raises KeyError."""
    return {each.name: each for each in FORMATS}[name]
