"""Author fields of BibTeX as author texts of the library."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from facts.citations.latex import decode_latex
from facts.citations.names import PersonName
from facts.importers.bibliographies.reference import CACHE_LIMIT, join_authors
from facts.text.normalize import canonical

_AND: Final = re.compile(r"[{}]| (?:and )+", re.IGNORECASE)
_COMMA: Final = re.compile(r"[{}]|,")
_SUFFIX_FORM: Final = 3
"""Parts of “Family, Suffix, Given”."""


@lru_cache(maxsize=CACHE_LIMIT)
def read_authors(field: str, organization: str) -> str:
    """Return an author text; “others” becomes “et al.”.

    A name in braces is one of an organisation. If there are people too, it stands after the dot,
    as does the `organization` of the entry.
    """
    names = list(_split(" ".join(field.split()), _AND))
    people = [name for name in names if name.lower() != "others"]
    others = len(people) < len(names)
    groups = [name for name in people if _is_braced(name)]
    if len(groups) == len(people):
        groups = []
    known = frozenset(groups)
    persons = [_read_name(name) for name in people if name not in known]
    organizations = [_decode(name) for name in (*groups, organization)]
    return join_authors([*filter(None, persons)], others=others, organizations=organizations)


def _read_name(name: str) -> str:
    """Return the full name of “Given Family”, “Family, Given” or “Family, Suffix, Given”."""
    family, *rest = map(_decode, _split(name, _COMMA))
    if not rest:
        return family
    suffix = rest.pop(0) if len(rest) + 1 >= _SUFFIX_FORM else ""
    return PersonName(family, " ".join(rest), suffix=suffix).full


def _split(text: str, separator: re.Pattern[str]) -> Iterator[str]:
    """Yield the parts between separators outside braces; there is at least one."""
    depth = start = 0
    for mark in separator.finditer(text):
        if mark[0] in "{}":
            depth += 1 if mark[0] == "{" else -1
        elif depth == 0:
            yield text[start : mark.start()].strip()
            start = mark.end()
    yield text[start:].strip()


def _is_braced(name: str) -> bool:
    """Return whether one pair of braces holds a whole name."""
    if not (name.startswith("{") and name.endswith("}")):
        return False
    depth = 0
    for place, character in enumerate(name):
        depth += {"{": 1, "}": -1}.get(character, 0)
        if not depth:
            return place == len(name) - 1
    return False


def _decode(text: str) -> str:
    return canonical(decode_latex(text))
