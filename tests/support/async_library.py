"""A library with async methods, for tests that ask one thing after another."""

from collections.abc import Awaitable, Callable
from typing import Concatenate, ParamSpec, TypeVar

from facts.library.library import Library
from facts.model.entities import SHARED_LIBRARY, LibraryId
from facts.model.results import Count, Match
from facts.store.library_store import LibraryStore

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")
Method = Callable[Concatenate[Library, Arguments], Result]


def _asked(
    method: "Method[Arguments, Result]",
) -> "Callable[Concatenate[AsyncLibrary, Arguments], Awaitable[Result]]":
    async def ask(
        library: "AsyncLibrary", /, *arguments: Arguments.args, **named: Arguments.kwargs
    ) -> Result:
        return await library.read(lambda it: method(it, *arguments, **named))

    return ask


class AsyncLibrary:
    """Answers each call from its own snapshot."""

    def __init__(self, store: LibraryStore, library: LibraryId = SHARED_LIBRARY) -> None:
        self.store = store
        self.library = library

    async def read(self, work: Callable[[Library], Result]) -> Result:
        return await self.store.read(self.library, lambda snapshot: work(Library(snapshot)))

    async def ask(
        self,
        question: "Method[Arguments, Result]",
        *arguments: Arguments.args,
        **named: Arguments.kwargs,
    ) -> Result:
        """Call a function whose first argument is a library."""
        return await self.read(lambda library: question(library, *arguments, **named))

    find = _asked(Library.find)
    topic = _asked(Library.topic)
    compare = _asked(Library.compare)
    topics = _asked(Library.topics)
    has_topic = _asked(Library.has_topic)
    topic_names = _asked(Library.topic_names)
    search_topics = _asked(Library.search_topics)
    list_chosen = _asked(Library.list_chosen)
    sources = _asked(Library.sources)
    source = _asked(Library.source)
    facts = _asked(Library.facts)
    fact = _asked(Library.fact)
    history = _asked(Library.history)
    draw = _asked(Library.draw)
    search = _asked(Library.search)
    size = _asked(Library.size)

    async def complete_topics(self, text: str, limit: int) -> tuple[Match, ...]:
        return await self.read(lambda library: library.autocomplete.topics(text, limit))

    async def complete_kinds(self, text: str = "", limit: int | None = None) -> tuple[Count, ...]:
        return await self.read(lambda library: library.autocomplete.kinds(text, limit))

    async def complete_sites(self, text: str = "", limit: int | None = None) -> tuple[Count, ...]:
        return await self.read(lambda library: library.autocomplete.sites(text, limit))
