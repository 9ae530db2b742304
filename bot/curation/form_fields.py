"""The forms of curation: their fields, and what they hold at first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import discord
from discord import ui

from bot.curation.errors import FormTooLong
from bot.curation.queries import (
    AnyForm,
    CitationForm,
    FactForm,
    NewFactForm,
    PhrasingsForm,
    RemovalForm,
    SourceForm,
    TopicForm,
)
from bot.discord_api.limits import LABEL_DESCRIPTION
from bot.queries.query import RenderContext
from bot.ui.controls import modal
from bot.ui.text_fit import measure, plain_text, truncate
from facts.curation.form_input import MAX_TEXT
from facts.model.entities import KINDS, Citation, Fact, Source, Topic

Values = Mapping[str, str]
_LINE: Final = 300
_KIND: Final = "kind"


@dataclass(frozen=True, slots=True)
class FormField:
    """A text field of a form: its custom_id, its label and a hint below it."""

    id: str
    label: str
    hint: str = ""
    is_long: bool = False
    required: bool = False
    limit: int = MAX_TEXT


@dataclass(frozen=True, slots=True)
class FormLayout:
    """The title of a form and its fields, at most five (Discord's limit)."""

    title: str
    fields: tuple[FormField, ...]
    has_kind: bool = False


_FACT: Final = FormField("fact", "Fact", "One statement, in full sentences", True, True)
_TOPICS: Final = FormField(
    "topics", "Topics", "None, or some with commas between. A stance can follow: RAG (challenges)"
)
_SOURCE: Final = FormField(
    "source", "Source", "Its title, its address, or both on two lines", True, True
)
_AUTHORS: Final = FormField(
    "authors", "Authors and date", "Ann Lee, Bo Chen, 2026-03-15", limit=_LINE
)
LAYOUTS: Final[Mapping[type[AnyForm], FormLayout]] = {
    NewFactForm: FormLayout("Add a fact", (_FACT, _TOPICS, _SOURCE, _AUTHORS), has_kind=True),
    FactForm: FormLayout(
        "Edit a fact",
        (
            _FACT,
            _TOPICS,
            FormField(
                "source",
                "Sources",
                "Title and address of each; an empty line between two",
                True,
                True,
            ),
            FormField("authors", "Authors", "One line for each source, in the same order", True),
        ),
        has_kind=True,
    ),
    TopicForm: FormLayout(
        "Edit a topic",
        (
            FormField("name", "Name", "The old name becomes an alias", required=True, limit=_LINE),
            FormField("aliases", "Also known as", "Separated by commas"),
            FormField("definition", "Definition", is_long=True),
        ),
    ),
    SourceForm: FormLayout(
        "Edit a source",
        (
            FormField("title", "Title", required=True),
            FormField("address", "Address", "It begins with https://"),
            FormField("date", "Published", "2026-03-15, Mar 2026 or 2026", limit=_LINE),
        ),
    ),
    PhrasingsForm: FormLayout(
        "Also asked as",
        (
            FormField(
                "phrasings",
                "Questions that this fact answers",
                "One on each line, as users ask them. The same question finds the fact at once",
                True,
            ),
        ),
    ),
    CitationForm: FormLayout("Add a source to a fact", (_SOURCE, _AUTHORS)),
    RemovalForm: FormLayout(
        "Remove a fact",
        (FormField("reason", "Reason", "The history keeps it", limit=_LINE),),
    ),
}


_PRIVATE_MESSAGE: Final = replace(
    LAYOUTS[NewFactForm],
    fields=(
        _FACT,
        _TOPICS,
        replace(_SOURCE, hint="Not everyone sees that channel: its name and link are left out"),
        _AUTHORS,
    ),
)


def build_modal(
    query: AnyForm, values: Values, context: RenderContext, *, question: str = ""
) -> ui.Modal:
    """Return the modal of a form with its values filled in. Raises FormTooLong.

    `question` is one that a new fact should answer.
    """
    layout = LAYOUTS[type(query)]
    if isinstance(query, NewFactForm) and query.message and "://" not in values.get("source", ""):
        layout = _PRIVATE_MESSAGE
    if question:
        fact, *others = layout.fields
        hint = truncate(f"It answers: {plain_text(question)}", LABEL_DESCRIPTION)
        layout = replace(layout, fields=(replace(fact, hint=hint), *others))
    fact_id = getattr(query, "fact", 0)
    fields = [text_field(each, values.get(each.id, ""), fact_id) for each in layout.fields]
    if layout.has_kind:
        fields.append(_kind_field(values.get(_KIND, "")))
    return modal(layout.title, query, context, fields)


def fact_values(fact: Fact) -> dict[str, str]:
    """Return what the form of a fact shows at first."""
    topics = (
        f"{link.name} ({link.stance})" if link.stance else link.name for link in fact.topic_links
    )
    return {
        "fact": fact.text,
        "topics": ", ".join(topics),
        "source": "\n\n".join(source_block(each.source) for each in fact.citations),
        "authors": "\n".join(_authors(fact.citations)),
        "kind": fact.kind,
    }


def source_block(source: Source) -> str:
    """Return a source as lines: its title, and its address if known."""
    return f"{source.title}\n{source.url}" if source.url else source.title


def topic_values(topic: Topic) -> dict[str, str]:
    """Return what the form of a topic shows at first."""
    return {
        "name": topic.name,
        "aliases": ", ".join(topic.aliases),
        "definition": topic.definition or "",
    }


def source_values(source: Source) -> dict[str, str]:
    """Return what the form of a source shows at first."""
    date = str(source.published) if source.published else ""
    return {"title": source.title, "address": source.url or "", "date": date}


def _authors(citations: Sequence[Citation]) -> list[str]:
    lines = [each.author or "" for each in citations]
    return lines if any(lines) else []


def text_field(field: FormField, value: str = "", fact: int = 0) -> "ui.Label[Any]":
    """Return a field with its value filled in. Raises FormTooLong with the number of the fact."""
    if measure(value) > field.limit:
        raise FormTooLong(field.id, fact)
    style = discord.TextStyle.paragraph if field.is_long else discord.TextStyle.short
    box: ui.TextInput[Any] = ui.TextInput(
        custom_id=field.id,
        style=style,
        default=value or None,
        required=field.required,
        max_length=field.limit,
    )
    return ui.Label(text=field.label, description=field.hint or None, component=box)


def _kind_field(value: str) -> "ui.Label[Any]":
    kinds = list(KINDS) if value in KINDS or not value else [value, *KINDS]
    options = [
        discord.SelectOption(
            label=kind.capitalize(), value=kind, default=kind == (value or KINDS[0])
        )
        for kind in kinds
    ]
    select: ui.Select[Any] = ui.Select(custom_id=_KIND, options=options, required=False)
    return ui.Label(text="Kind", component=select)
