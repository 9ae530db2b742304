"""Export to RIS, read back with our own reader."""

import pytest
from hypothesis import given

from facts.exporters.ris import RIS_EXPORT
from facts.importers.bibliographies.ris import RIS
from facts.importers.file_format import ReadOptions
from facts.importers.input_file import InputFile
from facts.model.dates import PublicationDate
from facts.model.drafts import LoneSource
from facts.model.entities import Citation, Source, SourceId
from facts.text.typed_text import clean_line
from tests.support.bibliographies import export, hostile_texts

LIMA = Source(
    SourceId(1), "LIMA: Less Is More", "arxiv.org", "https://arxiv.org/abs/2305.11206",
    PublicationDate.parse("May 18, 2023"),
)  # fmt: skip
NOTES = Source(SourceId(2), "Notes", "notes.example", None, PublicationDate.parse("3 weeks ago"))


def read_back(text: str) -> list[LoneSource]:
    file = InputFile.of_text("export.ris", text)
    entries = list(RIS.read(file, ReadOptions()))
    assert all(isinstance(entry, LoneSource) for entry in entries)
    return [entry for entry in entries if isinstance(entry, LoneSource)]


def test_a_record_has_the_tags_of_ris() -> None:
    assert export(RIS_EXPORT, [Citation(LIMA, "Ludwig van Beethoven, Bo Chen · Sleep Lab")]) == (
        "TY  - ELEC\nID  - beethoven2023lima\nTI  - LIMA: Less Is More\n"
        "AU  - van Beethoven, Ludwig\nAU  - Chen, Bo\nAD  - Sleep Lab\nPY  - 2023\n"
        "DA  - 2023/05/18/\nT2  - arxiv.org\nUR  - https://arxiv.org/abs/2305.11206\nER  - \n\n"
    )


@pytest.mark.parametrize(
    "author",
    ["Zhou · Meta AI", "Jane Doe, Bo Chen · Sleep Lab", "Ludwig van Beethoven", "DeepMind",
     "Meta Platforms, Inc.", "van Dyk · b.com", "Martin Luther King Jr.", "山田 太郎", None],
)  # fmt: skip
@pytest.mark.parametrize("source", [LIMA, NOTES], ids=["page", "words"])
def test_a_source_comes_back_equal(source: Source, author: str | None) -> None:
    text = export(RIS_EXPORT, [Citation(source, author)])
    assert RIS.recognize(InputFile.of_text("x", text).sample())
    ((draft, back),) = ((each.source, each.author) for each in read_back(text))
    assert (draft.title, draft.site, draft.url) == (source.title, source.site, source.url)
    assert (str(draft.published), back) == (str(source.published), author)


@pytest.mark.parametrize("author", ["Ann Lee et al.", "Ann Lee and others · Sleep Lab"])
def test_people_without_names_are_left_out(author: str) -> None:
    (back,) = read_back(export(RIS_EXPORT, [Citation(LIMA, author)]))
    assert back.author == author.replace(" et al.", "").replace(" and others", "")


@given(hostile_texts, hostile_texts, hostile_texts)
def test_no_text_adds_a_line(title: str, author: str, site: str) -> None:
    source = Source(SourceId(1), f"T{title}\nAU  - x", site, "https://a.org/x")
    text = export(RIS_EXPORT, [Citation(source, author)])
    assert text.count("\nER  - ") == text.count("TY  - ELEC") == 1
    (back,) = read_back(text)
    assert back.source.title == clean_line(source.title)
