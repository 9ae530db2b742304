"""Stored text cannot control the terminal."""

from collections.abc import Callable

from click.testing import Result

Footnote = Callable[..., Result]


def test_control_characters_are_replaced(footnote: Footnote) -> None:
    page = (
        "na\x1b[2Jps\nFacts (1)\n"
        "A \x1b]0;Paper\x07 example.org 1 fact\nclaimNaps\x1b[31m \u202ehelp.\n"
    )
    footnote("import", "-", given=page)
    for shown in (("topics",), ("sources",), ("fact", "1"), ("search", "naps"), ("topic", "naps")):
        assert not set("\x1b\x07\u202e") & set(footnote(*shown).output)


def test_messages_cannot_control_the_terminal(footnote: Footnote) -> None:
    page = "na\x1b[2Jps\nFacts (1)\nA \x1b[31mPaper 1 fact\nclaimNaps\x1b[31m help.\n"
    assert "Paper" in footnote("import", "-", given=page).stderr
    for arguments in (
        ("import", "-"),
        ("topic", "na\x1b[2Jpz"),
        ("topic", "nx\n\x1b]0;"),
        ("search", "\x07"),
    ):
        result = footnote(*arguments, given=page)
        assert result.stderr
        assert not set("\x1b\x07") & set(result.stderr)


def test_brackets_in_a_fact_are_plain_text(footnote: Footnote) -> None:
    footnote(
        "import",
        "-",
        given="naps\nFacts (1)\nA [bold]Paper x.example 1 fact\nclaim[red]Naps[/red] :smile:.\n",
    )
    assert "[red]Naps[/red] :smile:." in footnote("topic", "naps").stdout
    assert "A [bold]Paper" in footnote("topic", "naps").stdout
