"""Handler of `/library export`: the server's own library as a file."""

import datetime
import re
import unicodedata
from collections.abc import Mapping
from functools import partial
from typing import Final

from discord import ui

from bot.cards.miss import DISCORD_VOICE
from bot.curation.context import CurationContext
from bot.curation.files.errors import ExportTooLarge, NothingToExport
from bot.curation.requests import ExportLibrary
from bot.curation.typed_things import pick_topic
from bot.ui.layout import Response, card, heading
from facts.citations.bibliography import Document
from facts.curation.library_export import export_library
from facts.exporters.formats import find_export_format
from facts.library.library import Library
from facts.model.entities import LibraryId, TopicId
from facts.store.library_store import Snapshot

_OWN: Final = "Only what this server has added is in it, not the facts of the shared library."
_NOTES: Final[Mapping[str, str]] = {
    "jsonl": "`/library import` reads it again without loss.",
    "kt-json": "Knowledge Tree and `/library import` read it.",
    "csv": "A spreadsheet opens it, and `/library import` reads it again.",
    "markdown": "You can edit it as notes, and `/library import` reads it again.",
    "bibtex": "It lists the sources, for LaTeX and reference managers; facts are not in it.",
    "ris": "It lists the sources, for reference managers; facts are not in it.",
    "csl-json": "It lists the sources, for citation processors; facts are not in it.",
}
"""What a file is good for, by the name of its format."""
_OTHER: Final = re.compile("[^a-z0-9]+")
_NAME: Final = 40
"""Characters of the server's or topic's name in the name of a file, at most."""


class ExportText:
    """Collects an export up to a number of bytes."""

    def __init__(self, limit: int) -> None:
        self._left = limit
        self._pieces: list[str] = []

    def write(self, piece: str) -> None:
        """Take the next piece. Raises OverflowError beyond the limit."""
        self._left -= len(piece.encode())
        if self._left < 0:
            raise OverflowError
        self._pieces.append(piece)

    @property
    def text(self) -> str:
        """Everything that was written."""
        return "".join(self._pieces)


async def send_export(request: ExportLibrary, context: CurationContext) -> Response:
    """Answer with the server's library in a file.

    Raises NothingToExport or ExportTooLarge.
    """
    await context.require_curator()
    library, topic, name = context.library, None, ""
    if request.topic:
        topic, name = await _resolve_topic(request.topic, context)
    if not await context.store.read_apart(library, partial(_has_contents, topic)):
        raise NothingToExport(name)
    export_format = find_export_format(request.format)
    limit = context.interaction.filesize_limit
    export = ExportText(limit)
    try:
        await export_library(context.store, library, topic, export_format, export.write)
    except OverflowError:
        raise ExportTooLarge(limit, library, of_topic=bool(topic)) from None
    place = context.interaction.guild.name if context.interaction.guild else ""
    file = name_file(name or place, library, context.now.date()) + export_format.suffix
    what = f"The facts on {DISCORD_VOICE.quote(name)}" if name else "The library of this server"
    title = heading(f"{what} as {export_format.title}", _OWN, _NOTES[export_format.name])
    # the file is on the card only where a component names it
    shown = card(title, ui.File(f"attachment://{file}"))
    return Response(shown, files=(Document(file, export.text),))


async def _resolve_topic(typed: str, context: CurationContext) -> tuple[TopicId, str]:
    def resolve(library: Library) -> tuple[TopicId, str]:
        topic = pick_topic(typed, library)
        return topic, library.topic_names((topic,))[topic]

    return await context.read(resolve)


def _has_contents(topic: TopicId | None, snapshot: Snapshot) -> bool:
    contents = snapshot.contents
    if next(iter(contents.iter_facts(topic)), None):
        return True
    return topic is None and any(
        next(iter(each), None) for each in (contents.iter_topics(), contents.iter_lone_sources())
    )


def name_file(name: str, library: LibraryId, day: datetime.date) -> str:
    """Return the name of a file without its ending: letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", name).lower()
    plain = "".join(each for each in plain if not unicodedata.combining(each))
    slug = _OTHER.sub("-", plain)[:_NAME].strip("-") or str(library)
    return f"footnote-{slug}-{day}"
