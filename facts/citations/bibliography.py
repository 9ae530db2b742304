"""The citations of many facts at once, as small documents to be kept or handed on."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from facts.citations import styles
from facts.model.entities import Citation, Fact

MOST_CITED: Final = 500
"""How many facts are cited at once; more of them are an export."""


@dataclass(frozen=True, slots=True)
class Document:
    """A text with the name of the file that it makes."""

    name: str
    text: str


def documents(facts: Sequence[Fact]) -> tuple[Document, ...]:
    """Return the facts with their sources in Markdown, in plain lines with APA, and in BibTeX."""
    citations = _distinct(facts)
    quoted = (styles.markdown(fact, each) for fact in facts for each in fact.citations)
    lines = (styles.plain(fact, each) for fact in facts for each in fact.citations)
    references = sorted({styles.apa(each) for each in citations}, key=str.casefold)
    plain = "\n".join([*lines, "", "References (APA)", *references])
    return (
        Document("citations.md", "\n\n".join(quoted) + "\n"),
        Document("citations.txt", plain + "\n"),
        Document("citations.bib", "\n\n".join(_entries(citations)) + "\n"),
    )


def _distinct(facts: Iterable[Fact]) -> list[Citation]:
    """Return each source once for every author named beside it, in order of the facts."""
    return list(dict.fromkeys(each for fact in facts for each in fact.citations))


def _entries(citations: Iterable[Citation]) -> Iterator[str]:
    """Yield entries whose keys differ: the second doe2026sleep is doe2026sleep-2."""
    taken: Counter[str] = Counter()
    for citation in citations:
        key = styles.key(citation)
        taken[key] += 1
        yield styles.bibtex(citation, key if taken[key] == 1 else f"{key}-{taken[key]}")
