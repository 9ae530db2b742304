"""Names in a selection: digests become names again, and authors are named in full."""

from collections.abc import Iterable
from dataclasses import replace

from bot.queries.selection_codec import digest, is_digest
from facts.library.library import Library
from facts.model.entities import Kind
from facts.model.errors import NoFactMatches
from facts.model.selection import Selection


def expand_names(selection: Selection, library: Library) -> Selection:
    """Return a selection as its card names it.

    A custom_id carries digests of long names, and authors as they were typed. Raises NoFactMatches.
    """
    if selection.kind and is_digest(selection.kind):
        kinds = (each.name for each in library.autocomplete.kinds())
        selection = replace(selection, kind=Kind(_find_by_digest(selection.kind, kinds)))
    if selection.site and is_digest(selection.site):
        sites = (each.name for each in library.autocomplete.sites())
        selection = replace(selection, site=_find_by_digest(selection.site, sites))
    if selection.author and is_digest(selection.author):
        names = library.citations.authors.iterate_words()
        selection = replace(selection, author=_find_by_digest(selection.author, names))
    if selection.author:
        name = library.citations.authors.name_in_full(selection.author)
        selection = replace(selection, author=name)
    return selection


def _find_by_digest(wanted: str, names: Iterable[str]) -> str:
    for name in names:
        if digest(name) == wanted:
            return name
    raise NoFactMatches
