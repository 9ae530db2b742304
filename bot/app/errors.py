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
