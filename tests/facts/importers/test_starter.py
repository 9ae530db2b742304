"""The starter pack that ships with the program."""

import re

import pytest

from facts.importers.wiki.page_reader import read_page
from facts.model.drafts import FactDraft, TopicDraft
from tests.support.builders import SEED
from tests.support.documents import read

STARTER = read("facts/importers/starter/training-and-trust.txt")


def test_the_starter_pack_causes_no_warning() -> None:
    assert all(isinstance(each, FactDraft | TopicDraft) for each in read_page(STARTER.splitlines()))


def test_every_source_of_the_starter_pack_has_a_url_and_a_date() -> None:
    for draft in read_page(STARTER.splitlines()):
        if isinstance(draft, FactDraft):
            for citation in draft.citations:
                assert citation.source.url
                assert citation.author
                assert citation.source.published
                assert citation.source.published.iso


def runs_of_words(text: str, length: int = 6) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[start : start + length]) for start in range(len(words) - length + 1)}


@pytest.mark.skipif(not SEED.exists(), reason="the user's page is not on this machine")
def test_the_starter_pack_repeats_no_text_of_the_users_page() -> None:
    assert not runs_of_words(STARTER) & runs_of_words(SEED.read_text("utf-8"))
