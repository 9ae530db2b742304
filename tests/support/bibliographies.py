"""Bibliographies in tests: contents to write, and the readers of other programs."""

import json
import warnings
from collections.abc import Iterable
from dataclasses import dataclass

import citeproc  # type: ignore[import-untyped]
import pybtex.database  # type: ignore[import-untyped]
import pybtex.errors  # type: ignore[import-untyped]
from citeproc.source.json import CiteProcJSON  # type: ignore[import-untyped]
from hypothesis import strategies as st

from facts.exporters.exporter import Contents, ExportFormat
from facts.model.entities import CLAIM, Citation, Fact, FactId, Source

hostile_texts = (
    st.text()
    | st.text(alphabet=st.sampled_from("{}\\\"'%&#@,;=~-– \nand\x1b\x85\u202e\U0001f600Doe·"))
).filter(str.strip)
"""Texts with braces, backslashes, line breaks, controls and emoji."""


@dataclass(frozen=True, slots=True)
class PybtexEntry:
    """An entry as pybtex reads it; each author is “given|particle|family|suffix”."""

    fields: dict[str, str]
    authors: list[str]


def read_bibtex(text: str) -> dict[str, PybtexEntry]:
    """Return the entries of a BibTeX text by key; no fault is accepted."""
    with pybtex.errors.capture() as faults:
        entries = pybtex.database.parse_string(text, "bibtex").entries
    assert faults == []
    return {
        key: PybtexEntry(
            dict(entry.fields), [_join_parts(person) for person in entry.persons.get("author", ())]
        )
        for key, entry in entries.items()
    }


def _join_parts(person: pybtex.database.Person) -> str:
    parts = (
        person.first_names + person.middle_names,
        person.prelast_names,
        person.last_names,
        person.lineage_names,
    )
    return "|".join(" ".join(part) for part in parts)


def cite_with_csl(text: str) -> list[str]:
    """Return the references that a CSL processor makes of CSL-JSON."""
    items = json.loads(text)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its own warnings about the style
        style = citeproc.CitationStylesStyle("harvard-cite-them-right", validate=False)
    bibliography = citeproc.CitationStylesBibliography(
        style, CiteProcJSON(items), citeproc.formatter.plain
    )
    for item in items:
        bibliography.register(citeproc.Citation([citeproc.CitationItem(item["id"])]))
    return [str(each) for each in bibliography.bibliography()]


def make_contents(citations: Iterable[Citation] = (), lone: Iterable[Source] = ()) -> Contents:
    """Return contents with one fact for each citation."""
    facts = (
        Fact(FactId(number), CLAIM, "Naps help.", (each,))
        for number, each in enumerate(citations, 1)
    )
    return Contents(iter(()), map(Citation, lone), facts)


def export(
    wanted: ExportFormat, citations: Iterable[Citation] = (), lone: Iterable[Source] = ()
) -> str:
    """Return the text of an export."""
    return "".join(wanted.render(make_contents(citations, lone)))
