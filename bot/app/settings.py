"""Settings of `footnote run`, from environment variables or a file `.env`."""

import re
from enum import StrEnum
from typing import Annotated, Any, Final, Self

from pydantic import BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.app.errors import SettingInvalid, TokenMissing
from bot.discord_api.access_policy import AccessPolicy

_PREFIX: Final = "FOOTNOTE_"
_FILE: Final = ".env"
_SURROUNDING: Final = " \t\r\n\"'"
"""Characters to strip: users copy them, and container engines keep quotes from files."""
_BOT_PREFIX: Final = re.compile(r"^Bot(\s+|$)")
"""The prefix of a token in a request to Discord; users copy it too."""
_PRINTABLE: Final = re.compile(r"[!-~]*")
_EXPECTED: Final = {
    "token": "it must be a bot's token, one word, as Discord shows it",
    "log_level": "it must be DEBUG, INFO, WARNING or ERROR",
    "development_server": "it must be a server's id, a whole number",
    "servers": "it must be ids of servers, separated by commas",
    "direct_messages": "it must be yes or no",
    "user_installs": "it must be yes or no",
}
"""What each setting must hold."""


_ServerId = Annotated[int, Field(gt=0, lt=2**63)]


class LogLevel(StrEnum):
    """The least severe level that is logged."""

    DEBUG = "DEBUG"
    INFO = "INFO"
    WARNING = "WARNING"
    ERROR = "ERROR"


def _strip(value: Any) -> Any:  # noqa: ANN401 (pydantic passes any value)
    return value.strip(_SURROUNDING) if isinstance(value, str) else value


def _uppercase(value: Any) -> Any:  # noqa: ANN401 (pydantic passes any value)
    return value.upper() if isinstance(value, str) else value


def _split(value: Any) -> Any:  # noqa: ANN401 (pydantic passes any value)
    return [*filter(str.strip, value.split(","))] if isinstance(value, str) else value


def _clean_token(value: Any) -> Any:  # noqa: ANN401 (pydantic passes any value)
    if not isinstance(value, str):
        return value
    token = _BOT_PREFIX.sub("", value.strip(_SURROUNDING)).strip(_SURROUNDING)
    if not _PRINTABLE.fullmatch(token):  # otherwise the first request fails in an unclear way
        raise ValueError("not printable")
    return token


class Settings(BaseSettings):
    """The settings of `footnote run`, except the database: every command reads that."""

    model_config = SettingsConfigDict(
        env_prefix=_PREFIX,
        env_file=_FILE,
        env_file_encoding="utf-8-sig",  # some editors write a byte order mark
        env_ignore_empty=True,
        extra="ignore",
        hide_input_in_errors=True,  # otherwise an error about another field prints the token
    )

    token: Annotated[SecretStr, BeforeValidator(_clean_token)] = SecretStr("")
    log_level: Annotated[LogLevel, BeforeValidator(_uppercase), BeforeValidator(_strip)] = (
        LogLevel.INFO
    )
    development_server: Annotated[_ServerId | None, BeforeValidator(_strip)] = None

    servers: Annotated[
        frozenset[_ServerId], NoDecode, BeforeValidator(_split), BeforeValidator(_strip)
    ] = frozenset()
    direct_messages: Annotated[bool, BeforeValidator(_strip)] = True
    user_installs: Annotated[bool, BeforeValidator(_strip)] = True

    @property
    def access(self) -> AccessPolicy:
        """Where the bot may be used."""
        return AccessPolicy(self.servers, self.direct_messages, self.user_installs)

    @classmethod
    def read(cls) -> Self:
        """Read the settings. Raises TokenMissing or SettingInvalid."""
        try:
            settings = cls()
        except UnicodeDecodeError:
            raise SettingInvalid(_FILE, "it is not UTF-8 text") from None
        except ValidationError as error:
            field = str(error.errors(include_input=False, include_url=False)[0]["loc"][0])
            raise SettingInvalid(_PREFIX + field.upper(), _EXPECTED[field]) from None
        if not settings.token.get_secret_value():
            raise TokenMissing
        return settings
