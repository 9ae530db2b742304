"""What is written for speed gives the same as its plain definition, for any text."""

import re
from urllib.parse import quote, urlsplit, urlunsplit

from hypothesis import example, given
from hypothesis import strategies as st

from bot.ui.links import safe_url
from bot.ui.markdown import escape, sanitize
from bot.ui.text_fit import measure, plain_text, truncate
from facts.text.control_characters import (
    LINE_BREAKS,
    SURROGATES,
    UNSAFE_CHARACTERS,
    character_class,
)

PIECES = [
    "a", "Naps", " ", "  ", "\n", "\r\n", "\n \n", "\t", "\\", "*", "1.", "- ", "\u00a0", "\u2028",
    "\x1c", "\x85", "\u202e", "\ud800", "\udc00", "🙂", "👩\u200d🔬", "漢字", "שלום", "e\u0301",
]  # fmt: skip
PARTS = [
    "http://", "https://", "HTTPS://", "ftp://", "example.org", "www.", ".", "/", "//", "?", "#",
    "%", "%2f", "(", ")", "*", "[", ":", "@", "a", "A", "é", "_", "-", " ", "\n", ":80", "a" * 60,
]  # fmt: skip
any_characters = st.text(st.characters(codec=None), max_size=4)
texts = st.lists(st.sampled_from(PIECES) | any_characters, max_size=20).map("".join)
addresses = st.lists(st.sampled_from(PARTS), max_size=12).map("".join)
_SAFE = "%/:?#@!$&'+,;=~-._"


def measure_plainly(text: str) -> int:
    return sum(2 if character > "\uffff" else 1 for character in text)


def sanitize_plainly(text: str) -> str:
    text = re.sub(f"\r\n?|{character_class(LINE_BREAKS)}", "\n", text).replace("\t", " ")
    unsafe = (UNSAFE_CHARACTERS | SURROGATES) - {"\t", "\n"}
    text = re.sub(r"\n(?:[ \t]*\n)+", "\n\n", re.sub(character_class(unsafe), "", text))
    return re.sub(r"(?:\A|(?<=\n))[ \t]+", lambda indent: "\u00a0" * len(indent[0]), text)


def truncate_plainly(text: str, limit: int) -> str:
    if measure_plainly(text) <= limit:
        return text
    prefix = text
    while measure_plainly(prefix) > limit - 1:
        prefix = prefix[:-1]
    whole = prefix
    if not text[len(prefix)].isspace():
        spaces = [space.start() for space in re.finditer(r"\s+", prefix)]
        whole = prefix[: spaces[-1]] if spaces else ""
    short = whole.rstrip() if len(whole) * 2 >= len(prefix) else prefix
    return (short or prefix).rstrip("\u200d\ufe0f") + "…"


def quote_plainly(url: str) -> str | None:
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port
    except (ValueError, UnicodeError):
        return None
    if parts.scheme not in ("http", "https") or "@" in parts.netloc:
        return None
    if not re.fullmatch(r"[a-z0-9._-]+", host):
        return None
    server = f"{host}:{port}" if port else host
    quoted = (
        quote(re.sub("%(?![0-9A-Fa-f]{2})", "%25", part), safe=_SAFE)
        for part in (parts.path, parts.query, parts.fragment)
    )
    address = urlunsplit((parts.scheme, server, *quoted))
    return address if len(address) <= 512 else None


@given(texts)
@example("\ud83d\ude42 🙂")
def test_a_length_is_that_in_utf_16(text: str) -> None:
    assert measure(text) == measure_plainly(text)


@given(texts)
def test_text_is_made_safe_and_escaped_as_defined(text: str) -> None:
    assert sanitize(text) == sanitize_plainly(text)
    formatting = r"[\\*_~|`<>@#\[\]()+:.\-!&=]"
    assert escape(text) == re.sub(formatting, r"\\\g<0>", sanitize_plainly(text))


@given(texts)
def test_a_label_is_the_text_on_one_line(text: str) -> None:
    line = re.sub(r"\s+", " ", sanitize_plainly(text)).strip()
    assert plain_text(text) in (line, "…")


@given(texts, st.integers(1, 40))
@example("a \u3000naps", 4)
def test_text_is_cut_as_defined(text: str, limit: int) -> None:
    assert truncate(text, limit) == truncate_plainly(text, limit)


@given(addresses | addresses.map("https://example.org".__add__))
def test_an_address_is_quoted_as_defined(url: str) -> None:
    assert safe_url(url) == quote_plainly(url)
