"""Facts with their sources, topics and history."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from facts.model.entities import Citation, Fact, FactId, Kind, LibraryId, Stance, TopicId, TopicLink
from facts.model.random_order import Draw
from facts.model.results import EXACT_SCORE, MAX_HITS, Count, Hit, Hits, Totals
from facts.model.selection import EVERYTHING, Selection, Slice
from storage.engine.connection import SqlConnection
from storage.library import phrasings, sources
from storage.library.selection import (
    SLICE,
    VISIBLE,
    Values,
    build_select,
    slice_values,
    source_fits,
    source_values,
)

IdSelect = tuple[str, Values]
"""A SELECT of the ids of facts, and its values."""


def get_fact(library: LibraryId, fact: FactId, connection: SqlConnection) -> Fact | None:
    """Return one fact."""
    return get_selected_fact(library, EVERYTHING, fact, connection)


def get_selected_fact(
    library: LibraryId, selection: Selection, fact: FactId, connection: SqlConnection
) -> Fact | None:
    """Return one fact, with the sources that match a selection first."""
    ids = f"SELECT id FROM fact WHERE id = :fact AND {VISIBLE}"
    values: Values = {"fact": fact, "library": library}
    chosen = ids, values | source_values(selection)
    return next(iter(_load_facts(chosen, selection, connection)), None)


def list_facts(
    library: LibraryId, selection: Selection, part: Slice, connection: SqlConnection
) -> tuple[Fact, ...]:
    """Return selected facts, grouped by their first source, in order of arrival.

    If the selection names a site, source or date, a fact's matching sources come first.
    """
    ids, values = build_select(library, selection)
    ordered = f"{ids} {_order(selection)} {SLICE}"
    return _load_facts((ordered, values | slice_values(part)), selection, connection)


def list_own(
    library: LibraryId, topic: TopicId | None, part: tuple[FactId, int], connection: SqlConnection
) -> tuple[Fact, ...]:
    """Return facts of the library itself by number, perhaps those of one topic.

    `part` is the number after which they begin, and how many are returned at most.
    """
    after, limit = part
    ids = """
        SELECT fact.id FROM fact
        WHERE +fact.library = :library AND fact.id > :after AND (:topic IS NULL OR EXISTS (
            SELECT 1 FROM bearing WHERE bearing.topic = :topic AND bearing.fact = fact.id
        ))
        ORDER BY fact.id LIMIT :limit
    """
    values: Values = {"library": library, "topic": topic, "after": after, "limit": limit}
    found = _load_facts((ids, values), EVERYTHING, connection)
    return tuple(sorted(found, key=lambda fact: fact.id))


def list_newest(
    library: LibraryId, selection: Selection, limit: int, connection: SqlConnection
) -> list[FactId]:
    """Return the ids of the selected facts that were added last, the newest first."""
    ids, values = build_select(library, selection, in_order=True)
    rows = connection.execute(
        f"{ids} ORDER BY fact.id DESC LIMIT :limit", values | {"limit": limit}
    )
    return [FactId(fact) for (fact,) in rows]


def load_newest(
    library: LibraryId, selection: Selection, part: Slice, connection: SqlConnection
) -> Hits:
    """Return the selected facts that were added last as hits, the newest first."""
    ids = list_newest(library, selection, MAX_HITS, connection)
    part = part.clamp(len(ids))
    chosen = ids[part.start :][: part.limit]
    found = (get_selected_fact(library, selection, fact, connection) for fact in chosen)
    return Hits(tuple(Hit(EXACT_SCORE, fact) for fact in found if fact), len(ids))


def has_facts(library: LibraryId, selection: Selection, connection: SqlConnection) -> bool:
    """Return whether any fact is selected."""
    ids, values = build_select(library, selection)
    (found,) = connection.execute(f"SELECT EXISTS ({ids})", values).fetchone()
    return bool(found)


def count_facts(library: LibraryId, selection: Selection, connection: SqlConnection) -> int:
    """Return how many facts are selected."""
    ids, values = build_select(library, selection)
    (count,) = connection.execute(f"SELECT count(*) FROM ({ids})", values).fetchone()
    return int(count)


def count_selected(library: LibraryId, selection: Selection, connection: SqlConnection) -> Totals:
    """Return the totals of a selection."""
    ids, values = build_select(library, selection)
    row = connection.execute(
        f"""
        WITH chosen (fact) AS MATERIALIZED ({ids})
        SELECT (SELECT count(*) FROM chosen), count(DISTINCT source.id), max(source.published)
        FROM chosen JOIN citation USING (fact) JOIN source ON source.id = citation.source
        WHERE {source_fits(selection)}
        """,
        values,
    ).fetchone()
    return Totals(*row)


def draw_fact(
    library: LibraryId,
    selection: Selection,
    choose: Callable[[Iterable[FactId]], Draw | None],
    connection: SqlConnection,
) -> tuple[Draw, Fact] | None:
    """Return the selected fact that `choose` picks."""
    draw = choose(FactId(fact) for (fact,) in connection.execute(*build_select(library, selection)))
    fact = get_selected_fact(library, selection, draw.fact, connection) if draw else None
    return (draw, fact) if draw and fact else None


def count_kinds(
    library: LibraryId, selection: Selection, connection: SqlConnection
) -> tuple[Count, ...]:
    """Return the kinds of the selected facts, the most frequent first."""
    ids, values = build_select(library, selection)
    rows = connection.execute(
        f"SELECT kind, count(*) FROM fact WHERE id IN ({ids}) GROUP BY kind ORDER BY 2 DESC, 1",
        values,
    )
    return tuple(Count(*row) for row in rows)


def _order(selection: Selection) -> str:
    """Return an ORDER BY that groups facts by their first source, in order of arrival."""
    return f"""
        ORDER BY (
            SELECT min(source) FROM citation JOIN source ON source.id = citation.source
            WHERE citation.fact = fact.id AND {source_fits(selection)}
        ), fact.id
    """


def _load_facts(
    chosen: IdSelect, selection: Selection, connection: SqlConnection
) -> tuple[Fact, ...]:
    ids, values = chosen
    chosen_facts = f"WITH chosen (fact) AS MATERIALIZED ({ids})"
    citations = _load_citations((chosen_facts, values), selection, connection)
    links = _load_topic_links(chosen_facts, values, connection)
    questions = phrasings.load_phrasings(chosen_facts, values, connection)
    rows = connection.execute(
        f"""
        {chosen_facts}
        SELECT fact.id, fact.kind, fact.text, fact.library
        FROM chosen JOIN fact ON fact.id = chosen.fact
        {_order(selection)}
        """,
        values,
    )
    return tuple(
        Fact(
            FactId(id_),
            Kind(kind),
            text,
            tuple(citations[id_]),
            tuple(links[id_]),
            LibraryId(library),
            tuple(questions[id_].values()),
        )
        for id_, kind, text, library in rows
    )


def _load_citations(
    chosen: IdSelect, selection: Selection, connection: SqlConnection
) -> dict[int, list[Citation]]:
    chosen_facts, values = chosen
    rows = connection.execute(
        f"""
        {chosen_facts}
        SELECT citation.fact, citation.author, {sources.COLUMNS}
        FROM chosen JOIN citation USING (fact) JOIN source ON source.id = citation.source
        ORDER BY citation.fact, NOT coalesce({source_fits(selection)}, 0), citation.source
        """,
        values,
    )
    found = defaultdict(list)
    for fact, author, *source in rows:
        found[fact].append(Citation(sources.from_row(source), author))
    return found


def _load_topic_links(
    chosen_facts: str, values: Values, connection: SqlConnection
) -> dict[int, list[TopicLink]]:
    rows = connection.execute(
        f"""
        {chosen_facts}
        SELECT bearing.fact, topic.id, topic.name, bearing.stance
        FROM chosen JOIN bearing USING (fact) JOIN topic ON topic.id = bearing.topic
        WHERE topic.library IN (0, :library)
        ORDER BY bearing.fact, topic.id
        """,
        values,
    )
    found = defaultdict(list)
    for fact, topic, name, stance in rows:
        found[fact].append(TopicLink(TopicId(topic), name, Stance(stance) if stance else None))
    return found
