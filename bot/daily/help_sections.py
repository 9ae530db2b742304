"""What /help says about the fact of the day."""

from typing import Final

DAILY_HELP: Final = {
    "Manage": (
        "**`/daily`** posts a fact of the day. Start with `/daily add`.",
        "-# `/daily` needs the permission Manage Server.",
    ),
}
"""Lines by the title of their section."""
