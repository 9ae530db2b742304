"""Cards that say how to change the library: “how do I add a fact?”."""

from typing import Final

from discord import ui

from bot.ui.layout import card, heading, subtext, text
from facts.questions.findings import HelpKind

_TITLES: Final = {
    HelpKind.ADD: "Add a fact",
    HelpKind.EDIT: "Correct a fact",
    HelpKind.REMOVE: "Remove a fact",
    HelpKind.IMPORT: "Import files",
    HelpKind.EXPORT: "Export the library",
}
_ADD: Final = """\
`/library add` opens a form for the fact, its topics and its source. *Save as fact* in the menu \
of a message (*Apps*) opens the same form with the message in it. `/library import` takes whole \
files. A topic that does not exist yet is made along with its first fact."""
_EDIT: Final = """\
`/library edit` opens the form of one fact, topic or source. *More…* on an answer leads to the \
forms of its facts. `/library alias` adds another name to a topic, and `/library merge` makes two \
topics or two sources one."""
_REMOVE: Final = """\
`/library remove` removes a fact, or all facts that rest on one source alone. *More…* on an \
answer leads there too. `/library history` shows every change, and `/library undo` takes one \
back."""
_IMPORT: Final = """\
`/library import` takes tables, Markdown notes, JSON, bibliographies and wiki pages. You see what \
it would do before anything is written."""
_EXPORT: Final = """\
`/library export` gives the facts of this server as a file: JSON Lines, a table, Markdown or a \
bibliography. *Cite all* on an answer gives the citations of its facts."""
_STEPS: Final = {
    HelpKind.ADD: _ADD,
    HelpKind.EDIT: _EDIT,
    HelpKind.REMOVE: _REMOVE,
    HelpKind.IMPORT: _IMPORT,
    HelpKind.EXPORT: _EXPORT,
}
_WHO: Final = (
    "Curators of a server can do this: members with a role that `/library settings` names, and "
    "everyone with the permission Manage Server."
)


def how_to_card(kind: HelpKind) -> ui.LayoutView:
    """Return how to change the library in one way, and who may do it.

    Raises KeyError for general help.
    """
    return card(heading(_TITLES[kind]), text(_STEPS[kind]), text(subtext(_WHO)))
