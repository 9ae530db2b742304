"""From the user's page to cited answers in the terminal."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from click.testing import Result

from tests.support.builders import SEED

pytestmark = pytest.mark.skipif(not SEED.exists(), reason="the user's page is not on this machine")
Footnote = Callable[..., Result]
FIGURES = ("topics", "aliases", "sources", "facts", "change", "warnings")


@pytest.fixture
def imported(footnote: Footnote) -> Footnote:
    report = json.loads(footnote("import", str(SEED), "--json").stdout)
    assert {key: report[key] for key in FIGURES} == {
        "topics": 1,
        "aliases": 2,
        "sources": 9,
        "facts": {"new": 20, "known": 0},
        "change": 1,
        "warnings": [],
    }
    return footnote


def read_json(footnote: Footnote, *arguments: str) -> Any:  # noqa: ANN401 (JSON may be anything)
    return json.loads(footnote(*arguments, "--json").stdout)


@pytest.mark.parametrize("name", ["sft", "SFT ", "supervised finetuning", "superviced fine tuning"])
def test_the_topic_answers_with_every_fact_and_source(imported: Footnote, name: str) -> None:
    topic = read_json(imported, "topic", name)
    assert topic["aliases"] == ["SFT", "Supervised finetuning"]
    kinds = [fact["kind"] for fact in topic["facts"]]
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "claim": 14,
        "reference": 3,
        "procedure": 3,
    }
    assert all(len(fact["sources"]) == 1 for fact in topic["facts"])


def test_the_sources_are_listed_with_facts_and_dates(imported: Footnote) -> None:
    sources = read_json(imported, "sources", "--topic", "supervised finetuning")
    assert [source["facts"] for source in sources] == [5, 5, 4, 1, 1, 1, 1, 1, 1]
    assert sum(source["published"] is not None for source in sources) == 7
    assert len(read_json(imported, "sources", "--site", "arxiv.org")) == 4


def test_a_search_leads_to_the_fact(imported: Footnote) -> None:
    first, *_ = read_json(imported, "search", "memorize training data")
    assert first["fact"]["text"].startswith("Chu et al. (2025)")


def test_a_random_fact_comes_from_the_page(imported: Footnote) -> None:
    drawn = {read_json(imported, "random", "--seed", str(seed))["id"] for seed in range(60)}
    assert len(drawn) > 15
