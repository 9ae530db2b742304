"""Errors of `/daily` that a manager can fix."""

from facts.model.errors import FootnoteError


class PermissionsMissing(FootnoteError):
    """The bot is missing permissions in a channel.

    `names` are their names in Discord's settings.
    """

    def __init__(self, channel: int, names: tuple[str, ...]) -> None:
        super().__init__(channel, names)
        self.channel = channel
        self.names = names


class UserPermissionsMissing(FootnoteError):
    """The user is missing permissions in a channel, so the bot does not post there for them.

    `names` are their names in Discord's settings.
    """

    def __init__(self, channel: int, names: tuple[str, ...]) -> None:
        super().__init__(channel, names)
        self.channel = channel
        self.names = names


class PingNotAllowed(FootnoteError):
    """The user may not ping the role in the channel.

    So the bot must not ping it for them.
    """

    def __init__(self, role: int, channel: int) -> None:
        super().__init__(role, channel)
        self.role = role
        self.channel = channel


class NotAnnouncementChannel(FootnoteError):
    """The `channel` is not an announcement channel, so it has no followers."""

    def __init__(self, channel: int) -> None:
        super().__init__(channel)
        self.channel = channel


class ScheduleUnclear(FootnoteError):
    """The user's words match no schedule, or several.

    `count` is the number of schedules of the server.
    """

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count


class ChannelUnusable(FootnoteError):
    """The chosen channel is no text channel, or no longer exists."""
