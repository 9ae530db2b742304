"""A bot of discord.py alone: it looks nothing up, and sends cards that it was given.

`benchmarks/answers.py` starts it beside the program, with the cards that the program sent. The
token of an interaction, or the text of a message, says which card is asked for. As in the program,
views are stopped before they are sent, or discord.py would keep each private one for 15 minutes.
"""

import json
import re
import sys
from pathlib import Path
from typing import Any, Final, Self

import discord
from discord import app_commands, ui
from discord.app_commands import Choice

Json = dict[str, Any]

_PRIVATE: Final = 1 << 6
_SEPARATOR, _TEXT, _SELECT, _ROW, _BUTTON, _SECTION, _CONTAINER = 14, 10, 3, 1, 2, 9, 17


class BareBot(discord.AutoShardedClient):
    """Answers each interaction and mention with its card."""

    def __init__(self, answers: dict[str, Json]) -> None:
        super().__init__(
            intents=discord.Intents(guilds=True, guild_messages=True, dm_messages=True),
            max_messages=None,
            allowed_mentions=discord.AllowedMentions.none(),
        )
        self.tree = app_commands.CommandTree(self)
        self._answers = answers

    async def setup_hook(self) -> None:
        """Add the commands, and make the buttons of old messages work."""
        self.add_dynamic_items(AnyControl)
        for command in _COMMANDS:
            self.tree.add_command(command)

    def find_answer(self, interaction: discord.Interaction[Any]) -> Json:
        """Return the data of the answer to an interaction."""
        data: Json = self._answers[interaction.token.partition(".")[0]]
        return data

    async def on_message(self, message: discord.Message) -> None:
        """Reply to a message that has a card."""
        if answer := self._answers.get(message.content):
            await message.reply(view=build_view(answer), mention_author=False)


Interaction = discord.Interaction[BareBot]


class AnyControl(ui.DynamicItem[ui.Button[Any] | ui.Select[Any]], template=re.compile(r"[\s\S]*")):
    """Any button or menu of a card: its answer replaces the card."""

    @classmethod
    async def from_custom_id(
        cls,
        interaction: discord.Interaction[Any],  # noqa: ARG003 (discord.py passes it)
        item: ui.Item[Any],
        match: re.Match[str],  # noqa: ARG003 (discord.py passes it)
        /,
    ) -> Self:
        """Return the control for a component of a message."""
        assert isinstance(item, ui.Button | ui.Select)  # noqa: S101 (only these have a custom_id)
        return cls(item)

    async def callback(self, interaction: discord.Interaction[Any]) -> None:
        """Show the answer in place of the card."""
        answer = interaction.client.find_answer(interaction)
        await interaction.response.edit_message(view=build_view(answer), attachments=[])


async def send_answer(interaction: Interaction) -> None:
    """Send the card of a command."""
    answer = interaction.client.find_answer(interaction)
    is_private = bool(answer.get("flags", 0) & _PRIVATE)
    await interaction.response.send_message(view=build_view(answer), ephemeral=is_private)


async def complete(interaction: Interaction, typed: str) -> list[Choice[str]]:
    """Return the choices of an option."""
    offered = interaction.client.find_answer(interaction)["choices"]
    return [Choice(name=each["name"], value=each["value"]) for each in offered]


def build_view(answer: Json) -> ui.LayoutView:
    """Return the view with the components of an answer."""
    view = ui.LayoutView(timeout=None)
    for each in answer["components"]:
        view.add_item(_build_item(each))
    view.stop()
    return view


def _build_item(part: Json) -> Any:  # noqa: ANN401 (an item of any type)
    build = _BUILDERS[part["type"]]
    return build(part)


def _build_container(part: Json) -> Any:  # noqa: ANN401
    colour = part.get("accent_color")
    return ui.Container(*map(_build_item, part["components"]), accent_colour=colour)


def _build_section(part: Json) -> Any:  # noqa: ANN401
    accessory = _build_item(part["accessory"])
    return ui.Section(*map(_build_item, part["components"]), accessory=accessory)


def _build_row(part: Json) -> Any:  # noqa: ANN401
    return ui.ActionRow(*map(_build_item, part["components"]))


def _build_text(part: Json) -> Any:  # noqa: ANN401
    return ui.TextDisplay(part["content"])


def _build_separator(part: Json) -> Any:  # noqa: ANN401
    return ui.Separator(visible=part["divider"], spacing=discord.SeparatorSpacing(part["spacing"]))


def _build_button(part: Json) -> Any:  # noqa: ANN401
    return ui.Button(
        style=discord.ButtonStyle(part["style"]),
        label=part.get("label"),
        disabled=part.get("disabled", False),
        custom_id=part.get("custom_id"),
        url=part.get("url"),
    )


def _build_select(part: Json) -> Any:  # noqa: ANN401
    options = [
        discord.SelectOption(
            label=each["label"],
            value=each["value"],
            description=each.get("description"),
            default=each.get("default", False),
        )
        for each in part["options"]
    ]
    return ui.Select(
        custom_id=part["custom_id"], placeholder=part.get("placeholder"), options=options
    )


_BUILDERS: Final = {
    _CONTAINER: _build_container,
    _SECTION: _build_section,
    _ROW: _build_row,
    _TEXT: _build_text,
    _SEPARATOR: _build_separator,
    _BUTTON: _build_button,
    _SELECT: _build_select,
}


@app_commands.command()
@app_commands.autocomplete(name=complete, kind=complete, site=complete, author=complete)
async def topic(
    interaction: Interaction,
    name: str,
    kind: str | None = None,
    site: str | None = None,
    author: str | None = None,
    since: str | None = None,
) -> None:
    """Answer /topic."""
    await send_answer(interaction)


@app_commands.command()
async def topics(interaction: Interaction, query: str | None = None) -> None:
    """Answer /topics."""
    await send_answer(interaction)


@app_commands.command()
@app_commands.autocomplete(query=complete)
async def sources(
    interaction: Interaction,
    query: str | None = None,
    topic: str | None = None,
    site: str | None = None,
    author: str | None = None,
) -> None:
    """Answer /sources."""
    await send_answer(interaction)


@app_commands.command()
@app_commands.autocomplete(text=complete)
async def search(
    interaction: Interaction,
    text: str = "",
    topic: str | None = None,
    kind: str | None = None,
    site: str | None = None,
    author: str | None = None,
) -> None:
    """Answer /search."""
    await send_answer(interaction)


@app_commands.command()
async def random(
    interaction: Interaction,
    topic: str | None = None,
    kind: str | None = None,
    site: str | None = None,
) -> None:
    """Answer /random."""
    await send_answer(interaction)


@app_commands.command()
@app_commands.autocomplete(typed=complete)
@app_commands.rename(typed="id")
async def fact(interaction: Interaction, typed: str) -> None:
    """Answer /fact."""
    await send_answer(interaction)


@app_commands.command()
async def compare(interaction: Interaction, first: str, second: str) -> None:
    """Answer /compare."""
    await send_answer(interaction)


@app_commands.command(name="help")
async def help_(interaction: Interaction) -> None:
    """Answer /help."""
    await send_answer(interaction)


@app_commands.command()
async def about(interaction: Interaction) -> None:
    """Answer /about."""
    await send_answer(interaction)


@app_commands.context_menu(name="Find facts")
async def find_facts(interaction: Interaction, message: discord.Message) -> None:
    """Answer the entry of a message's menu."""
    await send_answer(interaction)


_COMMANDS: Final[tuple[Any, ...]] = (
    topic, topics, sources, search, random, fact, compare, help_, about, find_facts,
)  # fmt: skip


def main() -> None:
    """Run with the token and the file of answers that the command line names."""
    token, answers = sys.argv[1:]
    BareBot(json.loads(Path(answers).read_text("utf-8"))).run(token, log_handler=None)
