"""References in the style of the American Psychological Association, 7th edition.

The rules are those of https://apastyle.apa.org/style-grammar-guidelines/references, without
italics. A title stays as it is written.
"""

from typing import Final

from facts.citations.authors import OTHERS, Authorship, parse_author
from facts.citations.identifiers import DOI_ADDRESS, Identifiers, find_identifiers
from facts.citations.names import PersonName
from facts.model.dates import MONTHS
from facts.model.entities import Citation, Source
from facts.text.normalize import canonical

_MAX_NAMES: Final = 20
"""Names that a reference shows; of more, the first nineteen and the last."""


def format_apa(citation: Citation) -> str:
    """Return the source as an APA reference.

    The form is the one for web pages, and that for preprints of arXiv. A source without an author
    begins with its title. A missing date becomes n.d.
    """
    source, author = citation.source, parse_author(citation.author)
    found = find_identifiers(source.title, source.url)
    date = f"({_format_date(source)})."
    title = _end_with_period(_format_title(source, found))
    who = _end_with_period(_format_authors(author))
    start = [who, date, title] if who else [title, date]
    publisher = _end_with_period(_find_publisher(source, author, found))
    address = f"{DOI_ADDRESS}{found.doi}" if found.doi else source.url
    return " ".join([*start, *filter(None, (publisher, address))])


def _format_authors(author: Authorship) -> str:
    if not author.people:
        return author.organization or ""
    names = [_format_name(person) for person in author.people]
    if author.others:
        return ", ".join([*names[: _MAX_NAMES - 1], OTHERS])
    if len(names) > _MAX_NAMES:
        return f"{', '.join(names[: _MAX_NAMES - 1])}, . . . {names[-1]}"
    return f"{', '.join(names[:-1])}, & {names[-1]}" if len(names) > 1 else names[0]


def _format_name(person: PersonName) -> str:
    return ", ".join(filter(None, (person.sorted_family, person.initials, person.suffix)))


def _format_title(source: Source, found: Identifiers) -> str:
    title = canonical(source.title)
    is_named = found.eprint is None or found.eprint in title
    return title if is_named else f"{title} ({found.archive_prefix}:{found.eprint})"


def _find_publisher(source: Source, author: Authorship, found: Identifiers) -> str:
    """Return archive, organisation or site, unless it is the author."""
    publisher = found.archive_prefix or (author.organization if author.people else source.site)
    publisher = canonical(publisher or source.site or "")
    is_author = not author.people and publisher.casefold() == (author.organization or "").casefold()
    return "" if is_author else publisher


def _format_date(source: Source) -> str:
    published = source.published
    if published is None:
        return "n.d."
    if published.year is None:
        return canonical(published.words)
    month = MONTHS[published.month - 1] if published.month else ""
    day = f" {published.day}" if published.day else ""
    return f"{published.year}, {month}{day}" if month else str(published.year)


def _end_with_period(words: str) -> str:
    return words if not words or words.endswith((".", "?", "!", "…")) else f"{words}."
