"""Buttons and menus of answers: effects, users, restarts."""

import asyncio
from collections.abc import Iterator
from copy import deepcopy

import pytest
from simcord.results import InteractionResult

from facts.model.entities import LibraryId
from tests.support.builders import add, fact_draft, source_draft
from tests.support.world import (
    World,
    buttons,
    choose,
    markdown_of,
    menus,
    message_of,
    options,
    parts,
    press,
    text_of,
)

FILTER = "Only one kind or source…"


async def test_pages_turn_in_place(world: World) -> None:
    answer = await world.reader.slash(world.channel, "topic", name="pn")
    turned = await press(world.reader, answer, "›")
    assert message_of(turned).id == message_of(answer).id
    assert "Sleep is the best meditation." in text_of(answer)
    assert buttons(answer)["›"]["disabled"]
    await press(world.reader, answer, "‹")
    assert "halved the lapses" in text_of(answer)


async def test_another_user_gets_a_private_copy_to_page_through(world: World) -> None:
    answer = await world.reader.slash(world.channel, "topic", name="pn")
    before = markdown_of(answer)
    copy = await press(world.other, answer, "›")
    assert copy.ephemeral
    assert "Sleep is the best meditation." in text_of(copy)
    assert markdown_of(answer) == before
    await press(world.other, copy, "‹")
    assert "halved the lapses" in text_of(copy)


async def test_one_menu_filters_by_kind_and_source(world: World) -> None:
    answer = await world.reader.slash(world.channel, "topic", name="pn")
    assert "All facts" not in options(answer, FILTER)
    await choose(world.reader, answer, FILTER, "Only claim (5)")
    assert "Only facts of kind claim" in text_of(answer)
    assert "5 facts" in text_of(answer)
    await choose(world.reader, answer, FILTER, "The Nap Handbook")
    assert "Only facts of kind claim, in “The Nap Handbook”" in text_of(answer)
    assert "3 facts · 1 source" in text_of(answer)
    chosen = [each for each in menus(answer)[FILTER]["options"] if each.get("default")]
    assert [each["label"] for each in chosen] == ["Only claim (3)"]
    await choose(world.reader, answer, FILTER, "All facts")
    assert "8 facts" in text_of(answer)


async def test_each_filter_counts_the_facts_that_the_other_leaves(world: World) -> None:
    answer = await world.reader.slash(world.channel, "topic", name="pn")
    await choose(world.reader, answer, FILTER, "The Nap Handbook")
    kinds = [each for each in options(answer, FILTER) if each.startswith("Only")]
    assert kinds == ["Only claim (3)", "Only procedure (1)"]
    await choose(world.reader, answer, FILTER, "All facts")
    await choose(world.reader, answer, FILTER, "Only claim (5)")
    lines = [each.get("description") for each in menus(answer)[FILTER]["options"]]
    assert "naps.example · 3 facts" in lines


async def test_a_menu_with_too_many_sources_says_so(world: World) -> None:
    sources = [source_draft(f"Note {number}", site="notes.example") for number in range(30)]
    drafts = [fact_draft(f"Nap {each.title}.", each, topics=("short naps",)) for each in sources]
    await add(world.store, *drafts)
    answer = await world.reader.slash(world.channel, "topic", name="short naps")
    assert len(options(answer, FILTER)) == 25


async def test_a_private_list_of_similar_topics_can_be_shared(world: World) -> None:
    answer = await world.reader.slash(world.channel, "topics", query="power *naps*", private=True)
    assert answer.ephemeral
    shared = await press(world.reader, answer, "Share here")
    assert not shared.ephemeral
    assert "## Topics like: power *naps*" in text_of(shared)
    assert "power naps" in text_of(shared)


async def test_sources_open_privately_and_lead_to_their_facts(world: World) -> None:
    answer = await world.reader.slash(world.channel, "topic", name="pn")
    sources = await press(world.other, answer, "Sources")
    assert sources.ephemeral
    assert "on power naps" in text_of(sources)
    source = await choose(
        world.other, sources, "Read the facts of a source…", "Sleep and Driving: A Trial"
    )
    assert text_of(source).startswith(
        "## [Sleep and Driving: A Trial](https://example.org/trial)\n-# By Jane Doe"
    )
    assert "Short naps help drivers more than coffee does." in text_of(source)


async def test_a_private_answer_can_be_shared(world: World) -> None:
    answer = await world.reader.slash(world.channel, "topic", name="pn", private=True)
    await press(world.reader, answer, "›")
    assert answer.ephemeral
    shared = await press(world.reader, answer, "Share here")
    assert not shared.ephemeral
    assert "Sleep is the best meditation." in text_of(shared)
    assert "Share here" not in buttons(shared)


async def test_a_search_reads_its_text_from_the_card_to_turn_pages(world: World) -> None:
    drafts = [fact_draft(f"*Odd* `words` number {n} in\tplace.") for n in range(12)]
    await add(world.store, *drafts)
    text = "*Odd* `words`  <@odd> \\ number"
    answer = await world.reader.slash(world.channel, "search", text=text)
    assert "12 facts, best first" in text_of(answer)
    first = text_of(answer)
    await press(world.reader, answer, "›")
    assert "2 / 3" in buttons(answer)
    assert text_of(answer).splitlines()[0] == first.splitlines()[0]
    seen = {line for line in (first + text_of(answer)).splitlines() if line.startswith("-# #")}
    assert len(seen) == 10


async def test_another_shows_every_fact_once_and_says_when_it_starts_again(world: World) -> None:
    answer = await world.reader.slash(world.channel, "random", topic="pn")
    seen = [text_of(answer).splitlines()[0]]
    for _ in range(7):
        await press(world.reader, answer, "Another")
        seen.append(text_of(answer).splitlines()[0])
    assert len(set(seen)) == 8
    assert "8 of 8" in text_of(answer)
    await press(world.reader, answer, "Another")
    assert "You have seen them all. They start again. 1 of 8" in text_of(answer)
    assert text_of(answer).splitlines()[0] != seen[-1]


async def test_a_fact_opens_in_full_and_leads_to_its_topic(world: World) -> None:
    answer = await world.reader.slash(world.channel, "topic", name="pn")
    panel = await press(world.reader, answer, "More…")
    await choose(world.reader, panel, "Choose a fact…", "Short naps")
    fact = await press(world.reader, panel, "Open it")
    assert fact.ephemeral
    assert text_of(fact).startswith(
        "### Short naps help drivers more than coffee does.\n-# #2 · claim · about power naps"
    )
    topic = await choose(world.reader, fact, "Open one of its topics…", "power naps")
    assert "## power naps" in markdown_of(topic)


async def test_a_very_long_fact_can_be_read_to_the_end(world: World) -> None:
    words = [f"word{n}" for n in range(2_000)]
    await add(world.store, fact_draft(" ".join(words), topics=("long",)))
    answer = await world.reader.slash(world.channel, "fact", id="10")
    seen = text_of(answer)
    pages = int(next(label for label in buttons(answer) if "/" in label).split("/")[1])
    for _ in range(pages - 1):
        await press(world.reader, answer, "›")
        seen += "\n" + text_of(answer)
    assert buttons(answer)["›"]["disabled"]
    assert [word for word in seen.split() if word.startswith("word")] == words


async def test_a_miss_opens_the_nearest_topic(world: World) -> None:
    answer = await world.reader.slash(world.channel, "topic", name="night drivers")
    await press(world.reader, answer, "night shifts")
    assert "## night shifts" in markdown_of(answer)


async def test_nothing_waits_for_a_card_that_was_sent(world: World) -> None:
    before = len(asyncio.all_tasks())
    for _ in range(3):
        answer = await world.reader.slash(world.channel, "topic", name="pn", private=True)
        await press(world.reader, answer, "More…")
    assert len(asyncio.all_tasks()) == before


@pytest.mark.slow
async def test_every_control_works_after_a_restart(world: World) -> None:
    await add(world.store, fact_draft("Both.", topics=("power naps", "night shifts")))
    cards = [
        await world.reader.slash(world.channel, "topic", name="pn"),
        await world.reader.slash(world.channel, "topics"),
        await world.reader.slash(world.channel, "sources"),
        await world.reader.slash(world.channel, "random"),
        await world.reader.slash(world.channel, "search", text="naps"),
        await world.reader.slash(world.channel, "fact", id="3"),
        await world.reader.slash(world.channel, "help"),
        await world.reader.slash(world.channel, "topic", name="night drivers"),
        await world.reader.slash(world.channel, "compare", first="pn", second="night shifts"),
        await world.reader.slash(world.channel, "topic", name="pn", private=True),
    ]
    await world.restart()
    for card in cards:
        user = world.reader if card.ephemeral else world.other
        stored = world.env.backend.get_message(world.channel.id, message_of(card).id)
        before = deepcopy(stored.components)
        for control, value in list(list_links(card)):
            stored.components = deepcopy(before)  # a private card changes in place
            if value is None:
                followed = await user.click(message_of(card), custom_id=control)
            else:
                followed = await user.select(message_of(card), [value], custom_id=control)
            assert "#" in markdown_of(followed) or "Choose a fact" in text_of(followed)


async def test_a_forged_control_shows_nothing_of_another_server(world: World) -> None:
    theirs = LibraryId(4242)
    await add(world.store, fact_draft("Secret.", topics=("secrets",)), library=theirs)
    answer = await world.reader.slash(world.channel, "topic", name="pn")
    forged = {"T|3|||||0": "no longer exists", "F|a|0": "No fact has the number 10"}
    for code, message_text in forged.items():
        message = world.env.backend.get_message(world.channel.id, message_of(answer).id)
        control = next(part for part in parts(answer) if part.get("label") == "Sources")
        _replace(message.components, control["custom_id"], "1o6.1." + code)
        reply = await world.other.click(message_of(answer), custom_id="1o6.1." + code)
        assert message_text in text_of(reply)
        assert "Secret" not in text_of(reply)
        _replace(message.components, "1o6.1." + code, control["custom_id"])


@pytest.mark.parametrize(
    "custom_id",
    ["0o6.1.T|8|||||0", "2o6.1.T|8", "nonsense", "1x6.1.T|1|||||0", "1o6.1.T|zz", "1o6.1.Z|-1",
     "1o6.-1.F|1|0", "1o6.1.T||||||0", "1o6.1.Q||||0", "1c6.1.B|l|0", "x" * 100, "1o6.1.F|1|٣"],
)  # fmt: skip
async def test_an_unreadable_control_gets_a_friendly_private_answer(
    world: World, custom_id: str
) -> None:
    answer = await world.reader.slash(world.channel, "topic", name="pn")
    message = world.env.backend.get_message(world.channel.id, message_of(answer).id)
    _replace(message.components, buttons(answer)["Sources"]["custom_id"], custom_id)
    reply = await world.other.click(message_of(answer), custom_id=custom_id)
    assert reply.ephemeral
    assert "This control belongs to another version of Footnote." in text_of(reply)


def list_links(card: InteractionResult) -> Iterator[tuple[str, str | None]]:
    """Yield the custom_id of each active button and menu value."""
    for part in parts(card):
        if part["type"] == 3:
            yield from ((part["custom_id"], option["value"]) for option in part["options"])
        elif "custom_id" in part and not part["disabled"]:
            yield part["custom_id"], None


def _replace(components: list[dict[str, object]], old: str, new: str) -> None:
    for part in components:
        if part.get("custom_id") == old:
            part["custom_id"] = new
        below = part.get("components", [])
        assert isinstance(below, list)
        _replace(below, old, new)
