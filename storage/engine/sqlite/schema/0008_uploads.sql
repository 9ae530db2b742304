-- Files that a user uploaded for an import: kept for a day, until the user applies or cancels it.
CREATE TABLE upload (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    library INTEGER NOT NULL,
    person INTEGER NOT NULL, -- a Discord user's id
    made_at TEXT NOT NULL, -- UTC, ISO 8601
    options TEXT NOT NULL -- JSON object: the value of each field of the form
) STRICT;
CREATE INDEX upload_owner ON upload (library, person);

CREATE TABLE upload_file (
    upload INTEGER NOT NULL REFERENCES upload ON DELETE CASCADE,
    place INTEGER NOT NULL, -- from 0
    name TEXT NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (upload, place)
) STRICT;
