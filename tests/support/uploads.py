"""Imports in the simulated Discord: files to upload, and the form that takes them."""

import sqlite3
from contextlib import closing
from typing import Any

from simcord.actors import MemberActor
from simcord.results import InteractionResult

from tests.support.builders import dump
from tests.support.world import World, text_of

CSV = (
    b"fact,topic,source,link\n"
    b"Owls hunt at night in old barns and quiet woods.,owls,Owl Weekly,https://owls.example/1\n"
    b"Owls turn their heads far.,owls,Owl Weekly,https://owls.example/1\n"
)
BAD_CSV = CSV + b"Owls have no source.,owls,,\n"
REWORDED_CSV = CSV.replace(b"at night", b"at dusk and night")


async def upload(
    world: World,
    *files: tuple[str, bytes],
    actor: MemberActor | None = None,
    **values: Any,  # noqa: ANN401 (texts and lists of ticked options)
) -> InteractionResult:
    """Submit the import form, and return the preview."""
    actor = actor or world.manager
    shown = await actor.slash(world.channel, "library import")
    given: dict[str, Any] = {"files": list(files or (("owls.csv", CSV),)), **values}
    return await actor.submit_modal(shown, given)


def count_uploads(path: str) -> int:
    with closing(sqlite3.connect(path)) as connection:
        (count,) = connection.execute("SELECT count(*) FROM upload").fetchone()
        return int(count)


def without_uploads(path: str) -> list[str]:
    """Return all that a database holds, apart from uploads and ids of interactions."""
    ignored = ('"upload', '"interaction"', '"sqlite_sequence"')
    return [line for line in dump(path) if not any(f"INTO {name}" in line for name in ignored)]


async def search(world: World, text: str) -> str:
    return text_of(await world.reader.slash(world.channel, "search", text=text))
