"""Tables come in as facts with topics and sources, whatever program wrote them."""

import csv
import io
import tracemalloc
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.importers.file_format import ReadOptions
from facts.importers.input_file import InputFile
from facts.importers.tables.table_reader import TABLE
from facts.model.drafts import (
    CitationDraft,
    EntryProblem,
    FactDraft,
    LineWarning,
    ReadingNote,
    SourceDraft,
    TopicDraft,
)
from facts.model.entities import CLAIM, Kind, Stance
from tests.facts.importers.tables.table_files import facts, only, problems, read, recognize, topics

HANDBOOK = CitationDraft(SourceDraft("Team Handbook"))


def test_a_sheet_of_google_comes_in() -> None:
    table = (
        "Statement,Tags,Reference,Link,Author,Date,Owner\r\n"
        '"Short naps help, a little.","naps, sleep",Naps at Sea,'
        "https://sleep.example/naps,Ann Lee,2026-03-15,Bo\r\n"
    )
    assert recognize(table)
    note, first, second, fact = read(table)
    assert note == ReadingNote(
        1,
        "columns: fact ← “Statement”, topics ← “Tags”, source ← “Reference”, link ← “Link”, "
        "author ← “Author”, date ← “Date”; ignored: “Owner”",
    )
    assert [first, second] == [TopicDraft(2, "naps"), TopicDraft(2, "sleep")]
    assert isinstance(fact, FactDraft)
    assert (fact.line, fact.kind, fact.text) == (2, CLAIM, "Short naps help, a little.")
    assert fact.topics == ("naps", "sleep")
    (citation,) = fact.citations
    assert citation.author == "Ann Lee"
    assert citation.source.title == "Naps at Sea"
    assert citation.source.site == "sleep.example"
    assert citation.source.published is not None
    assert citation.source.published.iso == "2026-03-15"


@pytest.mark.parametrize("separator", ["", "sep=;\r\n"])
def test_an_export_of_a_german_excel_comes_in(separator: str) -> None:
    table = (
        f"{separator}Fact;Category;Source;Date\r\n"
        "Übermüdung kostet 1,5 Stunden – täglich.;Schlaf;Handbuch, 2. Auflage;15.3.2026\r\n"
    ).encode("cp1252")
    assert recognize(table)
    (fact,) = facts(table)
    assert fact.text == "Übermüdung kostet 1,5 Stunden – täglich."
    assert fact.citations[0].source.title == "Handbuch, 2. Auflage"
    assert fact.citations[0].source.published is not None
    assert fact.citations[0].source.published.iso == "2026-03-15"


def test_unicode_text_of_excel_comes_in() -> None:
    table = 'Fact\tTopic\tSource\r\n"She said ""rest"", then\nleft."\tnaps\tHandbook\r\n'
    assert recognize(table.encode("utf-16"))
    assert [fact.text for fact in facts(table.encode("utf-16"))] == ['She said "rest", then\nleft.']


def test_a_table_with_line_ends_of_an_old_mac_comes_in() -> None:
    table = 'fact,source\rOne.,A\r"Two,\rlines.",B\r\rThree.,C\r'
    assert recognize(table)
    assert [(fact.line, fact.text) for fact in facts(table)] == [
        (2, "One."), (3, "Two,\nlines."), (6, "Three."),
    ]  # fmt: skip


def test_an_export_of_airtable_comes_in() -> None:
    table = (
        "\ufeffClaim,Topics,Source URL,Organization,Status\n"
        'Naps help.,"""naps, short"",sleep",https://sleep.example/a,Sleep Lab,Done\n'
    )
    assert recognize(table)
    (fact,) = facts(table)
    assert fact.topics == ("naps, short", "sleep")
    assert fact.citations == (
        CitationDraft(
            SourceDraft("sleep.example/a", "sleep.example", "https://sleep.example/a"), "Sleep Lab"
        ),
    )


def test_an_export_of_notion_comes_in() -> None:
    table = '\ufeffNote,Tags,URL,Created\nNaps help.,"a, b",https://sleep.example/a,"May 1, 2026"\n'
    assert recognize(table)
    (fact,) = facts(table)
    assert fact.topics == ("a", "b")


def test_a_question_and_its_answer_are_a_fact() -> None:
    table = "Question,Answer,Source\nWhen?,On Fridays.,A\nDeploys,On Fridays.,A\n,It is so.,A\n"
    assert recognize(table)
    assert [fact.text for fact in facts(table)] == [
        "When? On Fridays.", "Deploys: On Fridays.", "It is so.",
    ]  # fmt: skip
    assert "fact ← “Question” and “Answer”" in only(ReadingNote, read(table))[0].message
    assert [fact.text for fact in facts("Question,Fact,Source\nWhen?,On Fridays.,A\n")] == [
        "On Fridays."
    ]


def test_a_column_of_quotes_holds_quotes() -> None:
    table = "Quotes,Kind,Source\nOne.,,A\nTwo.,claim,A\n"
    assert [fact.kind for fact in facts(table)] == ["quote", "claim"]


def test_the_name_of_a_row_is_its_fact_beside_a_link() -> None:
    table = "Name,Notes,Tags,Link\nNaps help.,Seen at nine.,naps,https://sleep.example/a\n"
    assert recognize(table)
    assert [fact.text for fact in facts(table)] == ["Naps help."]


def test_a_table_of_people_has_no_facts() -> None:
    table = "Name,Email,Notes,Website\nAnn Lee,ann@x.example,Likes tea,https://ann.example\n"
    assert not recognize(table)
    assert problems(table)[0][2] == (
        "no column holds facts; the columns are “Name”, “Email”, “Notes”, “Website”: "
        "name one “fact”"
    )


def test_columns_of_the_same_name_hold_the_sources_of_a_row() -> None:
    table = "fact,source,source 2,Source 3\nOne.,A,B,\nTwo.,,,C\n"
    titles = [[each.source.title for each in fact.citations] for fact in facts(table)]
    assert titles == [["A", "B"], ["C"]]


def test_a_site_belongs_to_a_source_without_an_address() -> None:
    table = (
        "fact,source,url,site\n"
        "One.,A,,WWW.Naps.example\n"
        "Two.,A,https://sleep.example/a,naps.example\n"
        "Three.,,,naps.example\n"
        "Four.,A,,naps.example/page\n"
        "Five.,A,,Berlin\n"
    )
    assert [fact.citations[0].source for fact in facts(table)] == [
        SourceDraft("A", "naps.example"),
        SourceDraft("A", "sleep.example", "https://sleep.example/a"),
        SourceDraft("naps.example", "naps.example"),
        SourceDraft("A", "naps.example", "https://naps.example/page"),
        SourceDraft("A"),
    ]


def test_a_title_above_the_header_is_passed_over() -> None:
    table = "Team facts 2024,,\n,,\nas of May,,\nFact,Topic,Source\nOne.,a,A\n"
    assert recognize(table)
    note, *_ = only(ReadingNote, read(table))
    assert note == ReadingNote(4, "the header is below “Team facts 2024”, which was not read")
    assert [fact.line for fact in facts(table)] == [5]


def test_aliases_and_a_definition_belong_to_the_only_topic() -> None:
    table = (
        "fact,topic,also known as,definition,source\n"
        "One.,naps,siesta; nap,A short sleep.,A\n"
        "Two.,naps,,,A\n"
        "Three.,naps; rest,siesta,,A\n"
    )
    assert topics(table) == [
        TopicDraft(2, "naps"),
        TopicDraft(2, "naps", ("siesta", "nap"), "A short sleep."),
        TopicDraft(4, "rest"),
    ]
    assert only(LineWarning, read(table)) == [
        LineWarning(4, "aliases and definitions need one topic; the row has 2")
    ]


def test_a_topic_of_a_bad_row_comes_with_the_next_good_row() -> None:
    table = "fact,topic,source\nOne.,naps,\nTwo.,naps,A\n"
    assert topics(table) == [TopicDraft(3, "naps")]


def test_kinds_and_stances_are_read_in_any_case() -> None:
    table = "text,type,stance,topics,source\nOne.,Quote,Supports,a; b (challenges),A\nTwo.,,,,A\n"
    one, two = facts(table)
    assert (one.kind, one.stances) == (Kind("quote"), (Stance.SUPPORTS, Stance.CHALLENGES))
    assert (two.kind, two.stance, two.topics) == (CLAIM, None, ())


def test_an_unknown_kind_is_kept_with_a_warning() -> None:
    entries = read("text,kind,source\nOne.,Rumour,A\nTwo.,12,A\n")
    assert [fact.kind for fact in only(FactDraft, entries)] == ["rumour", "claim"]
    assert [each.line for each in only(LineWarning, entries)] == [2, 3]


def test_one_source_for_the_whole_file_fills_the_gaps() -> None:
    table = "fact,by,source\nOne.,Ann Lee,\nTwo.,,B\nThree.,,\n"
    one, two, three = facts(table, ReadOptions(source=HANDBOOK))
    assert one.citations == (CitationDraft(HANDBOOK.source, "Ann Lee"),)
    assert two.citations == (CitationDraft(SourceDraft("B")),)
    assert three.citations == (HANDBOOK,)


def test_topics_of_the_user_replace_those_of_the_table() -> None:
    table = "fact,topic,aliases,source\nOne.,naps,siesta,A\n"
    entries = read(table, ReadOptions(topics=("x", "y")))
    assert only(TopicDraft, entries) == [TopicDraft(1, "x"), TopicDraft(1, "y")]
    assert only(FactDraft, entries)[0].topics == ("x", "y")


def test_bad_rows_are_named_with_line_and_column() -> None:
    table = (
        "fact,topic,source\n"
        "One,, more or less.,naps,A\n"
        "\n"
        ",naps,A\n"
        "Two.,naps,\n"
        "Three.,-,A\n"
        ",,\n"
        "Four.,naps,A,,\n"
        "Five.\n"
    )
    assert [(line, column) for line, column, _ in problems(table)] == [
        (2, 4), (4, 1), (5, 3), (6, 2), (9, 3),
    ]  # fmt: skip
    assert [fact.text for fact in only(FactDraft, read(table))] == ["Four."]


def test_a_table_without_sources_is_one_problem() -> None:
    ((line, column, message),) = problems("fact,topic\n" + "One.,naps\n" * 5)
    assert (line, column) == (1, 0)
    assert "add a column “source”" in message


@pytest.mark.parametrize("table", ["", "\n\n", "name,price\nTea,2\n", "\x1f\x1f"])
def test_a_table_without_facts_is_one_problem(table: str) -> None:
    assert len(problems(table)) == len(read(table)) == 1
    assert not recognize(table)


def test_guarded_formulas_lose_their_apostrophe() -> None:
    table = "fact,source\n'=SUM(A1) adds.,'@home\n'tis so.,'+1\n"
    assert [(fact.text, fact.citations[0].source.title) for fact in facts(table)] == [
        ("=SUM(A1) adds.", "@home"), ("'tis so.", "+1"),
    ]  # fmt: skip


def test_a_very_long_fact_is_cut_with_a_warning() -> None:
    entries = read(f"fact,source\n{'x' * 120_000},A\n")
    assert [len(fact.text) for fact in only(FactDraft, entries)] == [100_000]
    assert len(only(LineWarning, entries)) == 1


WORDS = st.text(
    st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from(" ,;|\"'=\n"), max_size=12
)


@given(
    st.lists(st.tuples(WORDS, WORDS), min_size=1, max_size=4),
    st.sampled_from(",;\t|"),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_texts_come_back_as_they_were_written(
    rows: list[tuple[str, str]], delimiter: str, end: str, quoting: int, encoding: str
) -> None:
    kept = [(f"a{one}", f"b{two}") for one, two in rows]
    output = io.StringIO(newline="")
    writer = csv.writer(output, delimiter=delimiter, lineterminator=end, quoting=quoting)  # type: ignore[arg-type]
    writer.writerows([("Fact", "Owner", "Source"), *((one, two, "A") for one, two in kept)])
    table = output.getvalue().encode(encoding)
    assert recognize(table)
    assert [fact.text for fact in facts(table)] == [one.strip() for one, _ in kept]


@given(st.text(st.sampled_from("fact,source;|\t\"\n 'a=[]():/htp.é"), max_size=80))
def test_any_text_below_a_header_is_read(text: str) -> None:
    lines = text.count("\n") + 2
    for entry in read(f"fact,source\n{text}"):
        if isinstance(entry, EntryProblem | LineWarning | FactDraft):
            assert 2 <= entry.line <= lines


@given(st.text(st.sampled_from('fact,source;|\t"\n =-#'), max_size=40))
def test_any_text_is_recognized_or_not(text: str) -> None:
    if recognize(text):
        assert isinstance(read(text, ReadOptions(source=HANDBOOK))[0], ReadingNote)


def test_the_first_fact_comes_before_the_file_is_read() -> None:
    taken = 0

    def chunks() -> Iterator[bytes]:
        nonlocal taken
        yield b"\xef\xbb\xbffact,source\n"  # the mark saves the search for the encoding
        for _ in range(1_000):
            taken += 1
            yield b"One.,A\n" * 1_000

    entries = TABLE.read(InputFile("table", 0, chunks), ReadOptions())
    next(entry for entry in entries if isinstance(entry, FactDraft))
    assert taken < 20


@pytest.mark.slow
def test_many_different_rows_are_read_in_constant_memory() -> None:
    def chunks() -> Iterator[bytes]:
        yield b"\xef\xbb\xbffact,topic,source,link\n"
        for number in range(60_000):
            yield f"Fact {number}.,topic {number},Report {number},https://a.example/{number}\n".encode()

    tracemalloc.start()
    try:
        count = sum(1 for _ in TABLE.read(InputFile("table", 0, chunks), ReadOptions()))
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert count == 120_001
    assert peak < 40_000_000
