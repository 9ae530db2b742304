from pathlib import Path

import pytest

from bot.app.errors import SettingInvalid, TokenMissing
from bot.app.settings import LogLevel, Settings
from bot.discord_api.access_policy import EVERYWHERE, AccessPolicy
from tests.support.identity import TOKEN

NAMES = [f"FOOTNOTE_{name.upper()}" for name in Settings.model_fields]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Nothing is set, and there is no file .env."""
    monkeypatch.chdir(tmp_path)
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def token_of(settings: Settings) -> str:
    return settings.token.get_secret_value()


def test_a_token_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOOTNOTE_TOKEN", TOKEN)
    settings = Settings.read()
    assert token_of(settings) == TOKEN
    assert settings.log_level is LogLevel.INFO
    assert settings.development_server is None
    assert TOKEN not in repr(settings)


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_the_environment_overrides_the_settings_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch, mark: str
) -> None:
    lines = f"{mark}FOOTNOTE_TOKEN={TOKEN}\nFOOTNOTE_LOG_LEVEL=ERROR\nFOOTNOTE_DATABASE=a.db\n"
    Path(folder, ".env").write_text(lines, "utf-8")
    monkeypatch.setenv("FOOTNOTE_LOG_LEVEL", "debug")
    settings = Settings.read()
    assert token_of(settings) == TOKEN
    assert settings.log_level is LogLevel.DEBUG


@pytest.mark.parametrize("token", [None, "", "  \t", '""', "Bot ", "' '"])
def test_a_token_that_is_empty_is_missing(
    monkeypatch: pytest.MonkeyPatch, token: str | None
) -> None:
    if token is not None:
        monkeypatch.setenv("FOOTNOTE_TOKEN", token)
    with pytest.raises(TokenMissing):
        Settings.read()


@pytest.mark.parametrize("around", ["  {}\n", '"{}"', "'{}'", "Bot {}", '"Bot {}"', 'Bot "{}"'])
def test_a_copied_token_is_stripped(monkeypatch: pytest.MonkeyPatch, around: str) -> None:
    monkeypatch.setenv("FOOTNOTE_TOKEN", around.format(TOKEN))
    assert token_of(Settings.read()) == TOKEN


def test_values_may_be_in_quotes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOOTNOTE_TOKEN", TOKEN)
    monkeypatch.setenv("FOOTNOTE_LOG_LEVEL", '"warning"')
    monkeypatch.setenv("FOOTNOTE_DEVELOPMENT_SERVER", "'123456789012345678'")
    settings = Settings.read()
    assert settings.log_level is LogLevel.WARNING
    assert settings.development_server == 123456789012345678


def test_by_default_the_bot_may_be_used_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOOTNOTE_TOKEN", TOKEN)
    for name in ("SERVERS", "DIRECT_MESSAGES", "USER_INSTALLS"):
        monkeypatch.setenv(f"FOOTNOTE_{name}", "")
    assert Settings.read().access == EVERYWHERE


@pytest.mark.parametrize("servers", ["11,22", " 22 , 11 ", '"11,22"', "11,22,", "22, 11, 11"])
@pytest.mark.parametrize("no", ["no", "No", "'no'", "false", "0"])
def test_the_operator_decides_where_the_bot_may_be_used(
    monkeypatch: pytest.MonkeyPatch, servers: str, no: str
) -> None:
    monkeypatch.setenv("FOOTNOTE_TOKEN", TOKEN)
    monkeypatch.setenv("FOOTNOTE_SERVERS", servers)
    monkeypatch.setenv("FOOTNOTE_DIRECT_MESSAGES", no)
    monkeypatch.setenv("FOOTNOTE_USER_INSTALLS", "yes")
    assert Settings.read().access == AccessPolicy(frozenset({11, 22}), direct_messages=False)


@pytest.mark.parametrize(
    ("name", "value", "should"),
    [
        ("FOOTNOTE_SERVERS", "team-4711", "must be ids of servers, separated by commas"),
        ("FOOTNOTE_SERVERS", "1, -4711", "must be ids of servers"),
        ("FOOTNOTE_SERVERS", "1 4711", "must be ids of servers"),
        ("FOOTNOTE_DIRECT_MESSAGES", "4711", "must be yes or no"),
        ("FOOTNOTE_USER_INSTALLS", "perhaps-4711", "must be yes or no"),
        ("FOOTNOTE_LOG_LEVEL", "loud-4711", "DEBUG"),
        ("FOOTNOTE_DEVELOPMENT_SERVER", "team-4711", "must be a server's id, a whole number"),
        ("FOOTNOTE_DEVELOPMENT_SERVER", "-4711", "must be a server's id, a whole number"),
        ("FOOTNOTE_DEVELOPMENT_SERVER", "4711" * 6, "must be a server's id, a whole number"),
        ("FOOTNOTE_TOKEN", "two 4711 words", "one word"),
        ("FOOTNOTE_TOKEN", "two\n4711", "one word"),
        ("FOOTNOTE_TOKEN", "tökén-4711", "one word"),
    ],
)
def test_a_bad_value_is_reported_by_name_but_not_printed(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, should: str
) -> None:
    monkeypatch.setenv("FOOTNOTE_TOKEN", TOKEN)
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingInvalid) as raised:
        Settings.read()
    assert raised.value.name == name
    assert should in raised.value.reason
    assert "4711" not in raised.value.reason
    assert TOKEN not in repr(raised.getrepr(chain=True))


def test_a_settings_file_that_is_not_text_is_reported(folder: Path) -> None:
    Path(folder, ".env").write_bytes(b"FOOTNOTE_TOKEN=\xff")
    with pytest.raises(SettingInvalid, match=r"\.env"):
        Settings.read()
