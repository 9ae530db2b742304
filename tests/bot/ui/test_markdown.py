"""Escaped text has no formatting, pings or links, and reads the same."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from simcord.preview._markdown import markdown_tokens

from bot.ui.markdown import code_block, escape, highlight, sanitize, unescape
from bot.ui.text_fit import measure

PIECES = [
    "@everyone", "@here", "<@1>", "<@!1>", "<@&2>", "<#3>", "</topic:4>", "<id:home>", "<t:1:R>",
    "<:a:5>", "<a:b:6>", ":smile:", "# ", "## ", "### ", "-# ", "- ", "* ", "+ ", "1. ", "12) ",
    "> ", ">>> ", "**", "__", "_", "*", "~~", "||", "`", "```", "```py\n", "[a](https://x.example)",
    "[", "](", ")", "https://x.example/a?b=c", "<https://x.example>", "http://x", "discord.gg/abc",
    "www.x.example", "mailto:a@x.example", "a@x.example", "\\", "\\*", "\n", "\n\n", "\n\n\n",
    " ", "    ", "\t", "===", "---", "***", "|a|b|\n|-|-|", "&lt;", "&#42;", "<b>", "<!-- -->",
    "\u202e", "\u2066", "\u200b", "\x00", "\x1b[31m", "naïve", "漢字", "שלום", "👩‍🔬", "word",
    "\r\n", "¯\\_(ツ)_/¯", "![a](b)", "1", ".", ":", "https:", "//",
]  # fmt: skip
nasty = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=12).map("".join)
rendered = nasty.filter(lambda text: "-# " not in sanitize(text))
"""SimCord 3.2.1 looks for small print after it removes escapes; Discord does so before."""
ESCAPE = re.compile(r"\\[^0-9A-Za-z\s]")
LIVE = re.compile(
    r"[*_~|`<>@\[\]#]|https?://|^\s*(?:[-+]|\d+[.)]) |(?<![:\w]):\w+:", re.MULTILINE | re.ASCII
)
"""What Discord's Markdown reads as formatting, after escapes are removed."""


@given(nasty)
@example("<@1> @everyone [a](https://x.example) ```py\n# hi")
def test_escaped_text_has_no_formatting(text: str) -> None:
    assert not LIVE.search(ESCAPE.sub("x", escape(text)))


@given(nasty)
def test_escaped_text_reads_the_same(text: str) -> None:
    assert unescape(escape(text)) == sanitize(text)
    kept = re.sub(
        r"\s+", "", re.sub("[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", "", text)
    )
    assert re.sub(r"\s+", "", sanitize(text)) == kept


@given(nasty)
def test_sanitized_text_stays_the_same(text: str) -> None:
    assert sanitize(sanitize(text)) == sanitize(text)


@given(nasty)
def test_escaped_text_is_at_most_twice_as_long(text: str) -> None:
    assert measure(escape(text)) <= 2 * measure(text)


def elements(node: object) -> set[str]:
    """Return the types of all nodes of a rendered text."""
    if isinstance(node, dict):
        own = {str(node["type"])} if isinstance(node.get("type"), str) else set()
        return own.union(*map(elements, node.values()))
    if isinstance(node, list | tuple):
        return set().union(*map(elements, node))
    return set()


@pytest.mark.slow
@given(rendered)
@pytest.mark.parametrize("around", ["{}", "- **claim** · {}", "text\n{}", "**{}x**"])
def test_a_markdown_renderer_finds_only_text(around: str, text: str) -> None:
    ours = elements(_render(around.format("word")))
    assert elements(_render(around.format(escape(text)))) <= ours | {"paragraph", "break", "br"}


def _render(text: str) -> object:
    return markdown_tokens(text, "text_display")


@given(nasty, st.lists(st.tuples(st.integers(-2, 60), st.integers(-2, 60)), max_size=4))
def test_highlighting_adds_only_bold(text: str, marks: list[tuple[int, int]]) -> None:
    bold = highlight(text, sorted(marks))
    assert not LIVE.search(ESCAPE.sub("x", bold).replace("**", ""))
    without = unescape(re.sub(r"(\\.)|\*\*", r"\1", bold))
    assert re.sub(r"\s+", "", without) == re.sub(r"\s+", "", sanitize(text))


@pytest.mark.parametrize(
    ("text", "marks", "shown"),
    [
        ("Short naps help.", [(6, 10)], r"Short **naps** help\."),
        ("fine-tuning", [(0, 4), (5, 11)], r"**fine**\-**tuning**"),
        ("finetuning", [(0, 4), (4, 10)], "**finetuning**"),
        ("    a b", [(4, 5)], "\u00a0\u00a0\u00a0\u00a0**a** b"),
        ("naps", [(0, 99)], "**naps**"),
        ("naps", [(2, 2), (9, 12)], "naps"),
        ("a  b", [(1, 3)], "a  b"),
    ],
)
def test_highlighted_words_are_bold(text: str, marks: list[tuple[int, int]], shown: str) -> None:
    assert highlight(text, marks) == shown


@given(nasty)
def test_code_cannot_end_its_block(text: str) -> None:
    block = code_block(text)
    assert block.startswith("```\n")
    assert block.endswith("\n```")
    assert "```" not in block[4:-4]


@pytest.mark.parametrize("run", range(1, 20))
def test_no_run_of_backticks_ends_its_block(run: int) -> None:
    inside = code_block(f"a {'`' * run} b")[4:-4]
    assert "```" not in inside
    assert inside.replace("\u200b", "") == f"a {'`' * run} b"


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_every_line_break_separates_words(end: str) -> None:
    assert sanitize(f"a{end}b") == "a\nb"


def visible(node: object) -> str:
    """Return what a reader sees of a rendered text."""
    if isinstance(node, dict):
        own = node["content"] if node["type"] == "text" else " " if node["type"] == "break" else ""
        return own + visible(node.get("children", []))
    return " ".join(map(visible, node)) if isinstance(node, list) else ""


@given(rendered)
def test_a_markdown_renderer_shows_the_same_text(text: str) -> None:
    shown = visible(_render(escape(text)))
    assert "".join(shown.split()) == "".join(sanitize(text).split())


ESCAPES = re.compile(r"\\[^0-9A-Za-z\s]")
WORDS = re.compile(r"[\s\S]+?(?=[^0-9A-Za-z\s\u00c0-\uffff]|\n\n|\n|\w+:\S|\Z)")
BLOCKS = re.compile(r"(?m)^ *(?:#{1,3} |-# |[-*+] |\d+[.)] |>(?:>>)? |```)")


def read_formatting(text: str) -> list[str]:
    """Return the formatting in a text as Discord would read it.

    It reads from the left, escapes first.
    """
    found, place = BLOCKS.findall(text), 0
    while place < len(text):
        taken = ESCAPES.match(text, place) or WORDS.match(text, place)
        if taken is None or (text[place] in "*_~|`<>@[]#:\\" and taken[0][0] != "\\"):
            found.append(text[place])
        place = taken.end() if taken else place + 1
    return found


@pytest.mark.slow
@given(nasty)
def test_reading_from_the_left_finds_only_escapes_and_words(text: str) -> None:
    assert read_formatting(escape(text)) == []


@pytest.mark.parametrize(
    "text", ["# a", "-# a", "1. a", "<@1>", "@here", "*a*", "[a](b)", ":a:", "> a"]
)
def test_reading_from_the_left_sees_formatting(text: str) -> None:
    assert read_formatting(text)
