"""Entries of BibTeX files, whole and damaged."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.importers.bibliographies.bibtex_entries import BibtexEntry, iter_bibtex_entries
from facts.model.drafts import EntryProblem, LineWarning


def read(text: str) -> list[BibtexEntry | EntryProblem | LineWarning]:
    return list(iter_bibtex_entries(text.split("\n")))


def fields_of(text: str) -> list[dict[str, str]]:
    return [entry.fields for entry in read(text) if isinstance(entry, BibtexEntry)]


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("@misc{k, title = {A}}", {"title": "A"}),
        ('@misc{k, title = "A", year = 2020}', {"title": "A", "year": "2020"}),
        ("@Misc ( k , TITLE = {A} , )", {"title": "A"}),
        ("@misc\n{k,\ntitle\n=\n{A\nB}}", {"title": "A\nB"}),
        ("@misc{k, title = {{A {B}} c}}", {"title": "{A {B}} c"}),
        ('@misc{k, title = "A {"}B{"}"}', {"title": 'A {"}B{"}'}),
        ('@misc{k, title = {A} # " B " # 7}', {"title": "A B 7"}),
        ("@misc{k, month = mar # {~15}}", {"month": "March~15"}),
        ('@string{n = "Naps"}\n@misc{k, title = n # { help}}', {"title": "Naps help"}),
        ("@misc{k, journal = unknown}", {"journal": "unknown"}),
        ("@misc{title = {No key}}", {"title": "No key"}),
        ("@misc{k title = {No comma}}", {"title": "No comma"}),
        ("@misc{k, title = {A}, title = {B}}", {"title": "A"}),
        ("@misc{k,}", {}),
        ("free text, me@a.org\n@comment{x}\n@preamble{{\\x}}@misc{k, title = {A}}", {"title": "A"}),
        (r"@misc{k, title = {A \{ B}}", {}),
    ],
)
def test_an_entry_has_fields(text: str, fields: dict[str, str]) -> None:
    assert fields_of(text) == ([fields] if r"\{" not in text else [])


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        ("@misc{k,\n  title = {A", 2, 11, "the value of “title” does not end; add its “}”"),
        ('@misc{k, title = "A', 1, 18, "the value of “title” does not end; add its closing quote"),
        ('@misc{k, title = "A}"}', 1, 18, "closing quote"),
        ("@misc{k, title = {A}", 1, 21, "the entry does not end; add “}” after its last field"),
        ("@misc{k, title = }", 1, 18, "the value of “title” is missing; write it in braces"),
        ("@misc{k,\n title {A}}", 2, 2, "a field is missing here"),
        ("\n\n@misc{k, title = A B}", 3, 20, "a field is missing here"),
    ],
)
def test_a_damaged_entry_is_a_problem_at_its_place(
    text: str, line: int, column: int, message: str
) -> None:
    (problem,) = read(text)
    assert isinstance(problem, EntryProblem)
    assert (problem.line, problem.column) == (line, column)
    assert message in problem.message


def test_reading_goes_on_at_the_next_entry() -> None:
    entries = read("@misc{a, title = {A {B}\n@misc{b, title = {B}}\n  @misc{c, title = {C}}")
    assert [type(entry) for entry in entries] == [EntryProblem, BibtexEntry, BibtexEntry]
    assert [entry.line for entry in entries] == [1, 2, 3]


def test_a_missing_comma_is_a_warning() -> None:
    warning, entry = read("@misc{k,\n title = {A}\n year = 2020}")
    assert warning == LineWarning(2, "a comma is missing after “title”")
    assert isinstance(entry, BibtexEntry)
    assert entry.fields == {"title": "A", "year": "2020"}


def test_several_entries_are_on_one_line() -> None:
    entries = read("@misc{a, title={A}} @misc{b, title={B}}\n\n@misc{c, title={C}}")
    assert [entry.line for entry in entries] == [1, 1, 3]


def test_macros_of_macros_stay_small() -> None:
    doubled = [f"@string{{m{n + 1} = m{n} # m{n}}}" for n in range(60)]
    text = "\n".join(["@string{m0 = {abcdefgh}}", *doubled, "@misc{k, title = m60}"])
    assert len(fields_of(text)[0]["title"]) <= 2_000


def test_an_entry_of_endless_macros_is_refused() -> None:
    text = f"@string{{m = {{{'x' * 2_000}}}}}\n@misc{{k, title = {'m # ' * 2_000} m}}"
    (problem,) = read(text)
    assert isinstance(problem, EntryProblem)
    assert "more than 2,000,000 characters" in problem.message


def test_an_endless_entry_is_cut() -> None:
    (problem,) = read("@misc{k, title = {" + "x\n" * 1_500_000)
    assert isinstance(problem, EntryProblem)


@pytest.mark.parametrize(
    "text",
    ["@misc{a, t = " + "{" * 500_000, "@a{" * 150_000, "@a{\n" * 50_000, "@comment{" * 50_000,
     "@" * 500_000, "@misc{k, t" + " " * 500_000, "@misc{k," + "," * 500_000 + "}",
     "@misc{k, " + "a=b," * 100_000 + "}", "@misc{k, " + "a={b} " * 80_000 + "}",
     "@misc{k, " + "a={b}, " * 80_000, "@misc{k, t = {" + "{a}" * 150_000, "@" + "a" * 500_000,
     '@misc{k, t = "' + '{"}' * 150_000, "@misc{k, t = " + "a # " * 100_000, "\n" * 500_000],
)  # fmt: skip
def test_hostile_text_is_read_once(text: str) -> None:
    assert all(entry.line >= 1 for entry in read(text))


@pytest.mark.parametrize("value", ["", '"a', '"a" b = c'])
def test_messages_name_the_beginning_of_a_long_field(value: str) -> None:
    fault = read(f"@misc{{k, {'t' * 5_000} = {value}")[0]
    assert isinstance(fault, EntryProblem | LineWarning)
    assert len(fault.message) < 200


@given(st.text(alphabet="@misc{}()\"=,# \nab\\'"))
def test_no_text_stops_the_reader(text: str) -> None:
    assert all(entry.line >= 1 for entry in read(text))
