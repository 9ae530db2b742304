"""A server with curators: the manager, who can add facts through forms."""

from typing import Any

from simcord.actors import MemberActor
from simcord.results import InteractionResult

from tests.support.world import Answer, World, buttons, message_of, press

NAPS_FACT = {
    "fact": "Naps after lunch are the most restful.",
    "topics": "power naps",
    "source": "The Siesta Report\nhttps://siesta.example/report",
    "authors": "Ann Lee, 2026-03",
    "kind": ["claim"],
}


async def add_fact(
    world: World, actor: MemberActor | None = None, /, **changed: str
) -> InteractionResult:
    """Add a fact with the form, and return the answer."""
    actor = actor or world.manager
    shown = await actor.slash(world.channel, "library add")
    return await actor.submit_modal(shown, NAPS_FACT | changed)


async def fill(
    actor: MemberActor, shown: InteractionResult, **changed: str | list[str]
) -> InteractionResult:
    """Submit a form with what it shows, but for some fields."""
    return await actor.submit_modal(shown, form_values(shown) | changed)


def form_values(shown: InteractionResult) -> dict[str, Any]:
    """Return what a form shows, by field."""
    assert shown.modal is not None, "there was no form"
    return {
        field["custom_id"]: _value(field)
        for part in shown.modal["components"]
        for field in (part["component"],)
    }


def _value(field: dict[str, Any]) -> str | list[str]:
    if "options" in field:
        return [each["value"] for each in field["options"] if each.get("default")]
    value: str = field.get("value", "")
    return value


async def open_panel(actor: MemberActor, answer: Answer) -> InteractionResult:
    """Press *More…*, and return the panel."""
    return await press(actor, answer, "More…")


def label_starting(answer: Answer, start: str) -> str:
    """Return the label of the button that starts with a text."""
    (label,) = [each for each in buttons(message_of(answer)) if each.startswith(start)]
    return label
