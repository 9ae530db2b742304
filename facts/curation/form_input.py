"""What a curator types into a form: cleaned, checked and read.

Every problem raises InputInvalid with the name of the field.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from facts.curation.errors import InputInvalid
from facts.model.dates import MONTH_PATTERN, PublicationDate
from facts.model.drafts import SourceDraft
from facts.model.entities import CLAIM, Kind, SourceId, Stance, TopicId
from facts.text.addresses import MAX_ADDRESS, has_user_data, is_link
from facts.text.normalize import canonical, fold
from facts.text.sites import normalize_site
from facts.text.typed_text import clean_line, clean_text

MAX_TEXT: Final = 4_000
"""Characters of a fact: as many as a field of a form in Discord takes."""
MAX_NAME: Final = 100
MAX_TITLE: Final = 300
MAX_DEFINITION: Final = 1_000
MAX_TOPICS: Final = 20
MAX_SOURCES: Final = 20
MAX_ALIASES: Final = 50
_ADDRESS: Final = re.compile(r"https?://\S+", re.IGNORECASE)
_HOST: Final = re.compile(r"[^\s/@\\]+\.[^\s/@\\.]{2,}|localhost(?::\d+)?", re.IGNORECASE)
_STANCE: Final = re.compile(rf"(.*\S)\s*\(({'|'.join(Stance)})\)", re.IGNORECASE | re.DOTALL)
_KIND: Final = re.compile(r"[a-z][a-z -]{0,38}[a-z]")
_MONTH_AND_DAY: Final = re.compile(
    rf"(?:{MONTH_PATTERN})\.? \d+|\d+ (?:{MONTH_PATTERN})\.?", re.IGNORECASE
)
_SEPARATOR: Final = re.compile(r"\s*[,;\n]\s*")


@dataclass(frozen=True, slots=True)
class TopicInput:
    """A topic as typed, with the stance of the fact on it.

    `number` is what the name means if no topic is named so.
    """

    name: str
    stance: Stance | None = None
    number: TopicId | None = None


@dataclass(frozen=True, slots=True)
class SourceInput:
    """A source as typed, with the author named for the fact.

    `known` is the source that it certainly is, `number` what the title can mean if no source is
    titled so. Raises ValueError without title and address.
    """

    title: str | None
    url: str | None = None
    author: str | None = None
    published: PublicationDate | None = None
    known: SourceId | None = None
    number: SourceId | None = None

    def __post_init__(self) -> None:
        if not (self.title or self.url):
            raise ValueError("a source needs a title or an address")

    @property
    def draft(self) -> SourceDraft:
        """The source without the author; without a title, its address is the title."""
        title = self.title or (self.url or "").split("://", 1)[-1].rstrip("/")
        site = normalize_site(self.url) if self.url else None
        return SourceDraft(title, site, self.url, self.published)


def parse_fact_text(text: str) -> str:
    """Return the text of a fact."""
    cleaned = clean_text(text)
    if not fold(cleaned):
        raise InputInvalid("fact", "it is empty")
    _check_length("fact", cleaned, MAX_TEXT)
    return cleaned


def parse_kind(text: str) -> Kind:
    """Return a kind; the default for an empty text."""
    word = clean_line(text).lower()
    if word and not _KIND.fullmatch(word):
        raise InputInvalid("kind", "it must be a word such as claim")
    return Kind(word) if word else CLAIM


def parse_name(field: str, text: str) -> str:
    """Return the name of a topic, which needs a letter or digit."""
    name = clean_line(text)
    if not any(character.isalnum() for character in name):
        raise InputInvalid(field, "a name needs a letter or digit")
    if len(name) > MAX_NAME:
        problem = f"has {len(name):,} characters; a name has at most {MAX_NAME}"
        raise InputInvalid(field, problem, name)
    return name


def parse_aliases(text: str) -> tuple[str, ...]:
    """Return the names of a list separated by commas."""
    parts = [part for part in _SEPARATOR.split(clean_text(text)) if part]
    if len(parts) > MAX_ALIASES:
        raise InputInvalid("alias", f"a topic has at most {MAX_ALIASES} aliases")
    return tuple(parse_name("alias", part) for part in parts)


def parse_definition(text: str) -> str:
    """Return a definition, which may be empty."""
    cleaned = clean_text(text)
    _check_length("definition", cleaned, MAX_DEFINITION)
    return cleaned


def parse_topics(text: str) -> tuple[TopicInput, ...]:
    """Return the topics of a list: “RAG, evaluation (challenges)”."""
    return parse_topic_names([part for part in _SEPARATOR.split(clean_text(text)) if part])


def parse_topic_names(parts: Sequence[str]) -> tuple[TopicInput, ...]:
    """Return topics that stand apart already."""
    if len(parts) > MAX_TOPICS:
        raise InputInvalid("topics", f"a fact has at most {MAX_TOPICS} topics, not {len(parts)}")
    return tuple(dict.fromkeys(map(parse_topic, parts)))


def parse_topic(text: str) -> TopicInput:
    """Return one topic, with its stance if one follows in brackets."""
    if match := _STANCE.fullmatch(text):
        return TopicInput(parse_name("topics", match[1]), Stance(match[2].lower()))
    return TopicInput(parse_name("topics", text))


def parse_source(text: str, authors: str = "") -> SourceInput:
    """Return a source from its title, its address, or both on two lines.

    `authors` holds the authors and the date: “Ann Lee, Bo Chen, 2026-03”.
    """
    lines = [line.strip() for line in clean_text(text).split("\n") if line.strip()]
    if not lines:
        raise InputInvalid("source", "it is empty: a fact needs a source")
    author, published = parse_authors(authors)
    *titles, last = lines
    if not titles and not is_address(last):
        return SourceInput(parse_title(last), None, author, published)
    title = parse_title(" ".join(titles)) if titles else None
    return SourceInput(title, parse_address("source", last), author, published)


def parse_sources(
    text: str, authors: str = "", known: Mapping[str, SourceId] | None = None
) -> tuple[SourceInput, ...]:
    """Return several sources, separated by empty lines.

    The authors of each stand on a line of their own, in the same order. `known` are sources by
    their lines.
    """
    blocks = [block for block in re.split(r"\n\s*\n", clean_text(text)) if block.strip()]
    if not blocks:
        raise InputInvalid("source", "it is empty: a fact needs a source")
    if len(blocks) > MAX_SOURCES:
        raise InputInvalid("source", f"a fact has at most {MAX_SOURCES} sources")
    lines = clean_text(authors).split("\n") if authors.strip() else []
    if len(lines) > len(blocks):
        raise InputInvalid("authors", "there are more lines than sources")
    lines += [""] * (len(blocks) - len(lines))
    return tuple(
        replace(parse_source(block, line), known=(known or {}).get(block.strip()))
        for block, line in zip(blocks, lines, strict=True)
    )


def parse_title(text: str) -> str:
    """Return the title of a source."""
    title = clean_line(text)
    if not fold(title):
        raise InputInvalid("source", "the title is empty")
    _check_length("source", title, MAX_TITLE)
    return title


def is_address(text: str) -> bool:
    """Return whether a text begins like a web address."""
    return _ADDRESS.fullmatch(text) is not None or "://" in text.split(maxsplit=1)[0]


def parse_author(text: str) -> str | None:
    """Return the authors of a source; None for an empty text."""
    author = clean_line(text)
    _check_length("authors", author, MAX_TITLE)
    return author or None


def parse_reason(text: str) -> str:
    """Return the reason of a change, which may be empty."""
    reason = clean_line(text)
    _check_length("reason", reason, MAX_TITLE)
    return reason


def parse_address(field: str, text: str) -> str:
    """Return a web address that begins with http:// or https://, without user data."""
    address = clean_line(text)
    _check_length(field, address, MAX_ADDRESS)
    if not (is_link(address) and _HOST.fullmatch(normalize_site(address))):
        raise InputInvalid(field, _explain_bad_address(address), address)
    return address


def _explain_bad_address(address: str) -> str:
    if has_user_data(address):
        return "names a user before its host, so it can mislead: leave the part up to @ out"
    return "is no address: it must begin with https://"


def parse_authors(text: str) -> tuple[str | None, PublicationDate | None]:
    """Return authors and date: the date comes last, after a comma or on a line of its own."""
    words = canonical(clean_text(text).replace("\n", ", "))
    if not words:
        return None, None
    parts = words.split(", ")
    size = 2 if _MONTH_AND_DAY.fullmatch(", ".join(parts[-2:-1])) else 1  # “Mar 15, 2026”
    last = ", ".join(parts[-size:])
    date = PublicationDate.parse(last)
    if date.iso:
        return ", ".join(parts[:-size]).strip(" ,;") or None, date
    if any(character.isdigit() for character in last):
        raise InputInvalid("authors", "is no date: write 2026-03-15 or Mar 2026", last)
    _check_length("authors", words, MAX_TITLE)
    return words, None


def parse_date(text: str) -> PublicationDate:
    """Return a date of any precision."""
    date = PublicationDate.parse(clean_line(text) or "?")
    if date.iso is None:
        raise InputInvalid("date", "is no date: write 2026-03-15", clean_line(text))
    return date


def _check_length(field: str, text: str, limit: int) -> None:
    if len(text) > limit:
        raise InputInvalid(field, f"it has {len(text):,} characters, at most {limit:,} fit")
