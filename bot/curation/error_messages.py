"""Messages for changes that cannot be made."""

from collections.abc import Sequence
from typing import Final

from bot.errors.messages import MessageTable, Voice
from facts.curation import errors
from facts.model.changes import Change

_FIELDS: Final = {
    "fact": "The fact",
    "topics": "The topics",
    "source": "The source",
    "authors": "Authors and date",
    "kind": "The kind",
    "name": "The name",
    "alias": "The alias",
    "definition": "The definition",
    "address": "The address",
    "date": "The date",
}
_LISTED: Final = 3


def _change_not_found(error: errors.ChangeNotFound, _: Voice) -> str:
    return f"No change of this library has the number {error.change}. The history lists them."


def _name_not_found(error: errors.NameNotFound, voice: Voice) -> str:
    return f"No {error.thing} is named exactly {voice.quote(error.name)}. Nothing was changed."


def _input_invalid(error: errors.InputInvalid, voice: Voice) -> str:
    return f"{_FIELDS[error.field]} cannot be saved: {voice.name(error.problem)}."


def _name_taken(error: errors.NameTaken, voice: Voice) -> str:
    name, topic = voice.quote(error.name), voice.quote(error.topic_name)
    return (
        f"{name} already names the topic {topic} (number {error.topic}). Choose another name, or "
        "merge the two topics."
    )


def _name_ambiguous(error: errors.NameAmbiguous, voice: Voice) -> str:
    numbers = ", ".join(map(str, error.ids[:_LISTED]))
    return (
        f"{voice.quote(error.name)} names several {error.thing}s: {numbers}. Use the number or the "
        "full name of one."
    )


def _shared_read_only(error: errors.SharedReadOnly, _: Voice) -> str:
    return (
        f"This {error.thing} belongs to the shared library, which only the operator of the bot can "
        "change. You can hide a shared fact on this server by removing it here."
    )


def _nothing_changed(_: errors.NothingChanged, __: Voice) -> str:
    return "Nothing was changed: it is so already."


def _same_fact_exists(error: errors.SameFactExists, _: Voice) -> str:
    return f"Fact {error.fact} has exactly this text. Add your source to that fact instead."


def _same_address_exists(error: errors.SameAddressExists, voice: Voice) -> str:
    title = voice.quote(error.title)
    return f"The source {title} (number {error.source}) has this address. Merge the two sources."


def _near_duplicate_found(error: errors.NearDuplicateFound, voice: Voice) -> str:
    listed = "; ".join(
        f"{each.likeness} % like fact {each.fact.id}, {voice.quote(each.fact.text)}"
        for each in error.duplicates
    )
    return f"The library has this already: it is {listed}."


def _edit_conflict(error: errors.EditConflict, voice: Voice) -> str:
    return f"It was changed after you opened it: {_list_changes(error.changes, voice)}."


def _undo_conflict(error: errors.UndoConflict, voice: Voice) -> str:
    return (
        f"Change {error.change} cannot be undone yet: later changes build on it. Undo these first: "
        f"{_list_changes(error.later, voice)}."
    )


def _already_undone(error: errors.AlreadyUndone, _: Voice) -> str:
    return f"Change {error.change} was undone by change {error.by} already."


def _undo_impossible(error: errors.UndoImpossible, _: Voice) -> str:
    if error.purged:
        return f"Change {error.change} cannot be undone: a text that it changed was purged."
    return (
        f"Change {error.change} cannot be undone: an earlier version of the program made it, and "
        "kept no record of what was there before."
    )


def _list_changes(changes: Sequence[Change], voice: Voice) -> str:
    listed = [f"{each.id} ({voice.name(each.summary)})" for each in changes[:_LISTED]]
    more = len(changes) - len(listed)
    return ", ".join(listed) + (f" and {more} more" if more else "")


CURATION_MESSAGES: Final[MessageTable] = {
    errors.ChangeNotFound: _change_not_found,
    errors.NameNotFound: _name_not_found,
    errors.InputInvalid: _input_invalid,
    errors.NameTaken: _name_taken,
    errors.NameAmbiguous: _name_ambiguous,
    errors.SharedReadOnly: _shared_read_only,
    errors.NothingChanged: _nothing_changed,
    errors.SameFactExists: _same_fact_exists,
    errors.SameAddressExists: _same_address_exists,
    errors.NearDuplicateFound: _near_duplicate_found,
    errors.EditConflict: _edit_conflict,
    errors.UndoConflict: _undo_conflict,
    errors.AlreadyUndone: _already_undone,
    errors.UndoImpossible: _undo_impossible,
}
