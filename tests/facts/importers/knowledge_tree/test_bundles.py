import gzip
import json
from collections.abc import Iterator
from typing import Any

import pytest

from facts.importers.errors import InputTooLarge
from facts.importers.file_format import ReadOptions
from facts.importers.input_file import InputFile
from facts.importers.knowledge_tree.bundles import BUNDLE
from facts.model.dates import PublicationDate
from facts.model.drafts import (
    CitationDraft,
    EntryProblem,
    FactDraft,
    PageEntry,
    SourceDraft,
    TopicDraft,
)
from facts.model.entities import CLAIM

PARTS: dict[str, Any] = {
    "schema_version": 2,
    "metadata": {"name": "Sleep"},
    "sources": [
        {"url": "https://example.org/a", "parsed_title": "A", "published_at": "2026-03-15"},
        {"idx": 1, "doi": "10.1000/182", "parsed_title": "B", "parsed_text": "long"},
        {"idx": 2, "url": "upload://5/report.pdf"},
    ],
    "facts": [
        {"text": "Naps help.", "fact_kind": "text", "status": "stable"},
        {"idx": 1, "text": "Gone.", "fact_kind": "text", "status": "to_delete"},
        {"idx": 2, "text": "A picture.", "fact_kind": "image", "status": "new"},
    ],
    "fact_sources": [
        {"chunk_index": 3}, {"source_idx": 1}, {"source_idx": 1}, {"fact_idx": 2, "source_idx": 2},
    ],
    "concepts": [
        {"canonical_name": "python", "context": "language", "description": "A language."},
        {"idx": 1, "canonical_name": "Python", "context": "animal"},
        {"idx": 2, "canonical_name": "naps", "context": "sleep"},
    ],
    "concept_aliases": [{"concept_idx": 2, "alias_text": "siesta"}],
    "fact_concepts": [{"concept_idx": 2}, {}, {"fact_idx": 2, "concept_idx": 1}],
    "concept_summaries": None,
    "images": {"a": {"content_type": "image/png", "data": "AAAA" * 100}},
}  # fmt: skip


def pack(**parts: Any) -> bytes:  # noqa: ANN401 - any JSON
    return gzip.compress(json.dumps(PARTS | parts).encode(), mtime=0)


def make_file(data: bytes, size: int = 65_536) -> InputFile:
    def cut() -> Iterator[bytes]:
        return (data[start : start + size] for start in range(0, len(data), size))

    return InputFile("okt.json.gz", len(data), cut)


def read(data: bytes, size: int = 65_536) -> list[PageEntry]:
    file = make_file(data, size)
    assert BUNDLE.recognize(file.sample())
    return list(BUNDLE.read(file, ReadOptions()))


@pytest.mark.parametrize("size", [1, 100, 65_536])
def test_a_bundle_is_read(size: int) -> None:
    date = PublicationDate("2026-03-15", 2026, 3, 15)
    first = SourceDraft("A", "example.org", "https://example.org/a", date)
    second = SourceDraft("B", "doi.org", "https://doi.org/10.1000/182")
    assert read(pack(), size) == [
        TopicDraft(1, "python (language)", (), "A language."),
        TopicDraft(1, "Python (animal)"),
        TopicDraft(1, "naps", ("siesta",)),
        FactDraft(
            1,
            CLAIM,
            "Naps help.",
            (CitationDraft(first), CitationDraft(second)),
            ("naps", "python (language)"),
        ),
        FactDraft(
            1,
            CLAIM,
            "A picture.",
            (CitationDraft(SourceDraft("report.pdf")),),
            ("Python (animal)",),
        ),
    ]


@pytest.mark.parametrize("version", [1, 3, "2", None])
def test_another_schema_version_is_refused(version: object) -> None:
    (problem,) = read(pack(schema_version=version))
    assert isinstance(problem, EntryProblem)
    assert "only 2 can be read" in problem.message


def test_lists_can_be_null() -> None:
    nothing = dict.fromkeys(("concepts", "fact_concepts", "concept_aliases"))
    first, _ = read(pack(**nothing))
    assert isinstance(first, FactDraft)
    assert first.topics == ()


def test_a_bundle_that_was_unpacked_already_is_read() -> None:
    assert read(json.dumps(PARTS).encode()) == read(pack())


def test_a_gzip_bomb_is_refused() -> None:
    with pytest.raises(InputTooLarge):
        read(pack(bodies={"a": "0" * 50_000_000}))


def test_files_can_follow_each_other_and_padding_ends_them() -> None:
    data = json.dumps(PARTS).encode()
    parts = b"".join(gzip.compress(part, mtime=0) for part in (data[:99], b"", data[99:]))
    assert read(parts + bytes(100)) == read(pack())


@pytest.mark.parametrize("change", ["end", "checksum"])
def test_a_damaged_bundle_is_a_problem(change: str) -> None:
    data = pack()
    data = data[:-50] if change == "end" else data[:-6] + bytes(6)
    problem = read(data)[-1]
    assert isinstance(problem, EntryProblem)
    assert "damaged" in problem.message


def test_numbers_that_are_none_are_problems() -> None:
    rows = [{"fact_idx": "a"}, {"fact_idx": 1.5}, {"fact_idx": None}, 5, {}]
    problems = [each for each in read(pack(fact_sources=rows)) if isinstance(each, EntryProblem)]
    assert [each.message.split(":")[0] for each in problems] == [
        "number 1 of “fact_sources”",
        "number 2 of “fact_sources”",
        "number 3 of “fact_sources”",
        "number 3 of “facts”",
    ]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x1f\x8b",
        gzip.compress(b'{"a": 1}', mtime=0),
        gzip.compress(b"text", mtime=0),
        b'{"sources": []}',
    ],
)
def test_other_files_are_not_recognized(data: bytes) -> None:
    assert not BUNDLE.recognize(make_file(data).sample())
