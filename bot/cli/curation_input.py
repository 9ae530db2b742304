"""Options of the commands that change a library, and what they mean."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import reduce
from typing import Any, Final, TypeVar

import click

from bot.cli.error_messages import TERMINAL_VOICE
from bot.cli.output.safe_text import say
from facts.curation.form_input import (
    SourceInput,
    TopicInput,
    parse_address,
    parse_author,
    parse_date,
    parse_kind,
    parse_title,
    parse_topic_names,
)
from facts.library.filters import parse_id
from facts.model.entities import KINDS, LARGEST_ID, Kind, SourceId, TopicId
from facts.text.typed_text import has_unsafe_characters

Command = TypeVar("Command", bound=Callable[..., object])
Typed = str | tuple[str, ...] | None


def warn_if_unsafe(_: click.Context, option: click.Parameter, typed: Typed) -> Typed:
    """Tell the user if parts of what was typed are not stored."""
    texts = (typed,) if isinstance(typed, str) else typed or ()
    if any(map(has_unsafe_characters, texts)):
        say(f"{option.opts[0]}: characters that do not show were left out.")
    return typed


ID: Final = click.IntRange(1, LARGEST_ID)


def text_argument(name: str, metavar: str) -> Callable[[Any], Any]:
    """Return an argument that takes a text."""
    return click.argument(name, metavar=metavar, callback=warn_if_unsafe)


def text_option(name: str, metavar: str, what: str, **settings: Any) -> Callable[[Any], Any]:  # noqa: ANN401 (click declares it so)
    """Return an option that takes a text."""
    return click.option(name, metavar=metavar, help=what, callback=warn_if_unsafe, **settings)


reason_option: Final = text_option(
    "--reason", "TEXT", "Why; the history shows it.", default="", show_default=False
)
phrasing_option: Final = text_option(
    "--phrasing",
    "QUESTION",
    "A question that the fact answers, as users ask it. May be repeated.",
    multiple=True,
)
_SOURCE_OPTIONS: Final = (
    text_option("--source-title", "TITLE", "Title of the source, or the number of a known one."),
    text_option("--url", "ADDRESS", "Web address of the source."),
    text_option("--author", "NAMES", "Authors of the source."),
    text_option("--date", "DATE", "When the source was published: 2026-03-15, Mar 2026 or 2026."),
)


def source_options(command: Command) -> Command:
    """Add the options that describe one source."""
    return reduce(lambda inner, option: option(inner), reversed(_SOURCE_OPTIONS), command)


def read_source(
    source_title: str | None, url: str | None, author: str | None, date: str | None
) -> SourceInput | None:
    """Return the source that the options describe, or None. Raises InputInvalid."""
    if source_title is None and url is None:
        if author is None and date is None:
            return None
        raise click.UsageError("Name the source too: --source-title, --url, or both.")
    title = None if source_title is None else parse_title(source_title)
    address = None if url is None else parse_address("address", url)
    published = None if date is None else parse_date(date)
    number = None if title is None or address or published else parse_id(title)
    return SourceInput(
        title,
        address,
        parse_author(author or ""),
        published,
        number=SourceId(number) if number else None,
    )


def read_topics(names: Sequence[str]) -> tuple[TopicInput, ...]:
    """Return topics by name or number; “(challenges)” after one is a stance."""
    return tuple(_with_number(each) for each in parse_topic_names(names))


def _with_number(topic: TopicInput) -> TopicInput:
    number = parse_id(topic.name)
    return replace(topic, number=TopicId(number)) if number else topic


def read_kind(text: str) -> Kind:
    """Return a kind; a note says if it is none of the known ones."""
    kind = parse_kind(text)
    if kind not in KINDS:
        known = ", ".join(KINDS)
        say(f"Note: {TERMINAL_VOICE.quote(kind)} is none of the known kinds: {known}.")
    return kind


def is_none(text: str | None) -> bool:
    """Return whether an option removes a value: “none” or an empty text."""
    return text is not None and text.strip().lower() in ("", "none")


def check_not_empty(has_options: bool) -> None:
    """Raise a usage error for a change without any option that says what to change."""
    if not has_options:
        raise click.UsageError("Nothing to change: name at least one new value. See --help.")
