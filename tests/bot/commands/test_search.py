"""What /search tells of itself, and does."""

from bot.commands.search import search
from tests.support.builders import add, fact_draft
from tests.support.world import World, text_of


async def test_a_search_tells_of_phrases_and_of_words_left_out_and_keeps_to_them(
    world: World,
) -> None:
    (text,) = (option for option in search.parameters if option.name == "text")
    assert '"a phrase"' in str(text.description)
    assert "-word" in str(text.description)
    await add(world.store, fact_draft("A red lamp glows."), fact_draft("A lamp of red glass."))
    for asked, found in (("“red lamp”", "A red lamp glows."), ('lamp -"red lamp"', "of red glass")):
        card = text_of(await world.reader.slash(world.channel, "search", text=asked))
        assert "1 fact" in card
        assert found in card.replace("**", "")
