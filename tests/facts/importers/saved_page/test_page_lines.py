import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.importers.saved_page.page_lines import read_page_lines

TOP = "<!-- saved from url=(0025)https://wiki.example/naps -->"
FACTS = "<h2>Facts (1)</h2>"


def lines(text: str) -> list[str]:
    return [line for line in read_page_lines(text) if line]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>Naps\n   are  <b>short</b>.", ["Naps are short."]),
        ("<div>a</div><div>b<br>c</div>", ["a", "b", "c"]),
        ("<tr><td>a<td>b</tr><tr><td>c", ["a b", "c"]),
        ("H<sub>2</sub>O<i>!</i>", ["H2O!"]),
        ("a&nbsp;b", ["a\u00a0b"]),
        ("<h2>Facts <span>(2)</span></h2>", ["Facts (2)"]),
    ],
)
def test_lines_end_where_a_browser_ends_them(text: str, expected: list[str]) -> None:
    assert lines(text) == expected


def test_paragraphs_have_a_blank_line_between_them() -> None:
    assert list(read_page_lines("<p>a</p>\n<p>b</p><div>c</div>")) == ["a", "", "b", "", "c"]


def test_neighbouring_parts_are_set_apart() -> None:
    text = (
        "<button><span>Naps</span><span>a.org</span><time>2024</time> <span>1 fact</span></button>"
    )
    assert lines(text) == ["Naps a.org 2024 1 fact"]


@pytest.mark.parametrize(
    "text",
    [
        "<span>claim</span><span>Naps help.</span>",
        "<span>claim</span>\n  <span>Naps help.</span>",
        "<span>claim</span> Naps help.",
        "<a>claim</a>Naps help.",
    ],
)
def test_a_kind_is_glued_to_its_text(text: str) -> None:
    assert lines(text) == ["claimNaps help."]


def test_a_kind_within_a_text_is_no_badge() -> None:
    assert lines("<p>claim that naps help") == ["claim that naps help"]


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>x</script>",
        "<style>x</style>",
        "<nav>x<nav>y</nav></nav>",
        "<template><p>x</p></template>",
        "<svg><title>x</title><text>y</text></svg>",
        "<div hidden>x<div>y</div></div>",
        "<span style='color:red; DISPLAY: none'>x</span>",
        "<ul aria-hidden=true><li>x</ul>",
        "<select><option>x</select>",
    ],
)
def test_hidden_parts_are_left_out(hidden: str) -> None:
    assert lines(f"a{hidden}b") == ["ab"]


def test_a_link_to_another_site_keeps_its_address() -> None:
    text = "<a href='https://a.org/x?y=1&amp;z'> Naps [1]\n at Sea</a><span>a.org</span>"
    assert lines(text) == ["[Naps [1] at Sea](https://a.org/x?y=1&z) a.org"]


@pytest.mark.parametrize(
    "link",
    [
        "<a href='/naps'>naps</a>",
        "<a href='https://wiki.example/naps'>naps</a>",
        "<a href='https://wiki.example@evil.example/naps'>naps</a>",
        "<a href='javascript:alert(1)'>naps</a>",
        "<a>naps</a>",
    ],
)
def test_a_link_within_the_wiki_or_to_nowhere_is_a_text(link: str) -> None:
    assert lines(f"{TOP}{link}") == ["naps"]


def test_the_canonical_address_names_the_wiki_too() -> None:
    text = (
        "<link rel=canonical href=https://wiki.example/naps><a href=https://wiki.example/>naps</a>"
    )
    assert lines(text) == ["naps"]


def test_a_site_and_odd_brackets_are_never_a_link() -> None:
    assert lines("<a href=https://a.org/>a.org</a>") == ["a.org"]
    assert lines("<a href=https://a.org/>Naps ]</a>") == ["Naps ]"]


def test_a_link_around_blocks_belongs_to_the_first_line() -> None:
    text = "<a href=https://a.org/><div></div><div>Naps</div><div>a.org</div><div>1 fact</div></a>"
    assert lines(text) == ["[Naps](https://a.org/)", "a.org", "1 fact"]


def test_preformatted_lines_keep_their_indent() -> None:
    text = f"{FACTS}<span>code</span><pre>def nap():\n    rest()\n\n\n    wake()</pre>"
    assert list(read_page_lines(text))[2:-1] == [
        "code",
        "",
        "def nap():",
        "    rest()",
        "",
        "    wake()",
    ]


def test_list_items_have_bullets_above_the_facts_only() -> None:
    assert lines(f"<ul><li>a<li>b</ul>{FACTS}<ul><li>c</ul>") == ["- a", "- b", "Facts (1)", "c"]


def test_a_very_long_line_ends() -> None:
    assert len(lines("<b>word word word word word word</b> " * 50_000)) > 1


@given(
    st.lists(
        st.sampled_from(
            "<p> </p> <a|href=https://a.org> </a> <span> </span> claim Naps <pre> </pre> <li> <br> "
            "<div|hidden> </div> ] \n <svg> </svg>".split(" ")
        )
    )
)
def test_no_line_has_a_break_in_it(pieces: list[str]) -> None:
    for line in read_page_lines("".join(pieces).replace("|", " ")):
        assert "\n" not in line
