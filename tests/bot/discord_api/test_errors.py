import pytest

from bot.discord_api.errors import summarize_error


@pytest.mark.parametrize(
    ("error", "words"),
    [(TimeoutError(), "TimeoutError"), (OSError("a\n b"), "a b"), (OSError("w " * 300), "w w …")],
)
def test_an_error_summary_is_one_short_line(error: Exception, words: str) -> None:
    assert summarize_error(error).endswith(words)
    assert len(summarize_error(error)) <= 200
