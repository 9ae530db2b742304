"""Errors for selections without a fact."""

from facts.library.authors import AuthorLookup
from facts.model.errors import AuthorNotFound, LibraryEmpty, NoFactMatches, NotFoundError
from facts.model.selection import EVERYTHING, Selection
from facts.store.library_store import Snapshot


def no_fact_error(snapshot: Snapshot, selection: Selection) -> NotFoundError:
    """Return why a selection has no fact, with the choices there are.

    Raises LibraryEmpty.
    """
    check_not_empty(snapshot)
    if selection.author is not None and not snapshot.citations.find_named_authors(
        selection.author, 1
    ):
        return AuthorNotFound(
            selection.author, AuthorLookup(snapshot).find_nearest(selection.author)
        )
    among = Selection(selection.topic)
    kinds = snapshot.facts.count_kinds(among)
    sites = snapshot.sources.count_sites(among)
    return NoFactMatches(tuple(kind.name for kind in kinds), tuple(site.name for site in sites))


def check_not_empty(snapshot: Snapshot) -> None:
    """Raise LibraryEmpty for a library without facts."""
    if not snapshot.facts.has_any(EVERYTHING):
        raise LibraryEmpty
