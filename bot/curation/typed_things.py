"""Facts, topics and sources that a user types into an option."""

from typing import Final

from bot.curation.errors import OptionsUnclear
from bot.queries.unresolved import parse_topic_choice
from facts.curation.errors import NameNotFound
from facts.library.filters import parse_id
from facts.library.library import Library
from facts.model.entities import FactId, SourceId, TopicId
from facts.model.errors import FactRemoved
from facts.model.selection import Slice

_SOURCE: Final = "source:"


def source_choice(source: SourceId) -> str:
    """Return the autocomplete value of a source."""
    return f"{_SOURCE}{source}"


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
    if number := parse_number(typed):
        try:
            return library.fact(number).id
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
    number = parse_number(typed.removeprefix(_SOURCE))
    if not number:
        raise NameNotFound("source", typed)
    return library.source(SourceId(number)).source.source.id


def is_source_choice(typed: str) -> bool:
    """Return whether a text is the autocomplete value of a source."""
    return typed.startswith(_SOURCE) and parse_number(typed.removeprefix(_SOURCE)) > 0


def parse_number(typed: str) -> int:
    """Return a typed number, with or without #; 0 for other text."""
    return parse_id(typed.strip().removeprefix("#")) or 0
