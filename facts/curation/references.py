"""Topics and sources as the operator names them: by number or by exact name."""

import re
from typing import Final

from facts.curation.errors import NameAmbiguous, NameNotFound
from facts.curation.store import CurationStore, OwnedThing
from facts.model.entities import LARGEST_ID, SHARED_LIBRARY, Fact, LibraryId, SourceId
from facts.text.normalize import canonical
from facts.text.typed_text import clean_line

_NUMBER: Final = re.compile("0*[1-9][0-9]{0,18}")


def read_number(words: str) -> int | None:
    """Return the number that some words can be; None for any other words."""
    number = int(words) if _NUMBER.fullmatch(words.strip()) else 0
    return number if 0 < number <= LARGEST_ID else None


async def find_thing(
    store: CurationStore, thing: str, words: str, viewer: LibraryId | None = None
) -> OwnedThing:
    """Return the topic or source with exactly this name, or else with this number.

    It is looked for in all libraries, or in what `viewer` sees. Raises NameNotFound or
    NameAmbiguous.
    """
    name = clean_line(words)
    named = await store.find_named(thing, name, viewer)
    if len(named) > 1:
        raise NameAmbiguous(thing, name, [each.id for each in named])
    if named:
        return named[0]
    number = read_number(name)
    owner = await store.find_owner(thing, number) if number else None
    is_visible = viewer is None or owner in (SHARED_LIBRARY, viewer)
    if number is None or owner is None or not is_visible:
        raise NameNotFound(thing, name)
    return OwnedThing(number, owner)


def find_cited(fact: Fact, words: str) -> SourceId:
    """Return the source of a fact with this title, or else with this number.

    Raises NameNotFound or NameAmbiguous.
    """
    sources = [citation.source for citation in fact.citations]
    name = clean_line(words)
    titled = [each.id for each in sources if canonical(each.title) == name]
    numbered = [each.id for each in sources if each.id == read_number(name)]
    if len(titled) > 1:
        raise NameAmbiguous("source", name, titled)
    for source in (*titled, *numbered):
        return source
    raise NameNotFound("source", name)
