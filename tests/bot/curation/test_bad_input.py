"""Forms with unusable or hostile values: a clear private answer, and nothing half done."""

import sqlite3
from contextlib import closing

import pytest

from tests.support.curating import NAPS_FACT, add_fact, fill, form_values
from tests.support.world import World, buttons, markdown_of, press, text_of


def count_rows(path: str) -> dict[str, int]:
    """Return the sizes of the tables that a fact fills."""
    with closing(sqlite3.connect(path)) as connection:
        return {
            table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608
            for table in ("fact", "topic", "alias", "source", "citation", "bearing", "change")
        }


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"fact": "\u202e\u0007 "}, "The fact cannot be saved: it is empty."),
        ({"topics": ", ".join(f"t{n}" for n in range(60))}, "at most 20 topics, not 60"),
        ({"topics": "naps, !!!"}, "a name needs a letter or digit"),
        ({"topics": "x" * 101}, "has 101 characters"),
        ({"source": "A book\nsecond line"}, "“second line” is no address"),
        ({"source": "https://"}, "“https://” is no address"),
        ({"source": "https://bank.example@evil.example/"}, "names a user before its host"),
        ({"source": "javascript://x.example/%0Aalert(1)"}, "is no address"),
        ({"source": "x" * 301}, "301 characters"),
        ({"authors": "Ann Lee, 2026-13-45"}, "“2026-13-45” is no date"),
    ],
)
async def test_a_mistake_is_named_and_writes_nothing(
    world: World, path: str, values: dict[str, str], reason: str
) -> None:
    before = count_rows(path)
    answer = await add_fact(world, **values)
    assert answer.ephemeral
    assert reason in text_of(answer)
    assert count_rows(path) == before
    again = form_values(await press(world.manager, answer, "Open again"))
    assert again == NAPS_FACT | values


async def test_the_longest_fact_is_saved_whole(world: World) -> None:
    fact = ("naps " * 800).strip()
    assert "Saved as fact 10" in text_of(await add_fact(world, fact=fact))
    shown = await world.manager.slash(world.channel, "library edit", fact="10")
    assert form_values(shown)["fact"] == fact


async def test_hostile_text_shows_as_it_was_typed_and_pings_nobody(world: World) -> None:
    text = "@everyone <@123> **bold** `code` [link](https://evil.example) -# small"
    answer = await add_fact(world, fact=text, topics="*naps* (x)", source="# A [title](https://x)")
    assert text in text_of(answer)
    assert r"\@everyone" in markdown_of(answer)
    assert r"\[link\]" in markdown_of(answer)
    assert "# A [title](https://x)" in text_of(answer)


async def test_control_and_direction_characters_are_left_out(world: World) -> None:
    await add_fact(world, fact="Naps\u0000 help\u202e everybody\u200f.", topics="n\u0007aps")
    shown = form_values(await world.manager.slash(world.channel, "library edit", fact="10"))
    assert "\u202e" not in str(shown)
    assert shown["topics"] == "naps"


async def test_a_topic_can_be_named_by_its_alias(world: World) -> None:
    answer = await add_fact(world, topics=" p n , power-naps")
    assert "new topic" not in text_of(answer)
    shown = form_values(await world.manager.slash(world.channel, "library edit", fact="10"))
    assert shown["topics"] == "power naps"


async def test_the_same_form_again_saves_one_fact(world: World, path: str) -> None:
    await add_fact(world)
    before = count_rows(path)
    assert "#10 has exactly this text" in text_of(await add_fact(world))
    assert count_rows(path) == before


async def test_a_new_name_of_another_topic_is_refused(world: World) -> None:
    await add_fact(world, topics="siestas")
    shown = await world.manager.slash(world.channel, "library edit", topic="siestas")
    answer = await fill(world.manager, shown, name="PN")
    assert "“PN” already names the topic “power naps”" in text_of(answer)
    assert "Open again" in buttons(answer)
