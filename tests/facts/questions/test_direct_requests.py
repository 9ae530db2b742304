"""What messages ask of the bot itself: topics, help, a random fact, a fact by its number."""

import pytest

from facts.model.entities import TopicId
from facts.questions.direct_requests import find_direct_request
from facts.questions.findings import (
    FactRequest,
    HelpKind,
    HelpRequest,
    NamedTopic,
    RandomFactRequest,
    SmallTalk,
    TopicListRequest,
)
from facts.questions.question_answering import answer_question
from facts.questions.small_talk import SmallTalkKind
from storage.store import SqliteStore
from tests.support.async_library import AsyncLibrary
from tests.support.builders import add, topic_draft


@pytest.mark.parametrize(
    "text",
    [
        "what do you know?", "What do you know about?", "what topics do you have", "list topics",
        "please list all topics", "topics", "show me the topics", "which topics are there?",
        "what can I ask you?", "What's in the library?",
    ],
)  # fmt: skip
async def test_a_list_of_topics(naps: SqliteStore, text: str) -> None:
    assert await AsyncLibrary(naps).ask(answer_question, text) == TopicListRequest()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("how do I add a fact?", HelpKind.ADD),
        ("can I suggest a new fact?", HelpKind.ADD),
        ("I want to add a topic", HelpKind.ADD),
        ("who can add facts?", HelpKind.ADD),
        ("how can we edit a fact", HelpKind.EDIT),
        ("how do I correct a wrong source?", HelpKind.EDIT),
        ("how do I delete a fact?", HelpKind.REMOVE),
        ("how do I import a csv?", HelpKind.IMPORT),
        ("how do I upload files", HelpKind.IMPORT),
        ("how do I export the library?", HelpKind.EXPORT),
        ("help", HelpKind.GENERAL),
        ("Help me, please!", HelpKind.GENERAL),
        ("what can you do?", HelpKind.GENERAL),
        ("what is Footnote?", HelpKind.GENERAL),
        ("how do I use you?", HelpKind.GENERAL),
        ("hello", HelpKind.GENERAL),
    ],
)
async def test_help(naps: SqliteStore, text: str, kind: HelpKind) -> None:
    assert await AsyncLibrary(naps).ask(answer_question, text) == HelpRequest(kind)


@pytest.mark.parametrize(
    "text",
    [
        "random fact", "give me a random fact", "surprise me", "tell me something", "a fun fact",
        "tell me something interesting", "could you show me another fact, please?", "random",
    ],
)  # fmt: skip
async def test_a_random_fact(naps: SqliteStore, text: str) -> None:
    assert await AsyncLibrary(naps).ask(answer_question, text) == RandomFactRequest()


async def test_a_random_fact_about_a_topic(naps: SqliteStore) -> None:
    library = AsyncLibrary(naps)
    wanted = RandomFactRequest(TopicId(1))
    assert await library.ask(answer_question, "give me a random fact about power naps") == wanted
    assert await library.ask(answer_question, "random fact about PN?") == wanted
    assert await library.ask(find_direct_request, "random fact about tea") is None


@pytest.mark.parametrize(
    "text",
    ["fact 12", "#12", "# 12", "show fact 12", "Fact #12", "fact no. 12", "what does fact 12 say?"],
)
async def test_a_fact_by_its_number(naps: SqliteStore, text: str) -> None:
    assert await AsyncLibrary(naps).ask(answer_question, text) == FactRequest(12)


@pytest.mark.parametrize(
    "text",
    [
        "power naps", "what do you know about naps", "list the topics of sleep", "12", "fact", "",
        "tell me something about naps", "how do I add sugar to tea", "how to write files",
        "add naps", "random naps", "facts about naps", "how do I fix my schedule", "import",
    ],
)  # fmt: skip
async def test_other_questions_are_no_requests(naps: SqliteStore, text: str) -> None:
    assert await AsyncLibrary(naps).ask(find_direct_request, text) is None


async def test_small_talk_is_a_request(naps: SqliteStore) -> None:
    thanks = await AsyncLibrary(naps).ask(answer_question, "thanks")
    assert thanks == SmallTalk(SmallTalkKind.THANKS)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("thanks", "Thanks!"),
        ("random fact", "random facts"),
        ("help", "help"),
        ("Fact 12", "fact 12"),
        ("👍", "👍"),
        ("ok", "OK?"),
    ],
)
async def test_a_topic_with_exactly_this_name_wins(naps: SqliteStore, name: str, text: str) -> None:
    await add(naps, topic_draft(name))
    assert await AsyncLibrary(naps).ask(answer_question, text) == NamedTopic(TopicId(3))
