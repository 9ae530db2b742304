"""Fields of JSON entries: texts, kinds and sources.

Each raises FieldInvalid for a value that it cannot use.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Final

from facts.model.dates import PublicationDate
from facts.model.drafts import CitationDraft, SourceDraft
from facts.model.entities import Stance
from facts.text.sites import is_site, normalize_site
from facts.text.typed_text import clean_line

Entry = Mapping[str, Any]
"""An object of a JSON document."""
_CACHE_LIMIT: Final = 10_000
_STANCES: Final = {str(stance): stance for stance in Stance}
_NUMBERS: Final = (int, float)


class FieldInvalid(ValueError):
    """A field cannot be used; the message says why and what to write."""


def as_object(value: object) -> Entry:
    """Return a value that must be an object."""
    if not isinstance(value, dict):
        raise FieldInvalid("a fact must be an object in { }")
    return value


def read_text(entry: Entry, *keys: str) -> str | None:
    """Return the text under the first of some keys that has one.

    A number counts as its digits. None for an empty or missing text.
    """
    for key in keys:
        value = entry.get(key)
        if isinstance(value, str):
            if text := value.strip():
                return text
        elif value is not None:
            return _describe_number(key, value)
    return None


def read_fact_text(entry: Entry, *keys: str) -> str:
    """Return the text of a fact, which must be a string."""
    for key in keys:
        value = entry.get(key)
        if isinstance(value, str) and (text := value.strip()):
            return text.replace("\r\n", "\n") if "\r" in text else text
        if value is not None and not isinstance(value, str):
            raise FieldInvalid(f"“{key}” must be a text in double quotes")
    raise FieldInvalid(f"the fact has no text; write it under “{keys[0]}”")


def read_stance(entry: Entry) -> Stance | None:
    """Return the stance of an entry; None for an unknown word."""
    value = entry.get("stance")
    return _STANCES.get(value.strip().lower()) if isinstance(value, str) else None


def read_names(value: object) -> tuple[str, ...]:
    """Return the names in a list, or the only one; what is no name is left out."""
    if isinstance(value, str):
        name = read_name(value)
        return (name,) if name else ()
    values = value if isinstance(value, list) else ()
    names = (read_name(each) for each in values if isinstance(each, str))
    return tuple(dict.fromkeys(name for name in names if name))


def list_texts(value: object) -> list[str]:
    """Return the texts in a list, or the only one; what is no text is left out."""
    values = value if isinstance(value, list) else [value]
    return [each for each in values if isinstance(each, str)]


@lru_cache(maxsize=_CACHE_LIMIT)
def read_name(text: str) -> str | None:
    """Return a name on one line; None if nothing of it shows."""
    return " ".join(text.split()) if clean_line(text) else None


@lru_cache(maxsize=_CACHE_LIMIT)
def make_source(title: str | None, url: str | None, published: str | None) -> SourceDraft:
    """Return a source with the site of its address, which is its title without one."""
    title = title or name_address(url or "")
    if not title:
        raise FieldInvalid("a source needs a “title” or a “url”")
    date = PublicationDate.parse(published) if published else None
    return SourceDraft(title, find_site(url) if url else None, url, date)


def find_site(url: str) -> str | None:
    """Return the site of an address; None for a host that is none, such as localhost."""
    host = normalize_site(url)
    return host if is_site(host) else None


def name_address(url: str) -> str:
    """Return the title of a source that has only an address: its site and path."""
    return url.split("://", 1)[-1].rstrip("/").removeprefix("www.")


def join_author(persons: str | None, organization: str | None) -> str | None:
    """Return the author of a citation: “Ann Lee, Bo Chen · DeepMind”."""
    return " · ".join(part for part in (persons, organization) if part) or None


def join_names(names: Sequence[str]) -> str | None:
    """Return persons in the form of an author."""
    return ", ".join(names) or None


def cite_all(
    sources: Sequence[CitationDraft], default: CitationDraft | None, advice: str = ""
) -> tuple[CitationDraft, ...]:
    """Return the sources of a fact, or the one for the whole file.

    `advice` says how to write a source in the file.
    """
    if sources:
        return tuple(sources)
    if default is None:
        raise FieldInvalid(
            f"the fact has no source; {advice}name one source for the whole file (--source)"
        )
    return (default,)


def _describe_number(key: str, value: object) -> str:
    if isinstance(value, _NUMBERS) and not isinstance(value, bool):
        return str(value)
    raise FieldInvalid(f"“{key}” must be a text in double quotes")
