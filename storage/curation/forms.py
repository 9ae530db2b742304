"""Saved forms."""

import datetime
import json

from facts.curation.forms import KEPT, FormId, SavedForm
from facts.model.entities import LibraryId
from storage.engine.connection import SqlConnection, format_timestamp


def save_form(form: SavedForm, connection: SqlConnection) -> FormId:
    """Save a form, and return its number. Forms that are too old go."""
    connection.execute(
        "DELETE FROM saved_form WHERE saved_at < ?", (format_timestamp(form.saved_at - KEPT),)
    )
    values = {
        "id": form.id or None,
        "library": form.library,
        "person": form.person,
        "saved_at": format_timestamp(form.saved_at),
        "form": form.target,
        "content": json.dumps(dict(form.values), ensure_ascii=False),
    }
    (number,) = connection.execute(
        """
        INSERT INTO saved_form (id, library, person, saved_at, form, content)
        VALUES (:id, :library, :person, :saved_at, :form, :content)
        ON CONFLICT (id) DO UPDATE SET saved_at = excluded.saved_at, form = excluded.form,
            content = excluded.content
        WHERE library = excluded.library AND person = excluded.person
        RETURNING id
        """,
        values,
    ).fetchone()
    return FormId(number)


def get_form(
    library: LibraryId, person: int, form: FormId, now: datetime.datetime, connection: SqlConnection
) -> SavedForm | None:
    """Return a user's form, unless it is too old."""
    row = connection.execute(
        "SELECT saved_at, form, content FROM saved_form "
        "WHERE id = ? AND library = ? AND person = ? AND saved_at >= ?",
        (form, library, person, format_timestamp(now - KEPT)),
    ).fetchone()
    if row is None:
        return None
    saved_at = datetime.datetime.fromisoformat(row[0])
    return SavedForm(library, person, saved_at, row[1], json.loads(row[2]), form)


def delete_form(library: LibraryId, person: int, form: FormId, connection: SqlConnection) -> None:
    """Delete a user's form."""
    connection.execute(
        "DELETE FROM saved_form WHERE id = ? AND library = ? AND person = ?",
        (form, library, person),
    )
