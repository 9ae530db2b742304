"""How a note names the sources of a fact."""

import pytest

from facts.importers.markdown.citation_line import read_citation
from facts.model.drafts import EntryProblem, LineWarning, LoneSource
from tests.support.notes import cite, name_sources, read, read_facts, read_texts, read_topics

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


@pytest.mark.parametrize("gap", ["", "\n"])
def test_a_source_line_without_an_indent_is_that_of_the_items_below(gap: str) -> None:
    text = f"# a\nSource: A\n- one\n- two\n{gap}Source: B\n- three\n- four\n"
    titles = [fact.citations[0].source.title for fact in read_facts(text)]
    assert titles == ["A", "A", "B", "B"]


@pytest.mark.parametrize("indent", [" ", "  ", "\t"])
def test_an_indented_source_line_belongs_to_the_item_above(indent: str) -> None:
    text = f"# a\nSource: A\n- one\n{indent}Source: B\n- two\n"
    titles = [fact.citations[0].source.title for fact in read_facts(text)]
    assert titles == ["B", "A"]


@pytest.mark.parametrize("line", ["Kind: quote", "Topics: naps"])
def test_a_kind_or_topic_without_an_indent_is_told(line: str) -> None:
    *_, doubt = read(f"Source: A\n- one\n{line}\n")
    assert isinstance(doubt, LineWarning)
    assert (doubt.line, "indent" in doubt.message) == (3, True)


def test_a_source_line_ends_the_definition_above_it() -> None:
    text = "# a\nA word.\nSource: A\n- one"
    assert [(topic.name, topic.definition) for topic in read_topics(text)] == [("a", "A word.")]
    assert [each.source.title for each in cite(text)] == ["A"]


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
    assert read_texts(text) == [
        "See https://a.example and b (https://b.example) here.",
        "“Yes.” — Ann",
    ]
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
    ],
)
def test_images_and_other_addresses_are_no_sources(item: str) -> None:
    assert [type(entry) for entry in read(f"- {item}")] == [EntryProblem]


@pytest.mark.parametrize(
    "text",
    [
        "# a\n- Naps. https://nature.example@evil.example/",
        "# a\nSource: [Book](https://nature.example@evil.example/)\n- Naps.",
        "# a\n- Naps.\n  Source: [Book](https://nature.example@evil.example/)",
    ],
)
def test_an_address_with_a_user_is_left_out_and_told(text: str) -> None:
    entries = read(text)
    doubts = [entry.message for entry in entries if isinstance(entry, LineWarning)]
    assert ["names a user" in doubt for doubt in doubts] == [True]
    assert all(each.source.url is None for fact in read_facts(text) for each in fact.citations)


@pytest.mark.parametrize(
    ("item", "text", "titles"),
    [
        ("x [B8](https://b8.example) [B9](https://b9.example)", "x", ["B8", "B9"]),
        ("x [B8](https://b8.example), [B9](https://b9.example).", "x", ["B8", "B9"]),
        ("y [B8](https://b8.example), Ann Lee, 2024.", "y", ["B8"]),
        ("Use [B8](https://b8.example), [B9](https://b9.example)",
         "Use B8 (https://b8.example), B9 (https://b9.example)", ["A"]),
        ("Deploy with [tool](https://t.example).", "Deploy with tool (https://t.example).", ["A"]),
        ("Deploys freeze [runbook](https://t.example)", "Deploys freeze", ["runbook"]),
        ("See the [docs](https://t.example)", "See the docs (https://t.example)", ["A"]),
        ("Deploys freeze https://t.example/", "Deploys freeze", ["t.example"]),
        ("Deploys freeze - https://t.example/", "Deploys freeze", ["t.example"]),
        ("Docs: https://t.example/", "Docs: https://t.example/", ["A"]),
    ],
)  # fmt: skip
def test_links_below_a_source(item: str, text: str, titles: list[str]) -> None:
    (fact,) = read_facts(f"# a\nSource: A\n\n- {item}\n")
    assert (fact.text, [each.source.title for each in fact.citations]) == (text, titles)


@pytest.mark.parametrize(
    ("date", "iso"),
    [("15.03.2026", "2026-03-15"), ("15/03/2026", "2026-03-15"), ("2026/3/15", "2026-03-15")],
)
def test_dates_are_read_as_in_tables(date: str, iso: str) -> None:
    text = f"# a\nSource: [T](https://h.example), Jane Doe, {date}\n- x"
    assert name_sources(text) == [("T", "https://h.example", "Jane Doe", iso)]


@pytest.mark.parametrize("date", ["Q3 2025", "03/04/2026", "31.02.2026"])
@pytest.mark.parametrize(
    "note",
    [
        "Source: T, Jane Doe, {}\n- x", "- x\n  Source: T, Jane Doe, {}",
        "- x (source: T, Jane Doe, {})", "- x. [T](https://h.example), Jane Doe, {}",
        "- x[^1]\n\n[^1]: T, Jane Doe, {}", "## Source: T, Jane Doe, {}\n- x",
    ],
)  # fmt: skip
def test_a_date_that_is_not_clear_is_told_and_no_author(note: str, date: str) -> None:
    text = f"# a\n{note.format(date)}"
    ((_, _, author, published),) = name_sources(text)
    assert (author, published) == ("Jane Doe", date)
    doubts = [entry.message for entry in read(text) if isinstance(entry, LineWarning)]
    assert [date in doubt for doubt in doubts] == [True]


@pytest.mark.parametrize(
    ("line", "title", "author", "date"),
    [
        ("Smith, J. (2020). *Sleep and Work*. https://doi.org/10.1000/xyz",
         "Sleep and Work", "Smith, J.", "2020"),
        ("Lee, A. (2024). Naps at work. *Sleep*, 12(3), 45–67.", "Naps at work", "Lee, A.", "2024"),
        ('Doe, Jane. "Napping." Sleep Lab, 2021.',
         'Doe, Jane. "Napping." Sleep Lab, 2021.', None, ""),
        ("Doe, Jane. Napping. Sleep Lab (2021), p. 3",
         "Doe, Jane. Napping. Sleep Lab (2021), p. 3", None, "2021"),
        ("Doe, Jane. *Napping*. Sleep Lab, 2021.", "Napping", "Sleep Lab", "2021"),
        ("Book, Acme Inc. of Maine, J. Doe et al. and others",
         "Book", "Acme Inc. of Maine, J. Doe et al. and others", ""),
    ],
)  # fmt: skip
def test_references_of_common_styles_are_not_mangled(
    line: str, title: str, author: str | None, date: str
) -> None:
    citation = read_citation(line)
    assert citation
    assert (citation.source.title, citation.author) == (title, author)
    assert str(citation.source.published or "") == date


def test_an_item_that_is_only_a_link_is_told() -> None:
    doubt, lone = read("# a\n- [Only link](https://only.example)")
    assert isinstance(doubt, LineWarning)
    assert "only a link" in doubt.message
    assert isinstance(lone, LoneSource)
