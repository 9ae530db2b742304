"""How what is asked about the fact of the day is written into the id of a control; see codes."""

import re
from collections.abc import Callable
from typing import Any, Final

from bot.daily.queries import ListDaily, Preview, Removal, SkipDay, SwapDay, TakeBack, Vote, Why
from bot.queries.codec_fields import (
    day_coded,
    day_decoded,
    id_decoded,
    joined,
    number_coded,
    page_coded,
    page_decoded,
)
from facts.daily.schedule import LONGEST_NONCE, PostId, ScheduleId
from facts.model.entities import FactId

_NONCE: Final = re.compile(rf"[0-9a-z-]{{1,{LONGEST_NONCE}}}")
Coded = ListDaily | Preview | SkipDay | TakeBack | SwapDay | Removal | Why | Vote
_YES: Final = {"": False, "1": True}


def _list(question: ListDaily) -> str:
    return joined("D", page_coded(question.page))


def _preview(question: Preview) -> str:
    return joined("P", number_coded(question.schedule))


def _skip(question: SkipDay) -> str:
    return joined("K", number_coded(question.schedule), day_coded(question.day), "")


def _back(question: TakeBack) -> str:
    """Write one day as a skip with a mark, and days from a first to a last as what they are."""
    schedule, (first, last) = number_coded(question.schedule), question.days
    if first == last:
        return joined("K", schedule, day_coded(first), "1")
    return joined("U", schedule, day_coded(first), day_coded(last))


def _swap(question: SwapDay) -> str:
    return joined("A", number_coded(question.schedule), day_coded(question.day))


def _removal(question: Removal) -> str:
    return joined("X", number_coded(question.schedule))


def _why(question: Why) -> str:
    return joined("W", number_coded(question.post), question.nonce)


def _vote(question: Vote) -> str:
    return joined("V", number_coded(question.fact), "1" if question.liked else "")


def _read_why(post: str, nonce: str) -> Why:
    if not _NONCE.fullmatch(nonce):
        raise ValueError(nonce)
    return Why(PostId(id_decoded(post)), nonce)


def _read_skip(schedule: str, day: str, back: str) -> SkipDay | TakeBack:
    which, meant = _schedule(schedule), day_decoded(day)
    return TakeBack(which, (meant, meant)) if _YES[back] else SkipDay(which, meant)


def _read_back(schedule: str, first: str, last: str) -> TakeBack:
    if last == first:
        raise ValueError(last)
    return TakeBack(_schedule(schedule), (day_decoded(first), day_decoded(last)))


def _schedule(digits: str) -> ScheduleId:
    return ScheduleId(id_decoded(digits))


CODERS: Final[dict[Any, Callable[[Any], str]]] = {
    ListDaily: _list,
    Preview: _preview,
    SkipDay: _skip,
    TakeBack: _back,
    SwapDay: _swap,
    Removal: _removal,
    Why: _why,
    Vote: _vote,
}
READERS: Final[dict[str, Callable[..., Coded]]] = {
    "D": lambda page: ListDaily(page_decoded(page)),
    "P": lambda schedule: Preview(_schedule(schedule)),
    "K": _read_skip,
    "U": _read_back,
    "A": lambda schedule, day: SwapDay(_schedule(schedule), day_decoded(day)),
    "X": lambda schedule: Removal(_schedule(schedule)),
    "W": _read_why,
    "V": lambda fact, liked: Vote(FactId(id_decoded(fact)), _YES[liked]),
}
