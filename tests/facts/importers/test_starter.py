"""The two packs that ship with the program."""

import re
from urllib.parse import urlsplit

import pytest

from facts.model.drafts import FactDraft, TopicDraft
from facts.model.entities import KINDS
from tests.support.builders import SEED
from tests.support.packs import facts_of, read_pack

PACKS = pytest.mark.parametrize("pack", ["models", "team"])


@PACKS
def test_a_pack_causes_no_warning(pack: str) -> None:
    assert all(isinstance(each, FactDraft | TopicDraft) for each in read_pack(pack))


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
    named = [draft for draft in read_pack(pack) if isinstance(draft, TopicDraft)]
    described = {draft.name for draft in named if draft.aliases and draft.definition}
    assert described == {draft.name for draft in named}


def test_the_team_pack_is_plainly_fictional() -> None:
    sources = {citation.source for draft in facts_of("team") for citation in draft.citations}
    hosts = {urlsplit(source.url or "").hostname for source in sources}
    assert hosts == {"handbook.larkspur.example", "blog.larkspur.example"}


def test_the_team_pack_has_facts_of_most_kinds_and_some_about_two_topics() -> None:
    assert {draft.kind for draft in facts_of("team")} >= {*KINDS} - {"image"}
    topics = {draft.text: draft.topics for draft in facts_of("team")}
    assert len(topics) == 44
    assert sum(len(names) > 1 for names in topics.values()) == 4


def runs_of_words(text: str, length: int = 6) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[start : start + length]) for start in range(len(words) - length + 1)}


@pytest.mark.skipif(not SEED.exists(), reason="the user's page is not on this machine")
@PACKS
def test_a_pack_repeats_no_text_of_the_users_page(pack: str) -> None:
    texts = " ".join(draft.text for draft in facts_of(pack))
    assert not runs_of_words(texts) & runs_of_words(SEED.read_text("utf-8"))
