"""Download of the files that a user attached to a form."""

import asyncio
from collections.abc import Sequence
from typing import Any, Final

import discord

from bot.curation.files.errors import DownloadFailed, FilesMissing, FilesTooLarge
from bot.discord_api.errors import OUTAGES
from bot.discord_api.modal_values import ModalAttachment, read_attachments
from facts.curation.uploads import UploadedFile
from facts.text.typed_text import clean_line

_SECONDS: Final = 60.0
"""For all files together; Discord's servers send a megabyte in a fraction of a second."""


async def download_files(
    interaction: discord.Interaction[Any], max_bytes: int
) -> tuple[UploadedFile, ...]:
    """Return the files of a submitted form.

    Raises FilesMissing, FilesTooLarge or DownloadFailed.
    """
    attached = read_attachments(interaction)
    if not attached:
        raise FilesMissing
    if sum(each.size for each in attached) > max_bytes:
        raise FilesTooLarge(max_bytes)
    files = await _download_all(interaction.client.http, attached)
    if sum(len(each.content) for each in files) > max_bytes:  # Discord has named other sizes
        raise FilesTooLarge(max_bytes)
    return files


async def _download_all(
    http: discord.http.HTTPClient, attached: Sequence[ModalAttachment]
) -> tuple[UploadedFile, ...]:
    files, name = [], ""
    try:
        async with asyncio.timeout(_SECONDS):
            for each in attached:
                name = clean_line(each.name) or "file"
                files.append(UploadedFile(name, await http.get_from_cdn(each.url)))
    except OUTAGES as error:
        raise DownloadFailed(name) from error
    return tuple(files)
