"""Answers from citations: facts by author, site or date, the newest facts, and works.

“Facts from X” and “what did X say” name an author only if the library has X, or if X is plainly a
name. So “what did we find?” is an ordinary question, and “what did Ouyang et al. find?” is a miss
in a library without Ouyang.
"""

import re
from contextlib import suppress
from dataclasses import replace
from typing import Final

from facts.library.answers import SearchAnswer
from facts.library.library import Library
from facts.model.errors import AuthorNotFound, LibraryEmpty, NoAnswer, NoSearchHits, NoSourceMatches
from facts.model.selection import EVERYTHING, Selection, Slice
from facts.questions.content_words import content_words, coverage
from facts.questions.findings import FactSearch, NamedWork
from facts.questions.long_messages import LONG_MESSAGE
from facts.questions.named_authors import check_author, find_author
from facts.questions.source_phrases import SourceQuestion, parse_source_question
from facts.text.normalize import name_key
from facts.text.sites import is_site

_FIRST_HITS: Final = 5
"""Facts that an answer shows at first."""
_OPERATORS: Final = re.compile(r'["“”]|(?<!\S)-')
"""Signs with a meaning in a search."""
_QUOTES: Final = re.compile(r"[\"“”„«»]|^the ", re.IGNORECASE)


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
        try:
            selection = _select(library, question)
        except AuthorNotFound as unknown:
            if named := _find_named_in_texts(library, question, unknown.query, part):
                return named
            raise
        if selection is not None:
            return _search(library, question, selection, part or Slice(limit=_FIRST_HITS), text)
    return None


def _find_named_in_texts(
    library: Library, question: SourceQuestion, name: str, part: Slice | None
) -> FactSearch | None:
    """Return the facts that name an author whom no citation names: “Li et al. found …”."""
    phrase = f'"{name} et al"' if question.et_al else f'"{name}"'
    text = f"{phrase} {question.rest}".strip()
    with suppress(NoSearchHits):
        answer = library.search(text, part=part or Slice(limit=_FIRST_HITS))
        if coverage(content_words(question.rest), answer.hits[0].fact.text):
            return FactSearch(text, answer=answer)
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
    if author := find_author(library, question):
        return replace(dated, author=author)
    if not (question.is_bare or question.is_mention):
        title = _QUOTES.sub("", question.name)
        if source := library.citations.find_title(title):
            return replace(dated, source=source)
        check_author(library, question)
    return None


def _search(
    library: Library, question: SourceQuestion, selection: Selection, part: Slice, text: str
) -> FactSearch | None:
    """Return the selected facts on what else is asked, or all of them, the newest first.

    Raises NoAnswer if none of them has to do with it.
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
        return FactSearch(rest, selection, library.search(rest, selection, part))
    raise NoAnswer(text)


def _build(library: Library, text: str, selection: Selection, part: Slice) -> FactSearch:
    return FactSearch(text, selection, library.search(text, selection, part))
