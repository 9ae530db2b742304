"""Errors around the bot that its operator can fix."""

from facts.model.errors import FootnoteError, NotFoundError


class DatabaseMissing(NotFoundError):
    """There is no database at `path`."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


class DatabaseEmpty(NotFoundError):
    """The library in the database at `path` has no facts."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


class TokenMissing(FootnoteError):
    """No token is set, and Discord requires one."""


class TokenRefused(FootnoteError):
    """Discord does not know the token."""


class SettingInvalid(FootnoteError):
    """A setting has a value that cannot be used.

    `name` is its variable, and `reason` says what it must hold.
    """

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(name, reason)
        self.name = name
        self.reason = reason


class DemoUnavailable(FootnoteError):
    """The simulated Discord is not installed."""


class PortTaken(FootnoteError):
    """Another program on this machine uses the `port`."""

    def __init__(self, port: int) -> None:
        super().__init__(port)
        self.port = port
