"""Changes from the command line: how they are written, and how they are confirmed."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Generic, TypeVar

import click

from bot.cli.error_messages import TERMINAL_VOICE
from bot.cli.main import undo_command
from bot.cli.output.json_shapes import Json, dump_json
from bot.cli.output.safe_text import clean, say
from facts.curation.curator import Curator, Saved
from facts.curation.fact_edits import EditedFact
from facts.curation.fact_removals import RemovedFacts
from facts.curation.form_input import parse_reason
from facts.curation.store import CurationStore
from facts.model.changes import ChangeId, ChangeNote, Origin
from facts.model.entities import SHARED_LIBRARY, LibraryId

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class WrittenChange(Generic[Result]):
    """A change that was written, what it did in one sentence, and its result."""

    number: ChangeId
    summary: str
    library: LibraryId
    result: Result


async def write_change(
    store: CurationStore,
    library: LibraryId,
    reason: str,
    write: Callable[[Curator], Awaitable[Saved[Result]]],
) -> WrittenChange[Result]:
    """Write one change to a library, and read its summary."""
    note = ChangeNote(datetime.now(UTC), parse_reason(reason), origin=Origin.COMMAND_LINE)
    saved = await write(Curator(store, library, note))
    change = await store.read(library, lambda snapshot: snapshot.changes.get(saved.change))
    summary = change.summary if change else ""
    return WrittenChange(saved.change, summary, library, saved.result)


def print_change(
    change: WrittenChange[Result], about: Json, *, as_json: bool, can_undo: bool = True
) -> None:
    """Confirm a change: what it did, and how to undo it. `about` is the rest of its JSON."""
    if as_json:
        click.echo(dump_json({"change": change.number} | about))
        return
    undo = (
        f"Undo: {undo_command(change.number)}"
        if can_undo
        else "This cannot be undone. Older copies of the database still have the text."
    )
    click.echo(f"{clean(change.summary)} (change {change.number}). {undo}")


def print_edited_fact(change: WrittenChange[EditedFact], *, as_json: bool) -> None:
    """Confirm that a fact was written, with what was made for it and its near-duplicates."""
    print_change(change, {"fact": change.result.fact}, as_json=as_json)
    for topic in change.result.new_topics:
        near = f"; near it: {TERMINAL_VOICE.quote(topic.nearest)}" if topic.nearest else ""
        click.echo(clean(f"New topic {TERMINAL_VOICE.quote(topic.name)}{near}"), err=as_json)
    for source in change.result.new_sources:
        title = TERMINAL_VOICE.quote(source.title)
        click.echo(clean(f"New source {title} (number {source.id})"), err=as_json)
    for each in change.result.duplicates:
        text = TERMINAL_VOICE.quote(each.fact.text)
        say(f"Warning: {each.likeness} % like fact {each.fact.id}: {text}")


def print_removal(
    change: WrittenChange[RemovedFacts], about: Json, *, as_json: bool, is_purge: bool = False
) -> None:
    """Confirm that facts were removed or purged, and name those that lost only a source."""
    facts, kept = change.result.removed, change.result.kept
    print_change(change, about | {"facts": list(facts)}, as_json=as_json, can_undo=not is_purge)
    if kept and not as_json:
        click.echo(f"Facts that keep other sources: {', '.join(map(str, kept))}.")


def print_viewers(library: LibraryId) -> None:
    """Print who sees what was written to a library."""
    is_shared = library == SHARED_LIBRARY
    click.echo("All servers see it." if is_shared else f"Only server {library} sees it.")
