"""Typed filters, read as a selection of facts."""

import re
from typing import Final

from facts.model.dates import PublicationDate
from facts.model.entities import LARGEST_ID, Kind, TopicId
from facts.model.errors import DateUnclear
from facts.model.selection import Selection
from facts.text.normalize import canonical
from facts.text.sites import normalize_site

_ID: Final = re.compile("[0-9]{1,19}")
_LABELLED_ID: Final = re.compile(r"#?([0-9]{1,19})(?:\s*·.*)?", re.DOTALL)


def parse_selection(
    topic: TopicId | None = None,
    kind: str | None = None,
    site: str | None = None,
    since: str | None = None,
    author: str | None = None,
) -> Selection:
    """Return the selection that the filters mean.

    `kind` may have any case, `site` may be a URL, `since` is a date in any form that
    `PublicationDate` reads, `author` names people or organisations. Raises DateUnclear.
    """
    return Selection(
        topic,
        Kind(kind.strip().lower()) if kind else None,
        normalize_site(site) if site else None,
        since=_parse_date(since) if since else None,
        author=(canonical(author) or None) if author else None,
    )


def parse_id(words: str) -> int | None:
    """Return the id that some words can be; None for other words."""
    number = int(words) if _ID.fullmatch(words.strip()) else 0
    return number if 0 < number <= LARGEST_ID else None


def parse_labelled_id(words: str) -> int | None:
    """Return the id alone or at the start of a label: 12, #12, 12 · Naps help."""
    match = _LABELLED_ID.fullmatch(words.strip())
    return parse_id(match[1]) if match else None


def _parse_date(words: str) -> str:
    date = PublicationDate.parse(words).iso if words.strip() else None
    if date is None:
        raise DateUnclear(words)
    return date
