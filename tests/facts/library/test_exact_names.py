"""Names that somebody types to the letter, where others differ in punctuation only."""

from storage.store import SqliteStore
from tests.support.async_library import AsyncLibrary
from tests.support.builders import add, fact_draft, topic_draft

NAMES = ("A", "A*", "R&D", "RD", "net", ".NET", "Go", "Go!")


async def test_a_name_typed_to_the_letter_comes_before_others_of_its_letters(
    store: SqliteStore,
) -> None:
    for size, name in enumerate(NAMES):
        facts = (fact_draft(f"{name}, part {n}.", topics=(name,)) for n in range(1 + size % 3))
        await add(store, *facts)
    await add(store, topic_draft("seek and find", "R & D"), topic_draft("Goes", "G.O."))
    library = AsyncLibrary(store)
    for name in NAMES:
        assert (await library.find(name.lower())).name == name
        assert (await library.complete_topics(name, 5))[0].name == name
    assert (await library.find("g.o.")).alias_of == "Goes"


async def test_of_names_of_equal_letters_none_of_them_typed_so_the_larger_comes_first(
    store: SqliteStore,
) -> None:
    await add(store, topic_draft("Go!"), fact_draft("Games.", topics=("Go",)))
    assert (await AsyncLibrary(store).find("G-O?")).name == "Go"
