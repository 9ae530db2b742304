"""Commands that back up the database and restore it."""

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import click

from bot.app.errors import DatabaseMissing
from bot.cli.main import database_option, database_path, json_option
from bot.cli.output.json_shapes import dump_json
from bot.cli.output.safe_text import clean
from facts.importers.errors import InputMissing, InputNotPermitted
from facts.store.database_files import Backup, DatabaseFiles
from facts.text.normalize import replace_surrogates

_MEGABYTE: Final = 1_000_000


@click.command()
@click.argument("folder", metavar="DIR")
@click.option(
    "--keep",
    type=click.IntRange(1),
    metavar="N",
    help="Then remove all but the N newest backups in DIR.",
)
@json_option
@database_option
@click.pass_obj
def backup(files: DatabaseFiles, folder: str, keep: int | None, as_json: bool) -> None:
    """Back up the database into a new file in DIR.

    The bot may run meanwhile. The file is named by time, verified, and readable only by you. A
    missing DIR is created in an existing folder.
    """
    path = database_path()
    if not Path(path).exists():
        raise DatabaseMissing(path)
    made = files.back_up(path, folder, datetime.now(UTC), keep)
    click.echo(dump_json({"path": made.path, "size": made.size}) if as_json else _describe(made))


@click.command()
@click.argument("name", metavar="FILE")
@database_option
@click.pass_obj
def restore(files: DatabaseFiles, name: str) -> None:
    """Replace the database by the backup in FILE.

    FILE is checked first. Stop the bot before. The present database is kept beside the new one.
    """
    _check_readable(name)
    done = files.restore(database_path(), name, datetime.now(UTC))
    click.echo(clean(f"Restored {done.path} from {name}."))
    if done.kept:
        click.echo(clean(f"The database before it is kept as {done.kept}."))


def _describe(made: Backup) -> str:
    return clean(f"Backed up to {made.path} ({made.size / _MEGABYTE:.1f} MB).")


def _check_readable(name: str) -> None:
    """Raise InputMissing or InputNotPermitted for a file that cannot be read."""
    if not Path(name).is_file():
        raise InputMissing(replace_surrogates(name))
    if not os.access(name, os.R_OK):
        raise InputNotPermitted(replace_surrogates(name))
