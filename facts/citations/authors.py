"""Author texts of the library, divided into people and organisation.

A citation keeps its author as a text: “Hoffmann et al. · DeepMind”. After the dot is the
organisation, before it are people. Without a dot, a text is a list of people only if each part
looks like a person's name. Otherwise it is an organisation: that is nearly always right, and a
wrong guess shows the text unchanged.
"""

import re
from dataclasses import dataclass
from itertools import takewhile
from typing import Final

from facts.citations.names import (
    COMMA,
    PersonName,
    is_initials,
    is_name_word,
    is_particle,
    is_person_like,
    is_suffix,
    parse_person,
)
from facts.citations.organizations import has_organization_word
from facts.text.normalize import canonical

ORGANIZATION_DOT: Final = " · "
"""Separates people from their organisation."""
OTHERS: Final = "et al."
_OTHERS_AT_END: Final = re.compile(
    r"(?:[,;，；]| (?:and|&))? ?(?<!\w)(?:et al\.?|and others|& others|u\. ?a\.)\Z", re.IGNORECASE
)
_MAX_GIVEN: Final = 2
"""Given names after “Family,”. In “Paris, Bo Chen Li” the comma separates two names."""
_SEMICOLON: Final = re.compile(r"\s*[;；]\s*")
_AND: Final = re.compile(r" (?:and|&) ", re.IGNORECASE)
_BETWEEN_NAMES: Final = re.compile(r" ?[,，、] ?(?:(?:and|&) )?| (?:and|&) ", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Authorship:
    """The people and the organisation of an author text.

    `others` means that more people are not named (“et al.”).
    """

    people: tuple[PersonName, ...] = ()
    others: bool = False
    organization: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The full names of the people."""
        return tuple(person.full for person in self.people)

    @property
    def text(self) -> str:
        """The author text in the form of the library; empty without people and organisation."""
        people = ", ".join(self.names)
        named = f"{people} {OTHERS}" if self.others and people else people
        return ORGANIZATION_DOT.join(filter(None, (named, self.organization)))


def parse_author(text: str | None) -> Authorship:
    """Return the people and the organisation of an author text.

    Names are “Given Family” or “Family, Given”. A comma, a semicolon or “and” separates them.
    """
    text = canonical(text or "")
    named, dot, organization = text.rpartition(ORGANIZATION_DOT)
    if not named or not organization:
        return _parse_list(text.strip(" ·"), are_people=False)
    left = _parse_list(named.replace(ORGANIZATION_DOT, ", "), are_people=True)
    groups = filter(None, (left.organization, organization))
    return Authorship(left.people, left.others, dot.join(groups))


def _parse_list(text: str, *, are_people: bool) -> Authorship:
    """Return the authors of a list: people, then perhaps an organisation.

    In a list that certainly starts with people, a name can be a single word.
    """
    ending = _OTHERS_AT_END.search(text)
    named = text[: ending.start()] if ending else text
    names = _split_names(named)
    are_people = are_people or ending is not None
    accept = _can_be_person if are_people else _is_person
    accepted = list(takewhile(accept, names))
    if not accepted:
        return Authorship(organization=text or None)
    rest = ", ".join(names[len(accepted) :])
    people = tuple(map(parse_person, accepted))
    return Authorship(people, ending is not None, rest or None)


def _can_be_person(name: str) -> bool:
    return not has_organization_word(name)


def _is_person(name: str) -> bool:
    return is_person_like(parse_person(name).full)


def _split_names(text: str) -> list[str]:
    """Return the names of a list; each is “Given Family” or “Family, Given”."""
    if _SEMICOLON.search(text):
        return _drop_blank(_SEMICOLON.split(text))
    whole = _AND.split(text)
    if all(map(_is_inverted, whole)):
        return whole
    parts = _join_suffixes(_drop_blank(_BETWEEN_NAMES.split(text)))
    if len(parts) % 2 == 0 and all(map(is_initials, parts[1::2])):
        return [", ".join(pair) for pair in zip(parts[::2], parts[1::2], strict=True)]
    return parts


def _is_inverted(text: str) -> bool:
    """Return whether a text is “Family, Given” with a family name of one word."""
    family, *rest = COMMA.split(text)
    if len(rest) != 1 or not all((family, *rest)) or is_suffix(rest[0]):
        return False
    names = [word for word in family.split() if not is_particle(word)]
    given = rest[0].split()
    return len(names) == 1 and len(given) <= _MAX_GIVEN and all(map(is_name_word, names + given))


def _join_suffixes(parts: list[str]) -> list[str]:
    """Join “Jane Doe” and “Jr.”, which a comma separated."""
    joined: list[str] = []
    for part in parts:
        if joined and is_suffix(part):
            joined[-1] = f"{joined[-1]} {part}"
        else:
            joined.append(part)
    return joined


def _drop_blank(parts: list[str]) -> list[str]:
    return [part.strip() for part in parts if part.strip()]
