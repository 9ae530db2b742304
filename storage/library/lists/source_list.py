"""Sources of selected facts, most facts first, with their authors."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from facts.model.results import MAX_AUTHORS, Count, SourcePage, SourceSummary, Totals
from facts.model.selection import Selection, Slice
from storage.library.lists.candidates import read_candidates
from storage.library.lists.fact_walk import list_parts
from storage.library.lists.library_rankings import LARGEST_SOURCES, count_hidden, rank_library
from storage.library.lists.rankings import rank_sources
from storage.library.lists.selected import open_selected
from storage.library.lists.view import View
from storage.library.sources import COLUMNS, from_row
from storage.library.starts import source_fits

Ranked = Sequence[tuple[int, int]]
"""Sources with their numbers of facts."""

_BY_SOURCE: Final = {"site", "since", "until"}
"""The parts of a selection that are about sources only."""
_SUMMARIES: Final = f"""
    WITH unseen (source, author) AS MATERIALIZED (
        SELECT citation.source, author.id
        FROM hidden CROSS JOIN citation ON citation.fact = hidden.fact
        CROSS JOIN author ON author.library = 0 AND author.text = citation.author
        WHERE hidden.library = :library GROUP BY citation.source, author.id
        HAVING count(*) >= (
            SELECT citations FROM author_source
            WHERE author_source.author = author.id AND author_source.source = citation.source
        )
    )
    SELECT {COLUMNS}, listed.value ->> 1, (
        SELECT json_group_array(DISTINCT text) FROM (
            SELECT author.text FROM author_source
            CROSS JOIN author ON author.id = author_source.author
            WHERE author_source.source = source.id AND author.library IN (0, :library)
                AND NOT EXISTS (
                    SELECT 1 FROM unseen WHERE source = source.id AND author = author.id
                )
            ORDER BY author_source.author LIMIT {MAX_AUTHORS}
        )
    )
    FROM json_each(:ranked) AS listed CROSS JOIN source ON source.id = listed.value ->> 0
    ORDER BY listed.key
"""
_NAMED: Final = f"""
    SELECT {COLUMNS}, listed.value ->> 1
    FROM json_each(:ranked) AS listed CROSS JOIN source ON source.id = listed.value ->> 0
    ORDER BY listed.key
"""
_SITES: Final = """
    SELECT site, citations AS number FROM site_count WHERE library IN (0, :library)
    UNION ALL
    SELECT source.site, -1 FROM hidden CROSS JOIN citation ON citation.fact = hidden.fact
    CROSS JOIN source ON source.id = citation.source WHERE hidden.library = :library
"""
_SITES_OF: Final = """
    SELECT source.site, listed.value ->> 1 AS number
    FROM json_each(:ranked) AS listed CROSS JOIN source ON source.id = listed.value ->> 0
"""


def list_sources(view: View, selection: Selection, part: Slice) -> tuple[SourceSummary, ...]:
    """Return a slice of the selected facts' sources, most facts first.

    Equal ones are sorted by title in a whole library, otherwise by number.
    """
    if selection in (Selection(), Selection(selection.topic)):
        return summarize_sources(view, _rank_whole(view, selection, part))
    ranked = (
        _rank_by_source(view, selection)
        if list_parts(selection) <= _BY_SOURCE
        else _rank_selected(view, selection)
    )
    return summarize_sources(view, ranked[part.start :][: part.limit])


def load_source_page(view: View, selection: Selection, part: Slice) -> SourcePage:
    """Return a slice of the selected facts' sources, with totals."""
    if selection in (Selection(), Selection(selection.topic)):
        totals = open_selected(view, selection).sum_up()
        part = part.clamp(totals.sources)
        return SourcePage(summarize_sources(view, _rank_whole(view, selection, part)), totals)
    ranked = _rank_by_source(view, selection) if list_parts(selection) <= _BY_SOURCE else []
    if ranked and ranked[0][1] > view.most:
        totals = Totals(view.most, len(ranked), is_cut=True)
    else:
        found = read_candidates(view, selection)
        totals = found.sum_up()
        ranked = ranked or found.list_largest_sources(None)
        totals = replace(totals, sources=len(ranked))
    part = part.clamp(len(ranked))
    return SourcePage(summarize_sources(view, ranked[part.start :][: part.limit]), totals)


def summarize_sources(view: View, ranked: Ranked) -> tuple[SourceSummary, ...]:
    """Return sources with their authors."""
    rows = view.execute(_SUMMARIES, {"ranked": json.dumps(ranked)}) if ranked else ()
    return tuple(
        SourceSummary(from_row(source), tuple(json.loads(authors)), facts)
        for *source, facts, authors in rows
    )


def count_sites(view: View, selection: Selection) -> tuple[Count, ...]:
    """Return the sites that the selected facts cite, with numbers of citations, largest first.

    With a filter, these are the sites of the sources with most facts.
    """
    if selection == Selection():
        sites, values = _SITES, {}
    else:
        ranked = _rank_for_sites(view, selection)
        sites, values = _SITES_OF, {"ranked": json.dumps(ranked)}
    rows = view.execute(
        f"SELECT site, sum(number) FROM ({sites}) WHERE site IS NOT NULL GROUP BY site "
        "HAVING sum(number) > 0 ORDER BY 2 DESC, 1",
        values,
    )
    return tuple(Count(*row) for row in rows)


def find_sites(view: View, text: str, limit: int) -> tuple[Count, ...]:
    """Return the sites that contain a text, the most cited first."""
    rows = view.execute(
        f"SELECT site, sum(number) FROM ({_SITES}) WHERE instr(site, :text) GROUP BY site "
        "HAVING sum(number) > 0 ORDER BY 2 DESC, 1 LIMIT :limit",
        {"text": text, "limit": limit},
    )
    return tuple(Count(*row) for row in rows)


def _rank_for_sites(view: View, selection: Selection) -> Ranked:
    if selection == Selection(selection.topic):
        return _rank_whole(view, selection, Slice(limit=view.most))
    return _rank_selected(view, selection)


def name_sources(view: View, ranked: Ranked) -> tuple[SourceSummary, ...]:
    """Return sources without their authors, for a menu."""
    rows = view.execute(_NAMED, {"ranked": json.dumps(ranked)}) if ranked else ()
    return tuple(SourceSummary(from_row(source), (), facts) for *source, facts in rows)


def _rank_whole(view: View, selection: Selection, part: Slice) -> list[tuple[int, int]]:
    if selection.topic is None:
        return rank_library(view, LARGEST_SOURCES, part)
    return rank_sources(view, selection.topic).take(part)


def _rank_by_source(view: View, selection: Selection) -> list[tuple[int, int]]:
    """Return the first sources of a site or date with all their facts; `view.most` at most."""
    condition, values = source_fits(selection)
    rows = view.execute(
        f"""
        SELECT source.id, source.facts + (
            SELECT coalesce(sum(source_guest.facts), 0) FROM source_guest
            WHERE source_guest.source = source.id AND source_guest.library IN (0, :library)
        )
        FROM source WHERE {condition} AND (source.facts > 0 OR EXISTS (
            SELECT 1 FROM source_guest
            WHERE source_guest.source = source.id AND source_guest.library IN (0, :library)
        )) LIMIT :most
        """,
        {**values, "most": view.most},
    )
    hidden = count_hidden(view, "source")
    seen = ((id_, facts - hidden.get(id_, 0)) for id_, facts in rows)
    return sorted((row for row in seen if row[1] > 0), key=lambda row: (-row[1], row[0]))


def _rank_selected(view: View, selection: Selection) -> list[tuple[int, int]]:
    if selection.source is not None and list_parts(selection) == {"source"}:
        return open_selected(view, selection).list_largest_sources(1)
    return read_candidates(view, selection).list_largest_sources(None)
