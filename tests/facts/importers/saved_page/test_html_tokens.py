import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.importers.saved_page.html_tokens import HtmlTag, iter_tokens


def test_tags_texts_and_attributes_are_read() -> None:
    tokens = list(
        iter_tokens("<P>Naps &amp; tea <a HREF=\"/x?a=1&amp;b\" title='y' rel=z hidden/>go</a>")
    )
    attributes = {"href": "/x?a=1&b", "title": "y", "rel": "z", "hidden": ""}
    assert tokens == [
        HtmlTag("p"),
        "Naps & tea ",
        HtmlTag("a", attributes=attributes),
        "go",
        HtmlTag("a", is_end=True),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "a<!-- <p>x</p> -->b",
        "a<!DOCTYPE html>b",
        "a<?xml version='1.0'?>b",
        "a</ x>b",
    ],
)
def test_comments_and_declarations_are_left_out(text: str) -> None:
    assert "".join(str(token) for token in iter_tokens(text)) == "ab"


@pytest.mark.parametrize("name", ["script", "style", "title", "textarea"])
def test_the_content_of_raw_elements_is_left_out(name: str) -> None:
    tokens = list(iter_tokens(f"<{name}>if (a<b) '<p>'</{name.upper()} >x"))
    assert tokens == [HtmlTag(name, is_end=True), "x"]


@pytest.mark.parametrize(
    ("text", "decoded"),
    [
        ("&#65;&#x42;", "AB"),
        ("a < b <3 <", "a < b <3 <"),
        ("&#" + "9" * 10_000 + ";", "\ufffd"),
        ("&unknown; & &", "&unknown; & &"),
    ],
)
def test_texts_are_decoded(text: str, decoded: str) -> None:
    assert "".join(str(token) for token in iter_tokens(text)) == decoded


@pytest.mark.parametrize(
    "piece",
    [
        "<!--",
        "<!",
        "<",
        '<a "',
        '<a b="',
        "<a b='c",
        "<script>",
        "<script></scrip",
        "</",
        "<?",
        "&#9",
    ],
)
def test_unclosed_markup_takes_linear_time(piece: str) -> None:
    started = time.process_time()
    for _ in iter_tokens(piece * 200_000):
        pass
    assert time.process_time() - started < 5


@given(st.text(st.sampled_from("<>/!-='\"& ax;#0\n"), max_size=60))
def test_any_text_has_tokens(text: str) -> None:
    assert "" not in list(iter_tokens(text))
