"""The command `footnote`: its group, the options in common, and the one net for told errors."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any, Final, TypeVar

import click
from click.core import ParameterSource

from bot.app.errors import SettingInvalid
from bot.app.features import FEATURES, Feature, load_path
from bot.cli.error_messages import EXIT_INTERRUPTED, EXIT_UNUSABLE, error_message, exit_code
from bot.cli.output.safe_text import leave_broken_pipe, replace_unencodable, say
from facts.daily.store import DailyStore
from facts.library.library import Library
from facts.model.entities import SHARED_LIBRARY
from facts.model.errors import FootnoteError
from facts.store.library_store import LibraryStore

OpenStore = Callable[[str], AbstractAsyncContextManager[DailyStore]]
"""Opens the store in the file at a path."""
Result = TypeVar("Result")

DEFAULT_DATABASE: Final = "footnote.db"
_DATABASE_VARIABLE: Final = "FOOTNOTE_DATABASE"


class LazyCommandGroup(click.Group):
    """The verbs of all features. It loads one when it is called, and prints errors as one line.

    Answering from the library takes half the modules that importing into it takes.
    """

    features: tuple[Feature, ...] = FEATURES

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's own)
        """Return the verbs in the order of the help."""
        return list(self._verbs())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Return the command of that name, loaded."""
        path = self._verbs().get(cmd_name)
        if path is None:
            return None
        command: click.Command = load_path(path)
        return command

    def _verbs(self) -> dict[str, str]:
        return {verb: path for each in self.features for verb, path in each.verbs.items()}

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 (as click declares it)
        """Run the command; end with a line on standard error and an exit code where it fails."""
        try:
            return super().invoke(ctx)
        except FootnoteError as error:
            say(error_message(error, self.features))
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


def _database_option(**settings: Any) -> Callable[[Any], Any]:  # noqa: ANN401 (click's own)
    return click.option(
        "--db",
        metavar="PATH",
        help=f"The database file. [default: $FOOTNOTE_DATABASE or {DEFAULT_DATABASE}]",
        callback=_use_database,
        expose_value=False,
        **settings,
    )


database_option: Final = _database_option()
"""Lets `--db` stand behind a command too, where it counts before the one in front."""
json_option: Final = click.option("--json", "as_json", is_flag=True, help="Print JSON instead.")


def _default_database() -> str:
    """Return what a file .env names, as it does for the settings of `footnote run`."""
    if not Path(".env").is_file():
        return DEFAULT_DATABASE
    from dotenv import dotenv_values  # noqa: PLC0415 (rarely needed)

    try:
        return dotenv_values(".env").get(_DATABASE_VARIABLE) or DEFAULT_DATABASE
    except UnicodeDecodeError:
        raise SettingInvalid(".env", "It is not UTF-8 text") from None


@click.group(cls=LazyCommandGroup, context_settings={"help_option_names": ["-h", "--help"]})
@_database_option(envvar=_DATABASE_VARIABLE)
@click.version_option(package_name="footnote")
def cli() -> None:
    """Keep a team's cited facts, and answer with the source attached."""
    replace_unencodable()


def database_path() -> str:
    """Return the path of the database that was named."""
    named: str | None = click.get_current_context().meta.get("database")
    return named or _default_database()


def database_from_option() -> str | None:
    """Return the path that `--db` names, whatever the environment says."""
    named: str | None = click.get_current_context().meta.get("database by option")
    return named


def run_with_store(
    ask: Callable[[LibraryStore], Awaitable[Result]], database: str | None = None
) -> Result:
    """Open the store that was named (or another), ask it, close it, and return the answer."""
    open_store: OpenStore = click.get_current_context().obj
    path = database or database_path()

    async def answered() -> Result:
        async with open_store(path) as store:
            return await ask(store)

    return asyncio.run(answered())


def run_with_library(ask: Callable[[Library], Result]) -> Result:
    """Ask the shared library in the chosen store, in one snapshot."""
    return run_with_store(
        lambda store: store.read(SHARED_LIBRARY, lambda snapshot: ask(Library(snapshot)))
    )
