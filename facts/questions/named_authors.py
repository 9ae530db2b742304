"""Authors that a question names, and names that are certainly those of authors."""

from collections.abc import Sequence
from typing import Final

from facts.citations.names import is_name_word, is_person_like
from facts.citations.organizations import has_organization_word
from facts.library.library import Library
from facts.model.errors import AuthorNotFound, NoSearchHits
from facts.model.results import NamedAuthor
from facts.model.selection import Slice
from facts.questions.content_words import has_all_names
from facts.questions.source_phrases import SourceQuestion
from facts.text.normalize import name_key, search_form, words
from facts.text.stop_words import STOP_WORDS
from facts.text.synonyms import is_common_word

_FIRST_HITS: Final = 5
"""Hits of a search that are read to see whether one has a name."""
_MAX_AUTHORS: Final = 10
"""Authors with a name that are compared with it."""
_MAX_BARE: Final = 80
"""Characters of a message that is only a name."""
_POINTERS: Final = frozenset(
    "anybody anyone everybody everyone he her his i it its me my nobody our ours people she someone"
    " that their theirs them these they this those us we who you your yours".split()
)
"""Words that point to a person without a name."""


def check_author(library: Library, question: SourceQuestion) -> None:
    """Raise AuthorNotFound for a name that is certainly that of an author."""
    name, authors = _trim_name(question.name), library.citations.authors
    if name and (question.et_al or _is_plainly_name(library, name)):
        known = authors.find_named(name, 1) or library.citations.find_site(name)
        if not known:
            raise AuthorNotFound(name, authors.find_nearest(name))


def find_author(library: Library, question: SourceQuestion) -> str | None:
    """Return the author that a question names, in full if there is only one."""
    name = _trim_name(question.name)
    if not name or (question.is_bare and len(name) > _MAX_BARE):
        return None
    authors = library.citations.authors
    found = authors.find_named(name, _MAX_AUTHORS)
    if question.is_mention:
        return name if _is_person(library, name, found) else None
    if found and (question.et_al or _is_meant(library, question, name, found)):
        return authors.name_in_full(name)
    return None


def _trim_name(name: str) -> str:
    """Return a name without words before it; "" for words that are no name."""
    parts = name.strip(" \"“”'’").split()
    while parts and parts[0].lower() in STOP_WORDS | {"the"}:
        parts = parts[1:]
    folded = words(" ".join(parts))
    is_name = bool(folded) and _POINTERS.isdisjoint(folded) and not STOP_WORDS.issuperset(folded)
    return " ".join(parts) if is_name else ""


def _is_meant(
    library: Library, question: SourceQuestion, name: str, found: Sequence[NamedAuthor]
) -> bool:
    """Return whether a name of an author is meant as one, and not as a word.

    In lower case it must be a whole name or a family name. Alone in a message, it must be no topic,
    and a family name no word of the facts.
    """
    typed = search_form(name)
    is_whole = any(typed == each.words for each in found)
    people = (each for each in found if is_person_like(each.name))
    is_family = any(each.words.endswith(f" {typed}") for each in people)
    if not question.is_bare:
        return is_whole or is_family or _is_capitalized(name)
    if _is_topic(library, name):
        return False
    return is_whole or (is_family and not library.count_known_words(words(name)))


def _is_person(library: Library, name: str, found: Sequence[NamedAuthor]) -> bool:
    """Return whether a name within a question is that of an author.

    It is written as a name, or else it is no word of the facts.
    """
    typed = search_form(name)
    people = [each.words for each in found if is_person_like(each.name)]
    is_named = any(typed == each or each.endswith(f" {typed}") for each in people)
    if not is_named or _is_topic(library, name):
        return False
    if _is_capitalized(name) and not any(map(is_common_word, words(name))):
        return True
    return len(library.count_known_words(words(name))) < len(set(words(name)))


def _is_plainly_name(library: Library, name: str) -> bool:
    """Return whether a name that the library does not have is certainly an author's."""
    if not _is_capitalized(name) or _is_topic(library, name):
        return False
    if is_person_like(name) or has_organization_word(name):
        return True
    return is_name_word(name) and not _is_named_in_facts(library, name)


def _is_capitalized(name: str) -> bool:
    return any(word[0].isupper() for word in name.split())


def _is_topic(library: Library, name: str) -> bool:
    return bool(library.resolve_names((name_key(name),)))


def _is_named_in_facts(library: Library, name: str) -> bool:
    """Return whether a fact writes a word as a name, as that of a model or a data set."""
    try:
        hits = library.search(f'"{name}"', part=Slice(limit=_FIRST_HITS)).hits
    except NoSearchHits:
        return False
    return any(has_all_names(words(name), hit.fact.text) for hit in hits)
