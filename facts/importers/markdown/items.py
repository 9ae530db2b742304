"""An item of a list as a fact: kind, stance, text, topics, sources."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from facts.importers.fact_fields import read_kind
from facts.importers.markdown.citation_line import find_doubts, find_users, read_citation
from facts.importers.markdown.inline import plain_text, spell_links
from facts.importers.markdown.item_sources import (
    CitedText,
    FootnoteSources,
    take_attribution,
    take_sources,
)
from facts.importers.markdown.labels import KIND, PHRASING, SOURCE, TOPICS, split_label, split_names
from facts.importers.markdown.outline import read_name
from facts.importers.markdown.passages import Passage, join_passages, split_passages
from facts.model.drafts import CitationDraft
from facts.model.entities import CLAIM, CODE, KINDS, Kind, Stance

QUOTE: Final = Kind("quote")
_EMPHASIS: Final = r"[*_]{0,2}"
KIND_PREFIX: Final = re.compile(
    rf"{_EMPHASIS}(?P<kind>{'|'.join(KINDS)}){_EMPHASIS}(?:\s?\((?P<stance>{'|'.join(Stance)})\))?"
    rf"{_EMPHASIS}:{_EMPHASIS}(?:\s+|\Z)",
    re.IGNORECASE,
)
"""What begins a fact of a kind: “procedure: ” or “claim (supports): ”."""
_TOPIC_STANCE: Final = re.compile(rf"(.*\S)(?:\s+|(?<!\\))\(({'|'.join(Stance)})\)", re.IGNORECASE)
_BOX: Final = re.compile(r"\[[ xX]\]\s+")
_BLOCK_NAME: Final = re.compile(r" \^[0-9a-z]{6}\Z")
"""What Obsidian appends to a block that a link leads to."""
_HASHTAG: Final = re.compile(r"#([^\W\d][\w/-]{0,99})")
_MAX_HASHTAGS: Final = 20
_HIGHLIGHT: Final = re.compile(
    r"(`+[^`\n]*`+)|(?<![\w=\\])==(?=[^\s=])([^=\n]{1,1000})(?<=\S)==(?![\w=])"
)
"""Text between marks that only Obsidian knows; those in code stay."""
_PLAIN: Final = re.compile(r"[^\\`\[<$&:#^~=]*")
"""Text without anything that can open a mark, a label, a tag or code."""
_LIST_MARK: Final = re.compile(r"(?:[-+*]|\d{1,9}[.)])?\s+")


@dataclass(slots=True)
class ItemFact:
    """What an item says; without a text it is a source.

    `topics` are further topics with their stances. `citations` are the sources that it names,
    `spoken` those that are only linked in its sentence. `phrasings` are questions that it answers.
    """

    kind: Kind = CLAIM
    stance: Stance | None = None
    text: str = ""
    topics: list[tuple[str, Stance | None]] = field(default_factory=list)
    citations: list[CitationDraft] = field(default_factory=list)
    spoken: list[CitationDraft] = field(default_factory=list)
    phrasings: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


class ItemReader:
    """Reads the items of a note; `targets` are its definitions."""

    def __init__(self, targets: Mapping[str, str]) -> None:
        self._targets = targets
        self._footnotes = FootnoteSources(targets)

    def read(self, lines: list[str], *, is_quote: bool = False, is_under_source: bool) -> ItemFact:
        """Return what an item says.

        “— Author, Title” at its end is a source only if it is not below a source.
        """
        if is_under_source and not is_quote and len(lines) == 1 and (plain := _read_plain(*lines)):
            return plain
        fact = ItemFact(QUOTE if is_quote else CLAIM)
        passages = split_passages(lines)
        has_kind = _take_kind(fact, passages)
        kept = passages[:1] if has_kind else []
        kept += [each for each in passages[len(kept) :] if not self._take_label(fact, each)]
        kept = _trim_blank(kept)
        if len(kept) == 1 and kept[0].is_code:
            fact.text = kept[0].code
            fact.kind = fact.kind if has_kind else CODE
        else:
            self._read_text(fact, kept, is_under_source or bool(fact.citations))
        fact.citations = list(dict.fromkeys(fact.citations))
        fact.doubts += find_users("\n".join(lines))
        return fact

    def _take_label(self, fact: ItemFact, passage: Passage) -> bool:
        """Read a passage that says something about the fact."""
        label = None if passage.is_code else split_label(passage.text.lstrip(" "))
        if label and label[0] == SOURCE:
            self._take_source(fact, label[1])
        elif label and label[0] == TOPICS:
            fact.topics += map(_read_topic, split_names(label[1]))
        elif label and label[0] == PHRASING:
            fact.phrasings.append(plain_text(label[1]))
        elif label and label[0] == KIND and label[1]:
            fact.kind, doubt = read_kind(plain_text(label[1]))
            fact.doubts += [doubt] if doubt else []
        else:
            return False
        return True

    def _take_source(self, fact: ItemFact, raw: str) -> None:
        if citation := read_citation(raw, self._targets):
            fact.citations.append(citation)
            fact.doubts += find_doubts(raw, citation)

    def _read_text(self, fact: ItemFact, passages: list[Passage], has_source: bool) -> None:
        prose = [each for each in passages if each.text and not each.is_code]
        last = prose[-1] if prose and prose[-1] is passages[-1] else None
        if last:
            _take_hashtags(fact, last)
        is_quote = fact.kind == QUOTE or not has_source
        found: list[CitedText] = []
        for passage in prose:
            if "==" in passage.text:
                passage.text = _HIGHLIGHT.sub(lambda each: each[1] or each[2], passage.text)
            cited = take_sources(
                passage.text, self._footnotes, is_attribution=is_quote and passage is last
            )
            if passage is last and not (has_source or cited.citations or cited.spoken):
                take_attribution(cited, self._targets)
            _add_sources(fact, cited)
            found.append(cited)
        spell = spell_links if has_source or fact.citations else plain_text
        for passage, cited in zip(prose, found, strict=True):
            is_source = cited.citations and _LIST_MARK.fullmatch(f"{cited.raw.strip()} ")
            passage.text = "" if is_source else spell(cited.raw, self._targets).rstrip()
        fact.text = join_passages(passages)


def _read_plain(line: str) -> ItemFact | None:
    """Read a line of plain text, as most are, in a third of the time; None for another."""
    prefix = KIND_PREFIX.match(line)
    text = (line[prefix.end() :] if prefix else line).rstrip()
    if not text or not _PLAIN.fullmatch(text):
        return None
    return ItemFact(*_read_kind_prefix(prefix), text) if prefix else ItemFact(text=text)


def _read_kind_prefix(prefix: re.Match[str]) -> tuple[Kind, Stance | None]:
    stance = Stance(prefix["stance"].lower()) if prefix["stance"] else None
    return Kind(prefix["kind"].lower()), stance


def _trim_blank(passages: list[Passage]) -> list[Passage]:
    """Return passages without blank ones at their ends."""
    texts = [place for place, passage in enumerate(passages) if passage.text]
    return passages[texts[0] : texts[-1] + 1] if texts else []


def _take_kind(fact: ItemFact, passages: list[Passage]) -> bool:
    """Read box and kind at the beginning of the first passage; return whether there is a kind."""
    if not passages or passages[0].is_code:
        return False
    first = passages[0]
    box = _BOX.match(first.text)
    first.text = first.text[box.end() :] if box else first.text
    match = KIND_PREFIX.match(first.text)
    if match:
        fact.kind, fact.stance = _read_kind_prefix(match)
        first.text = first.text[match.end() :]
    return match is not None


def _take_hashtags(fact: ItemFact, passage: Passage) -> None:
    """Read tags at the end of the last passage."""
    if "^" in passage.text:
        passage.text = _BLOCK_NAME.sub("", passage.text)
    names: list[str] = []
    while len(names) < _MAX_HASHTAGS:
        before, _, word = passage.text.rpartition(" ")
        match = _HASHTAG.fullmatch(word)
        if match is None or not before.strip():
            break
        names.insert(0, match[1])
        passage.text = before.rstrip()
    fact.topics += [(name, None) for name in names]


def _add_sources(fact: ItemFact, cited: CitedText) -> None:
    fact.citations += cited.citations
    fact.spoken += cited.spoken
    fact.doubts += cited.doubts


def _read_topic(raw: str) -> tuple[str, Stance | None]:
    match = _TOPIC_STANCE.fullmatch(raw)
    name = read_name((match[1] if match else raw).removeprefix("#"))
    return name, Stance(match[2].lower()) if match else None
