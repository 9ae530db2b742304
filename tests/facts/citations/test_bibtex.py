"""BibTeX entries, read back with pybtex."""

import re

import pytest
from hypothesis import given

from facts.citations.bibtex import bibtex_key, format_bibtex
from facts.citations.latex import decode_latex
from facts.model.dates import PublicationDate
from facts.model.entities import Citation, Source, SourceId
from facts.text.typed_text import clean_line
from tests.support.bibliographies import PybtexEntry, hostile_texts, read_bibtex

FULL = Citation(
    Source(SourceId(1), "Sleep & Driving: A 50% Trial", "example.org",
           "https://example.org/a_b (c)", PublicationDate.parse("Mar 15, 2026")),
    "Doe et al. · Sleep Lab",
)  # fmt: skip
BARE = Citation(Source(SourceId(7), "Old Notes"))
PREPRINT = Citation(
    Source(SourceId(2), "LIMA", "arxiv.org", "https://arxiv.org/abs/2305.11206"), "Zhou et al."
)


def read(entry: str) -> PybtexEntry:
    (found,) = read_bibtex(entry).values()
    return found


def cite(author: str | None, title: str = "Sleep") -> Citation:
    return Citation(Source(SourceId(3), title, "naps.example"), author)


def test_an_entry_has_only_known_fields() -> None:
    assert (
        format_bibtex(FULL)
        == """\
@misc{doe2026sleep,
  title = {{Sleep \\& Driving: A 50\\% Trial}},
  author = {Doe and others},
  organization = {Sleep Lab},
  year = {2026},
  month = mar,
  day = {15},
  howpublished = {example.org},
  url = {https://example.org/a_b%20(c)},
}"""
    )
    assert format_bibtex(BARE) == "@misc{old,\n  title = {{Old Notes}},\n}"


def test_a_preprint_has_its_number() -> None:
    fields = read(format_bibtex(PREPRINT)).fields
    assert (fields["eprint"], fields["archiveprefix"]) == ("2305.11206", "arXiv")


def test_a_doi_is_a_field() -> None:
    source = Source(SourceId(1), "A", "doi.org", "https://doi.org/10.1234/a_b")
    assert r"doi = {10.1234/a\_b}," in format_bibtex(Citation(source))


def test_words_of_a_date_are_the_year() -> None:
    source = Source(SourceId(1), "A", published=PublicationDate.parse("in press"))
    assert read(format_bibtex(Citation(source))).fields["year"] == "in press"


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("Jane Doe, Bo Chen", ["Jane||Doe|", "Bo||Chen|"]),
        ("Ludwig van Beethoven", ["Ludwig|van|Beethoven|"]),
        ("van Dyk · Sleep Lab", ["|van|Dyk|"]),
        ("Vincent Van Gogh", ["Vincent||Van Gogh|"]),
        ("Martin Luther King Jr.", ["Martin Luther||King|Jr."]),
        ("Hoffmann et al.", ["||Hoffmann|", "||others|"]),
        ("Sleep Lab", ["||{Sleep Lab}|"]),
        ("Rest and Sleep, Inc.", ["||{Rest and Sleep, Inc.}|"]),
        ("山田 太郎", ["太郎||山田|"]),
    ],
)
def test_people_and_organisations_are_apart(author: str, names: list[str]) -> None:
    assert read(format_bibtex(cite(author))).authors == names


@pytest.mark.parametrize(
    ("author", "title", "key"),
    [
        ("Jane Doe", "The Sleep", "doesleep"),
        ("Ludwig van Beethoven", "Sleep", "beethovensleep"),
        ("Shane O’Neil", "Sleep", "oneilsleep"),
        ("Øyvind Weiß", "Sleep", "weisssleep"),
        ("The Sleep Lab", "Naps", "sleepnaps"),
        ("王伟 · 清华大学", "睡眠", "naps"),
        (None, "Sleep", "napssleep"),
    ],
)
def test_a_key_begins_with_the_family_name(author: str | None, title: str, key: str) -> None:
    assert bibtex_key(cite(author, title)) == key


def test_a_key_without_latin_letters_is_the_number_of_the_source() -> None:
    assert bibtex_key(Citation(Source(SourceId(9), "睡眠"), "王伟 · 清华大学")) == "source9"


@given(hostile_texts, hostile_texts, hostile_texts)
def test_no_text_breaks_an_entry(title: str, author: str, site: str) -> None:
    source = Source(SourceId(3), title, site, f"https://x/{site}")
    text = format_bibtex(Citation(source, author))
    lines = text.split("\n")
    assert re.fullmatch(r"@misc\{[a-z0-9]+,", lines[0])
    assert lines[-1] == "}"
    assert all(re.fullmatch(r"  [a-z]+ = \{.*\},", line) for line in lines[1:-1])
    entry = read(text)
    assert clean_line(decode_latex(entry.fields["title"])) == clean_line(title)
    known = {"title", "organization", "howpublished", "url", "doi", "eprint", "archiveprefix"}
    assert set(entry.fields) <= known


def test_a_title_cannot_add_a_field() -> None:
    entry = read(format_bibtex(cite("Jane Doe", "x}} , note = {{y")))
    assert "note" not in entry.fields
    assert entry.fields["title"].startswith(r"{x\textbraceright{}")
