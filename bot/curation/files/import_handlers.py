"""Handlers of `/library import`: the form, its preview, and what follows it."""

import asyncio
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Final

from discord import ui

from bot.cards.miss import DISCORD_VOICE
from bot.curation.cards import Done, done_card, plain_card
from bot.curation.context import CurationContext
from bot.curation.files import import_form
from bot.curation.files.comparison_text import describe_left_out
from bot.curation.files.download import download_files
from bot.curation.files.errors import ImportsBusy
from bot.curation.files.preview_card import (
    ImportPreview,
    describe_figures,
    preview_card,
    refusal_card,
    retry_card,
)
from bot.curation.files.progress import PROGRESS_AFTER, Progress, show_progress
from bot.curation.files.queries import ApplyImport, CancelImport, ImportForm, PreviewImport
from bot.curation.files.reading_process import Reader, ReadingJob, read_in_process
from bot.curation.files.refusal_text import can_skip, describe_refusal
from bot.curation.files.turns import ImportTurns
from bot.curation.requests import OpenImport
from bot.ui.layout import pluralize, subtext
from facts.curation.curator import Saved
from facts.curation.file_import import (
    FileImport,
    FileImportReport,
    LibraryChanged,
    import_files,
)
from facts.curation.uploads import Upload, UploadGone, UploadId
from facts.importers.input_reading import ReadLimits
from facts.model.errors import FootnoteError
from facts.store.errors import InteractionRepeated, StoreBusy

_MEGABYTE: Final = 1_000_000
_LISTED: Final = 3
"""Names of files in the reason of a change."""
_BUSY: Final = "The library is busy: another program writes to it. Nothing was written."
_ALL_LEFT_OUT: Final = "Nothing was written: all that is new here was left out."
_WHO_SEES: Final = "Everyone on this server sees them; no other server does."


@dataclass(frozen=True, slots=True)
class ImportLimits:
    """What one import in Discord may have, and when a user sees its progress.

    At most `max_compared` new facts are compared with known ones, which takes 3 seconds.
    `read` reads the files, in another process by default.
    """

    max_bytes: int = 8 * _MEGABYTE
    max_facts: int = 20_000
    max_compared: int = 500
    progress_after: float = PROGRESS_AFTER
    read: Reader = read_in_process


DEFAULT_IMPORT_LIMITS: Final = ImportLimits()


@dataclass(slots=True)
class ImportHandlers:
    """Handles imports, one at a time."""

    limits: ImportLimits = DEFAULT_IMPORT_LIMITS
    turns: ImportTurns = field(default_factory=ImportTurns)

    async def open_form(self, _: OpenImport, context: CurationContext) -> ui.Modal:
        """Open the form that takes the files."""
        await context.require_curator()
        megabytes = self.limits.max_bytes // _MEGABYTE
        return import_form.build_import_form(context.render, megabytes)

    async def submit(
        self, _: ImportForm, values: Mapping[str, str], context: CurationContext
    ) -> ui.LayoutView:
        """Keep the files of a form, and show what their import would do."""
        await context.require_curator()
        import_form.read_options(values)
        options = {name: text for name, text in values.items() if name != import_form.FILES}
        files = await download_files(context.interaction, self.limits.max_bytes)
        upload = Upload(context.library, context.user, context.now, options, files)
        try:
            upload = replace(upload, id=await context.store.save_upload(upload))
        except StoreBusy:
            return plain_card(f"{_BUSY} Upload the files again in a minute.")
        skip_bad = import_form.has_choice(values, import_form.SKIP_BAD)
        return await self._preview(PreviewImport(upload.id, skip_bad), upload, context)

    async def preview(self, request: PreviewImport, context: CurationContext) -> ui.LayoutView:
        """Show what the import of kept files would do."""
        await context.require_curator()
        return await self._preview(request, await _load(request.upload, context), context)

    async def apply(self, request: ApplyImport, context: CurationContext) -> ui.LayoutView:
        """Import kept files as one change, if the library is as the preview found it."""
        await context.require_curator()
        with self.turns.claim(request.upload, context.interaction.id):
            upload = await _load(request.upload, context)
            try:
                report = await self._run(request, upload, context)
            except InteractionRepeated:
                raise
            except LibraryChanged as error:
                again = PreviewImport(request.upload, request.skip_bad)
                return await self._preview(again, upload, context, _render(error, context))
            except FootnoteError as error:
                return retry_card(_render(error, context), request, context.render)
            if report.change is None and report.left_out:
                return await _show_preview(request, report, context, _ALL_LEFT_OUT)
            await _delete(request.upload, context)
        return await _finish(report, context)

    async def cancel(self, request: CancelImport, context: CurationContext) -> ui.LayoutView:
        """Delete kept files."""
        self.turns.check(request.upload, context.interaction.id)
        await context.store.delete_upload(context.library, context.user, request.upload)
        return plain_card("Cancelled. Nothing was imported.")

    async def _preview(
        self,
        request: PreviewImport,
        upload: Upload,
        context: CurationContext,
        notice: str = "",
    ) -> ui.LayoutView:
        try:
            report = await self._run(request, upload, context)
        except InteractionRepeated:
            raise
        except (ImportsBusy, StoreBusy) as error:
            return retry_card(_render(error, context), request, context.render)
        except FootnoteError as error:
            files = len(upload.files)
            is_skippable = not request.skip_bad and can_skip(error, files)
            if not is_skippable:
                await _delete(upload.id, context)
            message = describe_refusal(error, files) or _render(error, context)
            return refusal_card(message, upload.id, context.render, can_skip=is_skippable)
        return await _show_preview(request, report, context, notice)

    async def _run(
        self, request: PreviewImport | ApplyImport, upload: Upload, context: CurationContext
    ) -> FileImportReport:
        """Wait for the end of other imports; show the progress of this one."""
        retry = retry_card("The import stopped. Nothing was written.", request, context.render)
        after = self.limits.progress_after
        async with show_progress(context.interaction, after, retry) as progress:
            progress.begin("Waiting for another import …")
            async with self.turns.take(context.library):
                return await self._import(request, upload, context, progress)

    async def _import(
        self,
        request: PreviewImport | ApplyImport,
        upload: Upload,
        context: CurationContext,
        progress: Progress,
    ) -> FileImportReport:
        """Read the files, and write them if the request is to apply them."""
        progress.begin(f"Reading {pluralize(len(upload.files), 'file')} …")
        options = import_form.read_options(upload.options)
        limits = ReadLimits(self.limits.max_facts, skip_bad=request.skip_bad)
        job = ReadingJob(upload.files, options, limits)
        reading, spool = await asyncio.to_thread(self.limits.read, job)
        is_kept = isinstance(request, ApplyImport)
        verb = "Writing" if is_kept else "Comparing"
        progress.begin(f"{verb} {pluralize(reading.facts, 'fact')} …")
        note = context.note(_reason(reading.names))
        task = FileImport(context.library, note, max_compared=self.limits.max_compared)
        if isinstance(request, ApplyImport):
            task = replace(task, corrections=request.rule, expected=request.found)
        return await import_files(context.store, task, reading, spool, keep=is_kept)


async def _load(upload: UploadId, context: CurationContext) -> Upload:
    """Return kept files. Raises UploadGone.

    Raises InteractionRepeated for a second delivery of the press that imported them.
    """
    library, user = context.library, context.user
    found = await context.store.get_upload(library, user, upload, context.now)
    if found is None:
        await context.store.delete_upload(library, user, upload)
        raise UploadGone
    return found


async def _delete(upload: UploadId, context: CurationContext) -> None:
    """Delete kept files that are not needed any more."""
    with suppress(StoreBusy):  # they go after a day in any case
        await context.store.delete_upload(context.library, context.user, upload)


async def _show_preview(
    request: PreviewImport | ApplyImport,
    report: FileImportReport,
    context: CurationContext,
    notice: str,
) -> ui.LayoutView:
    preview = ImportPreview(request.upload, report, request.skip_bad, notice)
    if not preview.can_apply:
        await _delete(request.upload, context)
    return preview_card(preview, context.render)


async def _finish(report: FileImportReport, context: CurationContext) -> ui.LayoutView:
    left_out = tuple(describe_left_out(report))
    if report.change is None:
        nothing = "Nothing was written: the library has all of this already."
        return plain_card("\n".join([nothing, *map(subtext, left_out)]))
    saved = await context.announce(Saved(report.change, report))
    title = DISCORD_VOICE.text(f"Imported {_list_files(report.reading.names)}")
    notes = (describe_figures(report.figures), *left_out, _WHO_SEES)
    return done_card(Done(title, saved.change, notes=notes), context.render)


def _render(error: FootnoteError, context: CurationContext) -> str:
    """Return the message for an error in Markdown; an error without one passes."""
    if isinstance(error, StoreBusy):
        return f"{_BUSY} Try again in a minute."
    messages = context.interaction.client.dispatcher.registry.messages
    if not messages.has(error):
        raise error
    message: str = messages.render(error, DISCORD_VOICE)
    return message


def _reason(names: Sequence[str]) -> str:
    """Return the history entry of an import."""
    return f"import {_list_files(names)}"


def _list_files(names: Sequence[str]) -> str:
    more = [f"{len(names) - _LISTED} more"] if len(names) > _LISTED else []
    return ", ".join([*names[:_LISTED], *more])
