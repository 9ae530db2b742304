"""What an operator sets, by variables of the environment or in a file `.env`."""

import re
from enum import StrEnum
from typing import Annotated, Any, Final, Self

from pydantic import BeforeValidator, Field, SecretStr, ValidationError
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.app.errors import SettingInvalid, TokenMissing

_PREFIX: Final = "FOOTNOTE_"
_FILE: Final = ".env"
_SURROUNDING: Final = " \t\r\n\"'"
"""What copying leaves around a value; container engines keep the quotes of their files too."""
_BOT_PREFIX: Final = re.compile(r"^Bot(\s+|$)")
"""As a token stands in a request to Discord."""
_PRINTABLE: Final = re.compile(r"[!-~]*")


class LogLevel(StrEnum):
    """From what weight on events are logged."""

    DEBUG = "DEBUG"
    INFO = "INFO"
    WARNING = "WARNING"
    ERROR = "ERROR"


def _strip(value: Any) -> Any:  # noqa: ANN401 (as pydantic hands it over)
    return value.strip(_SURROUNDING) if isinstance(value, str) else value


def _uppercase(value: Any) -> Any:  # noqa: ANN401 (as pydantic hands it over)
    return value.upper() if isinstance(value, str) else value


def _clean_token(value: Any) -> Any:  # noqa: ANN401 (as pydantic hands it over)
    if not isinstance(value, str):
        return value
    token = _BOT_PREFIX.sub("", value.strip(_SURROUNDING)).strip(_SURROUNDING)
    if not _PRINTABLE.fullmatch(token):  # else it breaks off in the midst of a request
        raise PydanticCustomError("token", "It should be one word, as Discord shows it")
    return token


class Settings(BaseSettings):
    """The settings of `footnote run`, beside the database, which every command knows."""

    model_config = SettingsConfigDict(
        env_prefix=_PREFIX,
        env_file=_FILE,
        env_file_encoding="utf-8-sig",  # some editors begin a file with a mark
        env_ignore_empty=True,
        extra="ignore",
        hide_input_in_errors=True,  # else an error about another field prints the token
    )

    token: Annotated[SecretStr, BeforeValidator(_clean_token)] = SecretStr("")
    log_level: Annotated[LogLevel, BeforeValidator(_uppercase), BeforeValidator(_strip)] = (
        LogLevel.INFO
    )
    development_server: Annotated[int | None, BeforeValidator(_strip)] = Field(
        default=None, gt=0, lt=2**63
    )

    @classmethod
    def read(cls) -> Self:
        """Read the settings. Raises TokenMissing or SettingInvalid."""
        try:
            settings = cls()
        except UnicodeDecodeError:
            raise SettingInvalid(_FILE, "It is not UTF-8 text") from None
        except ValidationError as error:
            first = error.errors(include_input=False, include_url=False)[0]
            name = _PREFIX + "_".join(map(str, first["loc"])).upper()
            raise SettingInvalid(name, first["msg"]) from None
        if not settings.token.get_secret_value():
            raise TokenMissing
        return settings
