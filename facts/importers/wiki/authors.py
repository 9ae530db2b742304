"""Authors as text: "Person One, Person Two · Organisation"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from facts.importers.wiki.lines import InputLine, drop_blank_lines
from facts.importers.wiki.page_furniture import strip_bullet
from facts.model.drafts import CitationDraft, LineWarning
from facts.text.normalize import canonical
from facts.text.sites import is_site

_BETWEEN: Final = " · "
_SEPARATOR: Final = re.compile("[·•|]")
_ROLE: Final = re.compile(r"(?P<role>person|organi[sz]ation)s?\s*:\s*", re.IGNORECASE)
_NO_AUTHOR: Final = re.compile(
    r"not available|n/?a|unknown|none|[-–—]|no author data available.*", re.IGNORECASE
)
_ORGANISATION: Final = re.compile(
    r"\b(?:inc|ltd|llc|gmbh|corp|corporation|company|group|team|university|universit[àäé]t?"
    r"|college|school|academy|institute?|labs?|laboratory|research|foundation|association|society"
    r"|council|ministry|agency|department|cent(?:er|re)|press|journal|magazine|news)\b",
    re.IGNORECASE,
)
"""Words of organisations. On fact pages a role can be missing."""


@dataclass(slots=True)
class _Names:
    """Names of a list by their roles, in order; `unknown` have none."""

    people: list[str] = field(default_factory=list)
    organisations: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    @property
    def all(self) -> list[str]:
        return [*self.people, *self.organisations, *self.unknown]

    def add(self, name: str, role: str) -> None:
        people, *organisations = _split_roles(name)
        if organisations or role == "person":
            self.people.append(people)
            self.organisations += organisations
        else:
            (self.organisations if role else self.unknown).append(people)

    def without(self, names: set[str]) -> "_Names":
        parts = (self.people, self.organisations, self.unknown)
        return _Names(*([name for name in part if name not in names] for part in parts))

    def assign_roles(self) -> str | None:
        """Give a role to each name without one; return a doubt.

        Of two names alone the second is the organisation, because the wiki stores both in this
        order. A single value stays as it is.
        """
        unknown, self.unknown = self.unknown, []
        found = [name for name in unknown if _is_organisation(name)]
        doubt = None
        match unknown:
            case [first, second] if not found and not self.all:
                found = [second]
                doubt = f"“{second}” was read as the organisation of “{first}”"
        self.people += [name for name in unknown if name not in found]
        self.organisations += found
        return doubt

    def __str__(self) -> str:
        return _BETWEEN.join(filter(None, (", ".join(self.people), *self.organisations)))


def format_author(text: str) -> str:
    """Return an author between commas and one separator before the organisation.

    People can be separated by semicolons, if no comma is in their names.
    """
    people, *organisations = _split_roles(text)
    if "," not in people:
        people = ", ".join(filter(None, map(str.strip, people.split(";"))))
    return _BETWEEN.join(filter(None, (people, *organisations)))


def add_authors(
    citations: list[CitationDraft], lines: Sequence[InputLine]
) -> tuple[list[CitationDraft], list[LineWarning]]:
    """Add the authors of a fact page to its only source without one, or warn.

    Return the citations and the warnings. There is no warning about authors that a source names
    itself.
    """
    authors = [citation.author or "" for citation in citations]
    known = {canonical(citation.source.title) for citation in citations}.union(
        authors, *map(_split_roles, authors), *(_split_people(author) for author in authors)
    )
    missing = _read_names(lines).without(known)
    if not missing.all or not citations:
        return citations, []
    line = drop_blank_lines(lines)[0].number
    if len(citations) > 1 or citations[0].author:
        message = f"the page does not say which source “{', '.join(missing.all)}” wrote; skipped"
        return citations, [LineWarning(line, message)]
    doubt = missing.assign_roles()
    warnings = [LineWarning(line, doubt)] if doubt else []
    return [replace(citations[0], author=str(missing))], warnings


def _read_names(lines: Sequence[InputLine]) -> _Names:
    """Return the names in lines such as "Person: Jane Doe".

    The role is optional, and can be on its own line.
    """
    names, role, seen = _Names(), "", {""}
    for line in drop_blank_lines(lines):
        text = canonical(strip_bullet(line.content))
        if match := _ROLE.match(text):
            role, text = match["role"].lower(), text[match.end() :]
        if text not in seen and not _NO_AUTHOR.fullmatch(text):
            names.add(text, role)
        seen.add(text)
    return names


def _split_roles(text: str) -> list[str]:
    """Return people, then organisations; one empty text for none."""
    parts = [part.strip() for part in _SEPARATOR.split(canonical(text))]
    return [part for part in parts if part] or [""]


def _split_people(author: str) -> list[str]:
    return _split_roles(author)[0].split(", ")


def _is_organisation(name: str) -> bool:
    is_word = " " not in name and not name.endswith(".")
    has_digit = any(map(str.isdigit, name))
    return is_word or has_digit or is_site(name) or _ORGANISATION.search(name) is not None
