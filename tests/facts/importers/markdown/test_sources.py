"""How a note names the sources of a fact."""

import pytest

from facts.importers.markdown.citation_line import read_citation
from facts.model.drafts import EntryProblem, LineWarning
from tests.support.notes import cite, name_sources, read, read_facts, read_texts

STUDY = ("Study", "https://s.example/1", None, "")


@pytest.mark.parametrize(
    ("item", "text", "sources"),
    [
        ("Naps help. [Study](https://s.example/1)", "Naps help.", [STUDY]),
        ("Naps help ([Study](https://s.example/1)).", "Naps help.", [STUDY]),
        ("Naps help (see [Study](https://s.example/1)).", "Naps help.", [STUDY]),
        ("Naps help — [Study](https://s.example/1)", "Naps help", [STUDY]),
        ("Naps help, says [Study](https://s.example/1).", "Naps help, says Study.", [STUDY]),
        ("The [Study](https://s.example/1) says so.", "The Study says so.", [STUDY]),
        (
            "Naps help. [Study](https://s.example/1), Jane Doe · Sleep Lab, Mar 15, 2026",
            "Naps help.",
            [("Study", "https://s.example/1", "Jane Doe · Sleep Lab", "2026-03-15")],
        ),
        (
            "Naps help. [Study](https://s.example/1), Ann Lee, 2024; [B](https://b.example/(x))",
            "Naps help.",
            [
                ("Study", "https://s.example/1", "Ann Lee", "2024"),
                ("B", "https://b.example/(x)", None, ""),
            ],
        ),
        (
            "Naps help [source](https://s.example/1)",
            "Naps help",
            [("s.example/1", "https://s.example/1", None, "")],
        ),
        (
            "Naps help. https://s.example/1.",
            "Naps help.",
            [("s.example/1", "https://s.example/1", None, "")],
        ),
        (
            "Look at https://s.example/1, please.",
            "Look at https://s.example/1, please.",
            [("s.example/1", "https://s.example/1", None, "")],
        ),
        ("Naps help (source: Book, Ann Lee).", "Naps help.", [("Book", None, "Ann Lee", "")]),
        ("Naps help. Source: Book, 2024", "Naps help.", [("Book", None, None, "2024")]),
        ("Naps help. — Ann Lee, Book, 2024", "Naps help.", [("Book", None, "Ann Lee", "2024")]),
        ("“Naps help.” — Book", "“Naps help.”", [("Book", None, None, "")]),
        ("Naps help.[^1]", "Naps help.", [("Book", None, "Ann Lee", "2024")]),
        ("Naps [^1] help.", "Naps help.", [("Book", None, "Ann Lee", "2024")]),
        ("Naps help. [Study][s]", "Naps help.", [STUDY]),
        (
            "Naps help.\n  Source: Book\n  Source: [Study](https://s.example/1)",
            "Naps help.",
            [("Book", None, None, ""), STUDY],
        ),
        ("Naps help.\n  - [Study](https://s.example/1)", "Naps help.", [STUDY]),
        ("Naps help.\n  **Source:** Book", "Naps help.", [("Book", None, None, "")]),
    ],
)
def test_a_source_in_a_fact_leaves_its_text(item: str, text: str, sources: list[object]) -> None:
    note = f"# naps\n- {item}\n\n[^1]: Book,\n  Ann Lee, 2024\n[s]: <https://s.example/1> 'Study'\n"
    assert read_texts(note) == [text]
    assert name_sources(note) == sources


@pytest.mark.parametrize(
    ("line", "title", "site", "author", "date"),
    [
        ("Team handbook", "Team handbook", None, None, ""),
        ('"Naps, and Work", Ann Lee, 2024', "Naps, and Work", None, "Ann Lee", "2024"),
        ("“Naps, and Work”", "Naps, and Work", None, None, ""),
        ("Book, library.example, Ann Lee", "Book", "library.example", "Ann Lee", ""),
        ("Book, Al Lee, Bo · Lab, Mar 15, 2026", "Book", None, "Al Lee, Bo · Lab", "2026-03-15"),
        ("Book, date: spring 2026", "Book", None, None, "spring 2026"),
        ("Book, https://b.example/x, Ann Lee", "Book", "b.example", "Ann Lee", ""),
        ("https://b.example/x/", "b.example/x", "b.example", None, ""),
        ("[Book](https://www.b.example) by Ann Lee (2024)", "Book", "b.example", "Ann Lee", "2024"),
        ("Ann Lee, [Book](https://b.example), 2024", "Book", "b.example", "Ann Lee", "2024"),
        ("Ann Lee, *The Book*, 2024, p. 5.", "The Book", None, "Ann Lee", "2024"),
        ("Lee, A. (2024). The Book. A Press.", "The Book", None, "Lee, A.", "2024"),
        ("[[The Book]]", "The Book", None, None, ""),
        ("Book\\, part one, Ann Lee", "Book, part one", None, "Ann Lee", ""),
    ],
)  # fmt: skip
def test_a_line_names_title_site_authors_and_date(
    line: str, title: str, site: str | None, author: str | None, date: str
) -> None:
    citation = read_citation(line)
    assert citation
    source = citation.source
    read_parts = (source.title, source.site, citation.author, str(source.published or ""))
    assert read_parts == (title, site, author, date)


@pytest.mark.parametrize("line", ["", " , ", "Book, date: &#32;", "Book, .", "Book (   )"])
def test_a_line_with_little_on_it_is_no_crash(line: str) -> None:
    citation = read_citation(line)
    assert citation is None or citation.source.published is None


def test_a_source_counts_to_the_end_of_its_section() -> None:
    text = "# a\nSource: A\n- one\n\nSource: B\n- two\n## c\n- three\n# d\n- four"
    titles = [fact.citations[0].source.title for fact in read_facts(text)]
    assert titles == ["A", "B", "B"]
    problem = read(text)[-1]
    assert isinstance(problem, EntryProblem)
    assert problem.line == 10


def test_a_heading_can_name_the_source() -> None:
    text = "# naps\n## Source: [A](https://a.example), Ann Lee\n- one\n## Source: B\n- two\n"
    first, second = read_facts(text)
    assert (first.topics, second.topics) == (("naps",), ("naps",))
    assert (first.citations[0].author, second.citations[0].source.title) == ("Ann Lee", "B")


def test_several_source_lines_in_a_row_are_all_sources_of_the_facts_below() -> None:
    titles = [each.source.title for each in cite("# a\nSource: A\nSource: B\n\n- one")]
    assert titles == ["A", "B"]


def test_a_fact_below_a_source_keeps_its_links_and_dashes_as_text() -> None:
    text = (
        "Source: Book\n\n- See https://a.example and [b](https://b.example) here.\n- “Yes.” — Ann"
    )
    assert read_texts(text) == ["See https://a.example and b here.", "“Yes.” — Ann"]
    titles = {each.source.title for fact in read_facts(text) for each in fact.citations}
    assert titles == {"Book"}


def test_a_footnote_without_a_definition_is_told() -> None:
    doubt, problem = read("# naps\n- Naps help.[^1]")
    assert isinstance(doubt, LineWarning)
    assert "“1” has no definition" in doubt.message
    assert isinstance(problem, EntryProblem)


@pytest.mark.parametrize(
    "item",
    [
        "Naps. ![nap](https://s.example/nap.png)",
        "Naps. [page](other.md)",
        "Naps. [x](javascript:alert)",
        "Naps. https://nature.example@evil.example/",
    ],
)
def test_images_and_other_addresses_are_no_sources(item: str) -> None:
    assert [type(entry) for entry in read(f"- {item}")] == [EntryProblem]
