"""Names that differ only in punctuation."""

from storage.store import SqliteStore
from tests.support.async_library import AsyncLibrary
from tests.support.builders import add, fact_draft, topic_draft

NAMES = ("A", "A*", "R&D", "RD", "net", ".NET", "Go", "Go!")


async def test_exact_punctuation_beats_other_names_with_the_same_letters(
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


async def test_without_exact_punctuation_the_larger_topic_comes_first(
    store: SqliteStore,
) -> None:
    await add(store, topic_draft("Go!"), fact_draft("Games.", topics=("Go",)))
    assert (await AsyncLibrary(store).find("G-O?")).name == "Go"
