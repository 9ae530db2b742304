"""What an operator sets, by variables of the environment or in a file `.env`."""

from enum import StrEnum
from typing import Annotated, Any, Final, Self

from pydantic import BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.errors import SettingInvalid, TokenMissing

_PREFIX: Final = "FOOTNOTE_"
_QUOTES: Final = "\"'"


class LogLevel(StrEnum):
    """From what weight on events are logged."""

    DEBUG = "DEBUG"
    INFO = "INFO"
    WARNING = "WARNING"
    ERROR = "ERROR"


def _upper(value: Any) -> Any:  # noqa: ANN401 (as pydantic hands it over)
    return value.strip().upper() if isinstance(value, str) else value


def _cleaned(value: Any) -> Any:  # noqa: ANN401 (as pydantic hands it over)
    if isinstance(value, str):
        return value.strip().strip(_QUOTES).removeprefix("Bot ").strip()
    return value


class Settings(BaseSettings):
    """The settings of `footnote run`, beside the database, which every command knows."""

    model_config = SettingsConfigDict(
        env_prefix=_PREFIX,
        env_file=".env",
        env_ignore_empty=True,
        extra="ignore",
        hide_input_in_errors=True,  # else an error about another field prints the token
    )

    token: Annotated[SecretStr, BeforeValidator(_cleaned)] = SecretStr("")
    log_level: Annotated[LogLevel, BeforeValidator(_upper)] = LogLevel.INFO
    development_server: int | None = Field(default=None, gt=0, lt=2**63)

    @classmethod
    def read(cls) -> Self:
        """Read the settings. Raises TokenMissing or SettingInvalid."""
        try:
            settings = cls()
        except ValidationError as error:
            first = error.errors(include_input=False, include_url=False)[0]
            name = _PREFIX + "_".join(map(str, first["loc"])).upper()
            raise SettingInvalid(name, first["msg"]) from None
        if not settings.token.get_secret_value():
            raise TokenMissing
        return settings
