"""Messages for changes that cannot be made."""

from collections.abc import Sequence
from typing import Final

from bot.curation import errors as curation_errors
from bot.curation.files.error_messages import FILE_MESSAGES
from bot.errors.messages import MessageTable, Voice
from facts.curation import errors
from facts.curation.forms import FormGone
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
    "title": "The title",
    "aliases": "The aliases",
    "reason": "The reason",
    "phrasings": "The questions",
}
_LISTED: Final = 3


def _not_curator(error: curation_errors.NotCurator, _: Voice) -> str:
    roles = ", ".join(f"<@&{role}>" for role in error.roles[:_LISTED])
    who = f"members with {roles}, and " if roles else ""
    return (
        f"Only curators change this library: {who}everyone with the permission Manage Server. Ask "
        "one of them."
    )


def _not_manager(_: curation_errors.NotManager, __: Voice) -> str:
    return "Only members with the permission Manage Server can do this."


def _permission_unknown(_: curation_errors.PermissionUnknown, __: Voice) -> str:
    return "Discord did not answer whether you may do this. Try again in a moment."


def _outside_server(_: curation_errors.OutsideServer, __: Voice) -> str:
    return "Only a server has a library of its own. Use this command there."


def _form_too_long(error: curation_errors.FormTooLong, _: Voice) -> str:
    return (
        f"This is too long for a form of Discord: {_FIELDS[error.thing].lower()}. The operator of "
        f"the bot can edit it with `footnote edit`."
    )


def _options_unclear(error: curation_errors.OptionsUnclear, _: Voice) -> str:
    return f"Give exactly one of these: {', '.join(error.options)}."


def _form_gone(_: FormGone, __: Voice) -> str:
    return "This form is gone: it was saved already, cancelled, or is more than a day old."


def _change_not_found(error: errors.ChangeNotFound, _: Voice) -> str:
    return f"No change of this library has the number {error.change}. The history lists them."


def _library_not_found(error: errors.LibraryNotFound, _: Voice) -> str:
    return f"Server {error.server} has no library yet."


def _source_without_facts(error: errors.SourceWithoutFacts, voice: Voice) -> str:
    return f"The source {voice.quote(error.title)} has no facts."


def _name_not_found(error: errors.NameNotFound, voice: Voice) -> str:
    name = voice.quote(error.name)
    if error.thing == "alias":
        return f"{name} is no alias of this topic. {voice.command('topic')} shows its aliases."
    named = f"has the number or the name {name}" if error.name.isdigit() else f"is named {name}"
    lists = voice.command(f"{error.thing}s")
    return f"No {error.thing} {named}. {lists} lists all {error.thing}s."


def _phrasing_not_found(error: errors.PhrasingNotFound, voice: Voice) -> str:
    return f"The fact has no such question: {voice.quote(error.phrasing)}."


def _questions_gone(_: errors.QuestionsGone, __: Voice) -> str:
    return "This question is kept no longer: it was answered, dismissed, or is too old."


def _input_invalid(error: errors.InputInvalid, voice: Voice) -> str:
    value = "" if error.value is None else f"{voice.quote(error.value)} "
    return f"{_FIELDS[error.field]} cannot be saved: {value}{error.problem}."


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
    if error.is_cited:
        return f"Fact {error.fact} has exactly this text and this source: it is there already."
    return f"Fact {error.fact} has exactly this text. Add your source to that fact instead."


def _same_address_exists(error: errors.SameAddressExists, voice: Voice) -> str:
    title = voice.quote(error.title)
    return f"The source {title} (number {error.source}) has this address. Merge the two sources."


def _source_not_cited(error: errors.SourceNotCited, voice: Voice) -> str:
    return (
        f"The fact does not cite the source {voice.quote(str(error.source))}. "
        f"{voice.command('fact')} shows its sources."
    )


def _source_needed(_: errors.SourceNeeded, __: Voice) -> str:
    return "A fact needs a source. Add another one first, or remove the fact."


def _several_libraries(_: errors.SeveralLibraries, __: Voice) -> str:
    return "These facts belong to several libraries. Remove those of each library in one command."


def _near_duplicate_found(error: errors.NearDuplicateFound, voice: Voice) -> str:
    listed = "; ".join(
        f"{each.likeness} % like fact {each.fact.id}, {voice.quote(each.fact.text)}"
        for each in error.duplicates
    )
    return f"The library has this already: it is {listed}."


def _edit_conflict(error: errors.EditConflict, voice: Voice) -> str:
    noun = "Change" if len(error.changes) == 1 else "Changes"
    return f"{noun} {_list_changes(error.changes, voice)} changed it after you opened it."


def _undo_conflict(error: errors.UndoConflict, voice: Voice) -> str:
    return (
        f"Change {error.change} cannot be undone yet: later changes build on it. Undo these first: "
        f"{_list_changes(error.later, voice)}."
    )


def _already_undone(error: errors.AlreadyUndone, _: Voice) -> str:
    return f"Change {error.change} was undone by change {error.by} already."


def _already_purged(error: errors.AlreadyPurged, _: Voice) -> str:
    facts = ", ".join(map(str, error.facts[:_LISTED]))
    text = f"text of fact {facts} is" if len(error.facts) == 1 else f"texts of facts {facts} are"
    return f"The {text} gone already, from the history and from the database file."


def _undo_impossible(error: errors.UndoImpossible, _: Voice) -> str:
    if error.purged:
        return (
            f"Change {error.change} cannot be undone: a purge cannot be undone, nor can an earlier "
            "change of a text that was purged."
        )
    return (
        f"Change {error.change} cannot be undone: an earlier version of the program made it, and "
        "kept no record of what was there before."
    )


def _list_changes(changes: Sequence[Change], voice: Voice) -> str:
    listed = [f"{each.id} ({voice.name(each.summary)})" for each in changes[:_LISTED]]
    more = len(changes) - len(listed)
    return ", ".join(listed) + (f" and {more} more" if more else "")


CURATION_MESSAGES: Final[MessageTable] = {
    **FILE_MESSAGES,
    curation_errors.NotCurator: _not_curator,
    curation_errors.NotManager: _not_manager,
    curation_errors.PermissionUnknown: _permission_unknown,
    curation_errors.OutsideServer: _outside_server,
    curation_errors.FormTooLong: _form_too_long,
    curation_errors.OptionsUnclear: _options_unclear,
    FormGone: _form_gone,
    errors.ChangeNotFound: _change_not_found,
    errors.LibraryNotFound: _library_not_found,
    errors.SourceWithoutFacts: _source_without_facts,
    errors.NameNotFound: _name_not_found,
    errors.PhrasingNotFound: _phrasing_not_found,
    errors.QuestionsGone: _questions_gone,
    errors.InputInvalid: _input_invalid,
    errors.NameTaken: _name_taken,
    errors.NameAmbiguous: _name_ambiguous,
    errors.SharedReadOnly: _shared_read_only,
    errors.NothingChanged: _nothing_changed,
    errors.SameFactExists: _same_fact_exists,
    errors.SameAddressExists: _same_address_exists,
    errors.SourceNotCited: _source_not_cited,
    errors.SourceNeeded: _source_needed,
    errors.SeveralLibraries: _several_libraries,
    errors.NearDuplicateFound: _near_duplicate_found,
    errors.EditConflict: _edit_conflict,
    errors.UndoConflict: _undo_conflict,
    errors.AlreadyUndone: _already_undone,
    errors.AlreadyPurged: _already_purged,
    errors.UndoImpossible: _undo_impossible,
}
