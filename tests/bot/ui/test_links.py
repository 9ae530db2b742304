"""Links open web addresses only, and no content breaks out of them."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ui.links import markdown_link, safe_url


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("http://example.org:8080/a%20b", "http://example.org:8080/a%20b"),
        ("https://example.org/a (b)", "https://example.org/a%20%28b%29"),
        ("https://bücher.example/é", "https://xn--bcher-kva.example/%C3%A9"),
        ("https://en.wikipedia.org/wiki/Nap_(sleep)", "https://en.wikipedia.org/wiki/Nap_%28sleep%29"),
        ("HTTPS://Example.org", "https://example.org"),
        ("https://example.org/a**b", "https://example.org/a%2A%2Ab"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://example.org/\ud800", None),
        ("javascript:alert(1)", None),
        ("ftp://example.org", None),
        ("https://", None),
        ("example.org", None),
        ("https://user:pw@example.org", None),
        ("https://[::1]/", None),
        ("https://example.org:99999/", None),
        ("https://example.org/" + "a" * 600, None),
        ("https://exa mple.org/", None),
    ],
)  # fmt: skip
def test_an_address_is_kept_quoted_or_refused(url: str, address: str | None) -> None:
    assert safe_url(url) == address


@given(
    st.text() | st.text().map("https://example.org/".__add__) | st.text().map("https://".__add__)
)
def test_no_address_breaks_out_of_its_link(url: str) -> None:
    address = safe_url(url)
    if address is not None:
        assert re.fullmatch(r"https?://[!-~]+", address)
        assert not re.search(r"[()<>\s\"\\`\[\]{}|^]", address)
        assert safe_url(address) == address


@pytest.mark.parametrize(
    ("title", "link"),
    [
        ("A [1] b", r"[A ［1］ b](https://x.example)"),
        ("a ] b\n", r"[a ］ b](https://x.example)"),
        ("https://evil.example", r"[https\://evil\.example](https://x.example)"),
        ("", "[…](https://x.example)"),
        ("\u200b", "[…](https://x.example)"),
    ],
)
def test_any_title_becomes_a_link(title: str, link: str) -> None:
    assert markdown_link(title, "https://x.example") == link


def test_a_title_with_an_unsafe_address_becomes_text() -> None:
    assert markdown_link("*A*", "javascript:x") == r"\*A\*"
