"""Messages for imports and exports that fail, and for files that cannot be imported."""

from typing import Final

from bot.curation.files import errors
from bot.errors.input_messages import INPUT_MESSAGES
from bot.errors.messages import MessageTable, Voice
from facts.curation.file_import import LibraryChanged
from facts.curation.uploads import MAX_UPLOADS, UploadGone

_MEGABYTE: Final = 1_000_000


def _files_missing(_: errors.FilesMissing, __: Voice) -> str:
    return "There was no file in the form. Choose at least one."


def _files_too_large(error: errors.FilesTooLarge, _: Voice) -> str:
    return (
        f"The files have more than {_size(error.limit)} together. Import them in several steps, or "
        "ask the operator of the bot to import them with `footnote import`."
    )


def _download_failed(error: errors.DownloadFailed, voice: Voice) -> str:
    return f"Discord did not hand out {voice.quote(error.name)}. Upload the files again."


def _reading_overrun(_: errors.ReadingOverrun, __: Voice) -> str:
    return "Reading these files takes too long or too much memory. Import fewer or smaller ones."


def _import_under_way(_: errors.ImportUnderWay, __: Voice) -> str:
    return "These files are being imported right now. The result comes in a moment."


def _upload_gone(_: UploadGone, __: Voice) -> str:
    return (
        "These files are gone: they were imported already, cancelled, are more than a day old, or "
        f"you have uploaded others since: only your last {MAX_UPLOADS} uploads are kept. Upload "
        "them again with `/library import`."
    )


def _library_changed(_: LibraryChanged, __: Voice) -> str:
    return "The library has changed since the preview. Please look again."


def _imports_busy(error: errors.ImportsBusy, _: Voice) -> str:
    if error.is_own:
        return "Another import of this server is running. Try again when it has ended."
    return "Several imports are running. Try again in a minute."


def _nothing_to_export(error: errors.NothingToExport, voice: Voice) -> str:
    what = f"has no facts of its own on {voice.quote(error.topic)}" if error.topic else "is empty"
    return (
        f"The library of this server {what}: there is nothing to export. Facts of the shared "
        "library are not part of an export."
    )


def _export_too_large(error: errors.ExportTooLarge, _: Voice) -> str:
    smaller = "" if error.of_topic else "Export one topic with the option `topic`, or ask "
    return (
        f"The export is larger than {_size(error.limit)}, the most that Discord takes here. "
        f"{smaller or 'Ask '}the operator of the bot for `footnote export --server {error.server}`."
    )


def _size(size: int) -> str:
    return f"{size / _MEGABYTE:.1f} MB".replace(".0 MB", " MB")


FILE_MESSAGES: Final[MessageTable] = {
    **INPUT_MESSAGES,
    errors.FilesMissing: _files_missing,
    errors.FilesTooLarge: _files_too_large,
    errors.DownloadFailed: _download_failed,
    errors.ReadingOverrun: _reading_overrun,
    errors.ImportUnderWay: _import_under_way,
    UploadGone: _upload_gone,
    LibraryChanged: _library_changed,
    errors.ImportsBusy: _imports_busy,
    errors.NothingToExport: _nothing_to_export,
    errors.ExportTooLarge: _export_too_large,
}
