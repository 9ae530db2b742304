"""Korean words mean the same with and without their particles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.text.korean_particles import iter_bare_forms, strip_particle


@pytest.mark.parametrize(
    ("word", "bare"),
    [
        ("낮잠은", "낮잠"), ("낮잠을", "낮잠"), ("낮잠이", "낮잠"), ("낮잠의", "낮잠"),
        ("낮잠과", "낮잠"),
        ("낮잠에", "낮잠"), ("낮잠에서", "낮잠"), ("낮잠으로", "낮잠"), ("낮잠도", "낮잠"),
        ("낮잠만", "낮잠"),
        ("낮잠부터", "낮잠"), ("낮잠까지", "낮잠"), ("녹차는", "녹차"), ("녹차가", "녹차"),
        ("녹차를", "녹차"),
        ("녹차와", "녹차"), ("녹차로", "녹차"), ("물을", "물"), ("학생들에게는", "학생"),
        ("rag는", "rag"),
        ("gpt4를", "gpt4"),
    ],
)  # fmt: skip
def test_a_particle_is_stripped(word: str, bare: str) -> None:
    assert strip_particle(word) == bare


@pytest.mark.parametrize(
    "word", ["나이", "아이", "도로", "결과", "의사", "회의", "사과", "가", "은", "nap"]
)
def test_a_word_that_only_ends_like_a_particle_stays(word: str) -> None:
    assert strip_particle(word) == word


def test_the_same_word_with_any_particle_has_one_form() -> None:
    forms = {
        strip_particle(f"고양이{particle}") for particle in ("", "는", "가", "를", "에게", "만")
    }
    assert len(forms) == 1


def test_each_shorter_form_is_a_possible_name() -> None:
    assert list(iter_bare_forms("고양이에게는")) == ["고양이에게", "고양이", "고양"]


@given(st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), max_size=6))
def test_stripping_twice_changes_nothing(word: str) -> None:
    assert strip_particle(strip_particle(word)) == strip_particle(word)
    assert bool(strip_particle(word)) == bool(word)
