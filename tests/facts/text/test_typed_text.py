import pytest

from facts.text.typed_text import clean_line, clean_text, has_unsafe_characters


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        (" Naps help. \r\n\r\n Really.\t\n", "Naps help.\n\n Really."),
        ("a\tb", "a b"),
        ("one\rtwo\u2028three\x0bfour", "one\ntwo\nthree\nfour"),
        ("\u202eNaps\x00 \x1b[1mhelp\x9b\udce9", "Naps [1mhelp"),
    ],
)
def test_a_cleaned_text_keeps_its_lines_and_words(typed: str, cleaned: str) -> None:
    assert clean_text(typed) == cleaned
    assert clean_text(cleaned) == cleaned
    assert clean_line(typed) == " ".join(cleaned.split())


def test_only_what_is_left_out_is_unsafe() -> None:
    assert not has_unsafe_characters("Naps\thelp.\r\nReally.\u2028")
    assert has_unsafe_characters("Naps\x00")
    assert has_unsafe_characters("Naps\u202e")
