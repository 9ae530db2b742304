"""From the label of a choice, or what else was typed, back to what it names.

Discord sends the value of a choice that the user picks. A user who types or pastes its label sends
the label.
"""

import re
from collections.abc import Callable, Iterator
from typing import Final

from discord.app_commands import Choice

from bot.discord_api import limits
from bot.queries.unresolved import parse_source_choice, parse_topic_choice
from bot.ui.choices import source_choices, topic_choices
from facts.library.filters import parse_labelled_id
from facts.library.library import Library
from facts.model.entities import FactId, SourceId, TopicId
from facts.model.errors import FactRemoved
from facts.model.selection import Slice

TOPIC_PREFIX: Final = "Topic · "
SOURCE_PREFIX: Final = "Source · "
"""What begins the labels where topics and sources are mixed."""
_COUNT: Final = re.compile(r" · [\d,.]+ facts?$")
_BRACKET: Final = re.compile(r" \(")
_MARKS: Final = re.compile(r" · | \(|…")
"""Signs that a label can have and the name in it has not."""


def find_typed_fact(typed: str, library: Library, *, removed: bool = False) -> FactId:
    """Return the fact with a typed number or label, or the one that words find best.

    `removed` allows a fact that was removed. Raises FactNotFound, FactRemoved or NoSearchHits.
    """
    number = parse_labelled_id(typed)
    if number is None:
        return library.search(typed, part=Slice(limit=1)).hits[0].fact.id
    try:
        return library.fact(number).id
    except FactRemoved as error:
        if not removed:
            raise
        return FactId(error.fact)


def find_labelled_topic(typed: str, library: Library) -> TopicId | None:
    """Return the topic whose label was typed; None for other text."""
    if not _MARKS.search(typed):
        return None
    prefix = TOPIC_PREFIX if typed.startswith(TOPIC_PREFIX) else ""

    def offer(name: str) -> list[Choice[str]]:
        return topic_choices(library.autocomplete.topics(name, limits.CHOICES), prefix)

    return parse_topic_choice(_find_value(typed, prefix, offer))


def find_labelled_source(typed: str, library: Library) -> SourceId | None:
    """Return the source whose label, title or address was typed; None for other text."""
    if not typed.strip():
        return None
    for each in library.autocomplete.titles(typed, limits.CHOICES):
        if typed.strip().casefold() in (each.title.casefold(), (each.url or "").casefold()):
            return each.id
    if not _MARKS.search(typed):
        return None
    prefix = SOURCE_PREFIX if typed.startswith(SOURCE_PREFIX) else ""

    def offer(title: str) -> list[Choice[str]]:
        return source_choices(library.autocomplete.titles(title, limits.CHOICES), prefix)

    return parse_source_choice(_find_value(typed, prefix, offer))


def _find_value(typed: str, prefix: str, offer: Callable[[str], list[Choice[str]]]) -> str:
    """Return the value of the choice with a label, or "".

    `offer` returns the choices for a name.
    """
    for label in dict.fromkeys((typed.strip(), _COUNT.sub("", typed.strip()))):
        for name in _list_names(label.removeprefix(prefix)):
            for each in offer(name):
                if each.name.casefold() == label.casefold():
                    return str(each.value)
    return ""


def _list_names(label: str) -> Iterator[str]:
    """Yield the names that a label may be made of: “PN (power naps)” begins with an alias."""
    yield label.removesuffix("…")
    for bracket in reversed(list(_BRACKET.finditer(label))):
        yield label[: bracket.start()].removesuffix("…")
