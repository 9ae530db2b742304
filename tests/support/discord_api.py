"""Checks of requests against Discord's limits and its official API description.

The description is Discord's own file (MIT). It is not part of the project, so tests use it only
where it is available.
"""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import jsonschema_rs

from bot.discord_api import limits
from bot.ui.text_fit import measure
from tests.support.builders import SHARED_FILES

DESCRIPTION = SHARED_FILES / "discord" / "openapi.json"
_ROW_BUTTONS = 5
_COMPONENTS_V2 = 1 << 15
_BUTTON, _MENU, _ROW, _TEXT = 2, 3, 1, 10
_LINK = 5

Json = dict[str, Any]


def faults(message: Json) -> list[str]:
    """Return the limits that a message of components breaks."""
    parts = list(_walk(message["components"]))
    texts = [part["content"] for part in parts if part["type"] == _TEXT]
    ids = [part["custom_id"] for part in parts if "custom_id" in part]
    found = {
        "components": len(parts) > limits.COMPONENTS,
        "text in all": sum(map(measure, texts)) > limits.TEXT_TOTAL,
        "empty text": not all(text.strip() for text in texts),
        "repeated id": len(ids) != len(set(ids)),
        "id's length": any(not 1 <= measure(each) <= limits.CUSTOM_ID for each in ids),
        "flag": not message.get("flags", 0) & _COMPONENTS_V2,
        "content beside": bool(message.get("content") or message.get("embeds")),
    }
    return [name for name, wrong in found.items() if wrong] + [
        fault for part in parts for fault in _faults_of(part)
    ]


def _faults_of(part: Json) -> Iterator[str]:
    if part["type"] == _ROW:
        kinds = [below["type"] for below in part["components"]]
        if kinds != [_MENU] and not (kinds and kinds == [_BUTTON] * len(kinds[:_ROW_BUTTONS])):
            yield f"row of {kinds}"
    if part["type"] == _BUTTON:
        if not 1 <= measure(part["label"].strip()) <= limits.BUTTON_LABEL:
            yield "button's label"
        if ("url" in part) == ("custom_id" in part) or ("url" in part) != (part["style"] == _LINK):
            yield "button's aim"
    if part["type"] == _MENU:
        yield from _faults_of_menu(part)


def _faults_of_menu(menu: Json) -> Iterator[str]:
    options = menu["options"]
    found = {
        "number of options": not 1 <= len(options) <= limits.OPTIONS,
        "placeholder": measure(menu["placeholder"]) > limits.PLACEHOLDER,
        "repeated value": len({option["value"] for option in options}) != len(options),
        "two chosen": sum(bool(option.get("default")) for option in options) > 1,
    }
    yield from (name for name, wrong in found.items() if wrong)
    for option in options:
        if not 1 <= measure(option["label"].strip()) <= limits.OPTION_LABEL:
            yield "option's label"
        if not 1 <= measure(option["value"]) <= limits.OPTION_VALUE:
            yield "option's value"
        description = option.get("description")
        if description is not None and not 1 <= measure(description) <= limits.OPTION_DESCRIPTION:
            yield "option's description"


def _walk(components: list[Json]) -> Iterator[Json]:
    for part in components:
        yield part
        yield from _walk(part.get("components", []))
        if "accessory" in part:
            yield from _walk([part["accessory"]])


def misfits(schema: str, body: object) -> list[str]:
    """Return where a request's body does not match a schema."""
    return [
        f"{error.instance_path}: {error.message[:300]}"
        for error in _validator(schema).iter_errors(body)
    ]


@cache
def _validator(schema: str) -> Any:  # noqa: ANN401 (jsonschema_rs is untyped)
    description = json.loads(DESCRIPTION.read_text("utf-8"))["components"]
    components = _close_schema(description, inside_all_of=False)
    entry = {"$ref": f"#/components/schemas/{schema}", "components": components}
    return jsonschema_rs.Draft202012Validator(entry)


def _close_schema(schema: Any, *, inside_all_of: bool) -> Any:  # noqa: ANN401 (JSON)
    """Refuse unknown keys, so that a misspelled one does not pass."""
    if isinstance(schema, list):
        return [_close_schema(each, inside_all_of=inside_all_of) for each in schema]
    if not isinstance(schema, dict):
        return schema
    below = {key: _close_schema(each, inside_all_of=key == "allOf") for key, each in schema.items()}
    if isinstance(schema.get("properties"), dict) and not inside_all_of:
        below.setdefault("additionalProperties", False)
    return below
