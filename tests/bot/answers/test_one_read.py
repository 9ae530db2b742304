"""An answer is one read, and runs no search or comparison twice."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from simcord.actors import MemberActor

from bot.daily.attempt import PostingLimits
from storage.engine.sqlite.database import Database
from storage.library.readers import SqliteTopicReader
from storage.search.readers import SqliteClaimIndex
from tests.support.channel_settings import mention, set_channel
from tests.support.daily_world import run_daily, set_up
from tests.support.schedules import remove_fact
from tests.support.world import World, markdown_of, press, text_of


@pytest.fixture
def posting_limits() -> PostingLimits:
    return PostingLimits(longest_nap=86_400.0)  # the posting loop reads nothing during a test


Counts = Callable[[], int]


def count_calls(monkeypatch: pytest.MonkeyPatch, owner: type, name: str) -> Counts:
    """Count the calls of a method from now on."""
    method, calls = getattr(owner, name), list[object]()

    def count(*arguments: Any, **options: Any) -> object:  # noqa: ANN401 (passed on)
        calls.append(name)
        return method(*arguments, **options)

    monkeypatch.setattr(owner, name, count)
    return lambda: len(calls)


@pytest.fixture
def reads(world: World, monkeypatch: pytest.MonkeyPatch) -> Counts:  # noqa: ARG001 (which reads too)
    return count_calls(monkeypatch, Database, "read")


@pytest.mark.parametrize(
    ("command", "options"),
    [
        ("topic", {"name": "pn"}),
        ("topic", {"name": "powr nap", "kind": "claim"}),
        ("topic", {"name": "pn", "kind": "no such kind"}),
        ("topics", {}),
        ("compare", {"first": "pn", "second": "night shifts"}),
        ("search", {"text": "naps"}),
        ("search", {"text": "there is no such fact"}),
        ("random", {}),
        ("sources", {}),
        ("fact", {"id": "1"}),
        ("help", {}),
        ("about", {}),
    ],
)
async def test_a_command_reads_once_with_the_channels_setting(
    world: World, reads: Counts, command: str, options: dict[str, object]
) -> None:
    await world.reader.slash(world.channel, command, **options)
    assert reads() == 1


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("pn", "## power naps"),
        ("pn vs night shifts", "## power naps and night shifts"),
        ("what harms sleep?", "Night shifts **harm** **sleep**"),
        ("nothing of the sort", "Nothing here answers"),
        ("shift nights", "## night shifts"),
    ],
)
async def test_a_mention_reads_once_with_the_channels_setting(
    world: World, reads: Counts, words: str, shown: str
) -> None:
    answer = await mention(world, words)
    assert shown in markdown_of(answer)
    assert reads() == 1


async def test_outside_servers_the_answer_is_the_only_read(world: World, reads: Counts) -> None:
    answer = await world.env.create_user("stranger").slash("topic", name="pn")
    assert "## power naps" in markdown_of(answer)
    assert reads() == 1


async def test_a_control_reads_once_with_the_channels_setting(world: World, reads: Counts) -> None:
    answer = await world.reader.slash(world.channel, "topic", name="pn")
    for turn in ("›", "Cite all"):
        before = reads()
        await press(world.reader, answer, turn)
        assert reads() - before == 1


async def test_a_preview_is_read_at_once(world: World, reads: Counts) -> None:
    await set_up(world)
    before = reads()
    preview = await run_daily(world, "preview")
    assert "Thu 2026-01-01" in text_of(preview)
    assert reads() - before == 2


@pytest.mark.parametrize("words", ["what harms sleep?", "do power naps halve lapses?"])
async def test_a_mention_answered_with_facts_searches_once(
    world: World, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    searches = count_calls(monkeypatch, SqliteClaimIndex, "find_nearest")
    assert text_of(await mention(world, words)).startswith(f"## Search: {words}")
    assert searches() == 1


async def test_a_focused_channel_searches_its_topics_and_then_everything(
    world: World, moderator: MemberActor, monkeypatch: pytest.MonkeyPatch
) -> None:
    await set_channel(moderator, world, "focus", topic="pn")
    searches = count_calls(monkeypatch, SqliteClaimIndex, "find_nearest")
    assert "Shift Work Survey" in text_of(await mention(world, "what harms shifts?"))
    assert searches() == 2


async def compare_by_command(world: World) -> object:
    return await world.reader.slash(world.channel, "compare", first="pn", second="night shifts")


async def compare_by_mention(world: World) -> object:
    return await mention(world, "pn vs night shifts")


@pytest.mark.parametrize("ask", [compare_by_command, compare_by_mention])
async def test_topics_are_compared_once(
    world: World, monkeypatch: pytest.MonkeyPatch, ask: Callable[[World], Awaitable[object]]
) -> None:
    comparisons = count_calls(monkeypatch, SqliteTopicReader, "compare")
    await ask(world)
    assert comparisons() == 1


async def test_a_page_past_the_end_is_read_once(
    world: World, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = await world.reader.slash(world.channel, "topic", name="pn")
    for fact in range(1, 5):
        remove_fact(path, fact)
    pages = count_calls(monkeypatch, SqliteTopicReader, "load_page")
    await press(world.reader, answer, "›")
    assert "Sleep is the best meditation." in text_of(answer)
    assert pages() == 1
