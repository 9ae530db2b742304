"""YAML as small trees of texts, one entry at a time.

Values stay as they are written: `no` and 2024-05-01 are texts. The trees come from the parser's
events, which do not recurse, instead of PyYAML's own objects.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, Protocol

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    Event,
    MappingStartEvent,
    ScalarEvent,
)

from facts.model.drafts import EntryProblem

MAX_VALUES: Final = 10_000
"""Values in one entry. A quote has ten at most."""
MAX_ANCHORS: Final = 10_000
"""Anchors in a file: each keeps its values in memory."""
MAX_ALIASED: Final = 1_000_000
"""Characters that all aliases of a file repeat, against a billion laughs."""
_LOADER: Final = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""The parser in C where PyYAML has it; both nest at most so deep as memory is no concern."""
_PLAIN_TAGS: Final = frozenset(
    {None, "!"}
    | {
        f"tag:yaml.org,2002:{name}"
        for name in "bool float int map null seq set str timestamp".split()
    }
)
_SHOWN: Final = 40
"""Characters of a name in a message."""
_NULLS: Final = frozenset({"~", "null", "Null", "NULL"})


class YamlText(Protocol):
    """A stream of text."""

    def read(self, size: int = ..., /) -> str:
        """Return the next piece; empty at the end."""


@dataclass(frozen=True, slots=True)
class YamlNode:
    """A value of a YAML file: a text, a list or a mapping.

    `text` is None for a list and a mapping. `items` are the values of a list, `pairs` those of a
    mapping. `line` and `column` count from 1. `size` counts the characters, with those of aliases.
    """

    line: int
    column: int
    text: str | None = None
    items: tuple["YamlNode", ...] = ()
    pairs: tuple[tuple["YamlNode", "YamlNode"], ...] = ()
    size: int = 1

    @property
    def is_mapping(self) -> bool:
        """Whether the value is a mapping with at least one key."""
        return bool(self.pairs)


@dataclass(slots=True)
class _OpenNode:
    """A list or a mapping whose end has not come yet."""

    start: CollectionStartEvent
    children: list[YamlNode] = field(default_factory=list)

    def close(self) -> YamlNode:
        line, column = locate_event(self.start)
        children = tuple(self.children)
        size = 1 + sum(child.size for child in children)
        if isinstance(self.start, MappingStartEvent):
            pairs = tuple(zip(children[::2], children[1::2], strict=False))
            return YamlNode(line, column, pairs=pairs, size=size)
        return YamlNode(line, column, items=children, size=size)


def iter_events(text: str | YamlText) -> Iterator[Event]:
    """Yield the parser's events. Raises yaml.YAMLError."""
    yield from yaml.parse(text, Loader=_LOADER)


def locate_event(event: Event) -> tuple[int, int]:
    """Return line and column of an event, from 1."""
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


class YamlBuilder:
    """Builds trees from events, and remembers the anchors of a file."""

    def __init__(self, events: Iterator[Event]) -> None:
        self._events = events
        self._anchors: dict[str, YamlNode] = {}
        self._aliased = 0
        self._faults: list[EntryProblem] = []

    def build(self, event: Event) -> YamlNode | EntryProblem:
        """Return the tree that begins with an event, or what is bad about it."""
        self._faults.clear()
        node = self._build_tree(event)
        return self._faults[0] if self._faults else node

    def _build_tree(self, event: Event) -> YamlNode:
        stack: list[_OpenNode] = []
        count = 0
        while True:
            count += 1
            if count == MAX_VALUES:
                self._blame(event, f"the entry has more than {MAX_VALUES:,} values; divide it")
            node = self._read_event(event, stack)
            if node and not stack:
                return node
            if node and count < MAX_VALUES:
                stack[-1].children.append(node)
            event = next(self._events)

    def _read_event(self, event: Event, stack: list[_OpenNode]) -> YamlNode | None:
        """Return the node that is complete with an event."""
        if isinstance(event, CollectionStartEvent):
            self._check_tag(event, event.tag)
            stack.append(_OpenNode(event))
            return None
        if isinstance(event, CollectionEndEvent):
            opened = stack.pop()
            return self._remember(opened.start, opened.close())
        if isinstance(event, AliasEvent):
            return self._repeat(event)
        return self._read_scalar(event)

    def _read_scalar(self, event: Event) -> YamlNode:
        line, column = locate_event(event)
        if not isinstance(event, ScalarEvent):
            return YamlNode(line, column, text="")
        self._check_tag(event, event.tag)
        text = "" if event.implicit[0] and event.value in _NULLS else event.value
        return self._remember(event, YamlNode(line, column, text=text, size=1 + len(text)))

    def _remember(self, event: CollectionStartEvent | ScalarEvent, node: YamlNode) -> YamlNode:
        if event.anchor:
            if len(self._anchors) < MAX_ANCHORS or event.anchor in self._anchors:
                self._anchors[event.anchor] = node
            else:
                self._blame(event, f"the file has more than {MAX_ANCHORS:,} anchors; use fewer")
        return node

    def _repeat(self, event: AliasEvent) -> YamlNode:
        line, column = locate_event(event)
        node = self._anchors.get(event.anchor or "")
        if node is None:
            name = (event.anchor or "")[:_SHOWN]
            self._blame(event, f"there is no anchor “&{name}” above; write the value here")
            return YamlNode(line, column, text="")
        self._aliased += node.size
        if self._aliased > MAX_ALIASED:
            message = f"aliases repeat more than {MAX_ALIASED:,} characters; write the texts out"
            self._blame(event, message)
            return YamlNode(line, column, text="")
        return YamlNode(line, column, node.text, node.items, node.pairs, node.size)

    def _check_tag(self, event: Event, tag: str | None) -> None:
        if tag not in _PLAIN_TAGS:
            short = (tag or "").replace("tag:yaml.org,2002:", "!!")[:_SHOWN]
            self._blame(event, f"the tag “{short}” is not allowed; remove it")

    def _blame(self, event: Event, message: str) -> None:
        if not self._faults:
            self._faults.append(EntryProblem(*locate_event(event), message))
