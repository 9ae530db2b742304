"""Messages to managers about failed posts."""

from discord import ui

from bot.ui.layout import card, heading, inline, text
from facts.daily.post import Post, PostState
from facts.daily.schedule import Trouble

_DETAIL = 200
"""Characters of the detail in a message, at most."""


def trouble_text(trouble: Trouble, detail: str | None, limit: int = _DETAIL) -> str:
    """Return why a post failed, as Markdown for a sentence's end."""
    what = inline(detail, limit) if detail else ""
    return {
        Trouble.CHANNEL_GONE: "the channel was deleted",
        Trouble.NOT_ALLOWED: (
            f"I am missing a permission there: {what}" if what else "I am not allowed to post"
        ),
        Trouble.NO_FACT: "no fact matches its filter",
        Trouble.DISCORD: "Discord did not accept it",
        Trouble.SERVER_GONE: "I was removed from the server",
        Trouble.OVERDUE: "I was offline for too long",
    }[trouble]


_REMEDY = {
    Trouble.CHANNEL_GONE: "Choose another channel with `/daily edit`, or end the schedule with "
    "`/daily remove`.",
    Trouble.NOT_ALLOWED: "Give me that permission in the channel's settings.",
    Trouble.NO_FACT: "Widen the filter with `/daily edit`, or add facts.",
    Trouble.DISCORD: "There is nothing for you to do. The next post comes at its usual time.",
    Trouble.SERVER_GONE: "Invite me again, and the next post comes at its usual time.",
    Trouble.OVERDUE: "The next post comes at its usual time. `/daily edit` sets how late a post "
    "may be.",
}


def trouble_message(
    post: Post, trouble: Trouble, detail: str | None, *, is_final: bool
) -> ui.LayoutView:
    """Return the message about a failed post.

    `is_final` is whether the bot gave it up.
    """
    until = f"<t:{int(post.deadline.timestamp())}:t>"
    next_ = (
        "There is no post that day."
        if is_final
        else f"I try again until {until}. You get no further message about this."
    )
    return card(
        heading("The fact of the day could not be posted"),
        text(
            f"In <#{post.channel}>, for {post.day.isoformat()}: {trouble_text(trouble, detail)}.\n"
            f"{_REMEDY[trouble]} {next_}"
        ),
    )


def missing_role_message(post: Post) -> ui.LayoutView:
    """Return the message about a deleted role that posts would ping."""
    return card(
        heading("The role of the fact of the day was deleted"),
        text(
            f"In <#{post.channel}> posts come without a ping from now on. `/daily edit` sets "
            "another role."
        ),
    )


def outcome_text(post: Post, limit: int = _DETAIL) -> str:
    """Return the outcome of a post as a short text in Markdown."""
    if post.state is PostState.SENT:
        failures = f", but {inline(post.detail, limit)}" if post.detail else ""
        return f"posted{failures}"
    if post.state is PostState.MISSED:
        return "missed, I was offline for too long"
    if post.trouble is None:
        return "under way"
    what = trouble_text(post.trouble, post.detail, limit)
    return f"{'not posted' if post.state is PostState.FAILED else 'being tried'}, {what}"
