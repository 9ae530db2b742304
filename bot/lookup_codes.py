"""How comparisons, and what bears on a message, are written into the id of a control; see codes."""

from collections.abc import Callable
from typing import Any, Final

from bot.code_fields import id_decoded, joined, number_coded, number_decoded
from bot.questions import MOST_ECHOES, CompareQuestion, EchoQuestion
from facts.comparing import Pair, Side
from facts.echoes import Nearness
from facts.model import FactId, TopicId

_MOST_PAGES: Final = 36**6
_SIDES: Final = {"b": Side.BOTH, "f": Side.FIRST, "s": Side.SECOND, "q": Side.SOURCES}
_NEARNESS: Final = {"s": Nearness.SAME, "r": Nearness.RELATED}


def _comparison(question: CompareQuestion) -> str:
    pair, page = question.pair, min(question.page, _MOST_PAGES - 1)
    (side,) = (letter for letter, each in _SIDES.items() if each is pair.side)
    return joined("Z", *map(number_coded, (pair.first, pair.second)), side, number_coded(page))


def _echoes(question: EchoQuestion) -> str:
    letters = {nearness: letter for letter, nearness in _NEARNESS.items()}
    facts = (letters[nearness] + number_coded(fact) for fact, nearness in question.facts)
    return joined("E", number_coded(question.message), *facts)


def _read_comparison(first: str, second: str, side: str, page: str) -> CompareQuestion:
    pair = Pair(TopicId(id_decoded(first)), TopicId(id_decoded(second)), _SIDES[side])
    return CompareQuestion(pair, min(number_decoded(page), _MOST_PAGES - 1))


def _read_echoes(message: str, *facts: str) -> EchoQuestion:
    read = tuple((FactId(id_decoded(each[1:])), _NEARNESS[each[:1]]) for each in facts)
    if not 0 < len(read) <= MOST_ECHOES:
        raise ValueError(facts)
    return EchoQuestion(id_decoded(message), read)


CODERS: Final[dict[Any, Callable[[Any], str]]] = {
    CompareQuestion: _comparison,
    EchoQuestion: _echoes,
}
READERS: Final[dict[str, Callable[..., CompareQuestion | EchoQuestion]]] = {
    "Z": _read_comparison,
    "E": _read_echoes,
}
