"""Mentions and searches that ask for authors, sites, dates and works."""

import pytest

from tests.support.builders import add, fact_draft, source_draft
from tests.support.mentioning import answer_to
from tests.support.world import World, buttons, press, text_of

RAG = source_draft("RAG", "arxiv.org", url="https://arxiv.org/abs/2005.11401", published="2020")
BLOG = source_draft("A blog", "blog.test", published="2031-01-05")


@pytest.fixture
async def cited(world: World) -> World:
    facts = [fact_draft(f"Retrieval helps {n}.", RAG, author="Long Ouyang") for n in range(6)]
    await add(world.store, *facts, fact_draft("Retrieval is a fad.", BLOG, author="Wei Lin"))
    return world


@pytest.mark.parametrize(
    ("question", "title", "filters"),
    [
        ("what did Ouyang et al. find?", "Newest facts", "Only facts by Long Ouyang"),
        ("what does Ouyang say about retrieval?", "Search: retrieval", "Only facts by Long Ouyang"),
        ("facts from arxiv", "Newest facts", "Only facts from arxiv.org"),
        ("facts since 2030", "Newest facts", "Only facts since 2030"),
        ("facts from 2020", "Newest facts", "Only facts published in 2020"),
        ("newest facts", "Newest facts", "16 facts, last added first"),
    ],
)
async def test_a_mention_and_a_search_show_the_facts_and_the_filter(
    cited: World, question: str, title: str, filters: str
) -> None:
    for answer in (
        await answer_to(cited, question),
        await cited.reader.slash(cited.channel, "search", text=question),
    ):
        assert f"## {title}\n" in text_of(answer)
        assert filters in text_of(answer)
        if "›" in buttons(answer):
            await press(cited.reader, answer, "›")
            assert filters in text_of(answer)


@pytest.mark.parametrize("question", ["2005.11401", "https://arxiv.org/abs/2005.11401"])
async def test_a_work_opens_its_source(cited: World, question: str) -> None:
    for answer in (
        await answer_to(cited, question),
        await cited.reader.slash(cited.channel, "search", text=question),
    ):
        assert "By Long Ouyang\n-# arxiv.org · 2020 · arXiv:2005.11401" in text_of(answer)


async def test_an_unknown_author_is_a_miss(cited: World) -> None:
    for answer in (
        await answer_to(cited, "what did Ouyeng et al. find about retrieval?"),
        await cited.reader.slash(cited.channel, "search", text="papers by Jane Ouyeng"),
    ):
        assert "No fact here is by an author named" in text_of(answer)
        assert "Retrieval" not in text_of(answer)
