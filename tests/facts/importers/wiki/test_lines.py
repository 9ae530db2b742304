import pytest

from facts.importers.wiki.lines import is_closed, is_cut_off
from facts.model.entities import Kind


@pytest.mark.parametrize(
    "text",
    ["Naps.", "Naps!", "Naps?", "Naps…", "睡眠。", "“Naps.”", "(Naps.)", "*Naps.*", "Naps.’"],
)  # fmt: skip
def test_closing_punctuation_closes_a_text(text: str) -> None:
    assert is_closed(text)
    assert not is_cut_off(Kind("claim"), text)


@pytest.mark.parametrize("text", ["Naps", "Naps,", "Naps:", "(Naps)", "Naps. Then", ""])
def test_anything_else_leaves_it_open(text: str) -> None:
    assert not is_closed(text)
    assert is_cut_off(Kind("claim"), text)


@pytest.mark.parametrize("kind", ["code", "formula", "image"])
def test_some_kinds_never_look_cut(kind: str) -> None:
    assert not is_cut_off(Kind(kind), "x = 1")
