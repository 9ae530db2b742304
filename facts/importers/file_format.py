"""The interface of a file format: how it is recognised, and how it is read."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from facts.importers.input_file import InputFile, Sample
from facts.model.drafts import CitationDraft, PageEntry


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What a user says about the files of an import.

    `topics` are names that replace the topics of the files. `source` is the source of every fact
    that names none. `with_notes` asks for abstracts and notes of a bibliography as facts.
    """

    topics: tuple[str, ...] = ()
    source: CitationDraft | None = None
    with_notes: bool = False


@dataclass(frozen=True, slots=True)
class FileFormat:
    """A format that can be imported.

    `name` is a word for `--format`, `title` is for messages, such as “a CSV table”. `recognize`
    decides by the beginning of a file. `read` yields the entries in order, a topic before its
    facts; it is lazy and can read the file several times. It raises InputError for a file that is
    unreadable as a whole, and yields an EntryProblem for a single bad entry.
    """

    name: str
    title: str
    recognize: Callable[[Sample], bool]
    read: Callable[[InputFile, ReadOptions], Iterator[PageEntry]]
