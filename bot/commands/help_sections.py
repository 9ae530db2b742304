"""The sections of /help about looking up and asking."""

from typing import Final

LIBRARY_HELP: Final = {
    "Look up": (
        "**`/topic`** shows a topic and its facts, each under its source.",
        "**`/topics`** lists the topics.",
        "**`/search`** finds facts by their words.",
        "**`/sources`** lists the sources.",
        "**`/random`** shows a random fact.",
        "**`/fact`** shows one fact by its number or words.",
        "**`/compare`** shows what two topics share, and what only one has.",
        "-# Aliases and misspelled names work too. `private` shows an answer only to you.",
    ),
    "Ask in a channel": (
        "Mention me with a question, like {example}. In a direct message, just write it.",
        "Reply with just a mention (or `source?`, `👆`) to ask about a message that mentions me.",
        "For any other message, choose *Find facts* in its menu (Apps). Only you see the answer.",
    ),
    "On an answer": (
        "Only the user who asked turns its pages. Other users get their own copy.",
        "*More…* shows you one fact in full, and what you can do with it.",
        "*Share here* shows a private answer to everyone in the channel.",
        "*Copy citation* gives a source as Markdown, plain text, APA and BibTeX.",
        "*Cite all* gives the citations of all facts of the answer, as files.",
    ),
    "Manage": (
        "**`/channel`** sets the topics of a channel, or makes its answers private.",
        "-# `/channel` needs the permission Manage Channels.",
    ),
}
"""Lines by the title of their section. {example} becomes an example of a question."""
