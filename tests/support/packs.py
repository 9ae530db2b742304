"""The packs that ship with the program, as pages of an import."""

from bot.files.packs import open_pack
from facts.importers.formats import recognize_format
from facts.model.drafts import FactDraft, PageEntry
from tests.support.page_imports import Page


def starter_page(pack: str = "models") -> Page:
    given = open_pack(pack)
    file_format = recognize_format(given.file)
    assert file_format
    return Page(given.file.name, file_format.read(given.file, given.options))


def read_pack(pack: str) -> list[PageEntry]:
    return list(starter_page(pack).entries)


def facts_of(pack: str) -> list[FactDraft]:
    return [entry for entry in read_pack(pack) if isinstance(entry, FactDraft)]
