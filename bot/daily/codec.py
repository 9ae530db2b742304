"""How what is asked about the fact of the day is written into the id of a control; see codes."""

import re
from collections.abc import Callable
from typing import Any, Final

from bot.daily.queries import (
    ClearDays,
    ExplainPost,
    ListDaily,
    PreviewQuery,
    RemoveSchedule,
    SkipDay,
    SwapDay,
    Vote,
)
from bot.queries.codec_fields import (
    decode_day,
    decode_id,
    decode_page,
    encode_day,
    encode_number,
    encode_page,
    join_fields,
)
from facts.daily.post import MAX_NONCE, PostId
from facts.daily.schedule import ScheduleId
from facts.model.entities import FactId

_NONCE: Final = re.compile(rf"[0-9a-z-]{{1,{MAX_NONCE}}}")
EncodableQuery = (
    ListDaily | PreviewQuery | SkipDay | ClearDays | SwapDay | RemoveSchedule | ExplainPost | Vote
)
_FLAGS: Final = {"": False, "1": True}


def _encode_list(question: ListDaily) -> str:
    return join_fields("D", encode_page(question.page))


def _encode_preview(question: PreviewQuery) -> str:
    return join_fields("P", encode_number(question.schedule))


def _encode_skip(question: SkipDay) -> str:
    return join_fields("K", encode_number(question.schedule), encode_day(question.day), "")


def _encode_clear(question: ClearDays) -> str:
    """Write one day as a skip with a mark, and days from a first to a last as what they are."""
    schedule, (first, last) = encode_number(question.schedule), question.days
    if first == last:
        return join_fields("K", schedule, encode_day(first), "1")
    return join_fields("U", schedule, encode_day(first), encode_day(last))


def _encode_swap(question: SwapDay) -> str:
    return join_fields("A", encode_number(question.schedule), encode_day(question.day))


def _encode_remove(question: RemoveSchedule) -> str:
    return join_fields("X", encode_number(question.schedule))


def _encode_explain(question: ExplainPost) -> str:
    return join_fields("W", encode_number(question.post), question.nonce)


def _encode_vote(question: Vote) -> str:
    return join_fields("V", encode_number(question.fact), "1" if question.liked else "")


def _decode_explain(post: str, nonce: str) -> ExplainPost:
    if not _NONCE.fullmatch(nonce):
        raise ValueError(nonce)
    return ExplainPost(PostId(decode_id(post)), nonce)


def _decode_skip(schedule: str, day: str, back: str) -> SkipDay | ClearDays:
    which, meant = _decode_schedule(schedule), decode_day(day)
    return ClearDays(which, (meant, meant)) if _FLAGS[back] else SkipDay(which, meant)


def _decode_clear(schedule: str, first: str, last: str) -> ClearDays:
    if last == first:
        raise ValueError(last)
    return ClearDays(_decode_schedule(schedule), (decode_day(first), decode_day(last)))


def _decode_schedule(digits: str) -> ScheduleId:
    return ScheduleId(decode_id(digits))


ENCODERS: Final[dict[Any, Callable[[Any], str]]] = {
    ListDaily: _encode_list,
    PreviewQuery: _encode_preview,
    SkipDay: _encode_skip,
    ClearDays: _encode_clear,
    SwapDay: _encode_swap,
    RemoveSchedule: _encode_remove,
    ExplainPost: _encode_explain,
    Vote: _encode_vote,
}
DECODERS: Final[dict[str, Callable[..., EncodableQuery]]] = {
    "D": lambda page: ListDaily(decode_page(page)),
    "P": lambda schedule: PreviewQuery(_decode_schedule(schedule)),
    "K": _decode_skip,
    "U": _decode_clear,
    "A": lambda schedule, day: SwapDay(_decode_schedule(schedule), decode_day(day)),
    "X": lambda schedule: RemoveSchedule(_decode_schedule(schedule)),
    "W": _decode_explain,
    "V": lambda fact, liked: Vote(FactId(decode_id(fact)), _FLAGS[liked]),
}
