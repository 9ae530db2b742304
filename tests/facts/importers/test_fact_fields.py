import pytest

from facts.importers.fact_fields import read_kind, shorten_fact
from facts.importers.wiki.lines import MAX_CHARACTERS
from facts.model.entities import CLAIM, KINDS, Kind


@pytest.mark.parametrize("kind", KINDS)
def test_a_known_kind_is_read_in_any_case(kind: Kind) -> None:
    assert read_kind(f" {kind.upper()} ") == (kind, None)


def test_no_kind_is_the_default() -> None:
    assert read_kind(" ") == (CLAIM, None)
    assert read_kind("", Kind("quote")) == (Kind("quote"), None)


def test_another_word_is_kept_with_a_doubt() -> None:
    kind, doubt = read_kind("House  Rule")
    assert kind == "house rule"
    assert doubt == "“house rule” is not a known kind; the fact was imported with it"


@pytest.mark.parametrize("words", ["12", "a" * 41, "claim!", "a\x00b"])
def test_what_is_no_word_becomes_a_claim_with_a_doubt(words: str) -> None:
    kind, doubt = read_kind(words)
    assert kind == CLAIM
    assert doubt
    assert doubt.endswith("is no kind; the fact was imported as a claim")


def test_a_text_within_the_limits_stays() -> None:
    assert shorten_fact("Naps\n\n  help.") == ("Naps\n\n  help.", None)


def test_a_long_text_is_cut_off_with_a_doubt() -> None:
    text, doubt = shorten_fact("x" * (MAX_CHARACTERS + 1))
    assert len(text) == MAX_CHARACTERS
    assert doubt == "the fact is too long; its first 100,000 characters were imported"
