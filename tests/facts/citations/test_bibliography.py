"""Bibliographies of many facts."""

import re

from facts.citations.bibliography import render_documents
from facts.model.entities import CLAIM, Citation, Fact, FactId, Source, SourceId

HANDBOOK = Source(SourceId(1), "The Nap Handbook", "naps.example")
TRIAL = Source(SourceId(2), "A Trial", "example.org", "https://example.org/trial")


def fact(number: int, *citations: Citation) -> Fact:
    return Fact(FactId(number), CLAIM, f"Fact {number}.", citations)


def texts(*facts: Fact) -> dict[str, str]:
    return {each.name: each.text for each in render_documents(facts)}


def test_each_document_has_every_fact_with_every_source() -> None:
    made = texts(fact(1, Citation(TRIAL, "Doe"), Citation(HANDBOOK)), fact(2, Citation(HANDBOOK)))
    assert (
        made["citations.md"]
        == """\
> Fact 1.
>
> — [A Trial](https://example.org/trial), Doe, example.org

> Fact 1.
>
> — The Nap Handbook, naps.example

> Fact 2.
>
> — The Nap Handbook, naps.example
"""
    )
    assert (
        made["citations.txt"]
        == """\
“Fact 1.” — A Trial, Doe, example.org, https://example.org/trial
“Fact 1.” — The Nap Handbook, naps.example
“Fact 2.” — The Nap Handbook, naps.example

References (APA)
Doe. (n.d.). A Trial. example.org. https://example.org/trial
The Nap Handbook. (n.d.). naps.example.
"""
    )


def test_a_source_is_one_entry_with_a_unique_key() -> None:
    twins = [Citation(Source(SourceId(n), "Sleep", "example.org")) for n in (3, 4, 5)]
    entries = texts(fact(1, *twins), fact(2, twins[0]))["citations.bib"]
    assert re.findall(r"@misc\{(.+),", entries) == [
        "examplesleep",
        "examplesleep-2",
        "examplesleep-3",
    ]
