"""The checks of payloads find what Discord would refuse."""

import pytest

from tests.support.card_strategies import V2
from tests.support.discord_api import DESCRIPTION, faults, misfits

needs_description = pytest.mark.skipif(
    not DESCRIPTION.exists(), reason="Discord's API description is not on this machine"
)


def test_the_check_finds_what_discord_refuses() -> None:
    text = {"type": 10, "content": "x" * 4_001}
    row = {"type": 1, "components": [{"type": 2, "style": 1, "label": "x" * 81, "custom_id": ""}]}
    found = faults({"components": [text, row, row, {"type": 10, "content": " "}]})
    assert {"text in all", "empty text", "repeated id", "id's length", "flag"} <= set(found)
    assert "button's label" in found


@needs_description
def test_the_description_refuses_a_misspelled_key() -> None:
    text = {"type": 10, "contents": "x"}
    body = {"type": 4, "data": {"flags": V2, "components": [text]}}
    assert misfits("CreateMessageInteractionCallbackRequest", body)
