"""The exit codes of the command line.

0 is success, and click uses 2 for a usage error. docs/operate.md lists all of them.
"""

from typing import Final

from facts.model.errors import FootnoteError, NotFoundError

EXIT_MISSING: Final = 1
"""What was looked up does not exist."""
EXIT_UNUSABLE: Final = 3
"""The input or the database cannot be used."""
EXIT_INTERRUPTED: Final = 130
"""SIGINT ended the program. Shells use the same code."""


def exit_code(error: FootnoteError) -> int:
    """Return 1 for a miss, and 3 for unusable input or database."""
    return EXIT_MISSING if isinstance(error, NotFoundError) else EXIT_UNUSABLE
