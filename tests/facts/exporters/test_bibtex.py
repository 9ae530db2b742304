"""Export to BibTeX, read back with pybtex and with our own reader."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.citations.authors import parse_author
from facts.exporters.bibtex import BIBTEX_EXPORT
from facts.importers.bibliographies.bibtex import BIBTEX
from facts.importers.file_format import ReadOptions
from facts.importers.input_file import InputFile
from facts.model.dates import PublicationDate
from facts.model.drafts import LoneSource, SourceDraft
from facts.model.entities import Citation, Source, SourceId
from facts.text.typed_text import clean_line
from tests.support.bibliographies import export, hostile_texts, read_bibtex
from tests.support.packs import facts_of

LIMA = Source(
    SourceId(1), "LIMA: Less Is More", "arxiv.org", "https://arxiv.org/abs/2305.11206",
    PublicationDate.parse("May 18, 2023"),
)  # fmt: skip
RULES = Source(
    SourceId(2), "Rules & {Braces}", "rules.example", None, PublicationDate.parse("2024-03")
)
AUTHORS = [
    "Zhou et al. · Meta AI", "Jane Doe, Bo Chen · Sleep Lab", "Ludwig van Beethoven", "DeepMind",
    "Rest and Sleep, Inc.", "Mira Castell", "van Dyk · b.com", "Martin Luther King Jr.",
    "山田 太郎 · 东京大学", "Johnson & Johnson", "Jane Doe et al.", "Hoffmann", "Studio {54}", None,
]  # fmt: skip


def read_back(text: str) -> list[LoneSource]:
    file = InputFile.of_text("export.bib", text)
    entries = list(BIBTEX.read(file, ReadOptions()))
    assert all(isinstance(entry, LoneSource) for entry in entries)
    return [entry for entry in entries if isinstance(entry, LoneSource)]


def make_source(number: int, draft: SourceDraft) -> Source:
    return Source(SourceId(number), draft.title, draft.site, draft.url, draft.published)


def comparable(draft: SourceDraft, author: str | None) -> tuple[str | None, ...]:
    return draft.title, draft.site, draft.url, str(draft.published), author


@pytest.mark.parametrize("author", AUTHORS)
@pytest.mark.parametrize("source", [LIMA, RULES], ids=["page", "title"])
def test_a_source_comes_back_equal(source: Source, author: str | None) -> None:
    text = export(BIBTEX_EXPORT, [Citation(source, author)])
    assert BIBTEX.recognize(InputFile.of_text("x", text).sample())
    ((draft, back),) = ((each.source, each.author) for each in read_back(text))
    assert (draft.title, draft.site, draft.url) == (source.title, source.site, source.url)
    assert (str(draft.published), back) == (str(source.published), author)


@given(
    hostile_texts,
    hostile_texts | st.none(),
    st.dates() | st.none(),
    st.text(alphabet="ab/()?=&%~#_-.", max_size=20) | st.none(),
)
def test_any_title_date_and_address_come_back(
    title: str, author: str | None, date: object, path: str | None
) -> None:
    url = None if path is None else f"https://a.org/{path}"
    published = PublicationDate.parse(str(date)) if date else None
    source = Source(SourceId(1), f"T{title}", "a.org", url, published)
    text = export(BIBTEX_EXPORT, [Citation(source, author)])
    assert len(read_bibtex(text)) == 1
    (back,) = read_back(text)
    assert back.source.title == clean_line(source.title)
    assert (back.source.url, back.source.site) == (url, "a.org")
    assert str(back.source.published) == str(published)


@given(hostile_texts)
def test_an_author_comes_back_in_the_form_of_the_library(author: str) -> None:
    text = export(BIBTEX_EXPORT, [Citation(Source(SourceId(1), "Naps"), author)])
    (back,) = read_back(text)
    normal = parse_author(clean_line(author)).text
    assert (back.author or "") == normal


@pytest.mark.parametrize("pack", ["models", "team"])
def test_the_sources_of_a_starter_pack_come_back_equal(pack: str) -> None:
    cited = dict.fromkeys(citation for draft in facts_of(pack) for citation in draft.citations)
    citations = [
        Citation(make_source(number, each.source), each.author)
        for number, each in enumerate(cited, 1)
    ]
    back = read_back(export(BIBTEX_EXPORT, citations))
    assert [comparable(each.source, each.author) for each in back] == [
        comparable(each.source, each.author) for each in cited
    ]


def test_lone_sources_are_written_too() -> None:
    entries = read_bibtex(export(BIBTEX_EXPORT, [Citation(RULES)], [LIMA]))
    assert list(entries) == ["arxiv2023lima", "rules2024rules"]


def test_an_empty_library_is_an_empty_file() -> None:
    assert export(BIBTEX_EXPORT) == ""
