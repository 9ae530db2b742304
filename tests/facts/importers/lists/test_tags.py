import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.importers.errors import InputTooLarge
from facts.importers.file_format import ReadOptions
from facts.importers.input_file import InputFile
from facts.importers.lists.tags import MAX_DOTS, MAX_TAGS, TAGS
from facts.model.drafts import (
    CitationDraft,
    EntryProblem,
    FactDraft,
    PageEntry,
    ReadingNote,
    SourceDraft,
    TopicDraft,
)

HANDBOOK = CitationDraft(SourceDraft("Team handbook"))
CITED = ReadOptions(source=HANDBOOK)
RELEASES = '''\
version = 2

[deploys]  # the rule
keywords = ["release", "ship it"]
content = """
Deploys freeze on Fridays.

[discord.py] is not named here.
"""
source = "Team handbook"
date = 2024-05-01

[discord.py]
content = 'A library for bots.'
url = "https://discordpy.example/docs"
'''


def read(text: str, options: ReadOptions = CITED) -> list[PageEntry]:
    entries = list(TAGS.read(InputFile.of_text("tags.toml", text), options))
    return [entry for entry in entries if not isinstance(entry, ReadingNote)]


def facts(text: str) -> list[FactDraft]:
    return [entry for entry in read(text) if isinstance(entry, FactDraft)]


def problems(text: str) -> list[EntryProblem]:
    return [entry for entry in read(text) if isinstance(entry, EntryProblem)]


def is_recognized(text: str) -> bool:
    return TAGS.recognize(InputFile.of_text("tags.toml", text).sample())


def test_a_table_is_a_topic_with_one_fact() -> None:
    assert is_recognized(RELEASES)
    deploys, library = facts(RELEASES)
    topics = [entry for entry in read(RELEASES) if isinstance(entry, TopicDraft)]
    assert topics == [
        TopicDraft(3, "deploys", ("release", "ship it")),
        TopicDraft(13, "discord.py"),
    ]
    assert deploys.text == "Deploys freeze on Fridays.\n\n[discord.py] is not named here."
    assert str(deploys.citations[0].source.published) == "2024-05-01"
    assert (library.line, library.topics) == (13, ("discord.py",))
    assert library.citations[0].source.site == "discordpy.example"


def test_tables_of_one_name_are_several_facts() -> None:
    text = "[[naps]]\ncontent = 'Naps help.'\n[[naps]]\ncontent = 'Naps are short.'\n"
    assert is_recognized(text)
    assert [(fact.text, fact.topics) for fact in facts(text)] == [
        ("Naps help.", ("naps",)),
        ("Naps are short.", ("naps",)),
    ]


def test_a_table_without_content_is_a_problem_at_its_line() -> None:
    assert [(each.line, each.message) for each in problems("\n[a]\nkeywords = ['b']\n")] == [
        (2, "the entry has no text; add “text” to it")
    ]


def test_a_value_of_another_shape_is_a_problem() -> None:
    text = "[a]\ncontent = [['x']]\nsource = 'B'\n"
    assert "“content” is no text" in problems(text)[0].message


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[a]\ncontent = nap\n", (2, 11)),
        ("[a]\ncontent = 'x\n", (2, 0)),
        ("[a]\n\ncontent = '''x\n", (3, 0)),
        ("[a]\ncontent = " + "1" * 5_000, (1, 0)),
    ],
)
def test_broken_toml_says_where(text: str, place: tuple[int, int]) -> None:
    [problem] = problems(text)
    assert (problem.line, problem.column) == place
    assert "the TOML is broken here" in problem.message


@pytest.mark.parametrize("opening", ["[", "{a="])
def test_deep_nesting_is_a_problem(opening: str) -> None:
    text = "[a]\ncontent = " + opening * (MAX_TAGS // 4)
    assert "nested too deeply" in problems(text)[0].message


def test_keys_of_many_parts_are_refused_before_they_are_parsed() -> None:
    started = time.process_time()
    assert "dots outside quotes" in problems(".".join("a" * 200_000) + " = 1\n")[0].message
    assert time.process_time() - started < 2


def test_a_long_content_on_one_line_may_have_many_dots() -> None:
    text = f"[a]\ncontent = 'Naps help{'.' * 2 * MAX_DOTS}'\n"
    assert len(facts(text)) == 1


def test_a_file_over_the_limit_is_refused() -> None:
    with pytest.raises(InputTooLarge):
        read("#" * (MAX_TAGS + 1))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[section]\ncontent = unquoted\n",
        "[a]: https://a.example\n\ncontent = 'x'\n",
        "# Naps\n\n- Naps help.\n",
        '[{"content": "x"}]',
        "[1, 2]\n",
        "[project]\nname = 'x'\n",
    ],
)
def test_other_files_are_not_recognized(text: str) -> None:
    assert not is_recognized(text)


@given(st.text(st.sampled_from("ab[]{}='\".,\n\\# 1-:"), max_size=40))
def test_any_text_is_read_or_refused(text: str) -> None:
    is_recognized(text)
    for entry in read(text):
        assert entry.line >= 1
