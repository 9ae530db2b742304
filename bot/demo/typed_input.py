"""Typed mentions, for the demo's page.

In Discord's own apps, users pick a member while they type. Here they type `@Footnote`.
"""

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from simcord import Env

_MENTION: Final = "@Footnote"


def accept_typed_mentions(world: "Env") -> None:
    """Turn `@Footnote` in messages that users type or edit into a mention of the bot."""
    backend, bot = world.backend, world.backend.bot_user.id
    create, edit = backend.create_message, backend.edit_message

    def add_mention(content: str | None) -> str | None:
        return content and content.replace(_MENTION, f"<@{bot}>")

    def create_message(channel: int, author: int, content: str | None = "", **rest: Any) -> Any:  # noqa: ANN401 (the simulation's own)
        text = content if author == bot else add_mention(content)
        return create(channel, author, text, **rest)

    def edit_message(channel: int, message: int, changes: dict[str, Any]) -> Any:  # noqa: ANN401 (the simulation's own)
        if backend.get_message(channel, message).author_id != bot and "content" in changes:
            changes = changes | {"content": add_mention(changes["content"])}
        return edit(channel, message, changes)

    backend.create_message = create_message  # type: ignore[assignment, method-assign]
    backend.edit_message = edit_message  # type: ignore[assignment, method-assign]
