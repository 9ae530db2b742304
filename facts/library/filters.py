"""Typed filters, read as a selection of facts."""

from facts.model.dates import PublicationDate
from facts.model.entities import Kind, TopicId
from facts.model.errors import DateUnclear
from facts.model.selection import Selection
from facts.text.sites import normalize_site


def parse_selection(
    topic: TopicId | None = None,
    kind: str | None = None,
    site: str | None = None,
    since: str | None = None,
) -> Selection:
    """Return the selection that the filters mean.

    `kind` may have any case, `site` may be a URL, `since` is a date in any form that
    `PublicationDate` reads. Raises DateUnclear.
    """
    return Selection(
        topic,
        Kind(kind.strip().lower()) if kind else None,
        normalize_site(site) if site else None,
        since=_parse_date(since) if since else None,
    )


def _parse_date(words: str) -> str:
    date = PublicationDate.parse(words).iso if words.strip() else None
    if date is None:
        raise DateUnclear(words)
    return date
