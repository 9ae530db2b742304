"""`/library`: add, edit, remove, import, history, settings and more. Everyone sees it."""

from typing import Final

import discord
from discord import app_commands

from bot.answers.autocomplete import complete_fact, complete_topic
from bot.answers.client_protocol import Interaction
from bot.curation.autocomplete import (
    complete_alias,
    complete_any_fact,
    complete_change,
    complete_new_alias,
    complete_new_topic,
    complete_reason,
    complete_source,
    complete_topic_or_source,
)
from bot.curation.learning.queries import MissesQuery
from bot.curation.queries import UndoChange
from bot.curation.requests import (
    AddFact,
    ChangeAlias,
    ChangeSettings,
    EditThing,
    ExportLibrary,
    MergeThings,
    OpenImport,
    RemoveThings,
    TypedHistory,
)
from bot.discord_api.location import SERVER_CONTEXT, SERVER_INSTALL
from bot.queries.query import Request, UserId
from facts.exporters.formats import EXPORT_FORMATS
from facts.library.filters import parse_labelled_id
from facts.model.changes import ChangeId

Words = app_commands.Range[str, 1, 200]
_EXPORT_CHOICES: Final = [
    app_commands.Choice(name=each.title, value=each.name) for each in EXPORT_FORMATS
]

library = app_commands.Group(
    name="library",
    description="Add, correct and remove facts of this server, and see what was changed",
    guild_only=True,
    allowed_contexts=SERVER_CONTEXT,
    allowed_installs=SERVER_INSTALL,
)


@library.command()
@app_commands.describe(topic="A topic of the new fact; the form takes more")
@app_commands.autocomplete(topic=complete_new_topic)
async def add(interaction: Interaction, topic: Words | None = None) -> None:
    """Add a fact with its source: opens a form."""
    await _answer(interaction, AddFact(topic))


@library.command()
@app_commands.describe(
    fact="The fact to edit: its number or words of it",
    topic="The topic to edit: its name, aliases or definition",
    source="The source to edit: its title, address or date",
)
@app_commands.autocomplete(fact=complete_fact, topic=complete_topic, source=complete_source)
async def edit(
    interaction: Interaction,
    fact: Words | None = None,
    topic: Words | None = None,
    source: Words | None = None,
) -> None:
    """Edit one fact, topic or source: opens a form."""
    await _answer(interaction, EditThing(fact, topic, source))


@library.command()
@app_commands.describe(
    topic="The topic", add="Another name for it", remove="An alias that it no longer has"
)
@app_commands.autocomplete(topic=complete_topic, add=complete_new_alias, remove=complete_alias)
async def alias(
    interaction: Interaction, topic: Words, add: Words | None = None, remove: Words | None = None
) -> None:
    """Add another name to a topic, or remove one."""
    await _answer(interaction, ChangeAlias(topic, add, remove))


@library.command()
@app_commands.rename(first="merge")
@app_commands.describe(
    first="The topic or source that goes: the other one gets its facts and names",
    into="The topic or source that stays",
)
@app_commands.autocomplete(first=complete_topic_or_source, into=complete_topic_or_source)
async def merge(interaction: Interaction, first: Words, into: Words) -> None:
    """Merge two topics, or two sources."""
    await _answer(interaction, MergeThings(first, into))


@library.command()
@app_commands.describe(
    fact="The fact: its number or words of it. A shared fact is hidden on this server",
    source="Remove all facts that rest on this source alone",
    reason="Why: the history keeps it",
    purge="Managers: wipe the text from the history too. This cannot be undone",
)
@app_commands.autocomplete(fact=complete_any_fact, source=complete_source, reason=complete_reason)
async def remove(
    interaction: Interaction,
    fact: Words | None = None,
    source: Words | None = None,
    reason: Words = "",
    purge: bool = False,
) -> None:
    """Remove a fact, or all facts of a source. The history keeps them."""
    await _answer(interaction, RemoveThings(fact, source, reason, purge))


@library.command()
@app_commands.describe(
    topic="Only changes of this topic and its facts",
    fact="Only changes of this fact, by its number",
    user="Only changes by this user",
)
@app_commands.autocomplete(topic=complete_topic, fact=complete_any_fact)
async def history(
    interaction: Interaction,
    topic: Words | None = None,
    fact: Words | None = None,
    user: discord.User | None = None,
) -> None:
    """Show what was changed, by whom and why; undo it there."""
    await _answer(interaction, TypedHistory(topic, fact, UserId(user.id) if user else None))


@library.command()
@app_commands.describe(change="The change, by its number")
@app_commands.autocomplete(change=complete_change)
async def undo(interaction: Interaction, change: Words) -> None:
    """Undo a change, also a whole import."""
    await _answer(interaction, UndoChange(ChangeId(parse_labelled_id(change) or 0)))


@library.command()
@app_commands.describe(
    add="Members with this role become curators",
    remove="Members with this role no longer are",
    questions="Keep the text of questions without a right answer for 90 days, for curators",
)
async def settings(
    interaction: Interaction,
    add: discord.Role | None = None,
    remove: discord.Role | None = None,
    questions: bool | None = None,
) -> None:
    """Show who may change the library and what is kept of questions, or change that."""
    request = ChangeSettings(add.id if add else None, remove.id if remove else None, questions)
    await _answer(interaction, request)


@library.command()
async def misses(interaction: Interaction) -> None:
    """List questions without a right answer; give each to a fact."""
    await _answer(interaction, MissesQuery())


@library.command(name="import")
async def import_(interaction: Interaction) -> None:
    """Import files with facts: opens a form, and shows a preview first."""
    await _answer(interaction, OpenImport())


@library.command()
@app_commands.describe(
    format="What the file is for", topic="Only facts of this topic; all if you leave it out"
)
@app_commands.choices(format=_EXPORT_CHOICES)
@app_commands.autocomplete(topic=complete_topic)
async def export(interaction: Interaction, format: str, topic: Words | None = None) -> None:  # noqa: A002 (what users type)
    """Get the library of this server as a file."""
    await _answer(interaction, ExportLibrary(format, topic))


async def _answer(interaction: Interaction, request: Request) -> None:
    await interaction.client.dispatcher.answer(interaction, request, private=True)
