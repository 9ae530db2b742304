"""Uploads of users, until they are imported."""

import datetime
import json

from facts.curation.uploads import MAX_UPLOADS, UPLOAD_KEPT, Upload, UploadedFile, UploadId
from facts.model.entities import LibraryId
from storage.engine.connection import SqlConnection, format_timestamp


def save_upload(upload: Upload, connection: SqlConnection) -> UploadId:
    """Save an upload, and return its number. Uploads that are too old or too many go."""
    delete_old_uploads(upload.made_at, connection)
    (number,) = connection.execute(
        "INSERT INTO upload (library, person, made_at, options) VALUES (?, ?, ?, ?) RETURNING id",
        (
            upload.library,
            upload.person,
            format_timestamp(upload.made_at),
            json.dumps(dict(upload.options), ensure_ascii=False),
        ),
    ).fetchone()
    connection.executemany(
        "INSERT INTO upload_file (upload, place, name, content) VALUES (?, ?, ?, ?)",
        [(number, place, each.name, each.content) for place, each in enumerate(upload.files)],
    )
    connection.execute(
        """
        DELETE FROM upload WHERE library = :library AND person = :person AND id NOT IN (
            SELECT id FROM upload WHERE library = :library AND person = :person
            ORDER BY id DESC LIMIT :kept
        )
        """,
        {"library": upload.library, "person": upload.person, "kept": MAX_UPLOADS},
    )
    return UploadId(number)


def get_upload(
    library: LibraryId,
    person: int,
    upload: UploadId,
    now: datetime.datetime,
    connection: SqlConnection,
) -> Upload | None:
    """Return a user's upload, unless it is too old."""
    row = connection.execute(
        "SELECT made_at, options FROM upload "
        "WHERE id = ? AND library = ? AND person = ? AND made_at >= ?",
        (upload, library, person, format_timestamp(now - UPLOAD_KEPT)),
    ).fetchone()
    if row is None:
        return None
    files = connection.execute(
        "SELECT name, content FROM upload_file WHERE upload = ? ORDER BY place", (upload,)
    )
    made_at, options = datetime.datetime.fromisoformat(row[0]), json.loads(row[1])
    return Upload(
        library, person, made_at, options, tuple(UploadedFile(*each) for each in files), upload
    )


def delete_upload(
    library: LibraryId, person: int, upload: UploadId, connection: SqlConnection
) -> None:
    """Delete a user's upload."""
    connection.execute(
        "DELETE FROM upload WHERE id = ? AND library = ? AND person = ?", (upload, library, person)
    )


def delete_old_uploads(now: datetime.datetime, connection: SqlConnection) -> None:
    """Delete the uploads that are too old."""
    connection.execute(
        "DELETE FROM upload WHERE made_at < ?", (format_timestamp(now - UPLOAD_KEPT),)
    )
