"""Questions that citations answer, and what must not be taken for one."""

from datetime import date

import pytest

from facts.library.library import Library
from facts.model.entities import SourceId, TopicId
from facts.model.errors import AuthorNotFound, NoAnswer, NoFactMatches, NoSourceMatches
from facts.model.selection import Selection
from facts.questions.findings import FactSearch, Finding, NamedTopic, NamedWork
from facts.questions.follow_ups import answer_follow_up
from facts.questions.question_answering import answer_question
from facts.questions.source_phrases import date_months
from storage.store import SqliteStore
from tests.support.async_library import AsyncLibrary
from tests.support.builders import add, fact_draft, source_draft, topic_draft

TODAY = date(2024, 8, 1)
GPT = source_draft(
    "InstructGPT", "arxiv.org", url="https://arxiv.org/abs/2203.02155", published="Mar 2022"
)
RAG_TITLE = "Retrieval for Experts: A Study"
RAG = source_draft(RAG_TITLE, "arxiv.org", url="https://arxiv.org/abs/2005.11401", published="2020")
BLOG = source_draft("A blog", "blog.example", published="2024-05-01")
LIMA = source_draft("Less", "dl.acm.org", url="https://dl.acm.org/doi/10.1145/1.2")
OUYANG = "Long Ouyang, Jeff Wu · OpenAI"


@pytest.fixture
async def library(store: SqliteStore) -> AsyncLibrary:
    await add(
        store,
        topic_draft("RLHF", "feedback"),
        fact_draft("Reward models rank answers.", GPT, author=OUYANG, topics=("RLHF",)),
        fact_draft("Small tuned models can win.", GPT, author=OUYANG, topics=("RLHF",)),
        fact_draft("Retrieval cuts hallucination.", RAG, author="Patrick Lewis", topics=("RAG",)),
        fact_draft("Reward models drift on HELM.", BLOG, author="Wei Lin", topics=("HELM",)),
        fact_draft("A thousand examples from LIMA help.", LIMA, author="Meta", topics=("SFT",)),
    )
    return AsyncLibrary(store)


def answer(seen: Library, question: str) -> Finding:
    return answer_question(seen, date_months(question, TODAY))


@pytest.mark.parametrize(
    ("question", "facts"),
    [
        ("facts from arxiv", [3, 2, 1]),
        ("facts from arxiv.org", [3, 2, 1]),
        ("what did Ouyang et al. find?", [2, 1]),
        ("what does Ouyang say about reward models?", [1]),
        ("what did Lin find about reward models?", [4]),
        ("papers by Ouyang", [2, 1]),
        ("papers by ouyang", [2, 1]),
        ("Ouyang", [2, 1]),
        ("long ouyang", [2, 1]),
        ("Ouyang 2022", [2, 1]),
        ("Ouyang et al. (2022)", [2, 1]),
        ("how good are reward models, according to Ouyang?", [1]),
        ("is Long Ouyang right about reward models?", [1]),
        ("what did OpenAI publish?", [2, 1]),
        ("newest facts", [5, 4, 3, 2, 1]),
        ("latest facts on RLHF", [2, 1]),
        ("latest facts on feedback", [2, 1]),
        ("facts since March", [4]),
        ("facts from 2024", [4]),
        ("since 2023-05", [4]),
        ("facts on RLHF from arxiv", [2, 1]),
        ("facts before 2021", [3]),
        ("what does 2005.11401 say about hallucination?", [3]),
        ('what does "Retrieval for Experts" say?', [3]),
        ("facts from Retrieval for Experts", [3]),
    ],
)
async def test_citations_answer(library: AsyncLibrary, question: str, facts: list[int]) -> None:
    found = await library.ask(answer, question)
    assert isinstance(found, FactSearch)
    assert found.answer
    assert [hit.fact.id for hit in found.answer.hits][: len(facts)] == facts
    assert {hit.fact.id for hit in found.answer.hits} <= {*facts, *([2] if 1 in facts else [])}


@pytest.mark.parametrize(
    ("question", "source"),
    [
        ("2005.11401", 2),
        ("arXiv:2005.11401", 2),
        ("what is https://arxiv.org/pdf/2005.11401v3 ?", 2),
        ("10.1145/1.2", 4),
        ("https://doi.org/10.1145/1.2", 4),
    ],
)
async def test_a_number_doi_or_address_opens_its_source(
    library: AsyncLibrary, question: str, source: int
) -> None:
    assert await library.ask(answer, question) == NamedWork(SourceId(source))


@pytest.mark.parametrize(
    "question",
    [
        "what did Hoffmann et al. find?",
        "what did Hoffmann find about reward models?",
        "papers by Jane Smith",
        "what did DeepMind find about reward models?",
        "reward models according to Jane Smith",
        "what did Li find about reward models?",
        "what does Li et al say about reward models",
    ],
)
async def test_an_author_without_facts_is_a_miss(library: AsyncLibrary, question: str) -> None:
    with pytest.raises(AuthorNotFound):
        await library.ask(answer, question)


@pytest.mark.parametrize(
    "question",
    [
        "what does Ouyang say about hallucination?",
        "what did Lin find about retrieval?",
        "does Ouyang think retrieval cuts hallucination?",
    ],
)
async def test_an_author_is_never_answered_with_anothers_fact(
    library: AsyncLibrary, question: str
) -> None:
    with pytest.raises(NoAnswer):
        await library.ask(answer, question)


async def test_an_unknown_work_site_or_date_is_a_miss(library: AsyncLibrary) -> None:
    with pytest.raises(NoSourceMatches):
        await library.ask(answer, "10.9999/nothing")
    for question in ("facts from nowhere.example", "facts since 2030"):
        with pytest.raises(NoFactMatches):
            await library.ask(answer, question)


@pytest.mark.parametrize(
    "question",
    [
        "facts from our team",
        "what did we find?",
        "facts by experts",
        "what did they say?",
    ],
)
async def test_words_that_are_no_name_miss_no_author(library: AsyncLibrary, question: str) -> None:
    with pytest.raises(NoAnswer):
        await library.ask(answer, question)


@pytest.mark.parametrize("question", ["what did HELM find?", "HELM"])
async def test_a_topic_is_no_author(library: AsyncLibrary, question: str) -> None:
    found = await library.ask(answer, question)
    assert isinstance(found, NamedTopic)
    assert await library.topic_names([found.topic]) == {found.topic: "HELM"}


@pytest.mark.parametrize("question", ["Lin on reward models", "reward models, says Lin"])
async def test_a_name_before_a_topic_is_its_author_even_if_a_fact_has_the_word(
    library: AsyncLibrary, question: str
) -> None:
    await add(library.store, fact_draft("Lin et al. (2024) saw reward models drift.", BLOG))
    found = await library.ask(answer, question)
    assert isinstance(found, FactSearch)
    assert found.answer
    assert [hit.fact.id for hit in found.answer.hits] == [4]


async def test_a_topic_beside_unknown_words_gets_its_facts(library: AsyncLibrary) -> None:
    found = await library.ask(answer, "what did HELM change")
    assert isinstance(found, FactSearch)
    assert found.answer
    assert [hit.fact.id for hit in found.answer.hits] == [4]


async def test_an_author_whom_only_a_fact_names_answers(library: AsyncLibrary) -> None:
    await add(library.store, fact_draft("Kim et al. (2021) saw that coffee works."))
    found = await library.ask(answer, "what did Kim et al. say about coffee?")
    assert isinstance(found, FactSearch)
    assert found.answer
    assert [hit.fact.id for hit in found.answer.hits] == [6]
    with pytest.raises(AuthorNotFound):
        await library.ask(answer, "what did Kim et al. say about reward models?")


async def test_a_name_in_a_fact_is_no_unknown_author(library: AsyncLibrary) -> None:
    found = await library.ask(answer, "what did LIMA show about examples?")
    assert isinstance(found, FactSearch)
    assert found.selection == Selection()


async def test_a_follow_up_that_names_an_author_leaves_the_topic(library: AsyncLibrary) -> None:
    found = await library.ask(answer_follow_up, "what did Lin find?", TopicId(1))
    assert isinstance(found, FactSearch)
    assert found.selection == Selection(author="Wei Lin")
