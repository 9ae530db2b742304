"""Pages made for tests: how the same page is written in each of the three conventions."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from facts.importers.wiki.page_reader import read_page
from facts.model.drafts import FactDraft, LineWarning, PageEntry, TopicDraft

FOOTER: Final = "Knowledge Tree — read-only wiki view"


@dataclass(frozen=True, slots=True)
class PrintedFact:
    """A fact as it is printed: the kind (and stance) glued to the text."""

    text: str
    kind: str = "claim"
    stance: str = ""


@dataclass(frozen=True, slots=True)
class PrintedGroup:
    facts: tuple[PrintedFact, ...]
    title: str = "Naps at Sea"
    site: str = "sleep.example"
    author: str = ""
    date: str = ""

    @property
    def count(self) -> str:
        return "1 fact" if len(self.facts) == 1 else f"{len(self.facts):,} facts"

    @property
    def header(self) -> tuple[str, ...]:
        parts = (self.title, self.site, self.author, self.date, self.count)
        return tuple(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class PrintedPage:
    groups: tuple[PrintedGroup, ...]
    name: str = "power naps"
    aliases: tuple[str, ...] = ()
    definition: str = ""

    @property
    def count(self) -> int:
        return sum(len(group.facts) for group in self.groups)


def in_convention_a(page: PrintedPage) -> str:
    lines = [page.name]
    if page.aliases:
        lines.append(f"Also known as: {', '.join(page.aliases)}")
    lines += [*filter(None, [page.definition]), f"Facts ({page.count})", "Sources"]
    for group in page.groups:
        lines += [" ".join(group.header), *_facts(group)]
    return "\n".join(lines)


def in_convention_b(page: PrintedPage) -> str:
    blocks = [f"concept\n{page.name}"]
    if page.aliases:
        blocks[0] += f"\nAlso known as: {', '.join(page.aliases)}"
    blocks += [*filter(None, [page.definition]), f"Facts ({page.count})\nSources"]
    for group in page.groups:
        blocks += [" ".join(group.header), *_facts(group)]
    return "\n\n".join(blocks) + "\n"


def in_convention_c(page: PrintedPage) -> str:
    lines = ["🌿", "Knowledge Tree", "Search", "Home", "☀️ 🌙", "CONCEPT", "↳", "sleep", page.name]
    if page.aliases:
        lines += ["ALSO KNOWN AS:", ", ".join(page.aliases)]
    lines += ["SYNTHESIZED FROM DIMENSIONS", page.definition, "RELATED (2)", "rest", "dreams"]
    lines += [f"FACTS ({page.count})", "Search facts...", "Filtering by:", "SOURCES"]
    lines += ["sleep.example", "12", "+7 more"]
    for group in page.groups:
        lines += [*group.header, *_facts(group)]
    return "\n".join([*lines, FOOTER])


def read(text: str, topics: Sequence[str] = ()) -> list[PageEntry]:
    return list(read_page(text.split("\n"), topics))


def read_group(*lines: str, topic: str = "power naps") -> list[PageEntry]:
    """Read lines inside a group that already has a fact."""
    head = [topic, "Facts (9)", "Naps at Sea sleep.example 9 facts", "claimNaps help."]
    return read("\n".join([*head, *lines]))


def topics_in(entries: Sequence[PageEntry]) -> list[TopicDraft]:
    return [entry for entry in entries if isinstance(entry, TopicDraft)]


def facts_in(entries: Sequence[PageEntry]) -> list[FactDraft]:
    return [entry for entry in entries if isinstance(entry, FactDraft)]


def warnings_in(entries: Sequence[PageEntry]) -> list[tuple[int, str]]:
    found = (entry for entry in entries if isinstance(entry, LineWarning))
    return [(warning.line, warning.message) for warning in found]


def texts_in(entries: Sequence[PageEntry]) -> list[tuple[str, str]]:
    return [(fact.kind, fact.text) for fact in facts_in(entries)]


def without_lines(entries: Sequence[PageEntry]) -> list[PageEntry]:
    return [replace(entry, line=0) for entry in entries]


def _facts(group: PrintedGroup) -> Iterator[str]:
    for fact in group.facts:
        yield f"{fact.kind}{fact.stance}{fact.text}"
