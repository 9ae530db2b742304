"""Handlers of `/library import`: the form, its preview, and what follows it."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field, replace
from typing import Final

from discord import ui

from bot.cards.miss import DISCORD_VOICE
from bot.curation.cards import Done, done_card, plain_card
from bot.curation.context import CurationContext
from bot.curation.files import import_form
from bot.curation.files.download import download_files
from bot.curation.files.errors import ImportUnderWay
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
from bot.curation.requests import OpenImport
from bot.ui.layout import pluralize
from facts.curation.curator import Saved
from facts.curation.file_import import CorrectionRule, FileImport, FileImportReport, import_files
from facts.curation.uploads import Upload, UploadGone, UploadId
from facts.importers.errors import BadEntries, SeveralInputsRefused
from facts.importers.input_reading import ReadLimits
from facts.model.errors import FootnoteError
from facts.store.errors import InteractionRepeated

_MEGABYTE: Final = 1_000_000
_LISTED: Final = 3
"""Names of files in the reason of a change."""
_WHO_SEES: Final = "Everyone on this server sees them; no other server does."


@dataclass(frozen=True, slots=True)
class ImportLimits:
    """What one import in Discord may have, and when a user sees its progress.

    `read` reads the files, in another process by default.
    """

    max_bytes: int = 8 * _MEGABYTE
    max_facts: int = 20_000
    progress_after: float = PROGRESS_AFTER
    read: Reader = read_in_process


DEFAULT_IMPORT_LIMITS: Final = ImportLimits()


@dataclass(slots=True)
class ImportHandlers:
    """Handles imports, one at a time: reading and writing take a processor each.

    `_applying` are the uploads that are being written, with the interaction that asked for it.
    """

    limits: ImportLimits = DEFAULT_IMPORT_LIMITS
    _turn: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(1))
    _applying: dict[UploadId, int] = field(default_factory=dict)

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
        upload = replace(upload, id=await context.store.save_upload(upload))
        skip_bad = import_form.has_choice(values, import_form.SKIP_BAD)
        return await self._preview(PreviewImport(upload.id, skip_bad), upload, context)

    async def preview(self, request: PreviewImport, context: CurationContext) -> ui.LayoutView:
        """Show what the import of kept files would do."""
        await context.require_curator()
        return await self._preview(request, await _load(request.upload, context), context)

    async def apply(self, request: ApplyImport, context: CurationContext) -> ui.LayoutView:
        """Import kept files as one change."""
        await context.require_curator()
        with self._claim(request.upload, context):
            upload = await _load(request.upload, context)
            try:
                async with self._take_turn(request, context) as progress:
                    report = await self._import(request, upload, context, progress)
            except InteractionRepeated:
                raise
            except FootnoteError as error:
                return self._explain(error, request, context)
            await context.store.delete_upload(context.library, context.user, upload.id)
        return await _finish(report, context)

    async def cancel(self, request: CancelImport, context: CurationContext) -> ui.LayoutView:
        """Delete kept files."""
        if request.upload in self._applying:
            raise ImportUnderWay
        await context.store.delete_upload(context.library, context.user, request.upload)
        return plain_card("Cancelled. Nothing was imported.")

    async def _preview(
        self, request: PreviewImport, upload: Upload, context: CurationContext
    ) -> ui.LayoutView:
        try:
            async with self._take_turn(request, context) as progress:
                report = await self._import(request, upload, context, progress)
        except InteractionRepeated:
            raise
        except FootnoteError as error:
            can_skip = not request.skip_bad and _has_only_bad_entries(error)
            if not can_skip:
                await context.store.delete_upload(context.library, context.user, upload.id)
            message = _render(error, context)
            return refusal_card(message, upload.id, context.render, can_skip=can_skip)
        return preview_card(ImportPreview(upload.id, report, request.skip_bad), context.render)

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
        rule = request.rule if isinstance(request, ApplyImport) else CorrectionRule.SKIP
        task = FileImport(context.library, context.note(_reason(reading.names)), rule)
        return await import_files(context.store, task, reading, spool, keep=is_kept)

    @asynccontextmanager
    async def _take_turn(
        self, request: PreviewImport | ApplyImport, context: CurationContext
    ) -> AsyncIterator[Progress]:
        """Wait for the end of another import; show the progress of this one."""
        retry = retry_card("The import stopped. Nothing was written.", request, context.render)
        after = self.limits.progress_after
        async with show_progress(context.interaction, after, retry) as progress:
            progress.begin("Waiting for another import …")
            async with self._turn:
                yield progress

    @contextmanager
    def _claim(self, upload: UploadId, context: CurationContext) -> Iterator[None]:
        """Let one press write an upload at a time.

        Raises ImportUnderWay, or InteractionRepeated for a second delivery of the same press.
        """
        interaction = context.interaction.id
        if upload in self._applying:
            is_same = self._applying[upload] == interaction
            raise InteractionRepeated if is_same else ImportUnderWay
        self._applying[upload] = interaction
        try:
            yield
        finally:
            del self._applying[upload]

    def _explain(
        self, error: FootnoteError, request: ApplyImport, context: CurationContext
    ) -> ui.LayoutView:
        """Return the card for an import that was refused; the files are still there."""
        return retry_card(_render(error, context), request, context.render)


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


async def _finish(report: FileImportReport, context: CurationContext) -> ui.LayoutView:
    figures = describe_figures(report.figures)
    if report.change is None:
        return plain_card("The library has all of this already. Nothing was written.")
    saved = await context.announce(Saved(report.change, report))
    title = DISCORD_VOICE.text(f"Imported {_list_files(report.reading.names)}")
    done = Done(title, saved.change, notes=(figures, _WHO_SEES))
    return done_card(done, context.render)


def _render(error: FootnoteError, context: CurationContext) -> str:
    """Return the message for an error in Markdown; an error without one passes."""
    messages = context.interaction.client.dispatcher.registry.messages
    if not messages.has(error):
        raise error
    message: str = messages.render(error, DISCORD_VOICE)
    return message


def _has_only_bad_entries(error: FootnoteError) -> bool:
    errors = error.errors if isinstance(error, SeveralInputsRefused) else (error,)
    return all(isinstance(each, BadEntries) for each in errors)


def _reason(names: Sequence[str]) -> str:
    """Return the history entry of an import."""
    return f"import {_list_files(names)}"


def _list_files(names: Sequence[str]) -> str:
    more = [f"{len(names) - _LISTED} more"] if len(names) > _LISTED else []
    return ", ".join([*names[:_LISTED], *more])
