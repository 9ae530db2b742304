"""What /help says about adding and correcting facts."""

from typing import Final

CURATION_HELP: Final = {
    "Add and correct": (
        "**`/library`** adds facts: `/library add`. *Save as fact* in a message's menu saves one.",
        "`/library edit`, `alias`, `merge` and `remove` correct what is there.",
        "`/library import` takes files, after a preview; `export` gives the library as a file.",
        "`/library history` shows every change; `undo` takes one back.",
        "`/library misses` lists questions without a right answer, for you to answer.",
        "-# Curators can do this; `/library settings` says who they are.",
    ),
}
"""Lines by the title of their section."""
