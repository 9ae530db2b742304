"""Generated facts as files of each format of the first group."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from uuid import UUID

FACTS_OF_A_SOURCE = 50
FACTS_OF_A_TOPIC = 200
FACTS_OF_A_FILE = 50_000
"""So many facts stay below the limits on the size of a file in every format."""
WORDS = (
    "annotator answer baseline calibration context corpus decoder entropy estimate gradient label "
    "likelihood margin metric model outcome policy preference prompt query ranking reward sample "
    "schedule score signal token training variance weight"
).split()
KINDS = ("claim", "claim", "claim", "measurement", "procedure", "reference")
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def fact_text(number: int) -> str:
    """Return a different sentence of about 170 characters per number."""
    picked = hashlib.blake2b(number.to_bytes(8), digest_size=18).digest()
    words = " ".join(WORDS[byte % len(WORDS)] for byte in picked)
    return f"In run {number} the {words} changed as the study had foretold."


def kind_of(number: int) -> str:
    """Return the kind of a fact."""
    return KINDS[number % len(KINDS)]


def topic_of(number: int) -> str:
    """Return the name of a fact's topic."""
    place = number // FACTS_OF_A_TOPIC
    marks = "".join(LETTERS[place // 26**power % 26] for power in (2, 1, 0))
    return f"generated facts {marks}"


def title_of(number: int) -> str:
    """Return the title of a fact's source."""
    return f"Report {number // FACTS_OF_A_SOURCE}"


def site_of(number: int) -> str:
    """Return the site of a fact's source."""
    return f"site{number // FACTS_OF_A_SOURCE % 40}.example"


def url_of(number: int) -> str:
    """Return the address of a fact's source."""
    return f"https://{site_of(number)}/reports/{number // FACTS_OF_A_SOURCE}"


def generate_page(facts: int) -> Iterator[str]:
    """Yield the lines of a page with one topic."""
    yield from _iter_page("generated facts", range(facts))


def write_files(folder: Path, name: str, numbers: range) -> list[str]:
    """Write some facts in a format, and return the paths of the files."""
    paths = []
    for first in range(numbers.start, numbers.stop, FACTS_OF_A_FILE):
        path = folder / f"{name}-{first}{SUFFIXES[name]}"
        part = range(first, min(first + FACTS_OF_A_FILE, numbers.stop))
        with path.open("w", encoding="utf-8", newline="") as file:
            file.writelines(f"{line}\n" for line in GENERATORS[name](part))
        paths.append(str(path))
    return paths


def _iter_table(numbers: range) -> Iterator[str]:
    yield "fact,kind,topic,source,link,date"
    for n in numbers:
        yield (f'"{fact_text(n)}",{kind_of(n)},{topic_of(n)},{title_of(n)},{url_of(n)},2026-03-15')


def _iter_notes(numbers: range) -> Iterator[str]:
    for n in numbers:
        if n % FACTS_OF_A_TOPIC == 0 or n == numbers.start:
            yield from ("", f"# {topic_of(n)}")
        if n % FACTS_OF_A_SOURCE == 0 or n == numbers.start:
            yield from ("", f"Source: {title_of(n)}, {url_of(n)}, 2026-03-15", "")
        yield f"- {kind_of(n)}: {fact_text(n)}"


def _iter_json_lines(numbers: range) -> Iterator[str]:
    yield '{"footnote": 1}'
    for n in numbers:
        source = {"title": title_of(n), "url": url_of(n), "published": "2026-03-15"}
        yield json.dumps(
            {"fact": fact_text(n), "kind": kind_of(n), "topics": [topic_of(n)], "sources": [source]}
        )


def _iter_knowledge_tree(numbers: range) -> Iterator[str]:
    yield '{"metadata": {"export_type": "nodes", "version": "1.1"}, "facts": ['
    yield from _separate({
        "id": _make_id(n),
        "content": fact_text(n),
        "fact_type": kind_of(n),
        "sources": [{"uri": url_of(n), "title": title_of(n), "published_date": "Mar 15, 2026"}],
    } for n in numbers)  # fmt: skip
    yield '], "nodes": ['
    yield from _separate(
        {"id": _make_id(n, node=True), "concept": topic_of(n), "node_type": "concept"}
        for n in range(numbers.start, numbers.stop, FACTS_OF_A_TOPIC)
    )
    yield '], "node_fact_links": ['
    yield from _separate(
        {"node_id": _make_id(n, node=True), "fact_id": _make_id(n)} for n in numbers
    )
    yield "]}"


def _make_id(number: int, *, node: bool = False) -> str:
    return str(UUID(int=(1 << 64) + number // FACTS_OF_A_TOPIC if node else number))


def _separate(entries: Iterable[object]) -> Iterator[str]:
    for place, entry in enumerate(entries):
        yield f"{', ' if place else ''}{json.dumps(entry)}"


def _iter_pages(numbers: range) -> Iterator[str]:
    for first in range(numbers.start, numbers.stop, FACTS_OF_A_TOPIC):
        part = range(first, min(first + FACTS_OF_A_TOPIC, numbers.stop))
        yield from _iter_page(topic_of(first), part)


def _iter_page(topic: str, numbers: range) -> Iterator[str]:
    yield from (topic, f"Also known as: {topic} page", f"Facts ({len(numbers)})", "Sources")
    for n in numbers:
        if n % FACTS_OF_A_SOURCE == 0 or n == numbers.start:
            left = min(FACTS_OF_A_SOURCE, numbers.stop - n)
            yield f"{title_of(n)} {site_of(n)} Mar 15, 2026 {left} facts"
        yield kind_of(n) + fact_text(n)


def _iter_bibliography(numbers: range) -> Iterator[str]:
    for n in numbers:
        yield f"@techreport{{report{n},"
        yield f"  title = {{{title_of(n)}}},"
        yield f"  url = {{{url_of(n)}}},"
        yield "  date = {2026-03-15},"
        yield f"  keywords = {{{topic_of(n)}}},"
        yield f"  note = {{{fact_text(n)}}}"
        yield "}"


GENERATORS: dict[str, Callable[[range], Iterator[str]]] = {
    "csv": _iter_table,
    "markdown": _iter_notes,
    "jsonl": _iter_json_lines,
    "kt-json": _iter_knowledge_tree,
    "page": _iter_pages,
    "bibtex": _iter_bibliography,
}
"""The lines of a file, by the name of its format."""
SUFFIXES = {
    "csv": ".csv",
    "markdown": ".md",
    "jsonl": ".jsonl",
    "kt-json": ".json",
    "page": ".txt",
    "bibtex": ".bib",
}
