"""Facts, topics and sources that a user types into an option."""

from contextlib import suppress

from bot.curation.errors import OptionsUnclear
from bot.queries.unresolved import parse_source_choice, parse_topic_choice
from bot.ui.choice_labels import (
    SOURCE_PREFIX,
    find_labelled_source,
    find_labelled_topic,
)
from facts.curation.errors import NameNotFound
from facts.library.filters import parse_labelled_id
from facts.library.library import Library
from facts.model.entities import SourceId, TopicId
from facts.model.errors import NotFoundError, TopicNotFound


def pick_one(**typed: str | None) -> tuple[str, str]:
    """Return the name and the value of the one option that was given. Raises OptionsUnclear."""
    given = [(name, value) for name, value in typed.items() if value]
    if len(given) != 1:
        raise OptionsUnclear(tuple(typed))
    return given[0]


def pick_topic(typed: str, library: Library) -> TopicId:
    """Return the topic of a choice or its label, or the one with exactly this name or alias.

    Raises NameNotFound for a name that is only near, and TopicNotFound.
    """
    choice = parse_topic_choice(typed)
    if choice is not None and library.has_topic(choice):
        return choice
    if labelled := find_labelled_topic(typed, library):
        return labelled
    match = library.find(typed)
    if not match.is_exact:
        raise NameNotFound("topic", typed)
    return match.topic


def find_topic(typed: str, library: Library) -> TopicId | None:
    """Return the topic that `pick_topic` returns, or None."""
    with suppress(NotFoundError):
        return pick_topic(typed, library)
    return None


def pick_source(typed: str, library: Library) -> SourceId:
    """Return the source of a choice or its label, or with a number, title or address.

    Raises NameNotFound.
    """
    source = parse_source_choice(typed) or find_labelled_source(typed, library)
    number = source or parse_labelled_id(typed)
    if not number:
        raise NameNotFound("source", typed)
    return library.source(SourceId(number)).source.source.id


def pick_topic_or_source(typed: str, library: Library) -> tuple[str, int]:
    """Return “topic” or “source”, and the id of the one that is named.

    Raises NameNotFound or TopicNotFound.
    """
    if parse_source_choice(typed) or typed.startswith(SOURCE_PREFIX):
        return "source", pick_source(typed, library)
    try:
        return "topic", pick_topic(typed, library)
    except (NameNotFound, TopicNotFound):
        source = find_labelled_source(typed, library)
        if source is None:
            raise
        return "source", source
