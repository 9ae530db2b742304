"""Facts, topics and sources that a user types into an option."""

import re
from typing import Final

from bot.curation.errors import OptionsUnclear
from bot.queries.unresolved import parse_topic_choice
from facts.curation.errors import NameNotFound
from facts.library.library import Library
from facts.model.entities import FactId, SourceId, TopicId
from facts.model.errors import FactRemoved
from facts.model.selection import Slice

_NUMBER: Final = re.compile(r"#?(\d{1,18})")
_SOURCE_CHOICE: Final = re.compile(r"source:(\d{1,18})")


def source_choice(source: SourceId) -> str:
    """Return the autocomplete value of a source."""
    return f"source:{source}"


def pick_one(**typed: str | None) -> tuple[str, str]:
    """Return the name and the value of the one option that was given. Raises OptionsUnclear."""
    given = [(name, value) for name, value in typed.items() if value]
    if len(given) != 1:
        raise OptionsUnclear(tuple(typed))
    return given[0]


def pick_fact(typed: str, library: Library, *, removed: bool = False) -> FactId:
    """Return the fact with a number, or the one that words find best.

    `removed` allows a fact that was removed. Raises FactNotFound, FactRemoved or NoSearchHits.
    """
    if number := _NUMBER.fullmatch(typed.strip()):
        try:
            return library.fact(int(number[1])).id
        except FactRemoved as error:
            if not removed:
                raise
            return FactId(error.fact)
    return library.search(typed, part=Slice(limit=1)).hits[0].fact.id


def pick_topic(typed: str, library: Library) -> TopicId:
    """Return the topic of a choice, or the one with exactly this name or alias.

    Raises TopicNotFound for a name that is only near.
    """
    choice = parse_topic_choice(typed)
    if choice is not None and library.has_topic(choice):
        return choice
    match = library.find(typed)
    if not match.is_exact:
        raise NameNotFound("topic", typed)
    return match.topic


def pick_source(typed: str, library: Library) -> SourceId:
    """Return the source of a choice, or with a number. Raises NameNotFound."""
    match = _SOURCE_CHOICE.fullmatch(typed) or _NUMBER.fullmatch(typed.strip())
    if match is None:
        raise NameNotFound("source", typed)
    return library.source(SourceId(int(match[1]))).source.source.id


def is_source_choice(typed: str) -> bool:
    """Return whether a text is the autocomplete value of a source."""
    return _SOURCE_CHOICE.fullmatch(typed) is not None


def parse_number(typed: str) -> int:
    """Return the number of a choice or a typed number; 0 for other text."""
    number = _NUMBER.fullmatch(typed.strip())
    return int(number[1]) if number else 0
