-- Facts are found by the words of their topics, sources and phrasings too. Such a text beside a fact is a
-- context. Triggers note which contexts the index lags behind; storage/search/context_index.py catches up.

CREATE TABLE context (
    entity TEXT NOT NULL, -- 'topic': name and aliases; 'definition': of a topic; 'source'; 'phrasing'
    id INTEGER NOT NULL, -- of the topic, source or phrasing
    library INTEGER NOT NULL,
    words TEXT NOT NULL, -- what the index has of it: its words, each once
    PRIMARY KEY (entity, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE unindexed_context (
    entity TEXT NOT NULL,
    id INTEGER NOT NULL,
    PRIMARY KEY (entity, id)
) STRICT, WITHOUT ROWID;

-- A topic without facts is the context of none, so it waits for its first one.
CREATE TRIGGER topic_context_begins AFTER UPDATE OF facts ON topic WHEN OLD.facts = 0 AND NEW.facts > 0 BEGIN
    INSERT INTO unindexed_context VALUES ('topic', NEW.id), ('definition', NEW.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER topic_context_changed AFTER UPDATE OF name, definition ON topic
WHEN EXISTS (SELECT 1 FROM bearing WHERE topic = NEW.id) BEGIN
    INSERT INTO unindexed_context VALUES ('topic', NEW.id), ('definition', NEW.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER topic_context_removed AFTER DELETE ON topic BEGIN
    INSERT INTO unindexed_context VALUES ('topic', OLD.id), ('definition', OLD.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER alias_context_added AFTER INSERT ON alias
WHEN EXISTS (SELECT 1 FROM bearing WHERE topic = NEW.topic) BEGIN
    INSERT INTO unindexed_context VALUES ('topic', NEW.topic) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER alias_context_changed AFTER UPDATE ON alias BEGIN
    INSERT INTO unindexed_context VALUES ('topic', OLD.topic), ('topic', NEW.topic) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER alias_context_removed AFTER DELETE ON alias BEGIN
    INSERT INTO unindexed_context VALUES ('topic', OLD.topic) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER source_context_added AFTER INSERT ON source BEGIN
    INSERT INTO unindexed_context VALUES ('source', NEW.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER source_context_changed AFTER UPDATE OF title, site, author ON source BEGIN
    INSERT INTO unindexed_context VALUES ('source', NEW.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER source_context_removed AFTER DELETE ON source BEGIN
    INSERT INTO unindexed_context VALUES ('source', OLD.id) ON CONFLICT DO NOTHING;
END;
-- The authors of a source are those of all its citations: only the first and the last of each matter.
CREATE TRIGGER author_context_added AFTER INSERT ON citation
WHEN NEW.author IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM citation WHERE source = NEW.source AND author = NEW.author AND fact <> NEW.fact
) BEGIN
    INSERT INTO unindexed_context VALUES ('source', NEW.source) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER author_context_changed AFTER UPDATE OF author, source ON citation BEGIN
    INSERT INTO unindexed_context VALUES ('source', OLD.source), ('source', NEW.source) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER author_context_removed AFTER DELETE ON citation
WHEN OLD.author IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM citation WHERE source = OLD.source AND author = OLD.author
) BEGIN
    INSERT INTO unindexed_context VALUES ('source', OLD.source) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER phrasing_context_added AFTER INSERT ON phrasing BEGIN
    INSERT INTO unindexed_context VALUES ('phrasing', NEW.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER phrasing_context_changed AFTER UPDATE ON phrasing BEGIN
    INSERT INTO unindexed_context VALUES ('phrasing', NEW.id) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER phrasing_context_removed AFTER DELETE ON phrasing BEGIN
    INSERT INTO unindexed_context VALUES ('phrasing', OLD.id) ON CONFLICT DO NOTHING;
END;

-- Letters such as œ are spelt out in keys of names now. A name whose new key another topic has keeps its old one.
UPDATE OR IGNORE topic SET name_key = replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
    name_key, 'æ', 'ae'), 'œ', 'oe'), 'ø', 'o'), 'þ', 'th'), 'ð', 'd'), 'đ', 'd'), 'ł', 'l'), 'ı', 'i'),
    char(65038), ''), char(65039), '')
WHERE name_key GLOB '*[æœøþðđłı' || char(65038) || char(65039) || ']*';
UPDATE alias SET name_key = replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
    name_key, 'æ', 'ae'), 'œ', 'oe'), 'ø', 'o'), 'þ', 'th'), 'ð', 'd'), 'đ', 'd'), 'ł', 'l'), 'ı', 'i'),
    char(65038), ''), char(65039), '')
WHERE name_key GLOB '*[æœøþðđłı' || char(65038) || char(65039) || ']*';

-- The terms of the index are others now: it is built anew when the file is opened.
DELETE FROM posting;
DELETE FROM word;
DELETE FROM name;
DELETE FROM extent;
DELETE FROM unindexed_topic;
DELETE FROM unindexed_fact;
DELETE FROM unindexed_context;
INSERT INTO unindexed_topic SELECT id FROM topic;
INSERT INTO unindexed_fact SELECT id, library, NULL FROM fact;
INSERT INTO unindexed_context SELECT 'topic', id FROM topic WHERE facts > 0;
INSERT INTO unindexed_context SELECT 'definition', id FROM topic WHERE facts > 0 AND definition IS NOT NULL;
INSERT INTO unindexed_context SELECT 'source', id FROM source;
INSERT INTO unindexed_context SELECT 'phrasing', id FROM phrasing;
