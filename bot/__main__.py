"""The program's entry: the only place where facts, storage and bot meet."""

import gc

gc.disable()  # loading modules leaves no garbage, and searching for it takes 7 % of the start

from bot.cli.main import cli  # noqa: E402
from storage.store import SqliteEngine  # noqa: E402

gc.enable()


def main() -> None:
    """Run the command line on a store kept in SQLite."""
    cli(obj=SqliteEngine(), prog_name="footnote")


if __name__ == "__main__":
    main()
