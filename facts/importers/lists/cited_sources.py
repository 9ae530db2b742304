"""Citations of an entry: from its source, its link, or the whole file's source."""

import re
from collections.abc import Iterator
from dataclasses import replace

from facts.importers.lists.entry_fields import EntryField, ListedEntry
from facts.model.dates import PublicationDate
from facts.model.drafts import CitationDraft, SourceDraft
from facts.text.addresses import is_link
from facts.text.normalize import canonical
from facts.text.sites import normalize_site


def find_bad_address(entry: ListedEntry) -> str | None:
    """Return the first address of an entry that may not become a link."""
    return next((url for url in entry.all(EntryField.URL) if not is_link(url)), None)


def cite_sources(entry: ListedEntry, default: CitationDraft | None) -> tuple[CitationDraft, ...]:
    """Return the citations of an entry; empty if it names no source.

    The entry's author is that of each citation, also of the `default`.
    """
    author = ", ".join(canonical(name) for name in entry.all(EntryField.AUTHOR)) or None
    date = entry.first(EntryField.DATE)
    published = PublicationDate.parse(date) if date else None
    drafts = dict.fromkeys(_iter_sources(entry, published))
    if drafts:
        return tuple(CitationDraft(source, author) for source in drafts)
    if default is None:
        return ()
    return (replace(default, author=author) if author else default,)


def _iter_sources(entry: ListedEntry, published: PublicationDate | None) -> Iterator[SourceDraft]:
    titles = [canonical(title) for title in entry.all(EntryField.SOURCE)]
    urls = [url for url in entry.all(EntryField.URL) if is_link(url)]
    if len(titles) == len(urls) == 1 and not is_link(titles[0]):
        yield _address_source(urls[0], published, titles[0])
        return
    for text in (*titles, *urls):
        if is_link(text):
            yield _address_source(text, published)
        else:
            yield SourceDraft(text, published=published)


def _address_source(
    url: str, published: PublicationDate | None, title: str | None = None
) -> SourceDraft:
    site = normalize_site(url)
    path = re.split("[?#]", url.split("://", 1)[1], maxsplit=1)[0].partition("/")[2]
    return SourceDraft(title or f"{site}/{path}".rstrip("/"), site, url, published)
