"""Shapes of an entry in a list of quotes: a text, or a mapping with a text in it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from facts.importers.lists.entry_fields import ENTRY_KEYS, EntryField, KeyReader, ListedEntry
from facts.importers.lists.yaml_nodes import YamlNode
from facts.model.drafts import EntryProblem
from facts.text.normalize import fold

_MERGE: Final = "<<"
"""The key whose mapping gives the values that an entry does not have itself."""
_MIN_WORDS: Final = 3
"""Words of a plain text by which a list is recognised: other lists have names."""
_TEXTS: Final = frozenset({EntryField.TEXT, EntryField.QUOTE})


@dataclass(frozen=True, slots=True)
class QuoteItem:
    """An entry with the keyword above it; None in a list without keywords."""

    keyword: YamlNode | None
    node: YamlNode


def read_entry(item: QuoteItem, keys: KeyReader) -> ListedEntry | EntryProblem:
    """Return the entry as written, or what is bad about its shape."""
    node, keyword = item.node, item.keyword
    if keyword is not None and keyword.text is None:
        return EntryProblem(keyword.line, keyword.column, "the keyword is no text; write a word")
    topics = () if keyword is None or not keyword.text else (keyword.text,)
    if node.text is not None:
        return ListedEntry(node.line, node.column, topics, {EntryField.TEXT: (node.text,)})
    values: dict[EntryField, tuple[str, ...]] = {}
    for pairs in _iter_mappings(node):
        own = set(values)
        for key, value in pairs:
            part = keys.look_up(key.text or "", key.line)
            if part is None or part in own:
                continue
            texts = _read_texts(value)
            if texts is None:
                message = (
                    f"“{(key.text or '')[:40]}” is no text and no list of texts; write one of them"
                )
                return EntryProblem(value.line, value.column, message)
            values[part] = (*values.get(part, ()), *texts)
    return ListedEntry(node.line, node.column, topics, values)


def is_quote_list(items: Sequence[QuoteItem | EntryProblem], *, is_broken: bool = False) -> bool:
    """Return whether the first entries of a file are quotes: nearly all of them, and the first.

    If the YAML `is_broken` below them, the first has to be a mapping: other texts have lists too.
    """
    quotes = [item for item in items if isinstance(item, QuoteItem)]
    if not quotes or not _is_quote(quotes[0]) or (is_broken and not quotes[0].node.pairs):
        return False
    return sum(map(_is_quote, quotes)) * 4 >= len(items) * 3


def _is_quote(item: QuoteItem) -> bool:
    parts = set(_known_parts(item.node.pairs))
    if item.keyword is None:
        return bool(parts & _TEXTS) and len(parts) > 1
    if fold(item.keyword.text or "") in ENTRY_KEYS:
        return False
    return bool(parts & _TEXTS) or len((item.node.text or "").split()) >= _MIN_WORDS


def _known_parts(pairs: Iterable[tuple[YamlNode, YamlNode]]) -> Iterator[EntryField]:
    for key, _ in pairs:
        part = ENTRY_KEYS.get(fold((key.text or "")[:20]))
        if part:
            yield part


def _iter_mappings(node: YamlNode) -> Iterator[Sequence[tuple[YamlNode, YamlNode]]]:
    """Yield the keys and values of an entry, then those of the mappings that it merges."""
    yield [pair for pair in node.pairs if pair[0].text != _MERGE]
    for key, value in node.pairs:
        if key.text == _MERGE:
            yield from (merged.pairs for merged in value.items or (value,))


def _read_texts(node: YamlNode) -> tuple[str, ...] | None:
    """Return a text or a list of texts; None for anything else."""
    if node.text is not None:
        return (node.text,)
    texts = tuple(item.text for item in node.items if item.text is not None)
    return None if node.pairs or len(texts) < len(node.items) else texts
