"""Texts split into sentences at closing punctuation and at new lines."""

import pytest

from facts.text.sentences import split_sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Naps help. Do they? Yes!", ["Naps help.", "Do they?", "Yes!"]),
        ("Naps\nrest  more\n\nSleep", ["Naps", "rest more", "Sleep"]),
        ("睡眠は大事。昼寝は？", ["睡眠は大事。", "昼寝は？"]),
        ("Version 2.1 helps.", ["Version 2.1 helps."]),
        ("Well… no", ["Well…", "no"]),
        ("Again. Again.", ["Again."]),
        ("  \n ", []),
    ],
)
def test_a_text_splits_where_a_sentence_ends(text: str, sentences: list[str]) -> None:
    assert split_sentences(text) == sentences
