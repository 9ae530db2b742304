"""Export to CSL-JSON, read back by a citation processor."""

import json

from hypothesis import given, settings

from facts.exporters.csl_json import CSL_JSON_EXPORT
from facts.model.dates import PublicationDate
from facts.model.entities import Citation, Source, SourceId
from facts.text.typed_text import clean_line
from tests.support.bibliographies import cite_with_csl, export, hostile_texts

URL = "https://arxiv.org/abs/2305.11206"
LIMA = Source(SourceId(1), "LIMA", "arxiv.org", URL, PublicationDate.parse("May 18, 2023"))
NOTES = Source(SourceId(2), "Notes", None, None, PublicationDate.parse("3 weeks ago"))


def test_an_item_has_people_and_organisation_apart() -> None:
    author = "Ludwig van Beethoven, Martin King Jr. et al. · Sleep Lab"
    assert json.loads(export(CSL_JSON_EXPORT, [Citation(LIMA, author)])) == [
        {
            "id": "beethoven2023lima",
            "type": "article",
            "title": "LIMA",
            "author": [
                {"family": "Beethoven", "given": "Ludwig", "non-dropping-particle": "van"},
                {"family": "King", "given": "Martin", "suffix": "Jr."},
            ],
            "issued": {"date-parts": [[2023, 5, 18]]},
            "container-title": "arxiv.org",
            "publisher": "Sleep Lab",
            "number": "arXiv:2305.11206",
            "URL": URL,
        }
    ]


def test_words_of_a_date_are_literal() -> None:
    (item,) = json.loads(export(CSL_JSON_EXPORT, [Citation(NOTES, "Sleep Lab")]))
    assert item["issued"] == {"literal": "3 weeks ago"}
    assert item["author"] == [{"literal": "Sleep Lab"}]
    assert item["type"] == "document"


def test_a_processor_cites_each_item() -> None:
    cited = [Citation(LIMA, "Jane Doe, Bo Chen"), Citation(LIMA, "Sleep Lab"), Citation(NOTES)]
    person, group, untitled = cite_with_csl(export(CSL_JSON_EXPORT, cited))
    assert person.startswith("Doe, J. and Chen, B. (2023)")
    assert group.startswith("Sleep Lab (2023)")
    assert "3 weeks ago" in untitled


@settings(max_examples=30)
@given(hostile_texts, hostile_texts, hostile_texts)
def test_a_processor_cites_any_text(title: str, author: str, site: str) -> None:
    source = Source(SourceId(1), f"T{title}", site, "https://a.org/x")
    text = export(CSL_JSON_EXPORT, [Citation(source, author)])
    (item,) = json.loads(text)
    assert item["title"] == clean_line(source.title)
    assert "\x1b" not in text
    assert len(cite_with_csl(text)) == 1


def test_an_empty_library_is_an_empty_list() -> None:
    assert json.loads(export(CSL_JSON_EXPORT)) == []
