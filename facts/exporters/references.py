"""Sources of an export, each once for every author text that it is cited with."""

from collections.abc import Iterator

from facts.citations.bibliography import number_keys
from facts.exporters.exporter import Contents
from facts.model.entities import Citation, SourceId


def iter_references(contents: Contents) -> Iterator[tuple[str, Citation]]:
    """Yield the sources with unique keys, those without facts first.

    Only keys and pairs of number and author stay in memory.
    """
    return number_keys(_iter_unique(contents))


def _iter_unique(contents: Contents) -> Iterator[Citation]:
    yield from contents.lone_sources
    seen: set[tuple[SourceId, str | None]] = set()
    for fact in contents.facts:
        for citation in fact.citations:
            pair = (citation.source.id, citation.author)
            if pair not in seen:
                seen.add(pair)
                yield citation
