"""Notes read for tests: entries by type, without the parts that a test is not about."""

from facts.importers.file_format import ReadOptions
from facts.importers.input_file import InputFile
from facts.importers.markdown.notes import MARKDOWN
from facts.model.drafts import CitationDraft, EntryProblem, FactDraft, PageEntry, TopicDraft

NO_OPTIONS = ReadOptions()


def read(text: str, options: ReadOptions = NO_OPTIONS, name: str = "notes") -> list[PageEntry]:
    return list(MARKDOWN.read(InputFile.of_text(name, text), options))


def read_facts(
    text: str, options: ReadOptions = NO_OPTIONS, name: str = "notes"
) -> list[FactDraft]:
    return [entry for entry in read(text, options, name) if isinstance(entry, FactDraft)]


def read_texts(text: str) -> list[str]:
    return [fact.text for fact in read_facts(text)]


def read_topics(text: str, name: str = "notes") -> list[TopicDraft]:
    return [entry for entry in read(text, name=name) if isinstance(entry, TopicDraft)]


def read_problems(text: str) -> list[EntryProblem]:
    return [entry for entry in read(text) if isinstance(entry, EntryProblem)]


def cite(text: str) -> tuple[CitationDraft, ...]:
    """Return the sources of the only fact."""
    (fact,) = read_facts(text)
    return fact.citations


def name_sources(text: str) -> list[tuple[str, str | None, str | None, str]]:
    """Return title, address, authors and date of the sources of the only fact."""
    return [
        (each.source.title, each.source.url, each.author, str(each.source.published or ""))
        for each in cite(text)
    ]


def is_recognized(text: str) -> bool:
    return MARKDOWN.recognize(InputFile.of_text("notes", text).sample())
