"""Errors around the bot that its operator or a manager is told."""

from facts.model.errors import FootnoteError


class TokenMissing(FootnoteError):
    """There is no token, without which Discord lets no bot in."""


class TokenRefused(FootnoteError):
    """Discord does not know the token."""


class SettingInvalid(FootnoteError):
    """The variable `name` does not hold what it should; `reason` says what that is."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(name, reason)
        self.name = name
        self.reason = reason


class DemoUnavailable(FootnoteError):
    """The simulated Discord is not installed."""


class PortTaken(FootnoteError):
    """Something else on this machine listens on the `port`."""

    def __init__(self, port: int) -> None:
        super().__init__(port)
        self.port = port


class PermissionsMissing(FootnoteError):
    """The bot may not do in a `channel` what a schedule asks for; `names` are as Discord's."""

    def __init__(self, channel: int, names: tuple[str, ...]) -> None:
        super().__init__(channel, names)
        self.channel = channel
        self.names = names


class PingNotAllowed(FootnoteError):
    """Who asks may not ping the `role` in the `channel`, and so may not have it pinged."""

    def __init__(self, role: int, channel: int) -> None:
        super().__init__(role, channel)
        self.role = role
        self.channel = channel


class NotAnnouncementChannel(FootnoteError):
    """The `channel` is none for announcements: it has no followers to publish to."""

    def __init__(self, channel: int) -> None:
        super().__init__(channel)
        self.channel = channel


class ScheduleUnclear(FootnoteError):
    """No schedule of the server, or more than one, is meant; `count` is how many it has."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count


class ChannelUnusable(FootnoteError):
    """No facts of the day can be posted there: it is no text channel, or not there any more."""
