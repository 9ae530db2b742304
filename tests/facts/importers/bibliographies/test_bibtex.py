"""BibTeX bibliographies as sources and facts."""

import pytest

from facts.importers.bibliographies.bibtex import BIBTEX
from facts.importers.file_format import ReadOptions
from facts.importers.input_file import InputFile
from facts.model.drafts import (
    EntryProblem,
    FactDraft,
    LineWarning,
    LoneSource,
    PageEntry,
    SourceDraft,
    TopicDraft,
)
from facts.model.entities import CLAIM

ENTRY = """% Encoding: UTF-8
@article{doe2020,
  author = {Doe, Jane and {\\"U}nal, Bo and others},
  title = {{The} {S}leep of \\emph{Sailors} \\& Others},
  journal = {J. Sleep}, year = 2020, month = mar # "~15",
  doi = {10.1000/a\\_b},
  abstract = {Sailors who nap
     sleep {better} at night.},
  keywords = {naps, sailors; sea},
  note = {Accessed on: 2020-01-01, \\url{https://a.org}}
}
"""
PLAIN = ReadOptions()
NOTES = ReadOptions(with_notes=True)


def read(text: str, options: ReadOptions = PLAIN) -> list[PageEntry]:
    return list(BIBTEX.read(InputFile.of_text("papers.bib", text), options))


def source_of(fields: str) -> SourceDraft:
    (source,) = read(f"@misc{{key, title = {{A}}, {fields}}}")
    assert isinstance(source, LoneSource)
    return source.source


def recognizes(text: str) -> bool:
    return BIBTEX.recognize(InputFile.of_text("x", text).sample())


def test_an_entry_is_a_source_with_authors() -> None:
    (lone,) = read(ENTRY)
    assert isinstance(lone, LoneSource)
    assert (lone.line, lone.author) == (2, "Jane Doe, Bo Ünal et al.")
    assert (lone.source.title, lone.source.site, lone.source.url) == (
        "The Sleep of Sailors & Others",
        "doi.org",
        "https://doi.org/10.1000/a_b",
    )
    assert str(lone.source.published) == "2020-03-15"


def test_notes_are_facts_with_keywords_as_topics() -> None:
    *topics, fact = read(ENTRY, NOTES)
    assert topics == [TopicDraft(2, name) for name in ("naps", "sailors", "sea")]
    assert isinstance(fact, FactDraft)
    assert (fact.kind, fact.text) == (CLAIM, "Sailors who nap sleep better at night.")
    assert fact.topics == ("naps", "sailors", "sea")
    assert fact.citations[0].author == "Jane Doe, Bo Ünal et al."


def test_given_topics_replace_the_keywords() -> None:
    topic, fact, again = read(
        ENTRY + "@misc{b, title = {B}, annote = {Naps help every sailor.}}",
        ReadOptions(topics=("sleep",), with_notes=True),
    )
    assert topic == TopicDraft(2, "sleep")
    for each in (fact, again):
        assert isinstance(each, FactDraft)
        assert each.topics == ("sleep",)


def test_an_entry_without_notes_is_a_source_even_if_notes_are_asked_for() -> None:
    (lone,) = read("@misc{a, title = {A}}", NOTES)
    assert isinstance(lone, LoneSource)


def test_many_keywords_and_a_long_note_are_cut_with_a_warning() -> None:
    keywords = ",".join(f"k{number}" for number in range(30))
    entries = read(
        f"@misc{{a, title = {{A}}, note = {{{'naps ' * 30_000}}}, keywords = {{{keywords}}}}}",
        NOTES,
    )
    warnings = [entry.message for entry in entries if isinstance(entry, LineWarning)]
    assert warnings == [
        "the entry has many keywords; the first 20 became topics",
        "the note is too long; its first 99,999 characters were imported",
    ]


@pytest.mark.parametrize(
    ("fields", "date"),
    [
        ("year = 2020", "2020"),
        ("year = {2020}, month = mar", "2020-03"),
        ("year = {2020}, month = {March}, day = 5", "2020-03-05"),
        ("year = {2020}, month = 3", "2020-03"),
        ('year = 2020, month = "15~" # mar', "2020-03-15"),
        ("year = 2020, month = feb, day = 31", "2020-02"),
        ("year = 2020, month = spring", "2020"),
        ("year = {in press}", "in press"),
        ("date = {2020-03-15}", "2020-03-15"),
        ("date = {2020-03/2020-05}", "2020-03"),
        ("date = {soon}, year = 2021", "2021"),
        ("month = mar", None),
    ],
)
def test_the_date_has_its_precision(fields: str, date: str | None) -> None:
    published = source_of(fields).published
    assert (str(published) if published else None) == date


@pytest.mark.parametrize(
    ("fields", "url"),
    [
        ("url = {https://a.org/x_y}, doi = {10.1/x}", "https://a.org/x_y"),
        (r"url = {https://a.org/x\_y\%20\&z{\~}u}", "https://a.org/x_y%20&z~u"),
        ("doi = {https://doi.org/10.1/x}", "https://doi.org/10.1/x"),
        ("eprint = {2305.11206}, archivePrefix = {arXiv}", "https://arxiv.org/abs/2305.11206"),
        ("eprint = {12345}, eprinttype = {pubmed}", None),
        (r"howpublished = {\url{https://a.org/x}}", "https://a.org/x"),
        (r"note = {See \url{https://a.org/x}}", "https://a.org/x"),
        ("howpublished = {By post}", None),
        ("", None),
    ],
)
def test_the_address_comes_from_the_best_field(fields: str, url: str | None) -> None:
    assert source_of(fields).url == url


def test_a_host_without_an_address_is_the_site() -> None:
    assert source_of("howpublished = {www.A.org}").site == "a.org"
    assert source_of("howpublished = {By post}").site is None


def test_an_address_is_the_title_of_an_entry_without_one() -> None:
    (lone,) = read("@misc{k, url = {https://a.org/naps/}}")
    assert isinstance(lone, LoneSource)
    assert lone.source.title == "a.org/naps"


def test_an_entry_without_title_and_address_is_a_problem() -> None:
    assert read("\n@misc{k, year = 2020}") == [
        EntryProblem(2, 0, "the entry has no title; add a title or an address")
    ]


def test_editors_stand_in_for_authors() -> None:
    (lone,) = read("@book{k, title = {A}, subtitle = {B}, editor = {Doe, Jane}}")
    assert isinstance(lone, LoneSource)
    assert (lone.source.title, lone.author) == ("A: B", "Jane Doe")


@pytest.mark.parametrize(
    "text",
    [ENTRY, "@misc{k,\n title={A}}", "@STRING{a = {b}}", " @comment{x}",
     "This file was made by X\n\n@book{a", "@article(k,", "@misc{,\n"],
)  # fmt: skip
def test_bibtex_is_recognised(text: str) -> None:
    assert recognizes(text)


@pytest.mark.parametrize(
    "text",
    ["", "# Naps\n\n```bibtex\n@misc{k, title={A}}\n```", "@media {", "@media print {\n a: b",
     "me@a.org",
     "@Override()\nx", '{"a": "@misc{k,"}', "fact,source\n@jane,a.org", "TY  - JOUR\n",
     "- a\n@misc{k,", "@jane: hi", "@app.route('/x')", "@dataclass(frozen=True, slots=True)"],
)  # fmt: skip
def test_other_files_are_not_bibtex(text: str) -> None:
    assert not recognizes(text)
