"""The values that a user submits with a modal."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import discord

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ModalAttachment:
    """A file that a user attached to a modal; `size` is in bytes."""

    name: str
    size: int
    url: str


def read_modal(interaction: discord.Interaction[Any]) -> tuple[str, dict[str, str]]:
    """Return a modal's custom_id, and its values by field.

    A field is named by its own custom_id. A field with several values has them separated by line
    breaks. See https://docs.discord.com/developers/interactions/receiving-and-responding.
    """
    data: Json = interaction.data or {}
    fields = _iter_fields(data.get("components", ()))
    return str(data.get("custom_id", "")), {str(each["custom_id"]): _value(each) for each in fields}


def read_attachments(interaction: discord.Interaction[Any]) -> tuple[ModalAttachment, ...]:
    """Return the files of a modal's one upload field, in the user's order."""
    data: Json = interaction.data or {}
    resolved = data.get("resolved", {}).get("attachments", {})
    return tuple(
        ModalAttachment(str(each["filename"]), int(each["size"]), str(each["url"]))
        for field in _iter_fields(data.get("components", ()))
        for each in (resolved.get(str(value)) for value in field.get("values", ()))
        if each
    )


def _iter_fields(components: Any) -> Iterator[Json]:  # noqa: ANN401 (JSON)
    for each in components:
        if "custom_id" in each:
            yield each
        yield from _iter_fields(each.get("components", ()))
        if "component" in each:  # a label has one
            yield from _iter_fields((each["component"],))


def _value(field: Json) -> str:
    if "values" in field:
        return "\n".join(map(str, field["values"]))
    return str(field.get("value") or "")
