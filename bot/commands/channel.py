"""/channel: the topics of a channel, its privacy, and whether posts are answered."""

from typing import Final

import discord
from discord import app_commands

from bot.answers.autocomplete import complete_topic
from bot.answers.client_protocol import Interaction
from bot.answers.responder import InteractionResponder
from bot.cards.channel import missing_permission_card
from bot.discord_api.location import SERVER_CONTEXT, SERVER_INSTALL, locate_interaction
from bot.queries.library_queries import ChannelQuery
from bot.queries.unresolved import ChannelChange
from facts.model.changes import ChangeNote
from facts.model.entities import ChannelId

TopicName = app_commands.Range[str, 1, 200]
AnyChannel = app_commands.AppCommandChannel | app_commands.AppCommandThread
_MESSAGE_CHANNELS: Final = [
    discord.ChannelType.text,
    discord.ChannelType.news,
    discord.ChannelType.voice,
    discord.ChannelType.stage_voice,
    discord.ChannelType.forum,
    discord.ChannelType.public_thread,
    discord.ChannelType.private_thread,
    discord.ChannelType.news_thread,
]
_OTHER_HELP: Final = "Another channel, for example a forum (default: this channel)"


class _MessageChannelTransformer(app_commands.Transformer):
    """Offers channels with messages. Categories have no settings to inherit."""

    @property
    def type(self) -> discord.AppCommandOptionType:
        return discord.AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        return _MESSAGE_CHANNELS

    async def transform(self, _: discord.Interaction, value: AnyChannel, /) -> AnyChannel:
        return value


OtherChannel = app_commands.Transform[AnyChannel, _MessageChannelTransformer]

channel = app_commands.Group(
    name="channel",
    description="Set what a channel is about, and how questions are answered there",
    default_permissions=discord.Permissions(manage_channels=True),
    allowed_contexts=SERVER_CONTEXT,
    allowed_installs=SERVER_INSTALL,
)


@channel.command()
@app_commands.describe(channel=_OTHER_HELP)
async def show(interaction: Interaction, channel: OtherChannel | None = None) -> None:
    """Show the settings of a channel."""
    if await _can_manage(interaction, channel):
        query = ChannelQuery(_channel_chain(interaction, channel))
        await interaction.client.dispatcher.answer(interaction, query, private=True)


@channel.command()
@app_commands.describe(
    topic="Topic that the channel is about",
    second="A second topic",
    third="A third topic",
    fourth="A fourth topic",
    fifth="A fifth topic",
    channel=_OTHER_HELP,
)
@app_commands.autocomplete(
    topic=complete_topic,
    second=complete_topic,
    third=complete_topic,
    fourth=complete_topic,
    fifth=complete_topic,
)
async def focus(
    interaction: Interaction,
    topic: TopicName,
    second: TopicName | None = None,
    third: TopicName | None = None,
    fourth: TopicName | None = None,
    fifth: TopicName | None = None,
    channel: OtherChannel | None = None,
) -> None:
    """Set the topics that /random, /search and mentions prefer in a channel."""
    topics = tuple(filter(None, (topic, second, third, fourth, fifth)))
    await _set_channel(interaction, channel, "channel focus", topics=topics)


@channel.command()
@app_commands.describe(
    on="True makes answers private, False makes them public (default: True)", channel=_OTHER_HELP
)
async def quiet(
    interaction: Interaction,
    on: bool = True,
    channel: OtherChannel | None = None,
) -> None:
    """Show answers in a channel only to the user who asked."""
    await _set_channel(interaction, channel, "channel quiet", quiet=on)


@channel.command(name="answer-posts")
@app_commands.describe(
    on="True answers new posts, False does not (default: True)",
    channel="The forum (default: the one that this post is in)",
)
async def answer_posts(
    interaction: Interaction,
    on: bool = True,
    channel: OtherChannel | None = None,
) -> None:
    """Answer new posts of a forum by their title, if facts answer it."""
    await _set_channel(interaction, channel, "channel answer-posts", answer_posts=on)


@channel.command()
@app_commands.describe(channel=_OTHER_HELP)
async def clear(interaction: Interaction, channel: OtherChannel | None = None) -> None:
    """Remove the settings of a channel. A thread or post then uses those of its channel."""
    await _set_channel(interaction, channel, "channel clear")


async def _set_channel(
    interaction: Interaction,
    other: AnyChannel | None,
    reason: str,
    *,
    topics: tuple[str, ...] = (),
    quiet: bool | None = None,
    answer_posts: bool | None = None,
) -> None:
    if not await _can_manage(interaction, other):
        return
    note = ChangeNote(interaction.created_at, reason, interaction.user.id)
    channels = _channel_chain(interaction, other)
    if answer_posts is not None:
        channels = channels[-1:]  # the forum, also where a post is meant
    request = ChannelChange(channels, note, topics, quiet, answer_posts)
    await interaction.client.dispatcher.answer(interaction, request, private=True)


async def _can_manage(interaction: Interaction, other: AnyChannel | None) -> bool:
    """Return whether the user may manage the channel; if not, say so.

    Discord's check of the command is not enough: a server can open the command to other users, and
    the permission can differ from channel to channel.
    """
    permissions = other.permissions if other else interaction.permissions
    if locate_interaction(interaction).channels and permissions.manage_channels:
        return True
    await interaction.client.dispatcher.tell(
        InteractionResponder(interaction), missing_permission_card()
    )
    return False


def _channel_chain(interaction: Interaction, other: AnyChannel | None) -> tuple[ChannelId, ...]:
    if other is None:
        return locate_interaction(interaction).channels
    parent = other.parent_id if isinstance(other, app_commands.AppCommandThread) else None
    return (ChannelId(other.id), ChannelId(parent)) if parent else (ChannelId(other.id),)
