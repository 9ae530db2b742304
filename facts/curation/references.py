"""Topics and sources as the operator names them: by number or by exact name."""

from collections.abc import Sequence

from facts.curation.errors import NameAmbiguous, NameNotFound, SeveralLibraries, SourceNotCited
from facts.curation.store import CurationStore
from facts.library.filters import parse_id
from facts.model.entities import SHARED_LIBRARY, Fact, FactId, LibraryId, SourceId
from facts.model.errors import FactNotFound
from facts.model.results import OwnedThing
from facts.text.normalize import canonical
from facts.text.typed_text import clean_line


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
    number = parse_id(name)
    owner = await store.find_owner(thing, number) if number else None
    is_visible = viewer is None or owner in (SHARED_LIBRARY, viewer)
    if number is None or owner is None or not is_visible:
        raise NameNotFound(thing, name)
    return OwnedThing(number, owner)


async def resolve_number(store: CurationStore, words: str, viewer: LibraryId) -> str:
    """Return the name of the topic with this number; any other words stay as they are."""
    number = parse_id(words)
    if number is None or await store.find_named("topic", words, viewer):
        return words
    names = await store.read(viewer, lambda snapshot: snapshot.changes.names("topic", (number,)))
    return names.get(number, words)


async def find_library(store: CurationStore, facts: Sequence[FactId]) -> LibraryId:
    """Return the library of some facts. Raises FactNotFound or SeveralLibraries."""
    owners = {fact: await store.find_owner("fact", fact) for fact in facts}
    for fact, owner in owners.items():
        if owner is None:
            raise FactNotFound(fact)
    libraries = {owner for owner in owners.values() if owner is not None}
    if len(libraries) > 1:
        raise SeveralLibraries
    return libraries.pop()


def find_cited(fact: Fact, words: str) -> SourceId:
    """Return the source of a fact with this title, or else with this number.

    Raises SourceNotCited or NameAmbiguous.
    """
    sources = [citation.source for citation in fact.citations]
    name = clean_line(words)
    titled = [each.id for each in sources if canonical(each.title) == name]
    numbered = [each.id for each in sources if each.id == parse_id(name)]
    if len(titled) > 1:
        raise NameAmbiguous("source", name, titled)
    for source in (*titled, *numbered):
        return source
    raise SourceNotCited(name)
