-- A library is named by its number everywhere: 0 is the shared one, any other a Discord server's id.
-- Numbers are never given twice (AUTOINCREMENT): buttons on old messages carry them.

-- One row for every write, however large. Rows of other tables name the change that added them;
-- history will record here what a change did to them afterwards.
CREATE TABLE change (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    library INTEGER NOT NULL,
    made_at TEXT NOT NULL, -- UTC, ISO 8601
    made_by INTEGER, -- a Discord user's id, NULL for the operator
    reason TEXT NOT NULL
) STRICT;

CREATE TABLE topic (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    library INTEGER NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL, -- facts.text.squeezed(name)
    definition TEXT,
    change INTEGER NOT NULL REFERENCES change,
    UNIQUE (library, name_key)
) STRICT;

CREATE TABLE alias (
    topic INTEGER NOT NULL REFERENCES topic ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL, -- facts.text.squeezed(name)
    change INTEGER NOT NULL REFERENCES change,
    PRIMARY KEY (topic, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX alias_name_key ON alias (name_key);

CREATE TABLE source (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    library INTEGER NOT NULL,
    title TEXT NOT NULL,
    site TEXT, -- a host, lower-case, without www.
    url TEXT,
    published TEXT, -- ISO 8601 at its precision: 2026-03-15, 2026-03 or 2026
    published_words TEXT, -- as the page gave it
    change INTEGER NOT NULL REFERENCES change
) STRICT;
CREATE UNIQUE INDEX source_url ON source (library, url) WHERE url IS NOT NULL;
CREATE INDEX source_title ON source (library, title);

CREATE TABLE fact (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    library INTEGER NOT NULL,
    kind TEXT NOT NULL,
    text TEXT NOT NULL,
    digest BLOB NOT NULL, -- of facts.text.folded(text): the same digest is the same fact
    change INTEGER NOT NULL REFERENCES change,
    UNIQUE (library, digest)
) STRICT;

CREATE TABLE citation (
    fact INTEGER NOT NULL REFERENCES fact ON DELETE CASCADE,
    source INTEGER NOT NULL REFERENCES source ON DELETE RESTRICT,
    author TEXT,
    change INTEGER NOT NULL REFERENCES change,
    PRIMARY KEY (fact, source)
) STRICT, WITHOUT ROWID;
CREATE INDEX citation_source ON citation (source, fact);

CREATE TABLE bearing (
    topic INTEGER NOT NULL REFERENCES topic ON DELETE CASCADE,
    fact INTEGER NOT NULL REFERENCES fact ON DELETE CASCADE,
    stance TEXT CHECK (stance IN ('supports', 'challenges', 'neutral')),
    change INTEGER NOT NULL REFERENCES change,
    PRIMARY KEY (topic, fact)
) STRICT, WITHOUT ROWID;
CREATE INDEX bearing_fact ON bearing (fact, topic);
