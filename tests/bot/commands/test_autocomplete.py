"""Choices offered while a user types an option."""

import pytest

from facts.model.entities import LibraryId
from storage.search.readers import SqliteNameIndex
from tests.support.builders import add, fact_draft, source_draft
from tests.support.world import World, text_of


async def names(world: World, option: str, typed: str, command: str = "topic") -> list[str]:
    offered = await world.reader.autocomplete(world.channel, command, option, typed)
    return [choice["name"] for choice in offered]


@pytest.mark.parametrize(
    ("option", "typed", "first"),
    [
        ("name", "", "power naps"),
        ("name", "po", "power naps"),
        ("name", "nihgt shfts", "night shifts"),
        ("name", "pn", "PN (power naps)"),
        ("kind", "", "claim"),
        ("kind", "mesure", "measurement"),
        ("site", "", "example.org"),
        ("site", "notes", "notes.example"),
        ("since", "", "The last 30 days"),
        ("since", "mar 2026", "Since 2026-03"),
    ],
)
async def test_an_option_offers_the_best_matches_first(
    world: World, option: str, typed: str, first: str
) -> None:
    assert (await names(world, option, typed))[0] == first


async def test_a_search_offers_topics_and_facts_that_it_finds(world: World) -> None:
    fact = 'Nurses said "never" to naps - at first, or so a survey of one hundred wards had it.'
    await add(world.store, fact_draft(f"{fact} {fact}", topics=("nurses",)))
    offered = await names(world, "text", "nurse", "search")
    assert offered[:2] == ["nurse", "nurses"]
    assert offered[2].startswith("Nurses said never to naps at first")
    for each in (await names(world, "text", "", "search"))[:6]:
        answer = text_of(await world.reader.slash(world.channel, "search", text=each))
        assert "No fact" not in answer, each


async def test_a_fact_is_offered_by_number_and_by_words(world: World) -> None:
    assert (await names(world, "id", "5", "fact"))[0] == "5 · Long naps leave people drowsy."
    assert (await names(world, "id", "drowzy", "fact"))[0] == "5 · Long naps leave people drowsy."
    assert len(await names(world, "id", "", "fact")) == 9


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("5", "Long naps leave people drowsy.\n-# #5"),
        ("#5", "Long naps leave people drowsy.\n-# #5"),
        ("5 · Long naps", "Long naps leave people drowsy.\n-# #5"),
        ("drowsy naps", "drowsy"),
        ("77", "No fact has the number 77."),
        ("printer", "No fact"),
    ],
)
async def test_a_fact_is_opened_by_its_number_and_words_are_a_search(
    world: World, typed: str, shown: str
) -> None:
    assert shown in text_of(await world.reader.slash(world.channel, "fact", id=typed))


@pytest.mark.parametrize("since", ["The last 5 years", "the last 5 years", "Since 2024"])
async def test_a_typed_span_counts_like_its_choice(world: World, since: str) -> None:
    answer = text_of(await world.reader.slash(world.channel, "topic", name="pn", since=since))
    assert "Long naps leave people drowsy." in answer
    assert "quote" not in answer


async def test_topics_with_the_same_name_are_different_choices(world: World) -> None:
    ours = LibraryId(world.server.id)
    await add(world.store, fact_draft("Ours.", topics=("late shifts",)), library=ours)
    await add(world.store, fact_draft("Shared.", topics=("late shifts",)))
    offered = await world.reader.autocomplete(world.channel, "topic", "name", "late shifts")
    same = [each["value"] for each in offered if each["name"].startswith("late shifts")]
    assert [each["name"] for each in offered][:2] == ["late shifts", "late shifts (2)"]
    answers = [
        text_of(await world.reader.slash(world.channel, "topic", name=value)) for value in same
    ]
    assert sum("Ours." in each for each in answers) == 1


@pytest.mark.parametrize(
    "typed", ["PN (power naps)", "power naps · 8 facts", "Power Naps · 8 facts", "topic:1"]
)
async def test_a_typed_label_opens_its_topic_without_a_notice(world: World, typed: str) -> None:
    answer = text_of(await world.reader.slash(world.channel, "topic", name=typed))
    assert "power naps" in answer
    assert "nearest" not in answer
    assert (await names(world, "name", typed))[0] == "power naps"


async def test_a_choice_from_another_server_opens_nothing(world: World) -> None:
    theirs = LibraryId(4242)
    await add(world.store, fact_draft("Secret.", topics=("secrets",)), library=theirs)
    answer = await world.reader.slash(world.channel, "topic", name="topic:3")
    assert "Secret" not in text_of(answer)
    assert "That topic no longer exists." in text_of(answer)


async def test_choices_keep_discords_limits_of_number_and_length(world: World) -> None:
    drafts = [
        fact_draft(f"Fact {n}.", source_draft(site=f"s{n}.example"), kind=f"{n}" + "k" * 120,
                   topics=(f"topic {n} " + "t" * 300,))
        for n in range(30)
    ]  # fmt: skip
    await add(world.store, *drafts)
    for option in ("name", "kind", "site"):
        offered = await world.reader.autocomplete(world.channel, "topic", option, "")
        assert len(offered) <= 25
        assert all(len(each["name"]) <= 100 and len(each["value"]) <= 100 for each in offered)


async def test_a_failure_offers_no_choices(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise OSError("gone")

    monkeypatch.setattr(SqliteNameIndex, "match", broken)
    assert await names(world, "name", "pn") == []
