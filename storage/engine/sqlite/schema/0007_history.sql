-- The history of changes: enough to show each one, and to undo it.
--
-- A row of `change_image` is a document as it was before a change: a topic, source, fact, channel setting …
-- as JSON, or NULL if it did not exist. What it was after the change is the image of the next change, or else
-- what the tables hold now. An import has no images of what it added: its new ids lie in a `change_range`.

ALTER TABLE change ADD COLUMN origin TEXT NOT NULL DEFAULT ''; -- 'command line' or 'discord'
ALTER TABLE change ADD COLUMN channel INTEGER; -- a Discord channel's id
ALTER TABLE change ADD COLUMN summary TEXT NOT NULL DEFAULT ''; -- what it did, in one sentence
ALTER TABLE change ADD COLUMN undoes INTEGER REFERENCES change;
ALTER TABLE change ADD COLUMN undone_by INTEGER REFERENCES change;
ALTER TABLE change ADD COLUMN undoable INTEGER NOT NULL DEFAULT 0; -- 0: of an earlier version, or purged
CREATE INDEX change_library ON change (library);
CREATE INDEX change_made_by ON change (library, made_by) WHERE made_by IS NOT NULL;

CREATE TABLE change_image (
    entity TEXT NOT NULL, -- the table of the document
    id INTEGER NOT NULL, -- its id there
    change INTEGER NOT NULL REFERENCES change,
    library INTEGER NOT NULL, -- of the document: a change of the shared library can touch one of a server
    before TEXT, -- JSON
    PRIMARY KEY (entity, id, change)
) STRICT, WITHOUT ROWID;
CREATE INDEX change_image_change ON change_image (change, library);

CREATE TABLE change_range (
    change INTEGER NOT NULL REFERENCES change,
    entity TEXT NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    things INTEGER NOT NULL, -- some ids between the two were never given
    PRIMARY KEY (change, entity)
) STRICT, WITHOUT ROWID;
CREATE INDEX change_range_entity ON change_range (entity, last);

-- The topics that a change touched, or whose facts it touched: the history of a topic.
CREATE TABLE change_topic (
    topic INTEGER NOT NULL,
    library INTEGER NOT NULL, -- of the change
    change INTEGER NOT NULL REFERENCES change,
    PRIMARY KEY (topic, library, change)
) STRICT, WITHOUT ROWID;
INSERT INTO change_topic (topic, library, change)
SELECT touched.topic, change.library, change.id
FROM (
    SELECT id AS topic, change FROM topic
    UNION SELECT topic, change FROM alias
    UNION SELECT topic, change FROM bearing
) AS touched JOIN change ON change.id = touched.change;

-- How many facts of other libraries a topic has: a server's facts can be about a shared topic.
CREATE TABLE topic_guest (
    topic INTEGER NOT NULL REFERENCES topic ON DELETE CASCADE,
    library INTEGER NOT NULL, -- of the facts
    facts INTEGER NOT NULL,
    PRIMARY KEY (topic, library)
) STRICT, WITHOUT ROWID;
INSERT INTO topic_guest (topic, library, facts)
SELECT topic.id, fact.library, count(*)
FROM topic JOIN bearing ON bearing.topic = topic.id JOIN fact ON fact.id = bearing.fact
WHERE fact.library <> topic.library GROUP BY topic.id, fact.library;
CREATE TRIGGER guest_added AFTER INSERT ON bearing
WHEN (SELECT library FROM fact WHERE id = NEW.fact) <> (SELECT library FROM topic WHERE id = NEW.topic) BEGIN
    INSERT INTO topic_guest (topic, library, facts)
    SELECT NEW.topic, library, 1 FROM fact WHERE id = NEW.fact
    ON CONFLICT (topic, library) DO UPDATE SET facts = topic_guest.facts + 1;
END;
CREATE TRIGGER guest_removed BEFORE DELETE ON bearing
WHEN (SELECT library FROM fact WHERE id = OLD.fact) <> (SELECT library FROM topic WHERE id = OLD.topic) BEGIN
    UPDATE topic_guest SET facts = facts - 1
    WHERE topic = OLD.topic AND library = (SELECT library FROM fact WHERE id = OLD.fact);
    DELETE FROM topic_guest WHERE topic = OLD.topic AND facts = 0;
END;
CREATE TRIGGER fact_leaves BEFORE DELETE ON fact BEGIN -- a cascade would come after the fact is gone
    DELETE FROM bearing WHERE fact = OLD.id;
END;

-- A topic or source that was merged into another: cards that were sent still name it.
CREATE TABLE merged (
    entity TEXT NOT NULL,
    id INTEGER NOT NULL,
    target INTEGER NOT NULL,
    PRIMARY KEY (entity, id)
) STRICT, WITHOUT ROWID;

-- Shared facts that a server has hidden from itself.
CREATE TABLE hidden (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    library INTEGER NOT NULL,
    fact INTEGER NOT NULL,
    UNIQUE (library, fact)
) STRICT;

CREATE TABLE library_setting (
    library INTEGER PRIMARY KEY,
    curators TEXT NOT NULL -- JSON list of the ids of roles
) STRICT;

-- What a user typed into a form, kept for a day.
CREATE TABLE saved_form (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    library INTEGER NOT NULL,
    person INTEGER NOT NULL, -- a Discord user's id
    saved_at TEXT NOT NULL, -- UTC, ISO 8601
    form TEXT NOT NULL, -- the code of the query that the form submits to
    content TEXT NOT NULL -- JSON object: the value of each field
) STRICT;

-- The message that a fact was saved from, and the user who wrote it.
CREATE TABLE fact_message (
    fact INTEGER PRIMARY KEY,
    message INTEGER NOT NULL, -- ids of Discord
    author INTEGER NOT NULL
) STRICT;

-- Interactions of Discord that have written already. Discord may deliver one twice.
CREATE TABLE interaction (id INTEGER PRIMARY KEY) STRICT;

-- A removed fact can come back. What refers to it waits for it: no foreign keys to facts any more.
CREATE TABLE new_vote (
    server INTEGER NOT NULL,
    fact INTEGER NOT NULL,
    person INTEGER NOT NULL, -- a Discord user's id
    liked INTEGER NOT NULL CHECK (liked IN (0, 1)),
    PRIMARY KEY (server, fact, person)
) STRICT, WITHOUT ROWID;
INSERT INTO new_vote (server, fact, person, liked) SELECT server, fact, person, liked FROM vote;
DROP TABLE vote;
ALTER TABLE new_vote RENAME TO vote;
CREATE INDEX vote_fact ON vote (fact);

CREATE TABLE new_arrangement (
    schedule INTEGER NOT NULL REFERENCES schedule ON DELETE CASCADE,
    day TEXT NOT NULL,
    fact INTEGER,
    swapped INTEGER NOT NULL,
    made_by INTEGER NOT NULL,
    PRIMARY KEY (schedule, day)
) STRICT, WITHOUT ROWID;
INSERT INTO new_arrangement (schedule, day, fact, swapped, made_by)
SELECT schedule, day, fact, swapped, made_by FROM arrangement;
DROP TABLE arrangement;
ALTER TABLE new_arrangement RENAME TO arrangement;

CREATE TABLE new_post (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    schedule INTEGER NOT NULL,
    server INTEGER NOT NULL,
    channel INTEGER NOT NULL,
    day TEXT NOT NULL,
    extra INTEGER NOT NULL, -- 0 for the day's own post
    due_at TEXT NOT NULL,
    deadline TEXT NOT NULL,
    claimed_at TEXT NOT NULL,
    retry_at TEXT NOT NULL, -- when any process may take up an open post
    state TEXT NOT NULL CHECK (state IN ('claimed', 'sent', 'missed', 'failed')),
    attempts INTEGER NOT NULL DEFAULT 1,
    fact INTEGER,
    round INTEGER,
    place INTEGER,
    size INTEGER, -- of the round
    newest INTEGER, -- the highest id of a fact when the round began
    why TEXT,
    topic INTEGER,
    rest INTEGER,
    votes INTEGER,
    person INTEGER,
    message INTEGER,
    trouble TEXT,
    detail TEXT,
    void INTEGER NOT NULL DEFAULT 0, -- attempts that surely sent nothing
    looked INTEGER, -- id of a message: the post's own is a later one
    dress_at TEXT, -- when any process may thread, pin and publish it; NULL: done
    UNIQUE (schedule, day, extra)
) STRICT;
INSERT INTO new_post (
    id, schedule, server, channel, day, extra, due_at, deadline, claimed_at, retry_at, state, attempts, fact,
    round, place, size, newest, why, topic, rest, votes, person, message, trouble, detail, void, looked, dress_at
)
SELECT
    id, schedule, server, channel, day, extra, due_at, deadline, claimed_at, retry_at, state, attempts, fact,
    round, place, size, newest, why, topic, rest, votes, person, message, trouble, detail, void, looked, dress_at
FROM post;
DELETE FROM sqlite_sequence WHERE name = 'new_post';
INSERT INTO sqlite_sequence (name, seq) SELECT 'new_post', seq FROM sqlite_sequence WHERE name = 'post';
DROP TABLE post;
ALTER TABLE new_post RENAME TO post;
CREATE INDEX post_round ON post (schedule, round);
CREATE INDEX post_open ON post (retry_at) WHERE state = 'claimed';
CREATE INDEX post_dress_at ON post (dress_at) WHERE dress_at IS NOT NULL;
