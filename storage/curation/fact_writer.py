"""Writes facts with their citations and topic links."""

from collections.abc import Mapping
from typing import Final

from storage.engine.connection import SqlConnection
from storage.library.digests import digest
from storage.library.documents import Document

_NO_PARTS: Final[Document] = {"citations": [], "topics": []}


def delete_facts(ids: list[int], connection: SqlConnection) -> None:
    """Delete facts with their citations and topic links."""
    rows = [(id_,) for id_ in ids]
    connection.executemany("DELETE FROM bearing WHERE fact = ?", rows)
    connection.executemany("DELETE FROM citation WHERE fact = ?", rows)
    connection.executemany("DELETE FROM fact WHERE id = ?", rows)


def insert_fact(document: Document, connection: SqlConnection) -> int:
    """Insert a new fact, and return its id."""
    (id_,) = connection.execute(
        "INSERT INTO fact (library, kind, text, digest, change) VALUES (?, ?, ?, ?, ?) "
        "RETURNING id",
        (
            document["library"],
            document["kind"],
            document["text"],
            digest(document["text"]),
            document["change"],
        ),
    ).fetchone()
    insert_parts({id_: document}, connection)
    return int(id_)


def update_fact(fact: int, before: Document, after: Document, connection: SqlConnection) -> None:
    """Update those parts of a fact that differ: the index follows changed texts only."""
    if after["text"] != before["text"]:
        connection.execute(
            "UPDATE fact SET text = ?, digest = ? WHERE id = ?",
            (after["text"], digest(after["text"]), fact),
        )
    if after["kind"] != before["kind"]:
        connection.execute("UPDATE fact SET kind = ? WHERE id = ?", (after["kind"], fact))
    for part, table in (("citations", "citation"), ("topics", "bearing")):
        if after[part] != before[part]:
            connection.execute(f"DELETE FROM {table} WHERE fact = ?", (fact,))
            insert_parts({fact: {**_NO_PARTS, part: after[part]}}, connection)


def insert_parts(documents: Mapping[int, Document], connection: SqlConnection) -> None:
    """Insert the citations and topic links of facts."""
    connection.executemany(
        "INSERT INTO citation (fact, source, author, change) VALUES (?, ?, ?, ?)",
        [(fact, *each) for fact, document in documents.items() for each in document["citations"]],
    )
    connection.executemany(
        "INSERT INTO bearing (fact, topic, stance, change) VALUES (?, ?, ?, ?)",
        [(fact, *each) for fact, document in documents.items() for each in document["topics"]],
    )
