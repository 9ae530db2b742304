from collections.abc import Iterator
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.importers.errors import InputNotText, InputTooLarge
from facts.importers.file_format import ReadOptions
from facts.importers.input_file import MAX_TEXT, InputFile
from facts.importers.lists.quotes import QUOTES
from facts.importers.lists.yaml_nodes import MAX_ANCHORS, MAX_VALUES
from facts.model.dates import PublicationDate
from facts.model.drafts import (
    CitationDraft,
    EntryProblem,
    FactDraft,
    LineWarning,
    PageEntry,
    ReadingNote,
    SourceDraft,
    TopicDraft,
)

HANDBOOK = CitationDraft(SourceDraft("Team handbook"))
CITED = ReadOptions(source=HANDBOOK)
NAPS = """\
# quotes of the night shift
naps:
  - txt: A nap of ten minutes is enough.
    by: Jane Doe
    url: https://sleep.example/naps?page=2
    date: 2024-05-01
  - quote: Sleep on it.
    source: The Book of Rest
tea:
  - Tea is ready at four.
"""


def read(text: str, options: ReadOptions = CITED) -> list[PageEntry]:
    entries = list(QUOTES.read(InputFile.of_text("quotes.yaml", text), options))
    return [entry for entry in entries if not isinstance(entry, ReadingNote)]


def facts(text: str, options: ReadOptions = CITED) -> list[FactDraft]:
    return [entry for entry in read(text, options) if isinstance(entry, FactDraft)]


def problems(text: str, options: ReadOptions = CITED) -> list[EntryProblem]:
    return [entry for entry in read(text, options) if isinstance(entry, EntryProblem)]


def is_recognized(text: str) -> bool:
    return QUOTES.recognize(InputFile.of_text("quotes.yaml", text).sample())


def test_keywords_are_topics_and_entries_are_facts() -> None:
    book = SourceDraft("The Book of Rest")
    site = SourceDraft(
        "sleep.example/naps",
        "sleep.example",
        "https://sleep.example/naps?page=2",
        PublicationDate.parse("2024-05-01"),
    )
    naps, tea = TopicDraft(3, "naps"), TopicDraft(10, "tea")
    found = read(NAPS)
    assert [entry for entry in found if isinstance(entry, TopicDraft)] == [naps, tea]
    cited = [(fact.line, fact.kind, fact.text, fact.citations, fact.topics) for fact in facts(NAPS)]
    assert cited == [
        (
            3,
            "claim",
            "A nap of ten minutes is enough.",
            (CitationDraft(site, "Jane Doe"),),
            ("naps",),
        ),
        (7, "quote", "Sleep on it.", (CitationDraft(book),), ("naps",)),
        (10, "claim", "Tea is ready at four.", (HANDBOOK,), ("tea",)),
    ]


def test_a_list_of_mappings_names_its_topics() -> None:
    text = "- {topic: naps, tags: [rest, naps], text: Naps help., source: A}\n"
    assert is_recognized(text)
    assert [fact.topics for fact in facts(text)] == [("naps", "rest")]


@pytest.mark.parametrize("word", ["no", "on", "12", "1.50", "2024-05-01", "0x1F", "1:30"])
def test_a_value_stays_as_it_is_written(word: str) -> None:
    assert [fact.text for fact in facts(f"a:\n  - text: {word}\n")] == [word]


@pytest.mark.parametrize("word", ["~", "null", ""])
def test_an_empty_value_is_no_text(word: str) -> None:
    assert [problem.message for problem in problems(f"a:\n  - text: {word}\n")] == [
        "the entry has no text; add “text” to it"
    ]


def test_a_fact_without_a_source_says_what_to_add() -> None:
    [problem] = problems("a:\n  - text: Naps help.\n", ReadOptions())
    assert (problem.line, problem.column) == (2, 5)
    assert "add “source” or “url” to it" in problem.message
    assert "(--source)" in problem.message


def test_the_topics_of_the_user_replace_those_of_the_file() -> None:
    options = ReadOptions(("rest",), HANDBOOK)
    assert {fact.topics for fact in facts(NAPS, options)} == {("rest",)}
    assert [entry.name for entry in read(NAPS, options) if isinstance(entry, TopicDraft)] == [
        "rest"
    ]


def test_several_documents_are_one_list() -> None:
    assert [fact.text for fact in facts("a:\n- x y\n---\nb:\n- z\n...\n---\n")] == ["x y", "z"]


def test_an_author_stands_beside_the_source_of_the_file() -> None:
    [fact] = facts("a:\n  - {text: Naps help., authors: [Jane Doe, Jo Roe]}\n")
    assert fact.citations == (CitationDraft(HANDBOOK.source, "Jane Doe, Jo Roe"),)


def test_aliases_and_merged_keys_give_their_values() -> None:
    text = (
        "x:\n  - &book {source: B, by: Jo, text: Naps help.}\n"
        "  - <<: *book\n    text: Tea helps.\ny: &list [one two]\nz: *list\n"
    )
    assert [(fact.text, fact.citations[0].author) for fact in facts(text)] == [
        ("Naps help.", "Jo"),
        ("Tea helps.", "Jo"),
        ("one two", None),
        ("one two", None),
    ]


def test_a_bad_address_is_left_out_with_a_warning() -> None:
    text = "a:\n  - {text: Naps help., source: B, url: 'https://a.org@evil.example/'}\n"
    assert [fact.citations[0].source.url for fact in facts(text)] == [None]
    assert [entry.line for entry in read(text) if isinstance(entry, LineWarning)] == [2]


def test_a_tag_of_python_is_refused_and_nothing_runs() -> None:
    text = "a:\n  - !!python/object/apply:os.system [echo]\n  - Naps help all.\n"
    [problem] = problems(text)
    assert "“!!python/object/apply:os.system” is not allowed" in problem.message
    assert [fact.text for fact in facts(text)] == ["Naps help all."]


def test_broken_yaml_says_where_and_keeps_what_is_above() -> None:
    text = "a:\n  - {text: Naps help., source: B}\n  - text: 'open\n"
    assert is_recognized(text)
    assert [fact.text for fact in facts(text)] == ["Naps help."]
    assert [problem.line for problem in problems(text)] == [4]


def test_a_billion_laughs_are_a_problem() -> None:
    def iter_lines() -> Iterator[str]:
        yield "a: &a [laugh laugh, laugh laugh]"
        for one, other in zip("abcdefghijklmnopqrstuv", "bcdefghijklmnopqrstuvw", strict=True):
            yield f"{other}: &{other} [{', '.join([f'*{one}'] * 10)}]"

    found = problems("\n".join(iter_lines()))
    assert any("aliases repeat more than" in problem.message for problem in found)


def test_an_alias_of_a_long_text_cannot_be_repeated_for_ever() -> None:
    text = "a:\n- &a " + "x" * 90_000 + "\n" + "- *a\n" * 100
    assert len(facts(text)) < 15


def test_an_alias_inside_its_own_anchor_is_a_problem() -> None:
    assert [each.message for each in problems("a: &a [*a]\n")] == [
        "there is no anchor “&a” above; write the value here"
    ]


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_deep_nesting_is_a_problem(opening: str) -> None:
    assert problems("a: \n  " + opening * 100_000)


def test_many_values_or_anchors_are_a_problem() -> None:
    wide = "a:\n  - {text: x, tags: [" + "b, " * MAX_VALUES + "]}\n"
    assert "divide it" in problems(wide)[0].message
    anchors = "a:\n" + "".join(f"- &a{number} x\n" for number in range(MAX_ANCHORS + 1))
    assert "anchors; use fewer" in problems(anchors)[0].message


def test_control_characters_are_left_out_with_a_warning() -> None:
    text = "a:\n- one\x85two\n- three\x1b four\n"
    assert [fact.text for fact in facts(text)] == ["one two", "three four"]
    assert [entry.line for entry in read(text) if isinstance(entry, LineWarning)] == [3]


def test_a_file_over_the_limit_is_refused() -> None:
    file = InputFile("big.yaml", MAX_TEXT + 1, lambda: iter((b"a:\n- b\n",)))
    with pytest.raises(InputTooLarge):
        list(QUOTES.read(file, ReadOptions()))


@pytest.mark.parametrize(
    "text",
    [
        NAPS,
        "\ufeff---\nnaps:\n- text: Naps help.\n",
        "naps: [Naps help us all., Naps are short.]",
        "naps:\n- Naps help us all.\n- {text: Short.}\n- Naps are short.\n- Nap\n",
        "a:\n" + "- txt: Naps help.\n" * 10_000,
    ],
)
def test_lists_of_quotes_are_recognized(text: str) -> None:
    assert is_recognized(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "naps: short",
        "dependencies:\n- numpy\n- pandas\n",
        "on: [push, pull_request]\njobs: {test: {steps: [{uses: x}]}}\n",
        "---\ntags: [the first one, the second one]\n---\n# Naps\n- Naps help.\n",
        "# Naps\n\n- claim: Naps help us.\n- quote: Sleep on it.\n",
        "Notes:\n\n- Naps help us all.\n\nPlain text below.\n",
        '{"naps": [{"text": "Naps help."}]}',
        '[{"topic": "naps", "text": "Naps help."}]',
        "topic,fact\nnaps,Naps: they help\n",
        "power naps\nAlso known as: naps\nFacts (1)\nNaps sleep.example 1 fact\nclaimNaps help.",
        "@book{a, title = {Naps: a Book}}",
        "TY  - BOOK\nTI  - Naps: a Book\n",
        "<html><body>a: b</body></html>",
    ],
)
def test_other_files_are_not_recognized(text: str) -> None:
    assert not is_recognized(text)


@given(st.text(st.characters(categories=("L", "N", "P", "S", "Zs", "Cc")), max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    is_recognized(text)
    with suppress(InputNotText):
        assert all(entry.line >= 1 for entry in read(text))


@given(st.dictionaries(st.from_regex("[a-z]{1,8}", fullmatch=True), st.lists(st.text(min_size=1))))
def test_a_written_list_is_read_back(lists: dict[str, list[str]]) -> None:
    quoted = {
        topic: [text for text in map(_printable, texts) if text] for topic, texts in lists.items()
    }
    lines = [f'"{topic}": [{", ".join(map(_quote, texts))}]' for topic, texts in quoted.items()]
    expected = [(topic, text) for topic, texts in quoted.items() for text in texts]
    assert [(fact.topics[0], fact.text) for fact in facts("\n".join(lines))] == expected


def _printable(text: str) -> str:
    return " ".join(word for word in text.split() if word.isprintable() and word != "\ufeff")


def _quote(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
