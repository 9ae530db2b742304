"""Libraries with the packs, to ask and to search."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from benchmarks.asking import LIBRARIES
from bot.cli.question_answer import QuestionAnswer, describe_miss, read_answer
from bot.demo.server import SERVER
from facts.importers.file_format import ReadOptions
from facts.importers.formats import recognize_format
from facts.importers.input_file import InputFile
from facts.library.library import Library
from facts.model.errors import NotFoundError
from facts.model.results import Hit
from facts.model.selection import Slice
from storage.store import open_store
from tests.support.async_library import AsyncLibrary
from tests.support.builders import NOTE
from tests.support.packs import starter_page
from tests.support.page_imports import Page, import_pages


@asynccontextmanager
async def open_demo_libraries(path: str) -> AsyncIterator[AsyncLibrary]:
    """Yield what a user of the demo sees: the models for all, the handbook for the server."""
    async with open_store(path) as store:
        await import_pages(store, [starter_page()], NOTE)
        await import_pages(store, [starter_page(pack="team")], NOTE, library=SERVER)
        yield AsyncLibrary(store, SERVER)


@asynccontextmanager
async def open_harbour(path: str) -> AsyncIterator[AsyncLibrary]:
    """Yield the handbook of the ferry company."""
    source = LIBRARIES["harbour"]
    file = InputFile.of_text(source.name, source.read_text("utf-8"))
    file_format = recognize_format(file)
    assert file_format
    async with open_store(path) as store:
        await import_pages(store, [Page(source.name, file_format.read(file, ReadOptions()))], NOTE)
        yield AsyncLibrary(store)


def show_answer(library: Library, question: str) -> QuestionAnswer:
    try:
        return read_answer(library, question)
    except NotFoundError as miss:
        return describe_miss(miss)


def show_hits(library: Library, text: str) -> tuple[Hit, ...]:
    """Return up to fifty facts that a search finds."""
    try:
        return library.search(text, part=Slice(limit=50)).hits
    except NotFoundError:
        return ()
