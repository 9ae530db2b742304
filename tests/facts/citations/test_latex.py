"""LaTeX written and read back."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.citations.latex import decode_latex, escape_latex

SPECIALS = st.text(alphabet=st.sampled_from("\\{}$&#_%~^<>|-`'\"ab é"))


@given(st.text() | SPECIALS)
def test_what_was_escaped_is_read_back(text: str) -> None:
    text = unicodedata.normalize("NFC", text)
    assert decode_latex(escape_latex(text)) == text


@given(st.text() | SPECIALS)
def test_escaped_braces_are_balanced(text: str) -> None:
    depth = 0
    for character in escape_latex(text):
        depth += {"{": 1, "}": -1}.get(character, 0)
        assert depth >= 0
    assert depth == 0


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"M{\"u}ller", "Müller"),
        (r"\'e \'{e} {\'e} {\'{e}} \'{\i}", "é é é é í"),
        (r"\c{c} \v s \H{o} \k{a} \~n \={a} \.z \u{g} \d{s}", "ç š ő ą ñ ā ż ğ ṣ"),
        (r"{\O}rsted \o{} \ss \aa{}s \L{}ukasz", "Ørsted ø ßås Łukasz"),
        (r"A \& B 5\% \$3 \#1 a\_b", "A & B 5% $3 #1 a_b"),
        ("a -- b --- c ``d'' e~f", "a – b — c “d” e f"),
        (r"\emph{very} \textbf{{B}old} \url{https://a.org/x}", "very Bold https://a.org/x"),
        (r"\href{https://a.org}{here}", "here"),
        ("The $L_{2}$ norm", "The $L_{2}$ norm"),
        (r"{{A {N}ame}}", "A Name"),
        (r"\unknown{x} y \\ z", "x y   z"),
        ("plain – text", "plain – text"),
        ("a \\", "a \\"),
    ],
)
def test_latex_of_other_programs_is_read(latex: str, text: str) -> None:
    assert decode_latex(latex) == text


@pytest.mark.parametrize(
    "hostile", ["{" * 200_000, r"\'" * 100_000, "$\\$" * 60_000, "\\href{" * 30_000]
)
def test_hostile_latex_is_read_once(hostile: str) -> None:
    assert len(decode_latex(hostile)) <= len(hostile)
