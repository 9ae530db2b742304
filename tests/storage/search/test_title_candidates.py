"""Sources are found by any part of their titles, in their own and the shared library."""

from random import Random

import pytest

from facts.model.drafts import CitationDraft, FactDraft
from facts.model.entities import CLAIM, SHARED_LIBRARY, LibraryId
from facts.text.normalize import search_form
from storage.search import title_candidates
from storage.store import SqliteStore
from tests.support.builders import add, source_draft

OURS = LibraryId(7)
WORDS = ("Sleep", "sleepers", "at", "Work:", "naïve", "naps", "C++", "Über", "driving", "a")


@pytest.mark.parametrize("checked", [1, 2_000])
async def test_the_newest_titles_with_a_text_are_found(
    store: SqliteStore, checked: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(title_candidates, "_BATCH", checked)
    random = Random(checked)
    titles = [" ".join(random.choices(WORDS, k=4)) + f" {n}" for n in range(80)]
    for library, some in ((SHARED_LIBRARY, titles[:50]), (OURS, titles[50:])):
        await add(store, *(draft_fact(title) for title in some), library=library)
    newest = [search_form(title) for title in reversed(titles)]
    for _ in range(60):
        form = search_form(random.choice(titles))
        start = random.randrange(len(form) - 3)
        typed = form[start : start + random.choice((3, 4, 8, 20))].strip()
        if len(typed) < title_candidates._MIN_INSIDE:  # noqa: SLF001 (a shorter one begins a word)
            continue
        expected = [form for form in newest if search_form(typed) in form]
        found = await find_titles(store, typed)
        assert [search_form(title) for title in found] == expected[:12], typed


async def test_a_letter_or_two_begin_a_word(store: SqliteStore) -> None:
    await add(store, *(draft_fact(title) for title in ("Naps", "A trial", "Long naps", "Diana")))
    for typed in ("n", "NA", "na"):
        assert await find_titles(store, typed) == ["Long naps", "Naps"]


@pytest.mark.parametrize(
    "typed", ["example.org/1/tr", "https://www.example.org/1", "exam", "doi:10.1000/x", "10.1000/"]
)
async def test_an_address_is_found_by_its_beginning(store: SqliteStore, typed: str) -> None:
    await add(store, draft_fact("Diana", "https://example.org/1/trial"))
    await add(store, draft_fact("Diana's DOI", "https://doi.org/10.1000/xyz"))
    assert await find_titles(store, typed) == ["Diana" if "exam" in typed else "Diana's DOI"]


async def test_another_server_s_sources_are_not_found(store: SqliteStore) -> None:
    await add(store, draft_fact("Diana", "https://example.org/1"), library=OURS)
    for typed in ("diana", "example.org", "di", ""):
        assert await find_titles(store, typed) == ["Diana"]
        assert await find_titles(store, typed, SHARED_LIBRARY) == []


async def find_titles(store: SqliteStore, typed: str, library: LibraryId = OURS) -> list[str]:
    """Return the titles that are offered for a typed text."""
    found = await store.read(library, lambda it: it.citations.find_titled(typed, 12))
    return [each.title for each in found]


def draft_fact(title: str, url: str | None = None) -> FactDraft:
    """Return a fact with a source."""
    source = source_draft(title, None, **({"url": url} if url else {}))
    return FactDraft(1, CLAIM, f"A fact of {title}.", (CitationDraft(source, None),), ())
