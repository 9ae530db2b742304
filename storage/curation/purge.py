"""Purge: a fact's text is wiped from the library and from its history."""

import json
from collections.abc import Collection
from typing import Final

from facts.model.changes import ChangeId
from storage.curation.fact_writer import delete_facts
from storage.engine.connection import SqlConnection
from storage.library.documents import Document

_PURGED: Final = "purged"


def is_purged(document: Document | None) -> bool:
    """Return whether a document's text was wiped."""
    return document is not None and _PURGED in document


def has_texts(facts: Collection[int], connection: SqlConnection) -> bool:
    """Return whether the library or its history has the text of any of the facts."""
    (found,) = connection.execute(
        """
        SELECT EXISTS (
            SELECT 1 FROM json_each(:facts) AS wanted JOIN fact ON fact.id = wanted.value
        ) OR EXISTS (
            SELECT 1 FROM json_each(:facts) AS wanted JOIN change_image AS image
                ON image.entity = 'fact' AND image.id = wanted.value
            WHERE before ->> 'text' IS NOT NULL
        )
        """,
        {"facts": json.dumps(list(facts))},
    ).fetchone()
    return bool(found)


def purge_facts(facts: Collection[int], change: ChangeId, connection: SqlConnection) -> None:
    """Delete facts and wipe all their images, and delete saved forms with their texts.

    Files that wait for an import into the library may hold the texts too: all of them go.
    The bytes stay in the file until it is erased: see storage.store.
    """
    rows = [(fact,) for fact in facts]
    _delete_forms(facts, connection)
    connection.execute(
        "DELETE FROM upload WHERE library = (SELECT library FROM change WHERE id = ?)", (change,)
    )
    delete_facts(list(facts), connection)
    connection.executemany("DELETE FROM vote WHERE fact = ?", rows)
    connection.executemany("DELETE FROM fact_message WHERE fact = ?", rows)
    connection.executemany(
        "UPDATE change_image SET before = ? "
        "WHERE entity = 'fact' AND id = ? AND before IS NOT NULL",
        [(json.dumps({_PURGED: True}), fact) for fact in facts],
    )
    connection.executemany("DELETE FROM phrasing WHERE fact = ?", rows)
    connection.executemany(
        "UPDATE change_image SET before = ? WHERE entity = 'phrasing' AND before ->> 'fact' = ?",
        [(json.dumps({_PURGED: True}), fact) for fact in facts],
    )
    connection.executemany(
        """
        INSERT INTO change_image (entity, id, change, library, before)
        SELECT 'fact', ?, id, library, ? FROM change WHERE id = ? ON CONFLICT DO NOTHING
        """,
        [(fact, json.dumps({_PURGED: True}), change) for fact in facts],
    )


def _delete_forms(facts: Collection[int], connection: SqlConnection) -> None:
    rows = connection.execute(
        """
        SELECT text FROM json_each(:facts) AS wanted JOIN fact ON fact.id = wanted.value
        UNION
        SELECT before ->> 'text' FROM json_each(:facts) AS wanted JOIN change_image AS image
            ON image.entity = 'fact' AND image.id = wanted.value
        WHERE before ->> 'text' IS NOT NULL
        """,
        {"facts": json.dumps(list(facts))},
    )
    written = [(json.dumps(text, ensure_ascii=False)[1:-1],) for (text,) in rows]
    connection.executemany("DELETE FROM saved_form WHERE instr(content, ?)", written)
