-- What topics and facts are found by. All of it is worked out from the tables of 0001: triggers note
-- which topics and facts it lags behind, and storage/indexing.py brings it up to date before a change
-- is kept. A database of version 1 starts with everything noted.

ALTER TABLE topic ADD COLUMN facts INTEGER NOT NULL DEFAULT 0; -- how many bear on it
UPDATE topic SET facts = (SELECT count(*) FROM bearing WHERE bearing.topic = topic.id);

-- Every name and alias as it is compared. The order of a topic's names is that of `alias.position`,
-- 0 being the topic's own name.
CREATE TABLE name (
    id INTEGER PRIMARY KEY,
    library INTEGER NOT NULL,
    topic INTEGER NOT NULL,
    position INTEGER NOT NULL,
    words TEXT NOT NULL, -- facts.text.plain
    letters TEXT NOT NULL, -- the same without spaces
    size INTEGER NOT NULL -- how many binary digits the topic's number of facts has
) STRICT;
CREATE INDEX name_topic ON name (topic);
CREATE INDEX name_letters ON name (library, letters, size);

-- Every word of the facts, as wrong spellings are corrected to it.
CREATE TABLE word (
    id INTEGER PRIMARY KEY,
    library INTEGER NOT NULL,
    text TEXT NOT NULL,
    facts INTEGER NOT NULL, -- how many hold it
    UNIQUE (library, text)
) STRICT;

-- Where a term occurs. The key is 43 bits of a hash over library, field and term, then 20 bits that
-- number a segment of 65,536 ids; `ids` are the lower 16 bits of each id, little-endian.
CREATE TABLE posting (key INTEGER PRIMARY KEY, ids BLOB NOT NULL) STRICT;

-- How many names, words and facts are in the index of a library.
CREATE TABLE extent (
    library INTEGER NOT NULL,
    field TEXT NOT NULL,
    entries INTEGER NOT NULL,
    PRIMARY KEY (library, field)
) STRICT, WITHOUT ROWID;

CREATE TABLE unindexed_topic (topic INTEGER PRIMARY KEY) STRICT;
CREATE TABLE unindexed_fact (
    fact INTEGER PRIMARY KEY,
    library INTEGER NOT NULL,
    indexed_text TEXT -- what the index still holds of it
) STRICT;
INSERT INTO unindexed_topic SELECT id FROM topic;
INSERT INTO unindexed_fact SELECT id, library, NULL FROM fact;

CREATE TRIGGER topic_added AFTER INSERT ON topic BEGIN
    INSERT OR IGNORE INTO unindexed_topic VALUES (NEW.id);
END;
CREATE TRIGGER topic_renamed AFTER UPDATE OF name ON topic BEGIN
    INSERT OR IGNORE INTO unindexed_topic VALUES (NEW.id);
END;
CREATE TRIGGER topic_removed AFTER DELETE ON topic BEGIN
    INSERT OR IGNORE INTO unindexed_topic VALUES (OLD.id);
END;
CREATE TRIGGER alias_added AFTER INSERT ON alias BEGIN
    INSERT OR IGNORE INTO unindexed_topic VALUES (NEW.topic);
END;
CREATE TRIGGER alias_changed AFTER UPDATE ON alias BEGIN
    INSERT OR IGNORE INTO unindexed_topic VALUES (OLD.topic), (NEW.topic);
END;
CREATE TRIGGER alias_removed AFTER DELETE ON alias BEGIN
    INSERT OR IGNORE INTO unindexed_topic VALUES (OLD.topic);
END;

-- The index knows a topic's size by its number of binary digits: it lags when that changes, which is
-- when the larger of the two numbers is a power of two.
CREATE TRIGGER bearing_added AFTER INSERT ON bearing BEGIN
    UPDATE topic SET facts = facts + 1 WHERE id = NEW.topic;
    INSERT OR IGNORE INTO unindexed_topic
    SELECT id FROM topic WHERE id = NEW.topic AND facts & (facts - 1) = 0;
END;
CREATE TRIGGER bearing_moved AFTER UPDATE OF topic ON bearing WHEN OLD.topic <> NEW.topic BEGIN
    UPDATE topic SET facts = facts - 1 WHERE id = OLD.topic;
    UPDATE topic SET facts = facts + 1 WHERE id = NEW.topic;
    INSERT OR IGNORE INTO unindexed_topic VALUES (OLD.topic), (NEW.topic);
END;
CREATE TRIGGER bearing_removed AFTER DELETE ON bearing BEGIN
    UPDATE topic SET facts = facts - 1 WHERE id = OLD.topic;
    INSERT OR IGNORE INTO unindexed_topic
    SELECT id FROM topic WHERE id = OLD.topic AND facts & (facts + 1) = 0;
END;

CREATE TRIGGER fact_added AFTER INSERT ON fact BEGIN
    INSERT OR IGNORE INTO unindexed_fact VALUES (NEW.id, NEW.library, NULL);
END;
CREATE TRIGGER fact_reworded AFTER UPDATE OF text ON fact BEGIN
    INSERT OR IGNORE INTO unindexed_fact VALUES (OLD.id, OLD.library, OLD.text);
END;
CREATE TRIGGER fact_removed AFTER DELETE ON fact BEGIN
    INSERT OR IGNORE INTO unindexed_fact VALUES (OLD.id, OLD.library, OLD.text);
END;
