"""Names of people in parts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.citations.names import PersonName, is_person_like, parse_person
from facts.citations.organizations import has_organization_word


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Jane Doe", PersonName("Doe", "Jane")),
        ("Doe, Jane", PersonName("Doe", "Jane")),
        ("Ludwig van Beethoven", PersonName("Beethoven", "Ludwig", "van")),
        ("van Beethoven, Ludwig", PersonName("Beethoven", "Ludwig", "van")),
        ("Oscar de la Renta", PersonName("Renta", "Oscar", "de la")),
        ("Abu Ali ibn Sina", PersonName("Sina", "Abu Ali", "ibn")),
        ("van Dyk", PersonName("Dyk", particle="van")),
        ("Vincent Van Gogh", PersonName("Van Gogh", "Vincent")),
        ("Martin Luther King Jr.", PersonName("King", "Martin Luther", suffix="Jr.")),
        ("King, Martin Luther, Jr.", PersonName("King", "Martin Luther", suffix="Jr.")),
        ("King, Jr., Martin Luther", PersonName("King", "Martin Luther", suffix="Jr.")),
        ("Hoffmann", PersonName("Hoffmann")),
        ("山田 太郎", PersonName("山田", "太郎")),
        ("王伟", PersonName("王伟")),
        (",", PersonName(",")),
    ],
)
def test_a_name_has_parts(text: str, name: PersonName) -> None:
    assert parse_person(text) == name


@pytest.mark.parametrize(
    "text",
    ["Jane Doe", "Ludwig van Beethoven", "van Dyk", "Martin Luther King Jr.", "山田 太郎", "Plato"],
)
def test_the_parts_make_the_full_name_again(text: str) -> None:
    assert parse_person(text).full == text


@given(st.text().filter(str.strip))
def test_any_text_has_a_family_name(text: str) -> None:
    assert parse_person(text).family.strip()


@pytest.mark.parametrize(
    ("given_name", "initials"),
    [("Jane", "J."), ("Jean-Paul", "J.-P."), ("Ada Kim", "A. K."), ("J. K.", "J. K."),
     ("太郎", "太郎"), ("", "")],
)  # fmt: skip
def test_given_names_have_initials(given_name: str, initials: str) -> None:
    assert PersonName("Doe", given_name).initials == initials


@pytest.mark.parametrize(
    "text",
    ["Jane Doe", "J. K. Rowling", "Yann LeCun", "Shane O’Neil", "Mary-Jane McDonald", "Øyvind Ås",
     "Gabriel García Márquez", "Alonzo Church", "Jane van der Berg", "김 철수", "Jane Doe III"],
)  # fmt: skip
def test_a_full_name_is_that_of_a_person(text: str) -> None:
    assert is_person_like(text)


@pytest.mark.parametrize(
    "text",
    ["DeepMind", "Plato", "Platform Team", "Hugging Face", "Meta AI", "Studio 54",
     "makes people nap",
     "University of Oxford", "JANE DOE", "Google DeepMind", "IBM Corp.", "清华大学", "b.com",
     "One Two Three Four Five", "Jane van", "", "@jane doe", "Stripe OpenPay"],
)  # fmt: skip
def test_other_names_are_not_certainly_those_of_people(text: str) -> None:
    assert not is_person_like(text)


@pytest.mark.parametrize("text", ["Sleep Lab", "ACME, Inc.", "Nap/Sleep Group", "东京大学"])
def test_an_organisation_is_known_by_a_word(text: str) -> None:
    assert has_organization_word(text)
