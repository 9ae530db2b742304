"""How a question is written into the id of a control, and read again.

A control carries its question whole, so that it works for as long as its message stands, whatever
was restarted meanwhile. The one thing that does not fit, the text of a search, is read back from
the card that shows it.
"""

import hashlib
import re
from collections.abc import Callable
from functools import singledispatch
from typing import Final

from bot.code_fields import BETWEEN, id_decoded, joined, number_coded, number_decoded
from bot.lookup_codes import CODERS, READERS
from bot.questions import (
    CitationQuestion,
    FactQuestion,
    Question,
    RandomQuestion,
    SearchQuestion,
    SourceQuestion,
    SourcesQuestion,
    TopicQuestion,
    TopicsQuestion,
)
from facts.model import ChannelId, FactId, Kind, SourceId, TopicId
from facts.shuffling import SEEDS
from facts.store import Selection, TopicOrder

_MOST_PAGES: Final = 36**6
_KIND_ROOM: Final = 11
_SITE_ROOM: Final = 23
"""Characters: with all numbers at their largest an id still has no more than 100."""
_AS_IT_IS: Final = re.compile(r"[a-z0-9._-]+")
_DATE: Final = re.compile(r"(\d{4})(\d\d)?(\d\d)?", re.ASCII)
_FOCUS: Final = "@"
"""Begins the id of a channel in the place of a topic's."""
_DIGEST: Final = "~"
_DIGESTED: Final = re.compile("~[0-9a-f]{10}")


class QuestionUnreadable(ValueError):
    """The code is not one that this version writes: an older or newer one, or a forgery."""


@singledispatch
def coded(question: Question) -> str:
    """Return the question as at most 81 characters of ASCII. A digest stands for long names."""
    raise NotImplementedError(type(question).__name__)


@coded.register
def _(question: TopicQuestion) -> str:
    chosen = question.selection
    rest = _number(chosen.source), _date(chosen.since), _page(question.page)
    return joined("T", *_selection(chosen), *rest)


@coded.register
def _(question: TopicsQuestion) -> str:
    return joined("B", question.order[0], _page(question.page))


@coded.register
def _(question: SourcesQuestion) -> str:
    return joined("L", *_selection(question.selection), _page(question.page))


@coded.register
def _(question: SourceQuestion) -> str:
    return joined("S", _number(question.source), _page(question.page))


@coded.register
def _(question: FactQuestion) -> str:
    return joined("F", _number(question.fact), _page(question.page))


@coded.register
def _(question: CitationQuestion) -> str:
    return joined("C", _number(question.fact), _page(question.page))


@coded.register
def _(question: RandomQuestion) -> str:
    chosen = _selection(question.selection)
    return joined("R", _number(question.seed), *chosen, _number(question.after))


@coded.register
def _(question: SearchQuestion) -> str:
    return joined("Q", *_selection(question.selection), _page(question.page))


for _question, _coder in CODERS.items():
    coded.register(_question, _coder)


def decoded(code: str, searched: str | None = None) -> Question:
    """Return the question of a code, with the text of the search it belongs to.

    Raises QuestionUnreadable. A long kind or site comes back as its digest: see `is_digest`.
    """
    letter, *fields = code.split(BETWEEN)
    try:
        if letter in READERS:
            return READERS[letter](*fields)
        return _READERS[letter](searched, *fields)
    except (KeyError, TypeError, ValueError) as error:
        raise QuestionUnreadable(code) from error


def is_digest(name: str) -> bool:
    """Tell whether a kind or site out of a code only stands for its name."""
    return _DIGESTED.fullmatch(name) is not None


def digest(name: str) -> str:
    """Return what stands for a kind or site that is too long, or of other letters than ours."""
    return _DIGEST + hashlib.blake2b(name.encode(), digest_size=5).hexdigest()


def _selection(chosen: Selection) -> tuple[str, str, str]:
    kind, site = _name(chosen.kind, _KIND_ROOM), _name(chosen.site, _SITE_ROOM)
    focus = f"{_FOCUS}{_number(chosen.focus)}" if chosen.focus and not chosen.topic else ""
    return focus or _number(chosen.topic), kind, site


def _number(number: int | None) -> str:
    return "" if number is None else number_coded(number)


def _page(page: int) -> str:
    return _number(min(page, _MOST_PAGES - 1))


def _name(name: str | None, room: int) -> str:
    if name is None:
        return ""
    fits = len(name) <= room and _AS_IT_IS.fullmatch(name)
    return name if fits or is_digest(name) else digest(name)


def _date(iso: str | None) -> str:
    return (iso or "").replace("-", "")


def _read_selection(
    topic: str, kind: str, site: str, source: str = "", since: str = ""
) -> Selection:
    channel = ChannelId(id_decoded(topic[1:])) if topic.startswith(_FOCUS) else None
    return Selection(
        TopicId(id_decoded(topic)) if topic and not channel else None,
        Kind(kind) if kind else None,
        site or None,
        SourceId(id_decoded(source)) if source else None,
        _read_date(since) if since else None,
        focus=channel,
    )


def _read_page(digits: str) -> int:
    return min(number_decoded(digits), _MOST_PAGES - 1)


def _read_date(digits: str) -> str:
    found = _DATE.fullmatch(digits)
    if found is None:
        raise ValueError(digits)
    return "-".join(filter(None, found.groups()))


def _topic(_: str | None, *fields: str) -> Question:
    topic, kind, site, source, since, page = fields
    chosen = _read_selection(topic, kind, site, source, since)
    if chosen.topic is None:
        raise ValueError("no topic")
    return TopicQuestion(chosen, _read_page(page))


def _topics(_: str | None, order: str, page: str) -> Question:
    (known,) = (each for each in TopicOrder if each[0] == order)
    return TopicsQuestion(known, _read_page(page))


def _sources(_: str | None, *fields: str) -> Question:
    *chosen, page = fields
    return SourcesQuestion(_read_selection(*chosen), _read_page(page))


def _source(_: str | None, number: str, page: str) -> Question:
    return SourceQuestion(SourceId(id_decoded(number)), _read_page(page))


def _fact(_: str | None, number: str, page: str) -> Question:
    return FactQuestion(FactId(id_decoded(number)), _read_page(page))


def _citation(_: str | None, number: str, page: str) -> Question:
    return CitationQuestion(FactId(id_decoded(number)), _read_page(page))


def _random(_: str | None, seed: str, *fields: str) -> Question:
    *chosen, after = fields
    reached = FactId(id_decoded(after)) if after else None
    return RandomQuestion(number_decoded(seed) % SEEDS, _read_selection(*chosen), reached)


def _search(searched: str | None, *fields: str) -> Question:
    *chosen, page = fields
    if searched is None:
        raise ValueError("no text")
    return SearchQuestion(searched, _read_selection(*chosen), _read_page(page))


_READERS: Final[dict[str, Callable[..., Question]]] = {
    "T": _topic,
    "B": _topics,
    "L": _sources,
    "S": _source,
    "F": _fact,
    "C": _citation,
    "R": _random,
    "Q": _search,
}
