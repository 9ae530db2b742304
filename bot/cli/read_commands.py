"""Commands that read: each answers from one snapshot of the library."""

import datetime
from collections.abc import Callable
from random import randrange
from typing import Final, TypeVar

import click

from bot.cli.main import database_option, json_option, read_server_option, run_with_library
from bot.cli.output import json_shapes, text_shapes
from bot.cli.output.renderer import print_answer
from bot.cli.output.safe_text import say
from facts.library.answers import SearchAnswer, TopicAnswer
from facts.library.filters import parse_id, parse_selection
from facts.library.library import Library
from facts.model.entities import LARGEST_ID, Fact, LibraryId, TopicId
from facts.model.errors import NotFoundError, TopicNotFound
from facts.model.random_order import SEED_COUNT
from facts.model.results import Match, SourceSummary
from facts.model.selection import EVERYTHING, Selection, Slice
from facts.questions.source_phrases import date_months
from facts.questions.source_questions import search_sources
from facts.questions.topic_mentions import MAX_LENGTH
from facts.text.normalize import replace_surrogates

Answer = TypeVar("Answer")
Command = TypeVar("Command", bound=Callable[..., object])


def _option(name: str, what: str) -> Callable[[Command], Command]:
    help_ = f"Only facts {what}."
    return click.option(f"--{name}", type=replace_surrogates, metavar=name.upper(), help=help_)


topic_option: Final = _option("topic", "on this topic")
kind_option: Final = _option("kind", "of this kind")
site_option: Final = _option("site", "from this site")
author_option: Final = _option("author", "by this person or organisation")


@click.command()
@click.argument("name", type=replace_surrogates)
@kind_option
@site_option
@author_option
@read_server_option
@json_option
@database_option
def topic(
    name: str,
    kind: str | None,
    site: str | None,
    author: str | None,
    library: LibraryId,
    as_json: bool,
) -> None:
    """Show a topic with its facts, grouped by source.

    NAME may be an alias, a number, a misspelling, or the words in another order.
    """

    def ask(seen: Library) -> TopicAnswer:
        return seen.topic(_build_selection(seen, name, kind, site, author))

    answer = run_with_library(library, ask)
    print_answer(answer, json_shapes.topic, text_shapes.topic, as_json=as_json)


@click.command()
@read_server_option
@json_option
@database_option
def topics(library: LibraryId, as_json: bool) -> None:
    """List all topics, those with the most facts first."""
    answer = run_with_library(library, Library.topics)
    print_answer(answer.topics, json_shapes.topics, text_shapes.topics, as_json=as_json)


@click.command()
@click.argument("query", type=replace_surrogates, required=False)
@topic_option
@site_option
@author_option
@read_server_option
@json_option
@database_option
def sources(
    query: str | None,
    topic: str | None,
    site: str | None,
    author: str | None,
    library: LibraryId,
    as_json: bool,
) -> None:
    """List the sources, those with the most facts first, or find some.

    QUERY is a title, an address, a DOI, an arXiv number, an author or a year. Those that match best
    come first.
    """

    def ask(seen: Library) -> tuple[SourceSummary, ...]:
        selection = _build_selection(seen, topic, site=site, author=author)
        if not query or not query.strip():
            return seen.sources(selection).sources
        found = seen.citations.find_sources(query, selection)
        if found.is_clear:
            return found.sources[:1]
        return seen.sources(found.selection).sources if found.selection else found.sources

    print_answer(
        run_with_library(library, ask),
        json_shapes.sources,
        text_shapes.sources,
        as_json=as_json,
    )


@click.command()
@click.argument("text", type=replace_surrogates)
@topic_option
@kind_option
@site_option
@author_option
@click.option("--limit", type=click.IntRange(1), default=10, show_default=True, help="How many.")
@read_server_option
@json_option
@database_option
def search(
    text: str,
    topic: str | None,
    kind: str | None,
    site: str | None,
    author: str | None,
    limit: int,
    library: LibraryId,
    as_json: bool,
) -> None:
    """Find facts by their words, best first; misspelled words are corrected.

    An empty TEXT ("") lists the facts that were added last. Put -- before a TEXT that starts with a
    hyphen.
    """

    def ask(seen: Library) -> SearchAnswer:
        selection, part = _build_selection(seen, topic, kind, site, author), Slice(limit=limit)
        today = datetime.datetime.now(datetime.UTC).date()
        if selection == EVERYTHING and (
            found := search_sources(seen, date_months(text[:MAX_LENGTH], today), part)
        ):
            return found
        return seen.search(text, selection, part)

    try:
        answer = run_with_library(library, ask)
    except NotFoundError:
        if as_json:
            click.echo(json_shapes.dump_json([]))
        raise
    if answer.corrected:
        say(text_shapes.describe_corrections(answer.corrected))
    print_answer(answer.hits, json_shapes.hits, text_shapes.hits, as_json=as_json)


@click.command()
@topic_option
@kind_option
@site_option
@author_option
@click.option("--seed", type=int, help="The same number picks the same fact.")
@read_server_option
@json_option
@database_option
def random(
    topic: str | None,
    kind: str | None,
    site: str | None,
    author: str | None,
    seed: int | None,
    library: LibraryId,
    as_json: bool,
) -> None:
    """Show a random fact."""
    chance = seed % SEED_COUNT if seed is not None else randrange(SEED_COUNT)  # noqa: S311 (no secret)

    def ask(seen: Library) -> Fact:
        return seen.draw(chance, _build_selection(seen, topic, kind, site, author)).fact

    print_answer(
        run_with_library(library, ask), json_shapes.fact, text_shapes.fact, as_json=as_json
    )


@click.command()
@click.argument("number", metavar="ID", type=click.IntRange(1, LARGEST_ID))
@read_server_option
@json_option
@database_option
def fact(number: int, library: LibraryId, as_json: bool) -> None:
    """Show one fact with all its sources and topics."""
    answer = run_with_library(library, lambda seen: seen.fact(number))
    print_answer(answer, json_shapes.fact, text_shapes.fact, as_json=as_json)


def _build_selection(
    library: Library,
    name: str | None,
    kind: str | None = None,
    site: str | None = None,
    author: str | None = None,
) -> Selection:
    topic = None if name is None else _find_topic(library, name)
    return parse_selection(topic, kind, site, author=author)


def _find_topic(library: Library, name: str) -> TopicId:
    """Return the topic with this name, or else with this number, or else the nearest."""
    number = TopicId(parse_id(name) or 0)
    is_number = library.has_topic(number)
    try:
        match = library.find(name)
    except TopicNotFound:
        if is_number:
            return number
        raise
    if is_number and not match.is_exact:
        return number
    _warn_if_guessed(name, match)
    return match.topic


def _warn_if_guessed(name: str, match: Match) -> None:
    if not match.is_exact:
        say(f"No topic is named “{name}”; this is the nearest, “{match.name}”.")
