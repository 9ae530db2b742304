"""What the managers are told of the fact of the day unasked, and the words for each trouble."""

from discord import ui

from bot.ui.layout import card, heading, inline, text
from facts.daily.post import Post, PostState
from facts.daily.schedule import Trouble

_DETAIL = 200


def trouble_text(trouble: Trouble, detail: str | None, limit: int = _DETAIL) -> str:
    """Return what stood in a post's way, as the end of a sentence."""
    what = inline(detail, limit) if detail else ""
    return {
        Trouble.CHANNEL_GONE: "the channel is gone",
        Trouble.NOT_ALLOWED: f"I lack a permission there: {what}" if what else "I may not post",
        Trouble.NO_FACT: "no fact fits it",
        Trouble.DISCORD: "Discord did not take it",
        Trouble.SERVER_GONE: "I was removed from the server",
        Trouble.OVERDUE: "I was not there in time",
    }[trouble]


_REMEDY = {
    Trouble.CHANNEL_GONE: "Give it another channel with `/daily edit`, where what is still tried "
    "goes too, or end it with `/daily remove`.",
    Trouble.NOT_ALLOWED: "Give me that permission in the channel's settings.",
    Trouble.NO_FACT: "Widen it with `/daily edit`, or have facts added.",
    Trouble.DISCORD: "There is nothing for you to do; the next one comes at its time.",
    Trouble.SERVER_GONE: "Invite me again, and the next one comes at its time.",
    Trouble.OVERDUE: "The next one comes at its time. `/daily edit` sets how late a post may be.",
}


def trouble_message(
    post: Post, trouble: Trouble, detail: str | None, *, given_up: bool
) -> ui.LayoutView:
    """Return what the managers read when a post cannot be made."""
    until = f"<t:{int(post.deadline.timestamp())}:t>"
    next_ = (
        "That day has no post."
        if given_up
        else f"I try again until {until}; you will not be told again of this."
    )
    return card(
        heading("The fact of the day could not be posted"),
        text(
            f"In <#{post.channel}>, for {post.day.isoformat()}: {trouble_text(trouble, detail)}.\n"
            f"{_REMEDY[trouble]} {next_}"
        ),
    )


def missing_role_message(post: Post) -> ui.LayoutView:
    """Return what the managers read when the role to be pinged is no more."""
    return card(
        heading("The role of the fact of the day is gone"),
        text(
            f"In <#{post.channel}> posts come without a ping from now on. `/daily edit` sets "
            "another role."
        ),
    )


def outcome_text(post: Post, limit: int = _DETAIL) -> str:
    """Return what became of a post, in a few words."""
    if post.state is PostState.SENT:
        return "posted"
    if post.state is PostState.MISSED:
        return "missed, I was not there in time"
    if post.trouble is None:
        return "on its way"
    what = trouble_text(post.trouble, post.detail, limit)
    return f"{'not posted' if post.state is PostState.FAILED else 'being tried'}, {what}"
