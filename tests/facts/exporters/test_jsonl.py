import json

from hypothesis import given
from hypothesis import strategies as st

from facts.exporters.jsonl import JSONL_EXPORT
from facts.importers.footnote_json.lines import FOOTNOTE_LINES
from facts.model.dates import PublicationDate
from facts.model.entities import CLAIM, Citation, Fact, FactId, Kind, Source, SourceId, Topic
from tests.support.library_contents import (
    DATES,
    PARTIAL_DATES,
    TOPICS,
    draft_fact,
    draft_lone_source,
    draft_topic,
    facts,
    make_contents,
    read_back,
    sources,
)

ALL_DATES = DATES | PARTIAL_DATES


def render(*given: Fact) -> list[str]:
    return "".join(JSONL_EXPORT.render(make_contents(facts=given))).splitlines()


def make_fact(text: str = "Naps help.", kind: Kind = CLAIM, **source: object) -> Fact:
    cited = Source(SourceId(1), "Handbook", **source)  # type: ignore[arg-type]
    return Fact(FactId(1), kind, text, (Citation(cited),))


@given(st.lists(TOPICS), st.lists(sources(ALL_DATES)), st.lists(facts(ALL_DATES)))
def test_a_library_comes_back_as_it_was(
    topics: list[Topic], lone: list[Source], written: list[Fact]
) -> None:
    pieces = JSONL_EXPORT.render(make_contents(topics, lone, written))
    expected = [
        *map(draft_topic, topics),
        *map(draft_lone_source, lone),
        *map(draft_fact, written),
    ]
    assert read_back(FOOTNOTE_LINES, pieces) == expected


def test_empty_keys_are_left_out() -> None:
    assert render(make_fact()) == [
        '{"footnote": 1}',
        '{"fact": "Naps help.", "sources": [{"title": "Handbook"}]}',
    ]


def test_a_date_whose_words_say_less_is_written_in_parts() -> None:
    date = PublicationDate("last spring", 2026, 3)
    _, line = render(make_fact(published=date))
    assert json.loads(line)["sources"][0]["published"] == {
        "words": "last spring",
        "year": 2026,
        "month": 3,
    }


def test_a_source_without_the_site_of_its_address_keeps_none() -> None:
    fact = make_fact(url="https://example.org/a")
    pieces = JSONL_EXPORT.render(make_contents(facts=[fact]))
    assert read_back(FOOTNOTE_LINES, pieces) == [draft_fact(fact)]


def test_no_line_can_steer_a_terminal() -> None:
    _, line = render(make_fact("a\x1b[31m \x9b \u202e \u2028 \x7f \ud800 ü"))
    assert line.isprintable()
    assert "ü" in line
    assert json.loads(line)["fact"] == "a\x1b[31m \x9b \u202e \u2028 \x7f \ud800 ü"
