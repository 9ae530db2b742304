"""The sources of an export."""

from facts.exporters.references import iter_references
from facts.model.entities import Citation, Source, SourceId
from tests.support.bibliographies import make_contents

NAPS = Source(SourceId(1), "Naps", "b.org")
LONE = Source(SourceId(9), "Beds")


def test_lone_sources_come_first_and_each_author_once() -> None:
    cited = [Citation(NAPS, "Jane Doe"), Citation(NAPS), Citation(NAPS, "Jane Doe")]
    references = list(iter_references(make_contents(cited, [LONE])))
    assert references == [
        ("beds", Citation(LONE)),
        ("doenaps", Citation(NAPS, "Jane Doe")),
        ("bnaps", Citation(NAPS)),
    ]


def test_keys_are_unique() -> None:
    twins = [Citation(Source(SourceId(number), "Naps", "naps.example")) for number in (1, 2, 3)]
    keys = [key for key, _ in iter_references(make_contents(twins))]
    assert keys == ["napsnaps", "napsnaps-2", "napsnaps-3"]


def test_references_are_read_one_by_one() -> None:
    contents = make_contents(Citation(Source(SourceId(n), f"Naps {n}")) for n in range(1, 10**9))
    references = iter_references(contents)
    assert next(references)[0] == "naps"
