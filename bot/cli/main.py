"""The command `footnote`: its group, shared options, and error reporting."""

import asyncio
import shlex
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol, TypeVar

import click
from click.core import ParameterSource

from bot.app.errors import DatabaseEmpty, DatabaseMissing, SettingInvalid
from bot.app.features import FEATURES, Feature, load_path
from bot.cli.error_messages import error_message
from bot.cli.exit_codes import EXIT_INTERRUPTED, EXIT_UNUSABLE, exit_code
from bot.cli.output.safe_text import leave_broken_pipe, replace_unencodable, say
from facts.library.library import Library
from facts.model.entities import LARGEST_ID, SHARED_LIBRARY, LibraryId
from facts.model.errors import FootnoteError, LibraryEmpty

if TYPE_CHECKING:  # answers do without
    from facts.curation.store import CurationStore

OpenStore = Callable[[str], AbstractAsyncContextManager["CurationStore"]]
"""Opens the store in the file at a path."""
Result = TypeVar("Result")


class StorageEngine(Protocol):
    """The object of the command line's context: what keeps the databases."""

    def open_store(self, path: str) -> AbstractAsyncContextManager["CurationStore"]:
        """Open the store in the file at a path, and create or migrate it first."""


DEFAULT_DATABASE: Final = "footnote.db"
_DATABASE_VARIABLE: Final = "FOOTNOTE_DATABASE"
_DEFAULT_HELP: Final = f"${_DATABASE_VARIABLE} or {DEFAULT_DATABASE}"


class LazyCommandGroup(click.Group):
    """The verbs of all features, each loaded when it is called.

    An error is printed as one line. Answering from the library takes half the modules that
    importing into it takes.
    """

    features: tuple[Feature, ...] = FEATURES

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click passes it)
        """Return the verbs in the order of the help."""
        return list(self._verbs())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 (click passes it)
        """Return the command of that name, loaded."""
        path = self._verbs().get(cmd_name)
        if path is None:
            return None
        command: click.Command = load_path(path)
        return command

    def _verbs(self) -> dict[str, str]:
        return {verb: path for each in self.features for verb, path in each.verbs.items()}

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 (click declares it so)
        """Run the command; print an error as one line and exit."""
        try:
            return super().invoke(ctx)
        except FootnoteError as error:
            for line in error_message(error, self.features).split("\n"):
                say(line)
            ctx.exit(exit_code(error))
        except BrokenPipeError:
            ctx.exit(leave_broken_pipe())
        except OSError as error:
            say(f"Reading or writing failed: {error.strerror}.")
            ctx.exit(EXIT_UNUSABLE)
        except KeyboardInterrupt:
            say("Interrupted.")
            ctx.exit(EXIT_INTERRUPTED)


def _use_database(context: click.Context, option: click.Parameter, path: str | None) -> None:
    if path is not None:
        context.meta["database"] = path
    if path and context.get_parameter_source(str(option.name)) is ParameterSource.COMMANDLINE:
        context.meta["database by option"] = path


def make_database_option(default: str, **settings: Any) -> Callable[[Any], Any]:  # noqa: ANN401 (click declares it so)
    """Return the option `--db`; its help names the default."""
    return click.option(
        "--db",
        metavar="PATH",
        help=f"The database file. [default: {default}]",
        callback=_use_database,
        expose_value=False,
        **settings,
    )


database_option: Final = make_database_option(_DEFAULT_HELP)
"""`--db` after a command; it overrides one before the command."""
json_option: Final = click.option("--json", "as_json", is_flag=True, help="Print JSON instead.")


def make_server_option(what: str, **settings: Any) -> Callable[[Any], Any]:  # noqa: ANN401 (click declares it so)
    """Return the option `--server`, which names a library; 0 is the shared one."""
    id_range = click.IntRange(0, LARGEST_ID)
    return click.option("--server", "library", type=id_range, metavar="ID", help=what, **settings)


read_server_option: Final = make_server_option(
    "Answer from the library of this Discord server too. [default: only the shared one]",
    default=SHARED_LIBRARY,
)
write_server_option: Final = make_server_option(
    "Write to the library of this Discord server. [default: the shared one]",
    default=SHARED_LIBRARY,
)


def _default_database() -> str:
    """Return the path in a file .env, or else the default.

    `footnote run` reads that file too.
    """
    if not Path(".env").is_file():
        return DEFAULT_DATABASE
    from dotenv import dotenv_values  # noqa: PLC0415 (rarely needed)

    try:
        return dotenv_values(".env").get(_DATABASE_VARIABLE) or DEFAULT_DATABASE
    except UnicodeDecodeError:
        raise SettingInvalid(".env", "it is not UTF-8 text") from None


@click.group(cls=LazyCommandGroup, context_settings={"help_option_names": ["-h", "--help"]})
@make_database_option(_DEFAULT_HELP, envvar=_DATABASE_VARIABLE)
@click.version_option(package_name="footnote")
def cli() -> None:
    """Keep a team's facts with their sources, and look them up."""
    replace_unencodable()


def database_path() -> str:
    """Return the path from the options, the environment, .env or the default."""
    path: str | None = click.get_current_context().meta.get("database")
    return path or _default_database()


def database_from_option() -> str | None:
    """Return the path in `--db` alone, or None without that option."""
    path: str | None = click.get_current_context().meta.get("database by option")
    return path


def undo_command(change: int) -> str:
    """Return the command that undoes a change of the command's database."""
    path = database_from_option()
    return f"footnote undo {change}" + (f" --db {shlex.quote(path)}" if path else "")


@asynccontextmanager
async def open_database(open_store: OpenStore, path: str) -> "AsyncIterator[CurationStore]":
    """Open the store in a file, and announce a new file."""
    is_new = can_make_file(path)
    async with open_store(path) as store:
        if is_new:
            _announce_file(path)
        yield store


def run_with_store(
    use: "Callable[[CurationStore], Awaitable[Result]]", trial: str | None = None
) -> Result:
    """Run `use` on the command's database, and return its result.

    `trial` is the path of a database to use instead.
    """
    open_store: OpenStore = click.get_current_context().obj.open_store
    opened = open_store(trial) if trial else open_database(open_store, database_path())

    async def run() -> Result:
        async with opened as store:
            return await use(store)

    return asyncio.run(run())


def run_with_known_store(use: "Callable[[CurationStore], Awaitable[Result]]") -> Result:
    """Run `use` on the command's database. Raises DatabaseMissing without a file."""
    path = database_path()
    if can_make_file(path):
        raise DatabaseMissing(path)
    return run_with_store(use)


def run_with_library(library: LibraryId, use: Callable[[Library], Result]) -> Result:
    """Run `use` on one snapshot of a library.

    Raises DatabaseMissing without a file, and DatabaseEmpty without facts.
    """
    try:
        return run_with_known_store(
            lambda store: store.read(library, lambda snapshot: use(Library(snapshot)))
        )
    except LibraryEmpty:
        raise DatabaseEmpty(database_path()) from None


def _announce_file(path: str) -> None:
    say(f"Made a new database at {Path(path).absolute()}.")


def can_make_file(path: str) -> bool:
    """Return whether a path names a new file in an existing folder."""
    try:
        Path(path).stat()
    except FileNotFoundError:
        return Path(path).parent.is_dir()
    except OSError:  # opening it reports what is wrong
        return False
    return False
