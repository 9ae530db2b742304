"""The program's entry: the only place where facts, storage and bot meet."""

from bot.cli.main import cli
from storage.store import open_store


def main() -> None:
    """Run the command line on a store kept in SQLite."""
    cli(obj=open_store, prog_name="footnote")


if __name__ == "__main__":
    main()
