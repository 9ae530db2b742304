"""Hostile notes cost time and memory in proportion to their size, and never crash."""

import tracemalloc
from collections.abc import Callable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.importers.errors import InputTooLarge
from facts.importers.file_format import ReadOptions
from facts.importers.input_file import MAX_TEXT, InputFile
from facts.importers.markdown.note_reader import MAX_LINES
from facts.importers.markdown.notes import MARKDOWN
from facts.model.drafts import EntryProblem, FactDraft, LineWarning, TopicDraft
from tests.support.notes import read

HEAD = "# naps\nSource: Book\n\n"
HOSTILE = {
    "quotes in quotes": "- " + ">" * 100_000,
    "lists in lists": "- " * 100_000 + "x",
    "deeper and deeper lists": "\n".join(" " * 2 * depth + "- x" for depth in range(700)),
    "brackets": "- " + "[" * 100_000,
    "half links": "- " + "[a](" * 25_000,
    "nested links": "- " + "[[a](b) " * 12_000,
    "half images": "- " + "![a](" * 20_000,
    "backticks": "- " + "".join("`" * run + "a" for run in range(1, 400)),
    "comments": "- " + "<!--" * 25_000,
    "dollars": "- " + "$a " * 30_000,
    "emphasis": "- x (source: " + "*a_" * 300 + "\n  **Source" + "*" * 100_000,
    "sources": "- x (source: " + "(source: " * 11_000,
    "links": "- x. " + "[a](https://b.example), Jane, " * 3_300,
    "addresses": "- https://a.example/" + ")" * 100_000,
    "hashtags": "- x" + " #a" * 33_000,
    "spaces": "- x" + " " * 100_000 + "y",
    "rows of a table": "a | b\n" + "-|" * 50_000 + " x",
    "entities": "- " + "&#" * 50_000,
    "backslashes": "- " + "\\" * 99_999,
    "topics": "- x\n  Topics: " + "a," * 50_000,
    "a long word of a source": "Source: " + "e" * 99_000 + "\n\n- x",
    "titles": "Source: " + '"' * 100_000 + "\n\n- x",
    "marks of a heading": "# " + "# " * 50_000 + "\n- x",
    "front matter": "---\n" + "a: b\n" * 20_000,
    "empty items": "-\n" * 50_000,
    "wrapped lines": "- x\n" + "  y z\n" * 20_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_note_is_read_in_a_moment(name: str) -> None:
    entries = read(HEAD + HOSTILE[name] + "\n\n- the last fact")
    texts = [entry.text for entry in entries if isinstance(entry, FactDraft)]
    assert texts == [] or max(map(len, texts)) <= 100_000


@pytest.mark.parametrize(("label", "kept"), [("Topics", (51, 1)), ("Source", (1, 50))])
def test_a_fact_gets_a_limited_number_from_the_headings(label: str, kept: tuple[int, int]) -> None:
    above = "".join(f"{label}: n{number}\n" for number in range(60))
    entries = read(f"# naps\nSource: Book\n{above}\n- a\n- b")
    facts = [entry for entry in entries if isinstance(entry, FactDraft)]
    assert [(len(fact.topics), len(fact.citations)) for fact in facts] == [kept, kept]
    assert [entry.line for entry in entries if isinstance(entry, LineWarning)] == [64, 65]


@pytest.mark.parametrize("source", ["[S{0}](https://s.example/{0})", "[^{0}]"])
def test_each_of_very_many_sources_comes_once(source: str) -> None:
    numbers = range(1_000)
    item = "- x. " + " ".join(source.format(number) for number in (*numbers, *numbers))
    notes = "\n".join(f"[^{number}]: S{number}" for number in numbers)
    (fact,) = [entry for entry in read(f"{item}\n\n{notes}") if isinstance(entry, FactDraft)]
    assert len(fact.citations) == 1_000


def test_a_footnote_of_many_facts_is_read_once() -> None:
    definition = "b, " * 300
    facts = [
        entry
        for entry in read("# naps\n\n" + "- x[^1]\n" * 20_000 + f"\n[^1]: {definition}")
        if isinstance(entry, FactDraft)
    ]
    assert len(facts) == 20_000
    assert len({id(fact.citations[0]) for fact in facts}) == 1


def test_lines_after_the_last_that_is_read_are_a_problem() -> None:
    above = HEAD + "- first" + "\n" * (MAX_LINES - 4)
    last, *rest = [entry for entry in read(above + "- last\n- x") if entry.line > MAX_LINES - 1]
    assert isinstance(last, FactDraft)
    assert [(type(entry), entry.line) for entry in rest] == [(EntryProblem, MAX_LINES + 1)]


def test_a_file_that_is_too_large_is_refused() -> None:
    file = InputFile("big.md", MAX_TEXT + 1, lambda: iter((b"# t\n",)))
    with pytest.raises(InputTooLarge):
        next(MARKDOWN.read(file, ReadOptions()))


PARTS = st.sampled_from(
    "- * > # 1. ``` ` * _ [ ] ( ) ![ [[ ]] [^1] [^1]: [a]: <b> <!-- --> < &#35; &#0; "
    "&#32; \\ $ | --- === #tag claim: (supports): Source: (source: Topics: Kind: "
    "https://b.example/x [t](https://d.e) naps. — , ; : . ! “ ” by "
    "2026 1, Mar 15, date: Facts title: aliases: tags: \t \xa0 \x0b".split(" ")
)  # fmt: skip
JOINTS = st.sampled_from(["", " ", "\n", "\n\n", "\n  "])


@given(st.sampled_from(["", "---\n", "# naps\n"]), st.lists(PARTS | JOINTS, max_size=30))
def test_any_text_is_read(head: str, parts: list[str]) -> None:
    for entry in read(head + "".join(parts)):
        if isinstance(entry, TopicDraft):
            assert all(name.strip() for name in (entry.name, *entry.aliases))
        if isinstance(entry, FactDraft):
            assert all(name.strip() for name in (entry.kind, *entry.topics))
            assert all(each.source.title.strip() for each in entry.citations)
        if isinstance(entry, EntryProblem):
            assert entry.line >= 1


def repeat(text: str, count: int) -> Callable[[], Iterator[bytes]]:
    """Return chunks of a file that never exists as a whole."""
    chunk = text.encode() * 1_000
    return lambda: (chunk for _ in range(count // 1_000))


@pytest.mark.slow
@pytest.mark.parametrize(
    "text", ["- Naps help. [S](https://s.example)\n", "\n", "- \n", "  words\n", "> words\n"]
)
def test_a_note_of_any_length_takes_little_memory(text: str) -> None:
    file = InputFile("notes", 1, repeat(text, 10_000))
    tracemalloc.start()
    count = sum(1 for _ in MARKDOWN.read(file, ReadOptions()))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count <= 10_000
    assert peak < 3_000_000
