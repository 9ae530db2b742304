"""Author texts, divided into people and organisation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.citations.authors import Authorship, parse_author

NAMES = ["Jane Doe", "Bo Chen"]


@pytest.mark.parametrize(
    ("text", "names", "others", "organization"),
    [
        ("Hoffmann et al. · DeepMind", ["Hoffmann"], True, "DeepMind"),
        ("Jane Doe, Bo Chen · Sleep Lab", NAMES, False, "Sleep Lab"),
        ("Mira Castell · Platform Team", ["Mira Castell"], False, "Platform Team"),
        ("Wei et al. · Hugging Face", ["Wei"], True, "Hugging Face"),
        ("van Dyk · b.com", ["van Dyk"], False, "b.com"),
        ("王伟 · 清华大学", ["王伟"], False, "清华大学"),
        ("Jane Doe · Bo Chen · Sleep Lab", NAMES, False, "Sleep Lab"),
        ("Platform Team · Acme", [], False, "Platform Team · Acme"),
        ("Ludwig van Beethoven", ["Ludwig van Beethoven"], False, None),
        ("Jane Doe; Bo Chen", NAMES, False, None),
        ("Jane Doe and Bo Chen", NAMES, False, None),
        ("Jane Doe, Bo Chen, and Ann Roe", [*NAMES, "Ann Roe"], False, None),
        ("Doe, Jane and Chen, Bo", NAMES, False, None),
        ("Doe, Jane; Chen, Bo", NAMES, False, None),
        ("Doe, J., & Chen, B.", ["J. Doe", "B. Chen"], False, None),
        ("Doe, J., Chen, B.", ["J. Doe", "B. Chen"], False, None),
        ("Doe, Jane", ["Jane Doe"], False, None),
        ("van Dyk, Jane", ["Jane van Dyk"], False, None),
        ("Jane Doe, Jr.", ["Jane Doe Jr."], False, None),
        ("Jane Doe, Bo Chen et al.", NAMES, True, None),
        ("Doe and others", ["Doe"], True, None),
        ("Jane Doe, Sleep Lab", ["Jane Doe"], False, "Sleep Lab"),
        ("DeepMind", [], False, "DeepMind"),
        ("Hoffmann", [], False, "Hoffmann"),
        ("Platform Team", [], False, "Platform Team"),
        ("Meta Platforms, Inc.", [], False, "Meta Platforms, Inc."),
        ("University of California, Berkeley", [], False, "University of California, Berkeley"),
        ("Johnson & Johnson", [], False, "Johnson & Johnson"),
        ("Google, Meta", [], False, "Google, Meta"),
        ("Platform Team et al.", [], False, "Platform Team et al."),
        ("et al.", [], False, "et al."),
        ("", [], False, None),
        (" · ", [], False, None),
        (None, [], False, None),
    ],
)
def test_an_author_text_has_people_and_an_organisation(
    text: str | None, names: list[str], others: bool, organization: str | None
) -> None:
    author = parse_author(text)
    assert (list(author.names), author.others, author.organization) == (names, others, organization)


@pytest.mark.parametrize(
    "text",
    ["Hoffmann et al. · DeepMind", "Jane Doe, Bo Chen · Sleep Lab", "Ludwig van Beethoven",
     "Johnson & Johnson", "Platform Team · Acme", "山田 太郎 · 东京大学", "Jane Doe et al."],
)  # fmt: skip
def test_a_text_in_the_form_of_the_library_stays_the_same(text: str) -> None:
    assert parse_author(text).text == text


@given(st.text(alphabet="Jane Doe,·;&.和、 \n{}\\", max_size=60))
def test_no_author_is_lost(text: str) -> None:
    author = parse_author(text)
    letters = {*filter(str.isalnum, text)} - {*"and"}
    assert letters <= {*author.text}


def test_nobody_has_no_text() -> None:
    assert Authorship().text == ""
