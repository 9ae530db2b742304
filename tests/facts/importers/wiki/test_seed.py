"""The page that the project started from, if the machine has it."""

from collections import Counter

import pytest

from facts.model.drafts import FactDraft, PageEntry
from tests.support.builders import SEED
from tests.support.pages import facts_in, read, topics_in, warnings_in

pytestmark = pytest.mark.skipif(not SEED.exists(), reason="the seed is not shipped: see ../shared")
FACTS_PER_SOURCE = (5, 5, 4, 1, 1, 1, 1, 1, 1)


@pytest.fixture(scope="module")
def entries() -> list[PageEntry]:
    return read(SEED.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def drafts(entries: list[PageEntry]) -> list[FactDraft]:
    return facts_in(entries)


def test_the_seed_is_one_topic_with_two_aliases(entries: list[PageEntry]) -> None:
    (topic,) = topics_in(entries)
    assert topic.name == "supervised fine-tuning"
    assert topic.aliases == ("SFT", "Supervised finetuning")


def test_the_seed_has_twenty_facts_of_three_kinds(drafts: list[FactDraft]) -> None:
    kinds = Counter(fact.kind for fact in drafts)
    assert kinds == {"claim": 14, "reference": 3, "procedure": 3}
    assert {fact.topics for fact in drafts} == {("supervised fine-tuning",)}


def test_every_fact_of_the_seed_has_its_source(drafts: list[FactDraft]) -> None:
    lines = SEED.read_text(encoding="utf-8").split("\n")
    headers = [line for line in lines if line.endswith((" fact", " facts"))]
    expected = [
        head for head, count in zip(headers, FACTS_PER_SOURCE, strict=True) for _ in range(count)
    ]
    for fact, header in zip(drafts, expected, strict=True):
        assert header.startswith(
            f"{fact.citations[0].source.title} {fact.citations[0].source.site}"
        )
        assert lines[fact.line - 1] == f"{fact.kind}{fact.text}"


def test_the_seed_has_nine_sources_seven_of_them_dated(drafts: list[FactDraft]) -> None:
    sources = {fact.citations[0].source for fact in drafts}
    assert len(sources) == 9
    assert sum(source.published is not None for source in sources) == 7
    assert all(fact.citations[0].author is None for fact in drafts)


def test_the_seed_causes_no_warning(entries: list[PageEntry]) -> None:
    assert warnings_in(entries) == []
