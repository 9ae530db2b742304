import pytest

from facts.importers.wiki.lines import is_closed, is_cut_off
from facts.model.entities import Kind


@pytest.mark.parametrize(
    "text",
    ["Naps.", "Naps!", "Naps?", "Naps…", "睡眠。", "“Naps.”", "(Naps.)", "*Naps.*", "Naps.’"],
)  # fmt: skip
def test_closing_punctuation_completes_a_text(text: str) -> None:
    assert is_closed(text)
    assert not is_cut_off(Kind("claim"), text)


@pytest.mark.parametrize("text", ["Naps", "Naps,", "Naps:", "(Naps)", "Naps. Then", ""])
def test_a_text_without_closing_punctuation_is_incomplete(text: str) -> None:
    assert not is_closed(text)
    assert is_cut_off(Kind("claim"), text)


@pytest.mark.parametrize("kind", ["code", "formula", "image"])
def test_some_kinds_never_look_cut_off(kind: str) -> None:
    assert not is_cut_off(Kind(kind), "x = 1")
