"""Commands that read: each answers from one snapshot of the library."""

import sys
from collections.abc import Callable, Iterable
from random import randrange
from typing import Final, TypeVar

import click

from bot.cli.main import database_option, json_option, run_with_library
from bot.cli.output import json_shapes, text_shapes
from bot.cli.output.json_shapes import Json
from bot.cli.output.renderer import find_screen, render
from bot.cli.output.safe_text import say
from bot.cli.output.text_shapes import OutputBlock
from facts.library.answers import TopicAnswer
from facts.library.filters import parse_selection
from facts.library.library import Library
from facts.model.entities import LARGEST_ID, Fact
from facts.model.random_order import SEED_COUNT
from facts.model.results import Match, SourceSummary
from facts.model.selection import Selection, Slice
from facts.text.normalize import replace_surrogates

Answer = TypeVar("Answer")
Command = TypeVar("Command", bound=Callable[..., object])


def _option(name: str, what: str) -> Callable[[Command], Command]:
    help_ = f"Only facts {what}."
    return click.option(f"--{name}", type=replace_surrogates, metavar=name.upper(), help=help_)


topic_option: Final = _option("topic", "on this topic")
kind_option: Final = _option("kind", "of this kind")
site_option: Final = _option("site", "from this site")


@click.command()
@click.argument("name", type=replace_surrogates)
@kind_option
@site_option
@json_option
@database_option
def topic(name: str, kind: str | None, site: str | None, as_json: bool) -> None:
    """Show a topic with its facts, grouped by source.

    NAME may be an alias, a misspelling, or the words in another order.
    """

    def ask(library: Library) -> TopicAnswer:
        return library.topic(_build_selection(library, name, kind, site))

    answer = run_with_library(ask)
    _print_answer(answer, json_shapes.topic if as_json else None, text_shapes.topic)


@click.command()
@json_option
@database_option
def topics(as_json: bool) -> None:
    """List all topics, those with the most facts first."""
    answer = run_with_library(Library.topics)
    _print_answer(answer.topics, json_shapes.topics if as_json else None, text_shapes.topics)


@click.command()
@topic_option
@site_option
@json_option
@database_option
def sources(topic: str | None, site: str | None, as_json: bool) -> None:
    """List the sources, those with the most facts first."""

    def ask(library: Library) -> tuple[SourceSummary, ...]:
        return library.sources(_build_selection(library, topic, site=site)).sources

    _print_answer(
        run_with_library(ask), json_shapes.sources if as_json else None, text_shapes.sources
    )


@click.command()
@click.argument("text", type=replace_surrogates)
@click.option("--limit", type=click.IntRange(1), default=10, show_default=True, help="How many.")
@json_option
@database_option
def search(text: str, limit: int, as_json: bool) -> None:
    """Find facts by their words, best first; misspelled words are corrected.

    Put -- before a TEXT that starts with a hyphen.
    """
    answer = run_with_library(lambda library: library.search(text, part=Slice(limit=limit)))
    _print_answer(answer.hits, json_shapes.hits if as_json else None, text_shapes.hits)


@click.command()
@topic_option
@kind_option
@site_option
@click.option("--seed", type=int, help="The same number picks the same fact.")
@json_option
@database_option
def random(
    topic: str | None, kind: str | None, site: str | None, seed: int | None, as_json: bool
) -> None:
    """Show a random fact."""
    chance = seed % SEED_COUNT if seed is not None else randrange(SEED_COUNT)  # noqa: S311 (no secret)

    def ask(library: Library) -> Fact:
        return library.draw(chance, _build_selection(library, topic, kind, site)).fact

    _print_answer(run_with_library(ask), json_shapes.fact if as_json else None, text_shapes.fact)


@click.command()
@click.argument("number", metavar="ID", type=click.IntRange(1, LARGEST_ID))
@json_option
@database_option
def fact(number: int, as_json: bool) -> None:
    """Show one fact with all its sources and topics."""
    answer = run_with_library(lambda library: library.fact(number))
    _print_answer(answer, json_shapes.fact if as_json else None, text_shapes.fact)


def _build_selection(
    library: Library, name: str | None, kind: str | None = None, site: str | None = None
) -> Selection:
    if name is None:
        return parse_selection(None, kind, site)
    match = library.find(name)
    _warn_if_guessed(name, match)
    return parse_selection(match.topic, kind, site)


def _warn_if_guessed(name: str, match: Match) -> None:
    if not match.is_exact:
        say(f"No topic is named “{name}”; this is the nearest, “{match.name}”.")


def _print_answer(
    answer: Answer,
    shape: Callable[[Answer], Json | list[Json]] | None,
    block: Callable[[Answer], Iterable[OutputBlock]],
) -> None:
    if shape:
        click.echo(json_shapes.dump_json(shape(answer)))
    else:
        sys.stdout.writelines(render(block(answer), find_screen()))
        sys.stdout.flush()
