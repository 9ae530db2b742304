import json

from hypothesis import given
from hypothesis import strategies as st

from facts.text.control_characters import SURROGATES, UNSAFE_CHARACTERS
from facts.text.safe_json import dump_safe_json

ANY_TEXT = st.text(
    st.characters() | st.sampled_from(sorted(UNSAFE_CHARACTERS)) | st.characters(categories=["Cs"])
)


@given(st.dictionaries(ANY_TEXT, ANY_TEXT), st.sampled_from([None, 2]), st.booleans())
def test_nothing_unsafe_is_written_and_everything_comes_back(
    value: dict[str, str], indent: int | None, is_ascii: bool
) -> None:
    text = dump_safe_json(value, indent=indent, is_ascii=is_ascii)
    assert not (UNSAFE_CHARACTERS | SURROGATES) & set(text.replace("\n", ""))
    assert ("\n" in text) <= (indent is not None)
    assert json.loads(text) == json.loads(json.dumps(value))


def test_other_text_stays_readable() -> None:
    assert dump_safe_json(["naïve 日本 😀", "a\u202eb"]) == '["naïve 日本 😀", "a\\u202eb"]'
    assert dump_safe_json(["naïve"], is_ascii=True) == '["na\\u00efve"]'
