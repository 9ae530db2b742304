"""What goes out in JSON Lines comes back: the same library, numbers and history aside."""

import asyncio
from collections import Counter
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.files.draft_spool import FileSpool
from bot.files.packs import open_pack
from facts.curation.file_import import FileImport, import_files
from facts.curation.library_export import export_library
from facts.curation.store import CurationStore
from facts.exporters.formats import find_export_format
from facts.importers.input_file import InputFile
from facts.importers.input_reader import read_inputs
from facts.importers.input_reading import ImportInput
from facts.model.drafts import Draft, LoneSource, TopicDraft
from facts.model.entities import SHARED_LIBRARY, Citation, LibraryId
from facts.store.library_store import Snapshot
from storage.store import open_store
from tests.support.builders import NOTE, SEED, add
from tests.support.library_contents import DATES, NAMES, TEXTS, draft_fact, draft_source, facts
from tests.support.library_contents import sources as drawn_sources

topic_drafts = st.builds(
    TopicDraft,
    st.just(1),
    NAMES,
    st.lists(NAMES, max_size=3, unique=True).map(tuple),
    st.none() | TEXTS,
)
lone_sources = st.builds(
    LoneSource, st.just(1), drawn_sources(DATES).map(draft_source), st.none() | NAMES
)
libraries = st.lists(topic_drafts | lone_sources | facts(DATES).map(draft_fact), max_size=8)


def describe_citation(citation: Citation) -> tuple[object, ...]:
    source = citation.source
    return (source.title, source.site, source.url, source.published, citation.author)


def describe(snapshot: Snapshot) -> tuple[Counter[object], ...]:
    """Return everything in a library but numbers."""
    reader = snapshot.contents
    topics = Counter[object](
        (each.name, each.aliases, each.definition) for each in reader.iter_topics()
    )
    lone = Counter[object](map(describe_citation, reader.iter_lone_sources()))
    written = Counter[object](
        (
            each.kind,
            each.text,
            frozenset(map(describe_citation, each.citations)),
            frozenset((link.name, link.stance) for link in each.topic_links),
            frozenset(each.phrasings),
        )
        for each in reader.iter_facts()
    )
    return topics, lone, written


async def export(store: CurationStore, name: str, library: LibraryId = SHARED_LIBRARY) -> str:
    pieces: list[str] = []
    await export_library(store, library, None, find_export_format(name), pieces.append)
    return "".join(pieces)


async def bring_in(
    store: CurationStore, *inputs: ImportInput, library: LibraryId = SHARED_LIBRARY
) -> None:
    with ExitStack() as until:
        spool = FileSpool(until)
        await import_files(store, FileImport(library, NOTE), read_inputs(inputs, spool), spool)


async def export_and_import(drafts: list[Draft], library: LibraryId, folder: str) -> None:
    async with (
        open_store(str(Path(folder, "first.db"))) as first,
        open_store(str(Path(folder, "second.db"))) as second,
    ):
        await add(first, *drafts, library=library)
        text = await export(first, "jsonl", library)
        if text.count("\n") > 1:
            await bring_in(second, ImportInput(InputFile.of_text("export", text)))
        before = await first.read_apart(library, describe)
        assert await second.read_apart(SHARED_LIBRARY, describe) == before


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(libraries, st.sampled_from([SHARED_LIBRARY, LibraryId(7)]))
def test_a_library_comes_back_from_json_lines(drafts: list[Draft], library: LibraryId) -> None:
    with TemporaryDirectory() as folder:
        asyncio.run(export_and_import(drafts, library, folder))


@pytest.mark.parametrize("name", ["jsonl", "kt-json", "markdown"])
@pytest.mark.parametrize("library", ["models", "team", "seed"])
async def test_each_of_the_three_libraries_comes_back(
    name: str, library: str, tmp_path: Path
) -> None:
    if library == "seed" and not SEED.exists():
        pytest.skip("the user's page is not on this machine")
    given = (
        ImportInput(InputFile.of_text("seed", SEED.read_text("utf-8")))
        if library == "seed"
        else open_pack(library)
    )
    async with (
        open_store(str(tmp_path / "first.db")) as first,
        open_store(str(tmp_path / "second.db")) as second,
    ):
        await bring_in(first, given)
        text = await export(first, name)
        await bring_in(second, ImportInput(InputFile.of_text("export", text)))
        before = await first.read_apart(SHARED_LIBRARY, describe)
        assert before[2]
        assert await second.read_apart(SHARED_LIBRARY, describe) == before
