"""Every question that a guide, the demo or a card prints is answered right in the demo."""

import asyncio
import re
from datetime import date

import pytest

from bot.cli.output import ask_shapes
from bot.cli.question_answer import AnswerKind, QuestionAnswer
from bot.demo.server import QUESTION, WELCOME
from facts.questions.source_phrases import date_months
from storage.store import SqliteStore
from tests.support.asked_libraries import open_demo_libraries, show_answer
from tests.support.async_library import AsyncLibrary
from tests.support.builders import NOTE
from tests.support.documents import PAGES, code_in, prose, table
from tests.support.packs import starter_page
from tests.support.page_imports import import_pages
from tests.support.world import open_world, text_of

TODAY = date(2026, 11, 30)
RAG, HALLUCINATION = "retrieval-augmented generation", "hallucination"
CALIBRATION, RLHF = "calibration and uncertainty", "preference optimization"
INSTRUCT_GPT = "On closed-domain tasks such as summarization, InstructGPT"
NEWEST = "Jonas Ferreira holds that a fast review"
RAG_PAPER = "Lewis et al. (2020) introduced RAG models"
SAME = {
    ("what is RAG?", "rag", "was ist RAG?", "¿qué es RAG?", "RAG とは何ですか"): ("topic", RAG),
    ("RAG는 무엇인가요?", "thanks, what is RAG?"): ("topic", RAG),
    ("rag vs calibration",): ("comparison", RAG, CALIBRATION),
    ("rag vs hallucination",): ("comparison", RAG, HALLUCINATION),
    ("rag, calibration and hallucination",): ("choice", RAG, CALIBRATION, HALLUCINATION),
    ("what do you know?", "list topics"): ("choice",),
    ("who is on call today?",): ("miss", "on-call"),
    ("can I sleep in after being called at 3 am?",): ("miss",),
    ("hello", "help", "what can you do?", "how do I add a fact?", "is this so?"): ("help",),
    ("thanks", "thanks!", "ok", "👍", "bye", "good bot", "lol"): ("none",),
    ("random fact", "surprise me", "random fact about rag"): ("facts",),
}
"""Questions by the kind of answer, and the topics on it."""
FIRST_FACTS = {
    "when do I need a doctor's note?": "If you are ill, tell your lead",
    "what does RAG do against hallucination?": "In the human evaluations of Shuster et al.",
    "why do models guess when uncertain?": "On why hallucinations persist after training",
    "how many paid days off do I have?": "Everyone has 28 paid days off a year",
    QUESTION: "Deploys run from Monday to Thursday between 9:00 and 16:00. On Friday only fixes",
    "fact 12": "Sanh et al. (2021) introduced T0",
    "#12": "Sanh et al. (2021) introduced T0",
    "what did Ouyang et al. find?": INSTRUCT_GPT,
    "papers by Ouyang": INSTRUCT_GPT,
    "Ouyang 2022": INSTRUCT_GPT,
    "what does Ouyang say about reward models?": "The InstructGPT recipe has three steps",
    "facts from arxiv": "Kalai et al. (2025) would rather change the scoring",
    "facts on RLHF from arxiv.org": "With d as the square root of the KL divergence",
    "facts from 2024": "Zhang et al. (2024) commissioned GSM1k",
    "facts since March": "Every incident review begins with the line",
    "since 2023-05": NEWEST,
    "newest facts": NEWEST,
    "latest facts on RLHF": "With d as the square root of the KL divergence",
    'what does "Lost in the Middle" say about accuracy?': "Liu et al. (2023) found",
    "2005.11401": RAG_PAPER,
    "SelfCheckGPT": "SelfCheckGPT samples several answers",
    "selfinstruct": "Self-Instruct starts from 175 hand-written seed tasks",
    "gsm 8k": "For GSM8K, a set of about 8,500",
    "gpt4": "On a subset of MMLU, the GPT-4 report",
}
"""Questions by the beginning of the first fact of a certain answer."""
EXPECTED = [*(each for questions in SAME for each in questions), *FIRST_FACTS]
TABLES = (("docs/use.md", "you write"), ("docs/questions.md", "question"))


def find_printed() -> set[str]:
    """Return each question after `@Footnote`, in a table of a guide, or on the command line."""
    help_blocks = ask_shapes.blocks_of(QuestionAnswer(AnswerKind.HELP))
    ask_help = " ".join(span.text for block in help_blocks for span in getattr(block, "spans", ()))
    texts = [" ".join(each.split()) for each in (*map(prose, PAGES), WELCOME)]
    found = [each for text in texts for each in re.findall(r"`@Footnote ([^`]+)`", text)]
    cells = [row[0] for page, heading in TABLES for row in table(page, heading)]
    found += [each.removeprefix("@Footnote ") for cell in cells for each in code_in(cell)]
    return {*found, *re.findall(r'ask "([^"]+)"', ask_help), QUESTION}


async def ask_demo(path: str) -> dict[str, QuestionAnswer]:
    async with open_demo_libraries(path) as library:
        return {each: await library.ask(show_answer, date_months(each, TODAY)) for each in EXPECTED}


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, QuestionAnswer]:
    return asyncio.run(ask_demo(str(tmp_path_factory.mktemp("demo") / "footnote.db")))


def test_every_printed_question_is_asked() -> None:
    assert find_printed() - set(EXPECTED) == set()


@pytest.mark.parametrize(
    ("question", "kind", "topics"),
    [(each, kind, topics) for same, (kind, *topics) in SAME.items() for each in same],
)
def test_a_printed_question_gets_the_right_kind_of_answer(
    answers: dict[str, QuestionAnswer], question: str, kind: str, topics: list[str]
) -> None:
    answer = answers[question]
    assert answer.kind == kind
    assert list(answer.topics[: len(topics)]) == topics


@pytest.mark.parametrize(("question", "first"), FIRST_FACTS.items())
def test_a_printed_question_has_the_best_fact_first(
    answers: dict[str, QuestionAnswer], question: str, first: str
) -> None:
    answer = answers[question]
    assert answer.is_certain
    assert answer.facts[0].text.startswith(first)


@pytest.mark.parametrize(("pack", "topic"), [("models", RLHF), ("team", "incidents")])
async def test_the_question_in_help_gets_its_topic(
    store: SqliteStore, pack: str, topic: str
) -> None:
    await import_pages(store, [starter_page(pack=pack)], NOTE)
    async with open_world(store) as world:
        shown = text_of(await world.reader.slash(world.channel, "help"))
    (question,) = re.findall(r"with a question, like \*([^*]*)\*", shown)
    answer = await AsyncLibrary(store).ask(show_answer, question)
    assert (answer.kind, answer.topics) == ("topic", (topic,))
