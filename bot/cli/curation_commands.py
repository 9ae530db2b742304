"""Commands that change topics and sources. Each is one change."""

from collections.abc import Awaitable, Callable
from typing import Any

import click

from bot.cli.curation_input import (
    check_not_empty,
    is_none,
    reason_option,
    text_argument,
    text_option,
)
from bot.cli.fact_commands import edit_fact
from bot.cli.main import database_option, json_option, run_with_known_store
from bot.cli.written_change import WrittenChange, print_change, write_change
from facts.curation.curator import Curator, Saved
from facts.curation.form_input import (
    parse_address,
    parse_date,
    parse_definition,
    parse_name,
    parse_title,
)
from facts.curation.references import find_thing
from facts.curation.source_edits import SourceEdit
from facts.curation.store import CurationStore
from facts.curation.topic_edits import TopicEdit
from facts.model.entities import SourceId, TopicId

Change = Callable[[Curator, int], Awaitable[Saved[Any]]]
"""Writes a change of the topic or source with a number, and returns its number."""
MergePair = Callable[[Curator, int, int], Awaitable[Saved[Any]]]
"""Merges the topic or source with the first number into that with the second one."""


@click.group()
def edit() -> None:
    """Change a fact, a topic or a source."""


edit.add_command(edit_fact, "fact")


@edit.command("topic")
@text_argument("topic", "TOPIC")
@text_option("--name", "NAME", "The new name; the old one becomes an alias.")
@text_option("--definition", "TEXT", "The new definition; an empty one removes it.")
@reason_option
@json_option
@database_option
def edit_topic(
    topic: str, name: str | None, definition: str | None, reason: str, as_json: bool
) -> None:
    """Change a topic. TOPIC is its exact name, an alias, or its number."""
    new = TopicEdit(
        None if name is None else parse_name("name", name),
        None if definition is None else parse_definition(definition),
    )
    check_not_empty(new != TopicEdit())

    def write(curator: Curator, number: int) -> Awaitable[Saved[TopicId]]:
        return curator.edit_topic(TopicId(number), new)

    _change_thing("topic", topic, write, reason=reason, as_json=as_json)


@edit.command("source")
@text_argument("source", "SOURCE")
@text_option("--title", "TITLE", "The new title.")
@text_option("--url", "ADDRESS", "The new web address; the site follows it. none removes both.")
@text_option("--date", "DATE", "When it was published; none removes the date.")
@reason_option
@json_option
@database_option
def edit_source(
    source: str,
    title: str | None,
    url: str | None,
    date: str | None,
    reason: str,
    as_json: bool,
) -> None:
    """Change a source. SOURCE is its exact title or its number."""
    without_date = is_none(date)
    new = SourceEdit(
        None if title is None else parse_title(title),
        "" if is_none(url) else url and parse_address("address", url),
        None if date is None or without_date else parse_date(date),
        without_date,
    )
    check_not_empty(new != SourceEdit())

    def write(curator: Curator, number: int) -> Awaitable[Saved[SourceId]]:
        return curator.edit_source(SourceId(number), new)

    _change_thing("source", source, write, reason=reason, as_json=as_json)


@click.command()
@text_argument("topic", "TOPIC")
@click.argument("action", metavar="ACTION", type=click.Choice(("add", "remove")))
@text_argument("name", "NAME")
@reason_option
@json_option
@database_option
def alias(topic: str, action: str, name: str, reason: str, as_json: bool) -> None:
    """Add or remove another name of a topic; ACTION is add or remove."""
    typed = parse_name("alias", name)

    def write(curator: Curator, number: int) -> Awaitable[Saved[TopicId]]:
        change = curator.add_alias if action == "add" else curator.remove_alias
        return change(TopicId(number), typed)

    _change_thing("topic", topic, write, reason=reason, as_json=as_json)


@click.group()
def merge() -> None:
    """Merge two topics or two sources into one."""


@merge.command("topic")
@text_argument("from_", "FROM")
@text_argument("into", "INTO")
@reason_option
@json_option
@database_option
def merge_topic(from_: str, into: str, reason: str, as_json: bool) -> None:
    """Move the names, facts, schedules and channels of a topic to another one.

    FROM and INTO are exact names, aliases, or numbers.
    """
    _merge_things("topic", (from_, into), _merge_topics, reason=reason, as_json=as_json)


@merge.command("source")
@text_argument("from_", "FROM")
@text_argument("into", "INTO")
@reason_option
@json_option
@database_option
def merge_source(from_: str, into: str, reason: str, as_json: bool) -> None:
    """Move the facts of a source to another one.

    FROM and INTO are exact titles or numbers.
    """
    _merge_things("source", (from_, into), _merge_sources, reason=reason, as_json=as_json)


def _merge_topics(curator: Curator, number: int, into: int) -> Awaitable[Saved[TopicId]]:
    return curator.merge_topics(TopicId(number), TopicId(into))


def _merge_sources(curator: Curator, number: int, into: int) -> Awaitable[Saved[SourceId]]:
    return curator.merge_sources(SourceId(number), SourceId(into))


def _change_thing(thing: str, words: str, change: Change, *, reason: str, as_json: bool) -> None:
    """Change the topic or source that some words name, and confirm it."""

    async def write(store: CurationStore) -> WrittenChange[int]:
        found = await find_thing(store, thing, words)
        return await write_change(
            store, found.library, reason, lambda curator: change(curator, found.id)
        )

    _print_thing(thing, run_with_known_store(write), as_json=as_json)


def _merge_things(
    thing: str, pair: tuple[str, str], merge_pair: MergePair, *, reason: str, as_json: bool
) -> None:
    """Merge the first of two topics or sources into the second one, and confirm it."""

    async def write(store: CurationStore) -> WrittenChange[int]:
        found = await find_thing(store, thing, pair[0])
        into = await find_thing(store, thing, pair[1], viewer=found.library)
        return await write_change(
            store, found.library, reason, lambda curator: merge_pair(curator, found.id, into.id)
        )

    _print_thing(thing, run_with_known_store(write), as_json=as_json)


def _print_thing(thing: str, change: WrittenChange[int], *, as_json: bool) -> None:
    print_change(change, {thing: change.result}, as_json=as_json)
