"""Export of the sources as a BibTeX bibliography."""

from collections.abc import Iterator
from typing import Final

from facts.citations.bibtex import format_bibtex
from facts.exporters.exporter import Contents, ExportFormat
from facts.exporters.references import iter_references


def _render(contents: Contents) -> Iterator[str]:
    for key, citation in iter_references(contents):
        yield f"{format_bibtex(citation, key)}\n\n"


BIBTEX_EXPORT: Final = ExportFormat("bibtex", "a BibTeX bibliography", ".bib", _render)
"""Facts and topics are left out: a bibliography lists sources."""
