import pytest

from facts.importers.wiki.aliases import read_aliases


@pytest.mark.parametrize(
    ("text", "aliases"),
    [
        ("SFT, fine tuning", ("SFT", "fine tuning")),
        ("naps (short, daily), rest", ("naps (short, daily)", "rest")),
        ("a (b, (c, d), e), f", ("a (b, (c, d), e)", "f")),
        ("Power Naps, POWER NAPS, rest", ("rest",)),
        ("rest, Rest, REST", ("rest",)),
        ("rest (unclosed, sleep", ("rest (unclosed", "sleep")),
        (") rest, sleep (", (") rest", "sleep (")),
        ("1,5-naps, rest", ("1,5-naps", "rest")),
        ("rest,\u00a0sleep", ("rest", "sleep")),
        ("rest, , sleep, ", ("rest", "sleep")),
        ("rest,", ("rest",)),
        ("", ()),
        (", ", ()),
    ],
)
def test_aliases_are_parted_at_commas_outside_parentheses(
    text: str, aliases: tuple[str, ...]
) -> None:
    assert read_aliases(text, "power naps") == aliases
