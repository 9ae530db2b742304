"""What Discord shows of files that cannot be imported."""

from collections.abc import Iterator
from typing import Final

from bot.cards.miss import DISCORD_VOICE
from bot.curation.files.comparison_text import count_more, count_things
from bot.curation.files.message_text import list_messages
from bot.errors.input_messages import INPUT_MESSAGES
from bot.errors.messages import MAX_LISTED
from bot.ui.layout import inline
from bot.ui.markdown import code_block
from facts.importers.errors import (
    BadEntries,
    InputError,
    InputUnrecognized,
    InputWithoutFacts,
    SeveralInputsRefused,
)
from facts.importers.input_reading import FileMessage
from facts.model.drafts import LineWarning
from facts.model.errors import FootnoteError

_LINE: Final = 250
"""UTF-16 units of a message, at most."""
_NAME: Final = 100
_TABLE_SUFFIXES: Final = (".csv", ".tsv")
_NOTES: Final = """\
# power naps
- Long naps leave people drowsy. [The Nap Handbook](https://naps.example/handbook)
- procedure: Set an alarm to twenty minutes. (source: Team handbook)"""
_TABLE: Final = """\
fact,topic,source,link
Long naps leave people drowsy.,power naps,The Nap Handbook,https://naps.example/handbook
Set an alarm to twenty minutes.,power naps,Team handbook,"""


def describe_refusal(error: FootnoteError, files: int) -> str | None:
    """Return the message for some of the files, in Markdown; None for other errors."""
    is_skippable = can_skip(error, files)
    match error:
        case BadEntries():
            lines = [*_list_problems(error), _conclude(error.count, is_skippable=is_skippable)]
        case SeveralInputsRefused():
            bad = [each.count for each in error.errors if isinstance(each, BadEntries)]
            lines = [*_describe_several(error), _conclude(sum(bad), is_skippable=is_skippable)]
        case InputWithoutFacts():
            places = [FileMessage(error.name, each) for each in error.doubts[:1]]
            reasons = list_messages(places, _LINE, named=False)
            lines = [f"{inline(error.name, _NAME)}: no facts found.", *reasons, _advise(error.name)]
        case InputUnrecognized():
            reason = DISCORD_VOICE.text(error.reason)
            lines = [f"{inline(error.name, _NAME)}: {reason}.", _advise(error.name)]
        case _:
            return None
    return "\n".join(lines)


def can_skip(error: FootnoteError, files: int) -> bool:
    """Return whether something is left to import without the bad entries of so many files."""
    errors = error.errors if isinstance(error, SeveralInputsRefused) else (error,)
    bad = [each for each in errors if isinstance(each, BadEntries)]
    has_others = len(errors) < files or any(each.has_others for each in bad)
    return len(bad) == len(errors) and has_others


def _list_problems(error: BadEntries) -> Iterator[str]:
    messages = [FileMessage(error.name, each) for each in error.problems]
    lines = list_messages(messages, _LINE, named=True)
    yield from lines[:MAX_LISTED]
    yield from count_more(len(lines), MAX_LISTED, "message")


def _describe_several(error: SeveralInputsRefused) -> Iterator[str]:
    for each in error.errors[:MAX_LISTED]:
        yield _show_first(each)
    yield from count_more(len(error.errors), MAX_LISTED, "file")


def _show_first(error: InputError) -> str:
    if isinstance(error, BadEntries):
        first, *others = _list_problems(error)
        return f"{first} ({count_things(len(others), 'more message')})" if others else first
    if isinstance(error, InputWithoutFacts):
        doubts = error.doubts[:1] or (LineWarning(0, "no facts found"),)
        return list_messages([FileMessage(error.name, doubts[0])], _LINE, named=True)[0]
    if isinstance(error, InputUnrecognized):
        return f"{inline(error.name, _NAME)}: {DISCORD_VOICE.text(error.reason)}"
    return _render_plain(error)


def _render_plain(error: InputError) -> str:
    message: str = INPUT_MESSAGES[type(error)](error, DISCORD_VOICE)
    return message.split("\n", maxsplit=1)[0]


def _conclude(count: int, *, is_skippable: bool) -> str:
    if not is_skippable:
        return "Nothing was imported. Correct the files, and upload them again."
    what = "it, or leave it out" if count == 1 else "them, or leave them out"
    return f"Nothing was imported: correct {what}."


def _advise(name: str) -> str:
    example = _TABLE if name.lower().endswith(_TABLE_SUFFIXES) else _NOTES
    return f"These three lines would work:\n{code_block(example)}"
