"""Text is cut at words to fit, and labels are never blank."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ui.text_fit import measure, plain_text, split_text, truncate

texts = st.text(st.sampled_from("ab 𝔘\n\té👩\u200d🔬") | st.characters(codec="utf-8"))


@given(texts, st.integers(1, 40))
def test_a_truncated_text_fits_and_keeps_its_start(text: str, limit: int) -> None:
    cut = truncate(text, limit)
    assert measure(cut) <= limit
    assert cut == text or (cut.endswith("…") and text.startswith(cut[:-1]))
    cut.encode("utf-16")


@pytest.mark.parametrize(
    ("text", "limit", "cut"),
    [
        ("short naps help", 15, "short naps help"),
        ("short naps help", 14, "short naps…"),
        ("short naps help", 11, "short naps…"),
        ("short naps help", 10, "short…"),
        ("incomprehensible", 6, "incom…"),
        ("see https://example.org/naps", 18, "see https://examp…"),
        ("𝔘𝔘𝔘", 4, "𝔘…"),
        ("a", 1, "a"),
        ("ab", 1, "…"),
    ],
)
def test_text_is_cut_at_a_word_if_possible(text: str, limit: int, cut: str) -> None:
    assert truncate(text, limit) == cut


@given(texts, st.integers(2, 40))
def test_pieces_fit_and_lose_only_white_space(text: str, limit: int) -> None:
    pieces = split_text(text, limit)
    assert pieces
    assert all(measure(piece) <= limit for piece in pieces)
    assert "".join("".join(pieces).split()) == "".join(text.split())


@given(st.text())
def test_a_label_is_one_line_and_not_blank(text: str) -> None:
    label = plain_text(text)
    assert label.strip()
    assert "\n" not in label
    assert "\u202e" not in label


@pytest.mark.parametrize(
    "text", ["", " \n", "\u200b", "\u2800\ufe0f", "\u202e", "\U000e0041", "\ufff9"]
)
def test_an_invisible_text_becomes_an_ellipsis(text: str) -> None:
    assert plain_text(text) == "…"


def test_a_cut_at_a_line_end_keeps_the_next_indent() -> None:
    assert split_text("if x:\n    y()\n    z()", 12) == ("if x:", "    y()", "    z()")


def test_a_character_over_the_limit_is_its_own_piece() -> None:
    assert split_text("𝔘𝔘", 1) == ("𝔘", "𝔘")
