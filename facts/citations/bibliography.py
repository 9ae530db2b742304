"""Bibliographies: the citations of many facts as small documents."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from facts.citations.apa import format_apa
from facts.citations.bibtex import bibtex_key, format_bibtex
from facts.citations.styles import format_markdown, format_plain
from facts.model.entities import Citation, Fact

MAX_CITED_FACTS: Final = 500
"""Facts in one bibliography, at most."""


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its file name."""

    name: str
    text: str


def render_documents(facts: Sequence[Fact]) -> tuple[Document, ...]:
    """Return the citations of facts as three documents.

    They are Markdown, plain text with APA references, and BibTeX.
    """
    citations = _unique_citations(facts)
    quoted = (format_markdown(fact, each) for fact in facts for each in fact.citations)
    lines = (format_plain(fact, each) for fact in facts for each in fact.citations)
    references = sorted({format_apa(each) for each in citations}, key=str.casefold)
    entries = (format_bibtex(each, key) for key, each in number_keys(citations))
    plain = "\n".join([*lines, "", "References (APA)", *references])
    return (
        Document("citations.md", "\n\n".join(quoted) + "\n"),
        Document("citations.txt", plain + "\n"),
        Document("citations.bib", "\n\n".join(entries) + "\n"),
    )


def _unique_citations(facts: Iterable[Fact]) -> list[Citation]:
    """Return each citation once, in the order of the facts."""
    return list(dict.fromkeys(each for fact in facts for each in fact.citations))


def number_keys(citations: Iterable[Citation]) -> Iterator[tuple[str, Citation]]:
    """Yield each citation with a unique key: the second doe2026sleep becomes doe2026sleep-2."""
    uses: Counter[str] = Counter()
    for citation in citations:
        key = bibtex_key(citation)
        uses[key] += 1
        yield key if uses[key] == 1 else f"{key}-{uses[key]}", citation
