from dataclasses import replace

import pytest

from facts.importers.file_format import ReadOptions
from facts.importers.input_file import InputFile
from facts.importers.saved_page.html_page import SAVED_PAGE
from facts.model.drafts import FactDraft, LineWarning, PageEntry, ReadingNote, TopicDraft
from tests.support.pages import (
    PrintedFact,
    PrintedGroup,
    PrintedPage,
    facts_in,
    in_convention_a,
    read,
    texts_in,
    topics_in,
)

PAGE = PrintedPage(
    (
        PrintedGroup(
            (PrintedFact("Naps help sailors."), PrintedFact("Rest well.", "quote", "supports")),
            author="Jane Doe · Sea Lab",
            date="Mar 15, 2026",
        ),
        PrintedGroup((PrintedFact("Dogs nap too."),), "Dogs and Rest", "dogs.example"),
    ),
    aliases=("short naps", "cat naps (day)"),
    definition="A nap is a short sleep.",
)


def head(page: PrintedPage) -> str:
    return (
        "<!DOCTYPE html><html><head><title>power naps</title><style>a{}</style></head><body>"
        "<nav><a href='/'>Home</a><a href='/docs'>Docs</a></nav><main>"
        "<span class='badge'>concept</span><div>↳ <a href='/sleep'>sleep</a></div>"
        f"<h1>{page.name}</h1><p>Also known as: <em>{', '.join(page.aliases)}</em></p>"
        f"<section><p>{page.definition}</p></section>"
        f"<h2>Facts <span>({page.count})</span></h2><input placeholder='Search facts...'>"
        "<div>Sources</div>"
    )


def in_one_line(page: PrintedPage) -> str:
    """Write headers and facts as spans with nothing between them."""
    parts = [head(page)]
    for group in page.groups:
        header = "".join(f"<span>{part}</span>" for part in group.header)
        facts = "".join(
            f"<li><span>{fact.kind}</span><span>{fact.stance}</span><span>{fact.text}</span></li>"
            for fact in group.facts
        )
        parts.append(f"<div><button>{header}</button><ul>{facts}</ul></div>")
    return "".join([*parts, "<footer>Knowledge Tree — read-only wiki view</footer>"])


def in_blocks(page: PrintedPage) -> str:
    """Write each part of a header as a block, and end no element that need not end."""
    parts = [head(page)]
    for group in page.groups:
        parts += [f"<div>\n  {part}\n</div>" for part in group.header]
        parts += [
            f"<p>\n<span>{fact.kind}{fact.stance}</span>\n  {fact.text}\n" for fact in group.facts
        ]
    return "\n".join(parts)


def read_html(text: str, options: ReadOptions | None = None) -> list[PageEntry]:
    file = InputFile.of_text("naps.html", text)
    assert SAVED_PAGE.recognize(file.sample())
    entries = SAVED_PAGE.read(file, options or ReadOptions())
    return [entry for entry in entries if not isinstance(entry, ReadingNote)]


@pytest.mark.parametrize("written", [in_one_line(PAGE), in_blocks(PAGE)])
def test_a_saved_page_is_read_like_its_text(written: str) -> None:
    expected, found = read(in_convention_a(PAGE)), read_html(written)
    assert [replace(each, line=0) for each in facts_in(found)] == [
        replace(each, line=0) for each in facts_in(expected)
    ]
    assert [replace(each, line=0) for each in topics_in(found)] == [
        replace(each, line=0) for each in topics_in(expected)
    ]


def test_the_link_of_a_source_is_its_address() -> None:
    text = (
        f"{head(PAGE)}<a href='https://sleep.example/naps'>Naps at Sea</a>"
        "<span>sleep.example</span><span>1 fact</span><p><span>claim</span>Naps help."
    )
    [fact] = facts_in(read_html(text))
    source = fact.citations[0].source
    assert (source.title, source.site, source.url) == (
        "Naps at Sea",
        "sleep.example",
        "https://sleep.example/naps",
    )


def test_a_saved_fact_page_brings_its_sources_and_topics() -> None:
    text = (
        "<html><body><div>claim</div><p>Naps help sailors.</p><h2>Sources</h2><ul>"
        "<li><a href='https://sleep.example/n'>Naps at Sea</a> <span>sleep.example</span></li></ul>"
        "<h2>Referenced by nodes (1)</h2><ul><li><a href='/n'>power naps</a> <span>concept</span>"
    )
    found = read_html(text)
    assert texts_in(found) == [("claim", "Naps help sailors.")]
    assert [topic.name for topic in topics_in(found)] == ["power naps"]
    assert facts_in(found)[0].citations[0].source.url == "https://sleep.example/n"


def test_given_topics_replace_the_title() -> None:
    found = read_html(in_one_line(PAGE), ReadOptions(("rest",)))
    assert {entry.name for entry in found if isinstance(entry, TopicDraft)} == {"rest"}
    assert {entry.topics for entry in found if isinstance(entry, FactDraft)} == {("rest",)}


def test_a_page_without_facts_has_a_warning_only() -> None:
    found = read_html("<!doctype html><title>x</title><p>Nothing here.")
    assert [type(entry) for entry in found] == [LineWarning]


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff\n<!-- saved --><!DOCTYPE HTML><p>",
        "<HTML lang=en>",
        "<?xml?><html>",
        "<head></head><body>",
    ],
)
def test_pages_are_recognized(text: str) -> None:
    assert SAVED_PAGE.recognize(InputFile.of_text("x", text).sample())


@pytest.mark.parametrize(
    "text", ["", "<p>", "text <html>", "# HTML\n\n- `<body>` holds the page.\n", "<rss></rss>"]
)
def test_other_files_are_not_recognized(text: str) -> None:
    assert not SAVED_PAGE.recognize(InputFile.of_text("x", text).sample())


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["<div>", "<div>a", "<a href=https://a.org/>x", "<li hidden>"])
def test_half_a_million_nested_elements_are_read(piece: str) -> None:
    assert read_html(f"<html>naps{piece * 500_000}")
