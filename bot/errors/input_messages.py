"""Messages for files that cannot be imported."""

from typing import Final

from bot.errors.messages import MessageTable, Voice
from facts.importers import errors
from facts.model.drafts import EntryProblem

_MEGABYTE: Final = 1_000_000
_LISTED: Final = 8
"""Problems or files in one message."""
_WORKING_LINES: Final = (
    "# power naps",
    "- Long naps leave people drowsy. [The Nap Handbook](https://naps.example/handbook)",
    "- procedure: Set an alarm to twenty minutes. (source: Team handbook)",
)


def _input_missing(error: errors.InputMissing, voice: Voice) -> str:
    return f"{voice.text(error.name)}: no such file. Check the path."


def _input_is_folder(error: errors.InputIsFolder, voice: Voice) -> str:
    example = f"{error.name.rstrip('/')}/*.txt"
    return f"{voice.text(error.name)} is a folder. Name the files in it, such as {example}."


def _input_not_permitted(error: errors.InputNotPermitted, voice: Voice) -> str:
    return f"{voice.text(error.name)} cannot be read. Check its permissions."


def _input_too_large(error: errors.InputTooLarge, voice: Voice) -> str:
    limit = error.limit // _MEGABYTE
    return f"{voice.text(error.name)} is larger than {limit} MB. Split it into smaller files."


def _input_not_text(error: errors.InputNotText, voice: Voice) -> str:
    place = f"{voice.text(error.name)}, line {error.line}"
    return f"{place}: this is no text. Save the file as text in UTF-8."


def _input_without_facts(error: errors.InputWithoutFacts, voice: Voice) -> str:
    reasons = (f" Line {each.line}: {voice.text(each.message)}." for each in error.doubts[:1])
    name = voice.text(error.name)
    return "\n".join([f"{name}: no facts found.{''.join(reasons)}", *_advise(voice)])


def _input_unrecognized(error: errors.InputUnrecognized, voice: Voice) -> str:
    reason = voice.text(error.reason[0].upper() + error.reason[1:])
    return "\n".join([f"{voice.text(error.name)}: no facts found. {reason}.", *_advise(voice)])


def _line_too_long(error: errors.LineTooLong, voice: Voice) -> str:
    limit = f"more than {error.limit:,} characters"
    return f"{voice.text(error.name)}, line {error.line} has {limit}. Break it into several lines."


def _folder_without_input(error: errors.FolderWithoutInput, voice: Voice) -> str:
    name = voice.text(error.name)
    return f"{name} has no file that can be imported. Name a folder with notes or tables."


def _too_many_files(error: errors.TooManyFiles, voice: Voice) -> str:
    name = voice.text(error.name)
    return f"{name} has more than {error.limit:,} files. Name a folder with notes or tables."


def _too_many_facts(error: errors.TooManyFacts, voice: Voice) -> str:
    name = voice.text(error.name)
    return f"{name}: there are more than {error.limit:,} facts. Import fewer at once."


def _bad_entries(error: errors.BadEntries, voice: Voice) -> str:
    lines = [_place_problem(error.name, each, voice) for each in error.problems[:_LISTED]]
    if error.count > _LISTED:
        lines.append(f"… and {error.count - _LISTED:,} more")
    return "\n".join([*lines, voice.text(_explain_rest(error.count, skippable=error.has_others))])


def _explain_rest(count: int, *, skippable: bool) -> str:
    """Return what to do about bad entries."""
    if not skippable:
        return "Nothing was imported."
    what = "it, or leave it out" if count == 1 else "them, or leave them out"
    return f"Nothing was imported: correct {what} (--skip-bad)."


def _place_problem(name: str, problem: EntryProblem, voice: Voice) -> str:
    column = f":{problem.column}" if problem.column else ""
    return voice.text(f"{name}:{problem.line}{column}: {problem.message}.".replace("..", "."))


def _several_refused(error: errors.SeveralInputsRefused, voice: Voice) -> str:
    messages = [_first_line(each, voice) for each in error.errors[:_LISTED]]
    more = len(error.errors) - _LISTED
    lines = [*messages, *([f"… and {more:,} more files"] if more > 0 else [])]
    bad = [each for each in error.errors if isinstance(each, errors.BadEntries)]
    count = sum(each.count for each in bad)
    rest = _explain_rest(count, skippable=len(bad) == len(error.errors))
    return "\n".join([*lines, voice.text(rest)])


def _first_line(error: errors.InputError, voice: Voice) -> str:
    first = INPUT_MESSAGES[type(error)](error, voice).split("\n")[0]
    others = error.count - 1 if isinstance(error, errors.BadEntries) else 0
    return f"{first} ({others:,} more in this file)" if others else first


def _advise(voice: Voice) -> list[str]:
    """Return three lines that can be imported, with a line before them."""
    return ["These three lines would work:", *map(voice.text, _WORKING_LINES)]


INPUT_MESSAGES: Final[MessageTable] = {
    errors.InputMissing: _input_missing,
    errors.InputIsFolder: _input_is_folder,
    errors.InputNotPermitted: _input_not_permitted,
    errors.InputTooLarge: _input_too_large,
    errors.LineTooLong: _line_too_long,
    errors.InputNotText: _input_not_text,
    errors.InputWithoutFacts: _input_without_facts,
    errors.InputUnrecognized: _input_unrecognized,
    errors.FolderWithoutInput: _folder_without_input,
    errors.TooManyFiles: _too_many_files,
    errors.TooManyFacts: _too_many_facts,
    errors.BadEntries: _bad_entries,
    errors.SeveralInputsRefused: _several_refused,
}
"""Each message but that of bad entries begins with a full sentence."""
