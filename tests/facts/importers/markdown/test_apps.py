"""Notes as Obsidian and Notion keep them."""

import pytest

from facts.model.drafts import LineWarning, ReadingNote, TopicDraft
from tests.support.notes import name_sources, read, read_facts, read_topics

OBSIDIAN = """---
aliases:
  - PN
  - "short sleep"
tags: [health]
created: 2026-01-02
source: "[[The Nap Handbook]]"
---
A note on [[naps|power naps]].

- Naps help [[Night shifts|nurses]] on [[shifts]]. #work/shifts #sleep ^a1b2c3
- [x] Naps are short.
\t- even ==very== short
"""
CALLOUTS = """# naps
> [!quote] Jane Doe
> Nobody regrets a nap.

> [!info]+ A remark
> Naps are short.

> Naps
> help.
> — Ann Lee, *Sleep*, 2024

> Nobody said this.
"""
NOTION = """# Night shifts

Owner: Ann Lee
Tags: health, work
URL: https://ward.example/naps
Author: Bo Chen
Created: January 5, 2026 10:12 AM

- Nurses nap, see [Coffee 0123456789abcdef0123456789abcdef](Coffee%200123456789abcdef.md).
"""
CLIPPED = """---
title: "Why We Nap"
source: https://blog.example/naps
author:
  - "[[Ann Lee]]"
published: 2024-05-01
tags:
  - clippings
---
- Naps help.
"""


def test_a_note_of_obsidian_is_named_by_its_file() -> None:
    note, topic, *_ = read(OBSIDIAN, name="vault/Power naps.md")
    assert note == ReadingNote(
        1, "facts without a title above them: topic “Power naps”, as the file"
    )
    definition = "A note on [[naps|power naps]]."
    assert topic == TopicDraft(1, "Power naps", ("PN", "short sleep"), definition)


def test_links_to_notes_become_text_and_tags_become_topics() -> None:
    first, second = read_facts(OBSIDIAN)
    assert first.text == "Naps help nurses on shifts."
    assert first.topics == ("work/shifts", "sleep", "health")
    assert first.citations[0].source.title == "The Nap Handbook"
    assert (second.text, second.topics) == ("Naps are short.\n  - even very short", ("health",))


def test_quotations_with_an_author_are_quotes_and_other_callouts_are_told() -> None:
    quotes = read_facts(CALLOUTS)
    assert [(fact.kind, fact.text) for fact in quotes] == [
        ("quote", "Nobody regrets a nap."),
        ("quote", "Naps help."),
    ]
    sources = [(fact.citations[0].source.title, fact.citations[0].author) for fact in quotes]
    assert sources == [("Jane Doe", None), ("Sleep", "Ann Lee")]
    doubts = [entry for entry in read(CALLOUTS) if isinstance(entry, LineWarning)]
    assert [doubt.line for doubt in doubts] == [5, 12]


DEPLOYS = """---
aliases: [releases]
source: https://wiki.example/deploys
---
# Deploys

How we ship.

## Rules
- Deploys freeze.
"""


@pytest.mark.parametrize("name", ["vault/Deploys.md", "vault/x.md", "notes"])
def test_the_title_keeps_its_aliases_above_other_headings(name: str) -> None:
    assert read_topics(DEPLOYS, name=name) == [
        TopicDraft(5, "Deploys", ("releases",), "How we ship."),
        TopicDraft(9, "Rules"),
    ]
    (fact,) = read_facts(DEPLOYS, name=name)
    assert fact.topics == ("Rules", "Deploys")
    assert not any(isinstance(entry, ReadingNote) for entry in read(DEPLOYS, name=name))


def test_the_name_of_the_file_is_the_title_of_a_note_without_one() -> None:
    note, title, _, fact = read(DEPLOYS.replace("# Deploys", ""), name="vault/Deploys.md")
    assert note == ReadingNote(1, "facts without a title above them: topic “Deploys”, as the file")
    assert title == TopicDraft(1, "Deploys", ("releases",), "How we ship.")
    assert getattr(fact, "topics", None) == ("Rules", "Deploys")


NAP_HANDBOOK = "[The Nap Handbook](https://naps.example/handbook)"


@pytest.mark.parametrize(
    ("quote", "author", "date"),
    [
        (f"> Sleep.\n> — Jane Doe, {NAP_HANDBOOK}, 2024", "Jane Doe", "2024"),
        (f"> Sleep.\n>\n> -- Jane Doe, {NAP_HANDBOOK}, 2024", "Jane Doe", "2024"),
        (f"Source: A\n\n> Sleep.\n> — Jane Doe, {NAP_HANDBOOK}", "Jane Doe", ""),
        (f"> [!quote] Jane Doe\n> Sleep. {NAP_HANDBOOK}", "Jane Doe", ""),
        (f"> [!quote] Jane Doe\n> Sleep.\n> — Jane Doe, {NAP_HANDBOOK}", "Jane Doe", ""),
        (f"> [!quote] {NAP_HANDBOOK}, Jane Doe\n> Sleep.", "Jane Doe", ""),
        (f"Source: {NAP_HANDBOOK}\n\n> [!quote] Jane Doe\n> Sleep.", "Jane Doe", ""),
    ],
)
def test_a_quotation_leaves_its_author_and_source(quote: str, author: str, date: str) -> None:
    (fact,) = read_facts(f"# a\n\n{quote}\n")
    assert (fact.kind, fact.text) == ("quote", "Sleep.")
    (citation,) = fact.citations
    assert (citation.source.title, citation.author) == ("The Nap Handbook", author)
    assert str(citation.source.published or "") == date


def test_properties_below_a_title_of_notion_are_read() -> None:
    (fact,) = read_facts(NOTION)
    assert fact.topics == ("Night shifts", "health", "work")
    assert fact.text == "Nurses nap, see Coffee."
    assert name_sources(NOTION) == [
        ("ward.example/naps", "https://ward.example/naps", "Bo Chen", "")
    ]
    assert [topic.definition for topic in read_topics(NOTION)] == [None, None, None]


def test_the_hash_of_a_file_of_notion_is_no_part_of_the_name() -> None:
    name = "Export/Naps 0123456789abcdef0123456789abcdef.md"
    topic, _ = read_topics("---\ntags: a\n---\nSource: A\n\n- x", name=name)
    assert topic.name == "Naps"


def test_a_clipped_page_is_the_source_with_its_title_author_and_date() -> None:
    assert name_sources(CLIPPED) == [
        ("Why We Nap", "https://blog.example/naps", "Ann Lee", "2024-05-01")
    ]
