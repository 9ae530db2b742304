"""Sets of control characters are complete and contain no needed character."""

import re
import unicodedata

from facts.text.control_characters import (
    BIDI_CONTROLS,
    CONTROL_CHARACTERS,
    LINE_BREAKS,
    SURROGATES,
    UNSAFE_CHARACTERS,
    character_class,
)

EVERY_CHARACTER = list(map(chr, range(0x110000)))


def test_every_control_character_of_unicode_is_in_the_set() -> None:
    controls = {each for each in EVERY_CHARACTER if unicodedata.category(each) == "Cc"}
    assert {"\u2028", "\u2029"} | controls == CONTROL_CHARACTERS


def test_every_surrogate_of_unicode_is_in_the_set() -> None:
    assert {each for each in EVERY_CHARACTER if unicodedata.category(each) == "Cs"} == SURROGATES


def test_every_embedding_override_and_isolate_is_in_the_set() -> None:
    classes = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
    controls = {each for each in EVERY_CHARACTER if unicodedata.bidirectional(each) in classes}
    assert controls == BIDI_CONTROLS


def test_python_splits_lines_at_each_line_break() -> None:
    assert all(len(f"a{each}b".splitlines()) == 2 for each in LINE_BREAKS)


def test_a_class_matches_its_characters_only() -> None:
    pattern = re.compile(character_class("]^-\\a"))
    assert {each for each in EVERY_CHARACTER if pattern.fullmatch(each)} == set("]^-\\a")


def test_letters_spaces_and_joined_emoji_are_safe() -> None:
    assert UNSAFE_CHARACTERS.isdisjoint("naïve 漢字 שלום \u00a0👩\u200d🔬")
