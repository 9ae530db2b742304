"""The form of an import: its fields, and what the user says with them."""

from collections.abc import Mapping
from typing import Any, Final

import discord
from discord import ui

from bot.curation.files.queries import ImportForm
from bot.queries.query import RenderContext
from bot.ui.controls import modal
from facts.curation import form_input
from facts.curation.errors import InputInvalid
from facts.importers.file_format import ReadOptions
from facts.importers.source_option import parse_source_option
from facts.text.typed_text import clean_line

MAX_FILES: Final = 10
"""Files that one field of a form takes (Discord's limit)."""
FILES: Final = "files"
SOURCE: Final = "source"
TOPICS: Final = "topics"
CHOICES: Final = "choices"
SKIP_BAD: Final = "skip bad"
_WITH_NOTES: Final = "with notes"
_CHOICES: Final = {
    SKIP_BAD: "Leave out bad entries",
    _WITH_NOTES: "Take notes and abstracts of a bibliography as facts",
}
_SOURCE_LENGTH: Final = 300
_TOPICS_LENGTH: Final = 1_000


def build_import_form(context: RenderContext, megabytes: int) -> ui.Modal:
    """Return the form; the files may have so many megabytes together."""
    upload: ui.FileUpload[Any] = ui.FileUpload(
        custom_id=FILES, min_values=1, max_values=MAX_FILES, required=True
    )
    fields: list[ui.Label[Any]] = [
        ui.Label(
            text="Files",
            description=f"At most {MAX_FILES}, together {megabytes} MB: tables, notes, JSON …",
            component=upload,
        ),
        ui.Label(
            text="One source for all",
            description="Its title, its address, or both; for facts that name no source",
            component=_text_input(SOURCE, _SOURCE_LENGTH),
        ),
        ui.Label(
            text="Topics",
            description="In place of the topics in the files; commas between several",
            component=_text_input(TOPICS, _TOPICS_LENGTH),
        ),
        ui.Label(text="Options", component=_checkboxes()),
    ]
    return modal("Import files", ImportForm(), context, fields)


def read_options(values: Mapping[str, str]) -> ReadOptions:
    """Return how the files are read. Raises InputInvalid."""
    typed = clean_line(values.get(SOURCE, ""))
    source = parse_source_option(typed) if typed else None
    if typed and source is None:
        raise InputInvalid("source", "has no letter or digit", typed)
    topics = form_input.parse_topics(values.get(TOPICS, ""))
    return ReadOptions(
        tuple(dict.fromkeys(each.name for each in topics)), source, has_choice(values, _WITH_NOTES)
    )


def has_choice(values: Mapping[str, str], choice: str) -> bool:
    """Return whether an option of the form was ticked."""
    return choice in values.get(CHOICES, "").split("\n")


def _text_input(field: str, limit: int) -> "ui.TextInput[Any]":
    return ui.TextInput(custom_id=field, required=False, max_length=limit)


def _checkboxes() -> "ui.CheckboxGroup[Any]":
    options = [
        discord.CheckboxGroupOption(label=label, value=value) for value, label in _CHOICES.items()
    ]
    return ui.CheckboxGroup(custom_id=CHOICES, options=options, required=False, min_values=0)
