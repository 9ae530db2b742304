"""Answers from citations: facts by author, site or date, the newest facts, and works.

“Facts from X” and “what did X say” name an author only if the library has X, or if X is plainly a
name. So “what did we find?” is an ordinary question, and “what did Ouyang et al. find?” is a miss
in a library without Ouyang.
"""

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Final

from facts.citations.names import is_name_word, is_person_like
from facts.citations.organizations import has_organization_word
from facts.library.answers import SearchAnswer
from facts.library.library import Library
from facts.model.errors import AuthorNotFound, LibraryEmpty, NoAnswer, NoSearchHits, NoSourceMatches
from facts.model.results import NamedAuthor
from facts.model.selection import EVERYTHING, Selection, Slice
from facts.questions.content_words import content_words, has_all_names, is_relevant
from facts.questions.findings import FactSearch, NamedWork
from facts.questions.long_messages import LONG_MESSAGE
from facts.questions.source_phrases import SourceQuestion, parse_source_question
from facts.text.normalize import name_key, search_form, words
from facts.text.sites import is_site
from facts.text.stop_words import STOP_WORDS

_FIRST_HITS: Final = 5
"""Hits of a search among which one must be relevant."""
_MAX_AUTHORS: Final = 10
"""Authors with a name that are compared with it."""
_MAX_BARE: Final = 80
"""Characters of a message that is no more than a name."""
_OPERATORS: Final = re.compile(r'["“”]|(?<!\S)-')
"""Signs with a meaning in a search."""
_QUOTES: Final = re.compile(r"[\"“”„«»]|^the ", re.IGNORECASE)
_POINTERS: Final = frozenset(
    "anybody anyone everybody everyone he her his i it its me my nobody our ours people she someone"
    " that their theirs them these they this those us we who you your yours".split()
)
"""Words that point to somebody without a name."""


def find_source_answer(
    library: Library, text: str, part: Slice | None = None
) -> FactSearch | NamedWork | None:
    """Return the answer to a question about authors, sites, dates or a work.

    None for other questions. Raises NoAnswer, AuthorNotFound, NoSourceMatches or NoFactMatches for
    a question that names what the library does not have.
    """
    for question in parse_source_question(text) if len(text) <= LONG_MESSAGE else ():
        if question.keys:
            return _find_work(library, question, text, part or Slice(limit=_FIRST_HITS))
        selection = _select(library, question)
        if selection is not None:
            return _search(library, question, selection, part or Slice(limit=_FIRST_HITS), text)
    return None


def find_searched_source(
    library: Library, text: str, part: Slice | None = None
) -> FactSearch | NamedWork | None:
    """Return what `find_source_answer` does for the text of a search.

    None for a text with quotation marks or excluded words, which is about words. Raises the same,
    but for an empty library.
    """
    if not text.strip() or _OPERATORS.search(text):
        return None
    with suppress(LibraryEmpty):
        return find_source_answer(library, text, part)
    return None


def search_sources(library: Library, text: str, part: Slice) -> SearchAnswer | None:
    """Return the facts that `find_searched_source` leads to; for a work, all of its facts."""
    found = find_searched_source(library, text, part)
    if isinstance(found, NamedWork):
        return library.search("", Selection(source=found.source), part)
    return found.answer if found else None


def _find_work(
    library: Library, question: SourceQuestion, text: str, part: Slice
) -> FactSearch | NamedWork | None:
    """Return the work with a DOI, number or address, or what it says about the rest."""
    found = library.citations.find_by_keys(question.keys)
    if not found and not question.rest:
        raise NoSourceMatches(text)
    if not found:
        return None
    source = found[0].source.id
    if question.rest:
        with suppress(NoAnswer):
            return _search(library, question, Selection(source=source), part, text)
    return NamedWork(source)


def _select(library: Library, question: SourceQuestion) -> Selection | None:
    """Return the facts that a question is about; None if it names no author, site or date."""
    dated = Selection(since=question.since, until=question.until)
    if question.name:
        return _select_named(library, question, dated)
    if question.origin:
        return _select_origin(library, question)
    return dated if question.is_newest or dated != EVERYTHING else None


def _select_origin(library: Library, question: SourceQuestion) -> Selection | None:
    origin = question.origin
    if site := library.citations.find_site(origin):
        return Selection(site=site)
    if is_site(origin.lower()):
        return Selection(site=origin.lower())  # a miss that names the sites there are
    return _select_named(library, replace(question, name=origin, origin=""), EVERYTHING)


def _select_named(library: Library, question: SourceQuestion, dated: Selection) -> Selection | None:
    """Return the facts by the author, or in the work, that a question names.

    None if it names none. Raises AuthorNotFound for what is plainly a name.
    """
    if author := _find_author(library, question):
        return replace(dated, author=author)
    if not (question.is_bare or question.is_mention):
        title = _QUOTES.sub("", question.name)
        if source := library.citations.find_title(title):
            return replace(dated, source=source)
        _check_author(library, question)
    return None


def _check_author(library: Library, question: SourceQuestion) -> None:
    """Raise AuthorNotFound for a name that is certainly that of an author."""
    name, authors = _trim_name(question.name), library.citations.authors
    if name and (question.et_al or _is_plainly_name(library, name)):
        known = authors.find_named(name, 1) or library.citations.find_site(name)
        if not known:
            raise AuthorNotFound(name, authors.find_nearest(name))


def _find_author(library: Library, question: SourceQuestion) -> str | None:
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
    is_family = any(each.words.endswith(f" {typed}") for each in found)
    if not question.is_bare:
        return is_whole or is_family or _is_capitalized(name)
    if _is_topic(library, name):
        return False
    return is_whole or (is_family and not library.count_known_words(words(name)))


def _is_person(library: Library, name: str, found: Sequence[NamedAuthor]) -> bool:
    """Return whether a name within a question is that of an author, and of nobody in the facts."""
    typed = search_form(name)
    people = [each.words for each in found if is_person_like(each.name)]
    is_named = any(typed == each or each.endswith(f" {typed}") for each in people)
    known = library.count_known_words(words(name)) if is_named else {}
    return is_named and not _is_topic(library, name) and len(known) < len(set(words(name)))


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


def _search(
    library: Library, question: SourceQuestion, selection: Selection, part: Slice, text: str
) -> FactSearch | None:
    """Return the selected facts on what else is asked, or all of them, the newest first.

    Raises NoAnswer if none of them is relevant.
    """
    rest = question.rest
    asked = content_words(rest)
    topic = library.resolve_names((name_key(rest),)).get(name_key(rest)) if asked else None
    if topic is not None:
        on_topic = replace(selection, topic=topic)
        with suppress(NoSearchHits):
            return _build(library, "", on_topic, part)
    if not asked:
        return _build(library, "", selection, part)
    if question.is_newest:
        return None  # an ordinary question: the newest facts with these words are no list
    with suppress(NoSearchHits):
        answer = library.search(rest, selection, part)
        if any(is_relevant(asked, hit.fact.text) for hit in answer.hits[:_FIRST_HITS]):
            return FactSearch(rest, selection, answer)
    raise NoAnswer(text)


def _build(library: Library, text: str, selection: Selection, part: Slice) -> FactSearch:
    return FactSearch(text, selection, library.search(text, selection, part))
