"""The two packs that ship with the program."""

import re
from collections import Counter
from urllib.parse import urlsplit

import pytest

from facts.importers.wiki.page_reader import read_page
from facts.model.drafts import FactDraft, TopicDraft
from facts.model.entities import KINDS
from tests.support.builders import SEED
from tests.support.documents import read

STARTER = read("facts/importers/starter/training-and-trust.txt")
TEAM = read("facts/importers/starter/team-handbook.txt")
PACKS = pytest.mark.parametrize("pack", [STARTER, TEAM], ids=["models", "team"])


def facts_of(pack: str) -> list[FactDraft]:
    return [draft for draft in read_page(pack.splitlines()) if isinstance(draft, FactDraft)]


@PACKS
def test_a_pack_causes_no_warning(pack: str) -> None:
    assert all(isinstance(each, FactDraft | TopicDraft) for each in read_page(pack.splitlines()))


@PACKS
def test_every_source_of_a_pack_has_a_url_an_author_and_a_date(pack: str) -> None:
    for draft in facts_of(pack):
        for citation in draft.citations:
            assert citation.source.url
            assert citation.author
            assert citation.source.published
            assert citation.source.published.iso


@PACKS
def test_every_topic_of_a_pack_has_aliases_and_a_definition(pack: str) -> None:
    for draft in read_page(pack.splitlines()):
        if isinstance(draft, TopicDraft):
            assert draft.aliases
            assert draft.definition


def test_the_team_pack_is_plainly_fictional() -> None:
    sources = {citation.source for draft in facts_of(TEAM) for citation in draft.citations}
    hosts = {urlsplit(source.url or "").hostname for source in sources}
    assert hosts == {"handbook.larkspur.example", "blog.larkspur.example"}


def test_the_team_pack_has_facts_of_most_kinds_and_some_about_two_topics() -> None:
    assert {draft.kind for draft in facts_of(TEAM)} >= {*KINDS} - {"image"}
    repeated = Counter(draft.text for draft in facts_of(TEAM))
    assert len(repeated) == 44
    assert sum(count > 1 for count in repeated.values()) == 4


def runs_of_words(text: str, length: int = 6) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[start : start + length]) for start in range(len(words) - length + 1)}


@pytest.mark.skipif(not SEED.exists(), reason="the user's page is not on this machine")
@PACKS
def test_a_pack_repeats_no_text_of_the_users_page(pack: str) -> None:
    assert not runs_of_words(pack) & runs_of_words(SEED.read_text("utf-8"))
