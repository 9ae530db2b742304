"""Questions in other languages than English, about facts in these languages."""

import pytest

from facts.model.entities import TopicId
from facts.questions.findings import FactSearch, NamedTopic
from facts.questions.question_answering import answer_question
from storage.store import SqliteStore
from tests.support.async_library import AsyncLibrary
from tests.support.builders import add, fact_draft

FACTS = (
    ("睡眠", "短时间的午睡可以提高司机的注意力。"),
    ("睡眠", "夜班会影响员工的睡眠质量。"),
    ("检索增强生成", "检索增强生成可以减少模型的幻觉。"),
    ("昼寝", "昼寝は運転手の眠気を減らす。"),
    ("昼寝", "暗い部屋では昼寝が長くなる。"),
    ("緑茶", "緑茶にはカフェインが含まれている。"),
    ("낮잠", "짧은 낮잠은 운전자의 졸음을 줄인다."),
    ("낮잠", "어두운 방에서 낮잠이 길어진다."),
    ("녹차", "녹차에는 카페인이 들어 있다."),
    ("การงีบหลับ", "การงีบหลับสั้นช่วยลดความง่วงของคนขับรถ"),
    ("การงีบหลับ", "ห้องมืดทำให้การงีบหลับนานขึ้น"),
    ("ชาเขียว", "ชาเขียวมีคาเฟอีน"),
    ("RAG", "RAG grounds an answer in retrieved documents."),
)
QUESTIONS = [
    ("午睡可以提高司机的注意力吗？", 1),
    ("午睡对司机有什么好处？", 1),
    ("夜班会影响睡眠质量吗？", 2),
    ("如何减少模型的幻觉", 3),
    ("昼寝は運転手の眠気を減らしますか？", 4),
    ("なぜ暗い部屋で昼寝が長くなるのですか", 5),
    ("緑茶にカフェインは含まれていますか？", 6),
    ("낮잠이 운전자의 졸음을 줄이나요?", 7),
    ("어두운 방에서 왜 낮잠이 길어지나요?", 8),
    ("어두운 방은 낮잠을 길게 하나요?", 8),
    ("녹차에 카페인이 있나요?", 9),
    ("การงีบหลับช่วยลดความง่วงของคนขับรถไหม", 10),
    ("ทำไมห้องมืดทำให้งีบหลับนานขึ้น", 11),
    ("ชาเขียวมีคาเฟอีนหรือไม่", 12),
]


@pytest.fixture
async def library(store: SqliteStore) -> AsyncLibrary:
    await add(store, *(fact_draft(text, topics=(topic,)) for topic, text in FACTS))
    return AsyncLibrary(store)


@pytest.mark.parametrize(("question", "fact"), QUESTIONS)
async def test_a_fact_answers_a_question_in_its_language(
    library: AsyncLibrary, question: str, fact: int
) -> None:
    found = await library.ask(answer_question, question)
    assert isinstance(found, FactSearch)
    assert found.answer
    assert found.answer.hits[0].fact.id == fact


@pytest.mark.parametrize(("question", "fact"), QUESTIONS)
async def test_a_search_finds_the_same_fact(
    library: AsyncLibrary, question: str, fact: int
) -> None:
    answer = await library.search(question)
    assert answer.hits[0].fact.id == fact


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("什么是睡眠？", 1), ("睡眠是什么", 1), ("什么是检索增强生成？", 2),
        ("请介绍一下检索增强生成", 2),
        ("昼寝とは", 3), ("昼寝とは何ですか？", 3), ("緑茶って何？", 4),
        ("緑茶について教えてください", 4),
        ("낮잠은 무엇인가요?", 5), ("낮잠이란?", 5), ("녹차에 대해 알려줘", 6),
        ("녹차가 뭐예요?", 6),
        ("การงีบหลับคืออะไร", 7), ("ชาเขียวคืออะไรครับ", 8),
    ],
)  # fmt: skip
async def test_a_question_for_a_name_finds_the_topic(
    library: AsyncLibrary, question: str, topic: int
) -> None:
    assert await library.ask(answer_question, question) == NamedTopic(TopicId(topic))


@pytest.mark.parametrize(
    "question",
    [
        "was ist RAG?", "wie funktioniert RAG?", "¿qué es RAG?", "¿cómo funciona el RAG?",
        "qu'est-ce que RAG ?", "c'est quoi le RAG ?", "o que é RAG?", "que é o RAG",
        "что такое RAG?",
        "как работает RAG", "ما هو RAG؟", "RAG क्या है?", "什么是RAG？", "RAG是什么", "RAGとは",
        "RAGとは何ですか", "RAG는 무엇인가요?", "RAG은 무엇인가요", "RAG คืออะไร", "RAG ne demek?",
        "RAG nedir", "cos'è RAG?", "wat is RAG", "co to jest RAG", "RAG là gì?", "apa itu RAG?",
    ],
)  # fmt: skip
async def test_a_name_in_a_question_of_any_language_finds_the_topic(
    library: AsyncLibrary, question: str
) -> None:
    assert await library.ask(answer_question, question) == NamedTopic(TopicId(9))


async def test_a_name_of_question_words_is_found(store: SqliteStore) -> None:
    await add(store, fact_draft("A quiz.", topics=("Was ist was",)))
    found = await AsyncLibrary(store).ask(answer_question, "was ist Was ist was?")
    assert found == NamedTopic(TopicId(1))
