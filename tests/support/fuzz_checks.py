"""What every reader of a format must keep, whatever its input is."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from facts.importers.draft_cleaner import DraftCleaner
from facts.importers.errors import InputError
from facts.importers.file_format import FileFormat, ReadOptions
from facts.importers.input_file import InputFile
from facts.importers.wiki.lines import MAX_CHARACTERS
from facts.model.drafts import (
    CitationDraft,
    Draft,
    EntryProblem,
    FactDraft,
    LineWarning,
    LoneSource,
    PageEntry,
    ReadingNote,
    SourceDraft,
    TopicDraft,
)

_CHUNK: Final = 65_536
_MAX_MESSAGE: Final = 1_000
"""Characters of a message that a reader can take in."""
OPTIONS: Final = (
    ReadOptions(),
    ReadOptions(source=CitationDraft(SourceDraft("Team handbook")), with_notes=True),
    ReadOptions(("naps", "rest"), CitationDraft(SourceDraft("Log"), "Jane Doe"), with_notes=True),
)


class RuleBroken(AssertionError):
    """A reader yields what an importer must never see."""


@dataclass(slots=True)
class FuzzResult:
    """What a reader made of an input: counts of entries by type, or the error it raised."""

    counts: Counter[str] = field(default_factory=Counter)
    refused: str = ""


def open_bytes(data: bytes) -> InputFile:
    """Return a file that comes in chunks."""
    places = range(0, len(data), _CHUNK)
    return InputFile("fuzz", len(data), lambda: (data[at : at + _CHUNK] for at in places))


def check_recognition(formats: tuple[FileFormat, ...], data: bytes) -> list[str]:
    """Return the names of the formats that recognise an input; none may raise."""
    sample = open_bytes(data).sample()
    return [each.name for each in formats if each.recognize(sample)]


def check_reading(file_format: FileFormat, data: bytes, options: ReadOptions) -> FuzzResult:
    """Read an input as a format. Raises RuleBroken, and whatever the reader must not raise."""
    result = FuzzResult()
    cleaner = DraftCleaner()
    try:
        for entry in file_format.read(open_bytes(data), options):
            result.counts[type(entry).__name__] += 1
            for broken in _find_broken(entry):
                raise RuleBroken(f"{broken}: {entry!r}"[:500])
            if isinstance(entry, Draft):
                for broken in _find_unclean(cleaner.clean(entry)[0]):
                    raise RuleBroken(f"{broken}: {entry!r}"[:500])
    except InputError as error:
        result.refused = type(error).__name__
    return result


def _find_broken(entry: PageEntry) -> Iterator[str]:
    """Yield the rules that an entry breaks."""
    if entry.line < 1:
        yield "the line is not positive"
    match entry:
        case FactDraft():
            yield from _find_broken_fact(entry)
        case TopicDraft():
            if not all(name.strip() for name in (entry.name, *entry.aliases)):
                yield "a name is blank"
        case LoneSource():
            if not entry.source.title.strip():
                yield "the title is blank"
        case _:
            yield from _find_broken_message(entry)


def _find_broken_message(entry: LineWarning | EntryProblem | ReadingNote) -> Iterator[str]:
    if not entry.message.strip():
        yield "the message is blank"
    if not isinstance(entry, LineWarning) and len(entry.message) > _MAX_MESSAGE:
        yield "the message is very long"
    if isinstance(entry, EntryProblem) and entry.column < 0:
        yield "the column is negative"


def _find_broken_fact(fact: FactDraft) -> Iterator[str]:
    if not fact.text.strip() or not fact.kind.strip():
        yield "the fact has no text or no kind"
    if len(fact.text) > MAX_CHARACTERS:
        yield "the fact is too long"
    if not all(citation.source.title.strip() for citation in fact.citations):
        yield "a title is blank"
    if not all(name.strip() for name in fact.topics):
        yield "a name is blank"
    if len(set(fact.topics)) < len(fact.topics):
        yield "the fact has a topic twice"


def _find_unclean(draft: Draft) -> Iterator[str]:
    try:
        _join_texts(draft).encode()
    except UnicodeEncodeError:
        yield "half a character is left after cleaning"


def _join_texts(draft: Draft) -> str:
    """Return all texts of a draft."""
    match draft:
        case TopicDraft():
            return "".join((draft.name, *draft.aliases, draft.definition or ""))
        case LoneSource():
            return draft.source.title + (draft.source.url or "") + (draft.author or "")
        case FactDraft():
            cited = (
                c.source.title + (c.source.url or "") + (c.author or "") for c in draft.citations
            )
            return "".join((draft.kind, draft.text, *draft.topics, *cited))
