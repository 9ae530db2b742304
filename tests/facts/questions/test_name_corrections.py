import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.questions.name_corrections import find_name_corrections

NAMES = ("power naps", "PN", "instruction fine-tuning")


@pytest.mark.parametrize(
    ("typed", "corrected"),
    [
        ("powr naps", {"powr": "power"}),
        ("what are pwoer nasp?", {"pwoer": "power", "nasp": "naps"}),
        ("instruct tunning", {"tunning": "tuning"}),
        ("power nap", {}),
        ("naps power", {}),
        ("pn", {}),
        ("the great power naps", {}),
        ("", {}),
    ],
)
def test_misspelled_words_are_mapped_to_those_of_the_names(
    typed: str, corrected: dict[str, str]
) -> None:
    assert find_name_corrections(typed, NAMES) == corrected


@given(st.text(), st.lists(st.text()))
def test_no_word_is_corrected_to_itself(typed: str, names: list[str]) -> None:
    corrected = find_name_corrections(typed, names)
    assert all(word != other for word, other in corrected.items())
