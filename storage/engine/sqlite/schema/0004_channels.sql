-- How questions are answered in a channel of a server. A thread, or a post of a forum, that has no row
-- of its own goes by the row of its channel.
CREATE TABLE channel (
    id INTEGER PRIMARY KEY, -- Discord's
    library INTEGER NOT NULL, -- the server
    quiet INTEGER NOT NULL CHECK (quiet IN (0, 1)), -- whether answers are private there
    change INTEGER NOT NULL REFERENCES change
) STRICT;

-- What the channel is about: facts on these topics come before others.
CREATE TABLE channel_topic (
    channel INTEGER NOT NULL REFERENCES channel ON DELETE CASCADE,
    topic INTEGER NOT NULL REFERENCES topic ON DELETE CASCADE,
    PRIMARY KEY (channel, topic)
) STRICT, WITHOUT ROWID;
CREATE INDEX channel_topic_topic ON channel_topic (topic);
