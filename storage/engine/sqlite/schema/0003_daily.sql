-- The fact of the day. Instants are UTC to the second, ISO 8601, and compare as text; days are those
-- of the schedule's own zone.

CREATE TABLE schedule (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    server INTEGER NOT NULL, -- the library it draws from, beside the shared one
    channel INTEGER NOT NULL,
    at TEXT NOT NULL, -- HH:MM on the clocks of the zone
    zone TEXT NOT NULL, -- a name of the tz database
    weekdays TEXT NOT NULL, -- ISO weekdays: 12345 is Monday to Friday
    topics TEXT NOT NULL, -- JSON lists; an empty one means any
    kinds TEXT NOT NULL,
    sites TEXT NOT NULL,
    title TEXT,
    role INTEGER, -- to ping
    thread INTEGER NOT NULL,
    pin INTEGER NOT NULL,
    publish INTEGER NOT NULL,
    catch_up INTEGER NOT NULL, -- seconds
    made_by INTEGER NOT NULL,
    paused INTEGER NOT NULL DEFAULT 0,
    next_day TEXT,
    next_at TEXT, -- both NULL while nothing is due
    trouble TEXT, -- of its last post
    version INTEGER NOT NULL DEFAULT 1 -- counts its changes
) STRICT;
CREATE INDEX schedule_server ON schedule (server);
CREATE INDEX schedule_next_at ON schedule (next_at) WHERE next_at IS NOT NULL;

-- What people arranged for a day: a fact, or no post where there is none.
CREATE TABLE arrangement (
    schedule INTEGER NOT NULL REFERENCES schedule ON DELETE CASCADE,
    day TEXT NOT NULL,
    fact INTEGER REFERENCES fact ON DELETE CASCADE,
    swapped INTEGER NOT NULL,
    made_by INTEGER NOT NULL,
    PRIMARY KEY (schedule, day)
) STRICT, WITHOUT ROWID;
CREATE INDEX arrangement_fact ON arrangement (fact) WHERE fact IS NOT NULL;

-- What became of each day. A day is claimed here before anything is sent: it can be claimed once.
-- Posts outlive their schedule and their fact, for the controls under them.
CREATE TABLE post (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    schedule INTEGER NOT NULL,
    server INTEGER NOT NULL,
    channel INTEGER NOT NULL,
    day TEXT NOT NULL,
    extra INTEGER NOT NULL, -- 0 for the day's own post
    due_at TEXT NOT NULL,
    deadline TEXT NOT NULL,
    claimed_at TEXT NOT NULL,
    retry_at TEXT NOT NULL, -- when an open post may be taken up by anybody
    state TEXT NOT NULL CHECK (state IN ('claimed', 'sent', 'missed', 'failed')),
    attempts INTEGER NOT NULL DEFAULT 1,
    fact INTEGER REFERENCES fact ON DELETE SET NULL,
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
    UNIQUE (schedule, day, extra)
) STRICT;
CREATE INDEX post_round ON post (schedule, round);
CREATE INDEX post_open ON post (retry_at) WHERE state = 'claimed';
CREATE INDEX post_fact ON post (fact) WHERE fact IS NOT NULL;

CREATE TABLE vote (
    server INTEGER NOT NULL,
    fact INTEGER NOT NULL REFERENCES fact ON DELETE CASCADE,
    person INTEGER NOT NULL, -- a Discord user's id
    liked INTEGER NOT NULL CHECK (liked IN (0, 1)),
    PRIMARY KEY (server, fact, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX vote_fact ON vote (fact);
