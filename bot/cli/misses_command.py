"""`footnote misses`: questions to the bot that went without a right answer."""

from collections.abc import Iterator

import click

from bot.cli.main import database_option, json_option, make_server_option, run_with_known_store
from bot.cli.output.json_shapes import Json
from bot.cli.output.renderer import print_answer
from bot.cli.output.text_shapes import (
    BLANK_LINE,
    OutputBlock,
    OutputLine,
    OutputSpan,
    Weight,
    small_line,
)
from facts.curation.learning.groups import QuestionGroup, group_questions
from facts.model.entities import SHARED_LIBRARY, LibraryId
from facts.model.kept_questions import KeptQuestions


@click.command()
@make_server_option("The questions of this Discord server. [default: numbers of direct messages]")
@json_option
@database_option
def misses(library: LibraryId | None, as_json: bool) -> None:
    """Show questions without a right answer, grouped by likeness, the most frequent first.

    A server's managers decide whether texts are kept: `/library settings` in Discord.
    """
    place = library or SHARED_LIBRARY
    kept = run_with_known_store(
        lambda store: store.read(place, lambda snapshot: snapshot.questions.load())
    )
    print_answer(kept, _make_json, _show, as_json=as_json)


def _make_json(kept: KeptQuestions) -> Json:
    return {
        "misses": kept.tally.misses,
        "rejected": kept.tally.rejected,
        "helpful": kept.tally.helpful,
        "questions": [
            {
                "text": each.text,
                "misses": each.misses,
                "rejected": each.rejected,
                "last": each.last_day.isoformat(),
            }
            for group in group_questions(kept.questions)
            for each in group.questions
        ],
    }


def _show(kept: KeptQuestions) -> Iterator[OutputBlock]:
    tally = kept.tally
    yield small_line(
        f"{tally.misses:,} without an answer · {tally.rejected:,} not what was asked · "
        f"{tally.helpful:,} helpful"
    )
    if not kept.keeps_text:
        yield small_line("The texts of questions are not kept.")
    for group in group_questions(kept.questions):
        yield BLANK_LINE
        yield from _show_group(group)


def _show_group(group: QuestionGroup) -> Iterator[OutputLine]:
    for each in group.questions:
        yield OutputLine(
            (OutputSpan(f"{each.count:,}  ", Weight.SMALL_PRINT), OutputSpan(each.text))
        )
