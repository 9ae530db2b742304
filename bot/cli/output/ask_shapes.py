"""JSON and text of answers to questions; docs/operate.md promises the keys."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from bot.cli.output import json_shapes, text_shapes
from bot.cli.output.json_shapes import Json
from bot.cli.output.text_shapes import (
    BLANK_LINE,
    OutputBlock,
    OutputLine,
    OutputSpan,
    Weight,
    small_line,
)
from bot.cli.question_answer import AnswerKind, QuestionAnswer
from facts.library.answers import TopicAnswer
from facts.library.comparison import ComparisonAnswer, Side

_HELP: Final = (
    'Ask about a topic or a fact in your own words: `footnote ask "what is RAG?"`. '
    "`footnote topics` lists what you can ask about, `footnote add` adds a fact, and "
    "`footnote --help` lists all commands."
)
_NOTHING: Final = "That asks nothing, so the bot would stay silent."
_CLOSEST: Final = "No fact answers this for certain. These are the closest:"


def json_of(answer: QuestionAnswer) -> Json:
    """Return an answer with the topics and facts that it shows."""
    return {
        "answer": answer.kind.value,
        "certain": answer.is_certain,
        "corrected": dict(answer.corrected),
        "topics": list(answer.topics),
        "facts": [json_shapes.fact(each) for each in answer.facts],
    }


def blocks_of(answer: QuestionAnswer) -> Iterator[OutputBlock]:
    """Yield an answer: what was corrected, then what is shown."""
    if answer.corrected:
        yield small_line(text_shapes.describe_corrections(answer.corrected))
    yield from BLOCKS[answer.kind](answer)


def _topic_blocks(answer: QuestionAnswer) -> Iterator[OutputBlock]:
    if isinstance(answer.details, TopicAnswer):
        yield from text_shapes.topic(answer.details)
        left = answer.details.totals.facts - len(answer.facts)
        if left:
            yield BLANK_LINE
            yield small_line(f"{left} more: footnote topic {answer.details.topic.id}")


def _comparison_blocks(answer: QuestionAnswer) -> Iterator[OutputBlock]:
    if isinstance(answer.details, ComparisonAnswer):
        first, second = answer.topics
        yield OutputLine((OutputSpan(f"{first} and {second}", Weight.HEADING),))
        yield from map(small_line, _describe_sides(answer.details))
        yield BLANK_LINE
        yield from _fact_blocks(answer)
        for each in answer.details.sources:
            yield OutputLine((OutputSpan(each.source.title, link=each.source.url),))


def _describe_sides(compared: ComparisonAnswer) -> Iterator[str]:
    """Yield what the topics have in common, and which part is shown."""
    titles = {
        Side.BOTH: "on both",
        Side.SOURCES: "sources in common",
        Side.FIRST: f"only on {compared.first.name}",
        Side.SECOND: f"only on {compared.second.name}",
    }
    yield " · ".join(f"{compared.sizes[side]} {title}" for side, title in titles.items())
    yield f"Shown: {titles[compared.side]}"


def _choice_blocks(answer: QuestionAnswer) -> Iterator[OutputBlock]:
    for name in answer.topics:
        yield OutputLine((OutputSpan(name),))


def _fact_blocks(answer: QuestionAnswer) -> Iterator[OutputBlock]:
    for place, each in enumerate(answer.facts):
        if place:
            yield BLANK_LINE
        yield from text_shapes.fact(each)


def _closest_blocks(answer: QuestionAnswer) -> Iterator[OutputBlock]:
    yield OutputLine((OutputSpan(_CLOSEST),))
    yield BLANK_LINE
    yield from _fact_blocks(answer)


def _sentence_blocks(sentence: str) -> Callable[[QuestionAnswer], Iterator[OutputBlock]]:
    return lambda _: iter((OutputLine((OutputSpan(sentence),)),))


BLOCKS: Final[Mapping[AnswerKind, Callable[[QuestionAnswer], Iterator[OutputBlock]]]] = {
    AnswerKind.TOPIC: _topic_blocks,
    AnswerKind.COMPARISON: _comparison_blocks,
    AnswerKind.CHOICE: _choice_blocks,
    AnswerKind.FACTS: _fact_blocks,
    AnswerKind.CLOSEST: _closest_blocks,
    AnswerKind.HELP: _sentence_blocks(_HELP),
    AnswerKind.NONE: _sentence_blocks(_NOTHING),
}
"""By kind, what is printed; a miss is printed as an error."""
