"""The format of the log, and the secrets that it leaves out."""

import logging
import re
import subprocess
import sys
from io import StringIO

import aiohttp
import pytest

from bot.app.logging_setup import RedactingFormatter
from tests.support.builders import ROOT
from tests.support.identity import TOKEN

pytestmark = pytest.mark.slow

ANOTHER = TOKEN.swapcase()


class Log:
    """A logger with a name, whose lines a test can read.

    pytest does not capture it.
    """

    def __init__(self, name: str) -> None:
        self._written = StringIO()
        handler = logging.StreamHandler(self._written)
        handler.setFormatter(RedactingFormatter(TOKEN))
        self.logger = logging.Logger(name)  # noqa: LOG001 (a logger of the root would be captured)
        self.logger.addHandler(handler)

    @property
    def text(self) -> str:
        return self._written.getvalue()


@pytest.fixture(params=["bot.answers.dispatcher", "discord.shard"])
def log(request: pytest.FixtureRequest) -> Log:
    return Log(request.param)


def raise_and_catch(error: Exception) -> Exception:
    try:
        raise error  # noqa: TRY301 (only a raised error has a traceback)
    except Exception as caught:  # noqa: BLE001 (it gets its traceback here)
        return caught


@pytest.mark.parametrize("secret", [TOKEN, ANOTHER])
def test_the_log_never_contains_a_token(log: Log, secret: str) -> None:
    error = raise_and_catch(ValueError(f"Bot {secret} is wrong"))
    error.__cause__ = raise_and_catch(OSError(f"no way to {secret}"))
    log.logger.error("The token is %s", secret)
    log.logger.error(f"The token is {secret}", exc_info=error)  # noqa: G004 (others do)
    log.logger.error("It failed: %r", error)
    log.logger.error(error)
    log.logger.error("%d", secret)
    log.logger.error({"authorization": secret})
    assert "[token]" in log.text
    assert secret not in log.text
    assert log.text.count("ERROR") == 6


def test_an_event_is_a_line_with_time_level_and_name(log: Log) -> None:
    log.logger.warning("Two\nlines of \x1b[31m%s", "a stranger\u2028")
    (line,) = log.text.splitlines()
    assert re.match(
        r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} WARNING (bot|discord)(\.\w+)+: Two", line
    )
    assert line.endswith(r"Two\nlines of \x1b[31ma stranger\u2028")


def test_a_failure_is_logged_with_its_traceback(log: Log) -> None:
    log.logger.error("Failure", exc_info=raise_and_catch(ZeroDivisionError("by nought")))
    assert "Traceback" in log.text
    assert "by nought" in log.text


def test_a_reconnection_is_logged_without_a_traceback() -> None:
    log = Log("discord.shard")
    log.logger.error("Trying again", exc_info=raise_and_catch(aiohttp.ClientError("no way")))
    (line,) = log.text.splitlines()
    assert line.endswith("Trying again (no way)")


PROGRAM = """
import logging, sys, warnings
from bot.app.logging_setup import log_to_stderr
level, secret = sys.argv[1:]
log_to_stderr(level, secret)
for name in ("bot", "discord.gateway", "aiosqlite", "asyncio"):
    logging.getLogger(name).debug("few want this")
    logging.getLogger(name).info("many want this")
logging.getLogger("discord.client").warning("PyNaCl is not installed, voice will NOT be supported")
warnings.warn(f"a warning about {secret}")
raise ValueError(f"an end by {secret}")
"""


@pytest.mark.parametrize(
    ("level", "few", "many"), [("DEBUG", 1, 4), ("INFO", 0, 4), ("ERROR", 0, 0)]
)
def test_the_log_on_standard_error_starts_at_its_level(level: str, few: int, many: int) -> None:
    ran = subprocess.run(
        [sys.executable, "-W", "default", "-c", PROGRAM, level, TOKEN],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ran.returncode == 1
    assert ran.stdout == ""
    assert TOKEN not in ran.stderr
    assert "an end by [token]" in ran.stderr
    assert ran.stderr.count("few want this") == few
    assert ran.stderr.count("many want this") == many
    assert ("a warning about [token]" in ran.stderr) == (level != "ERROR")
    assert "voice" not in ran.stderr
