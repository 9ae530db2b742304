"""Messages for the operator: the database, settings, the demo."""

from typing import Final

from bot.app import errors as app_errors
from bot.errors.messages import MessageTable, Voice
from facts.store import errors as store_errors


def _store_unreachable(error: store_errors.StoreUnreachable, _: Voice) -> str:
    return (
        f"The database {error.path} cannot be opened or made. Check that it is a file, and that "
        "its folder exists and can be written to; or name another file with --db."
    )


def _store_foreign(error: store_errors.StoreForeign, _: Voice) -> str:
    return f"{error.path} is not a Footnote database. Name another file with --db."


def _store_too_new(error: store_errors.StoreTooNew, _: Voice) -> str:
    return (
        f"The database {error.path} was written by a newer Footnote (schema {error.found}; this "
        f"program knows {error.known}). Update Footnote. The file is unchanged."
    )


def _store_read_only(error: store_errors.StoreReadOnly, _: Voice) -> str:
    return (
        f"The database {error.path} is read-only. Allow writing to the file and its folder, where "
        "SQLite keeps its journal; or name another file with --db."
    )


def _store_full(error: store_errors.StoreFull, _: Voice) -> str:
    return f"The disk of {error.path} is full. Nothing was written. Free some space and try again."


def _store_busy(error: store_errors.StoreBusy, _: Voice) -> str:
    return f"Another program has locked {error.path}. Try again when it has finished."


def _erasure_incomplete(error: store_errors.ErasureIncomplete, _: Voice) -> str:
    return (
        f"The texts are removed, but parts of them may still be in the file {error.path}: another "
        f"program uses it, or its disk is full. Purge the same facts again later."
    )


def _store_in_use(error: store_errors.StoreInUse, _: Voice) -> str:
    return (
        f"The database {error.path} is in use, by a running bot or another command. Stop it, and "
        "restore again."
    )


def _store_io_error(error: store_errors.StoreIoError, _: Voice) -> str:
    return (
        f"Reading or writing {error.path} failed, and nothing was changed. Check its disk: it may "
        "be full, failing or disconnected."
    )


def _store_damaged(error: store_errors.StoreDamaged, _: Voice) -> str:
    return f"The database {error.path} is damaged. Restore a backup with `footnote restore FILE`."


def _backup_folder_unusable(error: store_errors.BackupFolderUnusable, _: Voice) -> str:
    return (
        f"No backup can be written to {error.path}. Check that it is a folder, or that the folder "
        "above it exists, and that it can be written to."
    )


def _backup_foreign(error: store_errors.BackupForeign, _: Voice) -> str:
    return f"{error.path} is not a backup of a Footnote database. Nothing was restored."


def _backup_damaged(error: store_errors.BackupDamaged, _: Voice) -> str:
    return f"The backup {error.path} is damaged. Nothing was restored. Try an earlier one."


def _database_missing(error: app_errors.DatabaseMissing, voice: Voice) -> str:
    return (
        f"There is no database at {error.path}. {voice.command('import FILE')} or "
        f"{voice.command('add')} makes one, and {voice.command('import --starter')} makes one with "
        "the starter pack."
    )


def _database_empty(error: app_errors.DatabaseEmpty, voice: Voice) -> str:
    return (
        f"The library in {error.path} is empty. {voice.command('import FILE')} loads facts, "
        f"{voice.command('add')} adds one, and {voice.command('import --starter')} loads the "
        "starter pack."
    )


def _token_missing(_: app_errors.TokenMissing, __: Voice) -> str:
    return (
        "There is no token. Create an application at https://discord.com/developers, and put its "
        "bot's token into FOOTNOTE_TOKEN or a file .env; or try `footnote demo`, which needs none."
    )


def _token_refused(_: app_errors.TokenRefused, __: Voice) -> str:
    return (
        "Discord does not accept this token. Copy it again from https://discord.com/developers, "
        "page Bot, into FOOTNOTE_TOKEN or .env."
    )


def _setting_invalid(error: app_errors.SettingInvalid, _: Voice) -> str:
    return f"{error.name} cannot be used: {error.reason.rstrip('.')}."


def _demo_unavailable(_: app_errors.DemoUnavailable, __: Voice) -> str:
    return (
        "The simulated Discord is not installed. In a clone of Footnote, install it with "
        "`pip install -r requirements-demo.lock`."
    )


def _port_taken(error: app_errors.PortTaken, _: Voice) -> str:
    return f"Port {error.port} is taken. Name another with --port, or leave it out for a free one."


OPERATOR_MESSAGES: Final[MessageTable] = {
    store_errors.StoreUnreachable: _store_unreachable,
    store_errors.StoreForeign: _store_foreign,
    store_errors.StoreTooNew: _store_too_new,
    store_errors.StoreReadOnly: _store_read_only,
    store_errors.StoreFull: _store_full,
    store_errors.StoreBusy: _store_busy,
    store_errors.ErasureIncomplete: _erasure_incomplete,
    store_errors.StoreInUse: _store_in_use,
    store_errors.StoreIoError: _store_io_error,
    store_errors.StoreDamaged: _store_damaged,
    store_errors.BackupFolderUnusable: _backup_folder_unusable,
    store_errors.BackupForeign: _backup_foreign,
    store_errors.BackupDamaged: _backup_damaged,
    app_errors.DatabaseMissing: _database_missing,
    app_errors.DatabaseEmpty: _database_empty,
    app_errors.TokenMissing: _token_missing,
    app_errors.TokenRefused: _token_refused,
    app_errors.SettingInvalid: _setting_invalid,
    app_errors.DemoUnavailable: _demo_unavailable,
    app_errors.PortTaken: _port_taken,
}
