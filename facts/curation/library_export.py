"""Use case: one library as a text in an export format."""

from collections.abc import Callable
from functools import partial

from facts.curation.store import CurationStore
from facts.exporters.exporter import Contents, ExportFormat
from facts.model.entities import LibraryId, TopicId
from facts.store.library_store import Snapshot

Write = Callable[[str], object]
"""Takes the next piece of the text; an error that it raises ends the export."""


async def export_library(
    store: CurationStore,
    library: LibraryId,
    topic: TopicId | None,
    export_format: ExportFormat,
    write: Write,
) -> None:
    """Write everything that a library itself has, or its facts on one topic.

    All of it belongs to one moment. `write` is called in another thread. The content of the shared
    library is not part of a server's export, except for topics and sources that its facts use.
    """
    await store.read_apart(library, partial(_export, topic, export_format, write))


def _export(
    topic: TopicId | None, export_format: ExportFormat, write: Write, snapshot: Snapshot
) -> None:
    reader = snapshot.contents
    contents = Contents(
        reader.iter_topics(topic),
        () if topic else reader.iter_lone_sources(),
        reader.iter_facts(topic),
    )
    for piece in export_format.render(contents):
        write(piece)
