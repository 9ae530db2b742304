"""Full-text search of facts."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from facts.model.entities import FactId
from facts.model.results import MAX_HITS, Hit, Hits
from facts.model.selection import Selection, Slice
from facts.search.name_query import ClaimMatcher
from storage.engine.read_clock import check_time
from storage.library.facts import load_facts
from storage.search import postings
from storage.search.candidate_filter import FEW, MANY, CandidateFilter
from storage.search.contexts import find_by_context, rate_contexts
from storage.search.heaviest import select_heaviest
from storage.search.postings import PostingList
from storage.search.vocabulary import WordLookup, look_up_words
from storage.search.word_reader import WordReader

_FIRST_CANDIDATES: Final = 1_000
_MORE_CANDIDATES: Final = 8
"""Candidates that are selected first, and the factor by which more are if these do not suffice."""
_CHECKED: Final = 200
"""Candidates whose texts are read at once: one at a time takes seven times as long."""
_TEXT_LIMIT: Final = 5_000
"""Texts that are read to find those with the phrases, at most."""


def find_nearest(
    reader: WordReader, selection: Selection, query: ClaimMatcher, part: Slice
) -> Hits:
    """Return a slice of the selected facts that match best.

    The best come first.
    """
    selected = CandidateFilter(reader.library, selection, reader.connection)
    scored, found = _search(reader, selected, query)
    if wider := query.widen(_best(scored), has_rare=found.has_rare):
        scored, found = _search(reader, selected, wider)
    least = query.least_score(_best(scored))
    scored = [each for each in scored if each[0] >= least]
    part = part.clamp(len(scored))
    end = None if part.limit is None else part.start + part.limit
    points = {FactId(fact): points for points, fact in scored[part.start : end]}
    shown = load_facts(reader.library, selection, points, reader.connection)
    hits = tuple(Hit(points[fact.id], fact) for fact in shown)
    return Hits(hits, len(scored), found.corrections)


def _best(scored: Sequence[tuple[float, int]]) -> float:
    return scored[0][0] if scored else 0.0


def _search(
    reader: WordReader, selected: CandidateFilter, query: ClaimMatcher
) -> tuple[list[tuple[float, int]], WordLookup]:
    """Return scores and ids of facts, the best first, and what is known of the words."""
    found = look_up_words(reader, query)
    allowed = (
        (fact, text)
        for fact, text in islice(_iterate_texts(reader, selected, query, found), _TEXT_LIMIT)
        if query.allows(text)
    )
    compared = list(islice(allowed, MAX_HITS))
    rates = rate_contexts(
        [fact for fact, _ in compared], len(query.words), found, reader.connection
    )
    score = query.build_scorer(found.weights, found.corrections)
    scored = [(score(text, rates.get(fact, ())), fact) for fact, text in compared]
    scored = [each for each in scored if each[0] > 0]
    scored.sort(key=lambda hit: (-hit[0], hit[1]))
    return scored, found


def _iterate_texts(
    reader: WordReader, selected: CandidateFilter, query: ClaimMatcher, found: WordLookup
) -> Iterator[tuple[int, str]]:
    """Yield the ids and texts of selected facts, those with the heaviest words first."""
    weights = [found.weights[word] for word in query.words]
    lists = [*found.weighted_lists, *find_by_context(reader, weights, found)]
    seen: set[int] = set()
    among = found.required
    candidates = among.count if among else sum(each.count for _, each in lists)
    among = _narrow(among, selected.list_facts(FEW, candidates))
    is_plain = selected.is_open and not (query.required_words or query.excluded_phrases)
    most, step = (MAX_HITS, MAX_HITS) if is_plain else (_FIRST_CANDIDATES, _CHECKED)
    while True:
        ids, _ = select_heaviest(lists, most, among)
        fresh = [fact for fact in ids if fact not in seen]
        for start in range(0, len(fresh), step):
            check_time()
            yield from selected.read_texts(fresh[start : start + step])
        if len(ids) < most:
            return
        if most > _FIRST_CANDIDATES:
            among = _narrow(found.required, selected.list_facts(MANY, candidates))
        seen.update(ids)
        most = max(most, _FIRST_CANDIDATES) * _MORE_CANDIDATES


def _narrow(*lists: PostingList | None) -> PostingList | None:
    """Return the ids that are in all lists there are; None without any."""
    some = [each for each in lists if each is not None]
    return postings.intersect(some) if some else None
