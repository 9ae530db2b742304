"""A table is recognized by its header, and nothing else is."""

from pathlib import Path

import pytest

import facts.importers
from facts.importers.tables.dialect import describe_unknown_table, find_head
from tests.facts.importers.tables.table_files import file_of, recognize

STARTERS = sorted((Path(facts.importers.__file__).parent / "starter").glob("*.txt"))

TABLES = (
    "Fact,Source\nOne.,A\n",
    "fact\nOne, two and three.\nFour.\n",
    "“Fact”,source,text\nOne.,A,b\n",
    "ID;Owner;STATEMENT_TEXT;Statements\n1;Bo;;One.\n",
    '"fact";"topic(s)";"source"\n"One; two.";"naps";"A"\n',
    "\ufefffact\tsource\nOne, two.\tA\n",
    "sep=|\nfact|source\nOne.|A\n",
    '"sep=\t"\nfact\tsource\nOne.\tA\n',
    "\n\nfact, source, link\nOne, two, A, https://a.example\n",
    "fact,source",
    "Highlight,Book Title,Book Author,Tags,Location\nOne.,A,B,c,12\n",
    "Team facts 2024,,,\n\nas of May\nFact,Owner,Source,Status\nOne.,Bo,A,Done\n",
    'fact,"source\ntitle",owner\n"One,\ntwo.",A,Bo\n',
)
OTHERS = (
    "In short, text and fact, these are words.\nMore words follow, of course.\n",
    "Well, text, fact and source, all of them.\nOne line more.\n",
    "Text, source, and audience matter in every\nlecture that we hold here.\n",
    "We keep fact, source\n",
    "# Naps\n\n- Short naps help, a little.\n- text, fact, source\n",
    "- fact, source\n- One., A\n",
    "---\ntopic: naps\ntags: [a, b]\n---\n\n# Naps\n",
    "| fact | source |\n|------|--------|\n| One. | A |\n",
    "fact | source\n---- | ------\nOne. | A\n",
    '{"fact": "One.", "source": "A"}\n',
    '[\n  {"fact": "One.", "source": "A"}\n]\n',
    "@article{fact,\n  title = {One},\n  note = {text, source}\n}\n",
    "TY  - JOUR\nTI  - Fact, text\nER  -\n",
    "- text: One, two\n  source: A\n",
    "claim\nShort naps help.\nAuthors\nAnn Lee\nSources\nNaps at Sea\n",
    "quote\n\nAlso known as: saying\n",
    "Fact\n====\n\nOne.\n",
    "claim\n- One.\n- Two.\n",
    "fact\n",
    "text\nOne.\nTwo.\n",
    "<table><tr><th>fact,source</th></tr></table>\n",
    "name,price\nTea,2\n",
    "Words on naps.\n\nWe keep fact, source\nand more of it.\n",
    "Naps\n\nfact, source\n\nOne, two, three.\nFour.\n",
    "Naps\n\nfact | source\n-----|-------\nOne. | A\n",
    "",
)


@pytest.mark.parametrize("text", TABLES)
def test_a_table_is_recognized(text: str) -> None:
    assert recognize(text)
    assert recognize(text.encode("utf-16"))


@pytest.mark.parametrize("text", OTHERS)
def test_another_file_is_no_table(text: str) -> None:
    assert not recognize(text)


@pytest.mark.parametrize("path", STARTERS, ids=lambda path: path.name)
def test_a_wiki_page_is_no_table(path: Path) -> None:
    assert STARTERS
    assert not recognize(path.read_bytes())


@pytest.mark.parametrize(
    ("text", "delimiter", "line"),
    [
        ("fact;a, b;source\nOne, two;c, d;A, B\n", ";", 1),
        ('"fact, plain"\tfact\tsource\nx\ty, z\tA\n', "\t", 1),
        ("sep=;\nfact;source\n", ";", 2),
        ("\n\nfact,source\n", ",", 3),
        ('fact,"source\ntitle"\nOne.,A\n', ",", 2),
    ],
)
def test_delimiter_and_header_are_found(text: str, delimiter: str, line: int) -> None:
    head = find_head(text)
    assert head is not None
    assert (head.delimiter, head.line) == (delimiter, line)


def describe(text: str) -> str | None:
    return describe_unknown_table(file_of(text).sample())


@pytest.mark.parametrize(
    "text",
    [
        "Thema;Aussage;Quelle\nNaps;Naps helfen, kurz.;A\nNaps;Zwei.;B\n",
        "Thema;Aussage;Quelle",
        "Thema\tAussage\tQuelle\nNaps\tEins.\tA\n",
    ],
)
def test_a_table_without_known_facts_is_described(text: str) -> None:
    assert not recognize(text)
    assert describe(text) == (
        "no column holds facts; the columns are “Thema”, “Aussage”, “Quelle”: name one “fact”"
    )


def test_a_table_without_a_header_is_described() -> None:
    message = describe("Deploys freeze on Fridays.,deploys,Runbook\nTwo.,deploys,Runbook\n")
    assert message == "no column holds facts; name one “fact”, as in: fact,topics,source,link"


@pytest.mark.parametrize(
    "text",
    ["", "Naps help.\n", "Naps help, mostly.\nThey are short.\n", "a\nb\nc\n", TABLES[0], "a, b\n"],
)
def test_another_text_is_no_unknown_table(text: str) -> None:
    assert describe(text) is None
