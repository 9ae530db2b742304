"""/search describes its syntax, and follows it."""

from bot.commands.search import search
from tests.support.builders import add, fact_draft
from tests.support.world import World, text_of


async def test_a_search_describes_and_follows_phrases_and_excluded_words(
    world: World,
) -> None:
    (text,) = (option for option in search.parameters if option.name == "text")
    assert "a phrase in quotes" in str(text.description)
    assert "-word" in str(text.description)
    await add(world.store, fact_draft("A red lamp glows."), fact_draft("A lamp of red glass."))
    for typed, expected in (
        ("“red lamp”", "A red lamp glows."),
        ('lamp -"red lamp"', "of red glass"),
    ):
        card = text_of(await world.reader.slash(world.channel, "search", text=typed))
        assert "1 fact" in card
        assert expected in card.replace("**", "")
