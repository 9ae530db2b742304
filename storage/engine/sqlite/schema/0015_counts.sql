-- Counts, so that no answer has to count facts. All of them are worked out from the tables of 0001 and are right
-- after every statement; only the facts of an import's current batch are counted at the end of the batch
-- (storage/library/new_fact_counts.py). A count is by the library of the facts. What a server hid counts too.

CREATE TABLE import_range (first_fact INTEGER NOT NULL) STRICT; -- facts from this id on are counted later
INSERT INTO import_range (first_fact) VALUES (9223372036854775807);

CREATE TABLE library_count (
    library INTEGER PRIMARY KEY,
    facts INTEGER NOT NULL,
    topics INTEGER NOT NULL,
    sources INTEGER NOT NULL -- those of the library that its own facts cite
) STRICT;

CREATE TABLE kind_count (
    library INTEGER NOT NULL,
    kind TEXT NOT NULL,
    facts INTEGER NOT NULL,
    PRIMARY KEY (library, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE site_count (
    library INTEGER NOT NULL,
    site TEXT NOT NULL,
    citations INTEGER NOT NULL,
    PRIMARY KEY (library, site)
) STRICT, WITHOUT ROWID;

ALTER TABLE source ADD COLUMN facts INTEGER NOT NULL DEFAULT 0; -- of its own library

CREATE TABLE source_guest ( -- facts of other libraries: a server's facts can cite a shared source
    source INTEGER NOT NULL,
    library INTEGER NOT NULL,
    facts INTEGER NOT NULL,
    PRIMARY KEY (source, library)
) STRICT, WITHOUT ROWID;

ALTER TABLE topic ADD COLUMN own_facts INTEGER NOT NULL DEFAULT 0; -- facts of its own library
ALTER TABLE topic ADD COLUMN own_sources INTEGER NOT NULL DEFAULT 0; -- that its own facts cite
ALTER TABLE topic ADD COLUMN newest INTEGER NOT NULL DEFAULT 0; -- the highest id of its own facts

CREATE TABLE topic_kind (
    topic INTEGER NOT NULL,
    library INTEGER NOT NULL,
    kind TEXT NOT NULL,
    facts INTEGER NOT NULL,
    PRIMARY KEY (topic, library, kind)
) STRICT, WITHOUT ROWID;

CREATE TABLE topic_source (
    topic INTEGER NOT NULL,
    library INTEGER NOT NULL,
    source INTEGER NOT NULL,
    facts INTEGER NOT NULL,
    published TEXT, -- as in the source
    PRIMARY KEY (topic, library, source)
) STRICT, WITHOUT ROWID;

CREATE TABLE topic_fact ( -- the facts of a topic in the order shown, once for each citation
    topic INTEGER NOT NULL,
    library INTEGER NOT NULL,
    source INTEGER NOT NULL,
    fact INTEGER NOT NULL,
    kind TEXT NOT NULL,
    is_first INTEGER NOT NULL, -- 1 with the lowest source of the fact
    PRIMARY KEY (topic, library, source, fact)
) STRICT, WITHOUT ROWID;

CREATE TABLE topic_pair ( -- how many facts two topics share, each pair in both directions
    topic INTEGER NOT NULL,
    library INTEGER NOT NULL,
    other INTEGER NOT NULL,
    facts INTEGER NOT NULL,
    PRIMARY KEY (topic, library, other)
) STRICT, WITHOUT ROWID;

INSERT INTO topic_fact (topic, library, source, fact, kind, is_first)
SELECT bearing.topic, fact.library, citation.source, fact.id, fact.kind,
    citation.source = (SELECT min(source) FROM citation AS each WHERE each.fact = fact.id)
FROM fact CROSS JOIN citation ON citation.fact = fact.id CROSS JOIN bearing ON bearing.fact = fact.id
ORDER BY 1, 2, 3, 4;
INSERT INTO topic_source (topic, library, source, facts, published)
SELECT topic, topic_fact.library, source, count(*), published
FROM topic_fact CROSS JOIN source ON source.id = topic_fact.source
GROUP BY topic, topic_fact.library, source ORDER BY 1, 2, 3;
INSERT INTO topic_kind (topic, library, kind, facts)
SELECT topic, library, kind, count(*) FROM bearing CROSS JOIN fact ON fact.id = bearing.fact GROUP BY 1, 2, 3;
INSERT INTO topic_pair (topic, library, other, facts)
SELECT this.topic, library, that.topic, count(*)
FROM bearing AS this CROSS JOIN bearing AS that ON that.fact = this.fact AND that.topic <> this.topic
CROSS JOIN fact ON fact.id = this.fact GROUP BY 1, 2, 3;
INSERT INTO source_guest (source, library, facts)
SELECT source, fact.library, count(*)
FROM citation CROSS JOIN fact ON fact.id = citation.fact CROSS JOIN source ON source.id = citation.source
WHERE fact.library <> source.library GROUP BY 1, 2;
UPDATE source SET facts = counted.facts
FROM (
    SELECT source AS id, fact.library, count(*) AS facts
    FROM citation CROSS JOIN fact ON fact.id = citation.fact GROUP BY 1, 2
) AS counted
WHERE source.id = counted.id AND source.library = counted.library;
UPDATE topic SET own_facts = counted.facts, newest = counted.newest
FROM (
    SELECT topic AS id, library, count(*) AS facts, max(fact) AS newest
    FROM bearing CROSS JOIN fact ON fact.id = bearing.fact GROUP BY 1, 2
) AS counted
WHERE topic.id = counted.id AND topic.library = counted.library;
UPDATE topic SET own_sources = counted.sources
FROM (SELECT topic AS id, library, count(*) AS sources FROM topic_source GROUP BY 1, 2) AS counted
WHERE topic.id = counted.id AND topic.library = counted.library;
INSERT INTO kind_count (library, kind, facts) SELECT library, kind, count(*) FROM fact GROUP BY 1, 2;
INSERT INTO site_count (library, site, citations)
SELECT library, site, sum(facts) FROM (
    SELECT library, site, facts FROM source
    UNION ALL SELECT source_guest.library, site, source_guest.facts
    FROM source_guest JOIN source ON source.id = source_guest.source
) WHERE site IS NOT NULL AND facts > 0 GROUP BY 1, 2;
INSERT INTO library_count (library, facts, topics, sources)
SELECT library, sum(facts), sum(topics), sum(sources) FROM (
    SELECT library, sum(facts) AS facts, 0 AS topics, 0 AS sources FROM kind_count GROUP BY 1
    UNION ALL SELECT library, 0, count(*), 0 FROM topic GROUP BY 1
    UNION ALL SELECT library, 0, 0, count(*) FROM source WHERE facts > 0 GROUP BY 1
) GROUP BY 1;

CREATE INDEX fact_kind ON fact (library, kind);
CREATE INDEX source_facts ON source (library, facts DESC, title);
CREATE INDEX source_site ON source (library, site, facts DESC);
CREATE INDEX source_published ON source (library, published);
CREATE INDEX source_guest_library ON source_guest (library, source);
CREATE INDEX topic_largest ON topic (library, own_facts DESC, name_key);
CREATE INDEX topic_newest ON topic (library, newest DESC, name_key);
CREATE INDEX topic_guest_library ON topic_guest (library, topic);
CREATE INDEX topic_source_source ON topic_source (source, library, topic, facts);

DROP TRIGGER bearing_added;
DROP TRIGGER bearing_moved;
DROP TRIGGER bearing_removed;
DROP TRIGGER guest_added;
DROP TRIGGER guest_removed;
DROP TRIGGER fact_leaves;

-- Rows of counts go when they reach 0.
CREATE TRIGGER library_count_zero AFTER UPDATE ON library_count
WHEN NEW.facts = 0 AND NEW.topics = 0 AND NEW.sources = 0 BEGIN
    DELETE FROM library_count WHERE library = NEW.library;
END;
CREATE TRIGGER kind_count_zero AFTER UPDATE ON kind_count WHEN NEW.facts = 0 BEGIN
    DELETE FROM kind_count WHERE library = NEW.library AND kind = NEW.kind;
END;
CREATE TRIGGER site_count_zero AFTER UPDATE ON site_count WHEN NEW.citations = 0 BEGIN
    DELETE FROM site_count WHERE library = NEW.library AND site = NEW.site;
END;
CREATE TRIGGER source_guest_zero AFTER UPDATE ON source_guest WHEN NEW.facts = 0 BEGIN
    DELETE FROM source_guest WHERE source = NEW.source AND library = NEW.library;
END;
CREATE TRIGGER topic_guest_zero AFTER UPDATE ON topic_guest WHEN NEW.facts = 0 BEGIN
    DELETE FROM topic_guest WHERE topic = NEW.topic AND library = NEW.library;
END;
CREATE TRIGGER topic_kind_zero AFTER UPDATE ON topic_kind WHEN NEW.facts = 0 BEGIN
    DELETE FROM topic_kind WHERE topic = NEW.topic AND library = NEW.library AND kind = NEW.kind;
END;
CREATE TRIGGER topic_source_zero AFTER UPDATE OF facts ON topic_source WHEN NEW.facts = 0 BEGIN
    DELETE FROM topic_source WHERE topic = NEW.topic AND library = NEW.library AND source = NEW.source;
END;
CREATE TRIGGER topic_pair_zero AFTER UPDATE ON topic_pair WHEN NEW.facts = 0 BEGIN
    DELETE FROM topic_pair WHERE topic = NEW.topic AND library = NEW.library AND other = NEW.other;
END;

-- Counts of counts.
CREATE TRIGGER topic_source_added AFTER INSERT ON topic_source BEGIN
    UPDATE topic SET own_sources = own_sources + 1 WHERE id = NEW.topic AND library = NEW.library;
END;
CREATE TRIGGER topic_source_removed AFTER DELETE ON topic_source BEGIN
    UPDATE topic SET own_sources = own_sources - 1 WHERE id = OLD.topic AND library = OLD.library;
END;
CREATE TRIGGER source_cited AFTER UPDATE OF facts ON source WHEN (OLD.facts = 0) <> (NEW.facts = 0) BEGIN
    INSERT INTO library_count (library, facts, topics, sources)
    VALUES (NEW.library, 0, 0, (NEW.facts > 0) - (OLD.facts > 0))
    ON CONFLICT (library) DO UPDATE SET sources = library_count.sources + excluded.sources;
END;
-- The index of names knows a topic's size by its number of binary digits. Two numbers have equally many if what
-- they share is more than what only one of them has.
CREATE TRIGGER topic_resized AFTER UPDATE OF facts ON topic
WHEN (OLD.facts | NEW.facts) > 2 * (OLD.facts & NEW.facts) BEGIN
    INSERT INTO unindexed_topic (topic) VALUES (NEW.id) ON CONFLICT DO NOTHING;
END;

-- A row inserted into one of these views counts a fact, a citation or a topic link: `step` is 1, or -1 to stop
-- counting it. The row's own counterpart may be in its table or not.
CREATE VIEW fact_step (library, kind, step) AS SELECT 0, '', 0;
CREATE TRIGGER fact_counted INSTEAD OF INSERT ON fact_step BEGIN
    INSERT INTO library_count (library, facts, topics, sources) VALUES (NEW.library, NEW.step, 0, 0)
    ON CONFLICT (library) DO UPDATE SET facts = library_count.facts + excluded.facts;
    INSERT INTO kind_count (library, kind, facts) VALUES (NEW.library, NEW.kind, NEW.step)
    ON CONFLICT (library, kind) DO UPDATE SET facts = kind_count.facts + excluded.facts;
END;

CREATE VIEW citation_step (fact, source, step, library, kind, is_own, site, published) AS
SELECT 0, 0, 0, 0, '', 0, NULL, NULL;
CREATE TRIGGER citation_counted INSTEAD OF INSERT ON citation_step BEGIN
    UPDATE source SET facts = facts + NEW.step WHERE id = NEW.source AND NEW.is_own;
    INSERT INTO source_guest (source, library, facts)
    SELECT NEW.source, NEW.library, NEW.step WHERE NOT NEW.is_own
    ON CONFLICT (source, library) DO UPDATE SET facts = source_guest.facts + excluded.facts;
    INSERT INTO site_count (library, site, citations)
    SELECT NEW.library, NEW.site, NEW.step WHERE NEW.site IS NOT NULL
    ON CONFLICT (library, site) DO UPDATE SET citations = site_count.citations + excluded.citations;
    INSERT INTO topic_source (topic, library, source, facts, published)
    SELECT topic, NEW.library, NEW.source, NEW.step, NEW.published FROM bearing WHERE fact = NEW.fact
    ON CONFLICT (topic, library, source) DO UPDATE SET facts = topic_source.facts + excluded.facts;
    INSERT INTO topic_fact (topic, library, source, fact, kind, is_first)
    SELECT topic, NEW.library, NEW.source, NEW.fact, NEW.kind, 0
    FROM bearing WHERE fact = NEW.fact AND NEW.step > 0;
    DELETE FROM topic_fact
    WHERE NEW.step < 0 AND topic IN (SELECT topic FROM bearing WHERE bearing.fact = NEW.fact)
        AND library = NEW.library AND source = NEW.source AND fact = NEW.fact;
    UPDATE topic_fact SET is_first = (
        source = (SELECT min(citation.source) FROM citation WHERE citation.fact = NEW.fact)
    )
    WHERE topic IN (SELECT topic FROM bearing WHERE bearing.fact = NEW.fact) AND library = NEW.library
        AND source IN (SELECT citation.source FROM citation WHERE citation.fact = NEW.fact) AND fact = NEW.fact;
END;

CREATE VIEW bearing_step (topic, fact, step, library, kind, is_own) AS SELECT 0, 0, 0, 0, '', 0;
CREATE TRIGGER bearing_counted INSTEAD OF INSERT ON bearing_step BEGIN
    UPDATE topic SET facts = facts + NEW.step, own_facts = own_facts + NEW.step * NEW.is_own,
        newest = CASE
            WHEN NOT NEW.is_own THEN newest
            WHEN NEW.step > 0 THEN max(newest, NEW.fact)
            WHEN newest > NEW.fact THEN newest
            ELSE coalesce((
                SELECT fact.id FROM bearing CROSS JOIN fact ON fact.id = bearing.fact
                WHERE bearing.topic = NEW.topic AND bearing.fact < NEW.fact AND fact.library = NEW.library
                ORDER BY bearing.fact DESC LIMIT 1
            ), 0)
        END
    WHERE id = NEW.topic;
    INSERT INTO topic_guest (topic, library, facts)
    SELECT NEW.topic, NEW.library, NEW.step WHERE NOT NEW.is_own
    ON CONFLICT (topic, library) DO UPDATE SET facts = topic_guest.facts + excluded.facts;
    INSERT INTO topic_kind (topic, library, kind, facts)
    VALUES (NEW.topic, NEW.library, NEW.kind, NEW.step)
    ON CONFLICT (topic, library, kind) DO UPDATE SET facts = topic_kind.facts + excluded.facts;
    INSERT INTO topic_source (topic, library, source, facts, published)
    SELECT NEW.topic, NEW.library, source.id, NEW.step, published
    FROM citation CROSS JOIN source ON source.id = citation.source WHERE citation.fact = NEW.fact
    ON CONFLICT (topic, library, source) DO UPDATE SET facts = topic_source.facts + excluded.facts;
    INSERT INTO topic_fact (topic, library, source, fact, kind, is_first)
    SELECT NEW.topic, NEW.library, source, fact, NEW.kind,
        source = (SELECT min(each.source) FROM citation AS each WHERE each.fact = NEW.fact)
    FROM citation WHERE fact = NEW.fact AND NEW.step > 0;
    DELETE FROM topic_fact
    WHERE NEW.step < 0 AND topic = NEW.topic AND library = NEW.library
        AND source IN (SELECT citation.source FROM citation WHERE citation.fact = NEW.fact) AND fact = NEW.fact;
    INSERT INTO topic_pair (topic, library, other, facts)
    SELECT NEW.topic, NEW.library, topic, NEW.step FROM bearing WHERE fact = NEW.fact AND topic <> NEW.topic
    ON CONFLICT (topic, library, other) DO UPDATE SET facts = topic_pair.facts + excluded.facts;
    INSERT INTO topic_pair (topic, library, other, facts)
    SELECT topic, NEW.library, NEW.topic, NEW.step FROM bearing WHERE fact = NEW.fact AND topic <> NEW.topic
    ON CONFLICT (topic, library, other) DO UPDATE SET facts = topic_pair.facts + excluded.facts;
END;

-- A cascade would come after the fact or the topic is gone.
CREATE TRIGGER fact_leaves BEFORE DELETE ON fact BEGIN
    DELETE FROM citation WHERE fact = OLD.id;
    DELETE FROM bearing WHERE fact = OLD.id;
END;
CREATE TRIGGER topic_leaves BEFORE DELETE ON topic BEGIN
    DELETE FROM bearing WHERE topic = OLD.id;
END;

CREATE TRIGGER fact_count_added AFTER INSERT ON fact
WHEN NEW.id < (SELECT first_fact FROM import_range) BEGIN
    INSERT INTO fact_step (library, kind, step) VALUES (NEW.library, NEW.kind, 1);
END;
CREATE TRIGGER fact_count_removed AFTER DELETE ON fact BEGIN
    INSERT INTO fact_step (library, kind, step) VALUES (OLD.library, OLD.kind, -1);
END;
CREATE TRIGGER fact_count_changed AFTER UPDATE OF kind ON fact WHEN OLD.kind <> NEW.kind BEGIN
    INSERT INTO fact_step (library, kind, step) VALUES (OLD.library, OLD.kind, -1), (NEW.library, NEW.kind, 1);
    INSERT INTO topic_kind (topic, library, kind, facts)
    SELECT topic, OLD.library, OLD.kind, -1 FROM bearing WHERE fact = NEW.id
    ON CONFLICT (topic, library, kind) DO UPDATE SET facts = topic_kind.facts + excluded.facts;
    INSERT INTO topic_kind (topic, library, kind, facts)
    SELECT topic, NEW.library, NEW.kind, 1 FROM bearing WHERE fact = NEW.id
    ON CONFLICT (topic, library, kind) DO UPDATE SET facts = topic_kind.facts + excluded.facts;
    UPDATE topic_fact SET kind = NEW.kind
    WHERE topic IN (SELECT bearing.topic FROM bearing WHERE bearing.fact = NEW.id) AND library = NEW.library
        AND source IN (SELECT citation.source FROM citation WHERE citation.fact = NEW.id) AND fact = NEW.id;
END;

CREATE TRIGGER citation_count_added AFTER INSERT ON citation
WHEN NEW.fact < (SELECT first_fact FROM import_range) BEGIN
    INSERT INTO citation_step (fact, source, step, library, kind, is_own, site, published)
    SELECT fact.id, source.id, 1, fact.library, kind, fact.library = source.library, site, published
    FROM fact CROSS JOIN source WHERE fact.id = NEW.fact AND source.id = NEW.source;
END;
CREATE TRIGGER citation_count_removed AFTER DELETE ON citation BEGIN
    INSERT INTO citation_step (fact, source, step, library, kind, is_own, site, published)
    SELECT fact.id, source.id, -1, fact.library, kind, fact.library = source.library, site, published
    FROM fact CROSS JOIN source WHERE fact.id = OLD.fact AND source.id = OLD.source;
END;
CREATE TRIGGER citation_count_leaves BEFORE UPDATE OF fact, source ON citation BEGIN
    INSERT INTO citation_step (fact, source, step, library, kind, is_own, site, published)
    SELECT fact.id, source.id, -1, fact.library, kind, fact.library = source.library, site, published
    FROM fact CROSS JOIN source WHERE fact.id = OLD.fact AND source.id = OLD.source;
END;
CREATE TRIGGER citation_count_arrives AFTER UPDATE OF fact, source ON citation BEGIN
    INSERT INTO citation_step (fact, source, step, library, kind, is_own, site, published)
    SELECT fact.id, source.id, 1, fact.library, kind, fact.library = source.library, site, published
    FROM fact CROSS JOIN source WHERE fact.id = NEW.fact AND source.id = NEW.source;
END;

CREATE TRIGGER bearing_count_added AFTER INSERT ON bearing
WHEN NEW.fact < (SELECT first_fact FROM import_range) BEGIN
    INSERT INTO bearing_step (topic, fact, step, library, kind, is_own)
    SELECT topic.id, fact.id, 1, fact.library, kind, fact.library = topic.library
    FROM fact CROSS JOIN topic WHERE fact.id = NEW.fact AND topic.id = NEW.topic;
END;
CREATE TRIGGER bearing_count_removed AFTER DELETE ON bearing BEGIN
    INSERT INTO bearing_step (topic, fact, step, library, kind, is_own)
    SELECT topic.id, fact.id, -1, fact.library, kind, fact.library = topic.library
    FROM fact CROSS JOIN topic WHERE fact.id = OLD.fact AND topic.id = OLD.topic;
END;
CREATE TRIGGER bearing_count_leaves BEFORE UPDATE OF topic, fact ON bearing BEGIN
    INSERT INTO bearing_step (topic, fact, step, library, kind, is_own)
    SELECT topic.id, fact.id, -1, fact.library, kind, fact.library = topic.library
    FROM fact CROSS JOIN topic WHERE fact.id = OLD.fact AND topic.id = OLD.topic;
END;
CREATE TRIGGER bearing_count_arrives AFTER UPDATE OF topic, fact ON bearing BEGIN
    INSERT INTO bearing_step (topic, fact, step, library, kind, is_own)
    SELECT topic.id, fact.id, 1, fact.library, kind, fact.library = topic.library
    FROM fact CROSS JOIN topic WHERE fact.id = NEW.fact AND topic.id = NEW.topic;
END;

CREATE TRIGGER topic_count_added AFTER INSERT ON topic BEGIN
    INSERT INTO library_count (library, facts, topics, sources) VALUES (NEW.library, 0, 1, 0)
    ON CONFLICT (library) DO UPDATE SET topics = library_count.topics + excluded.topics;
END;
CREATE TRIGGER topic_count_removed AFTER DELETE ON topic BEGIN
    INSERT INTO library_count (library, facts, topics, sources) VALUES (OLD.library, 0, -1, 0)
    ON CONFLICT (library) DO UPDATE SET topics = library_count.topics + excluded.topics;
END;

CREATE TRIGGER source_site_changed AFTER UPDATE OF site ON source WHEN OLD.site IS NOT NEW.site BEGIN
    INSERT INTO site_count (library, site, citations)
    SELECT library, OLD.site, -facts FROM (
        SELECT NEW.library AS library, NEW.facts AS facts
        UNION ALL SELECT library, facts FROM source_guest WHERE source = NEW.id
    ) WHERE OLD.site IS NOT NULL AND facts > 0
    ON CONFLICT (library, site) DO UPDATE SET citations = site_count.citations + excluded.citations;
    INSERT INTO site_count (library, site, citations)
    SELECT library, NEW.site, facts FROM (
        SELECT NEW.library AS library, NEW.facts AS facts
        UNION ALL SELECT library, facts FROM source_guest WHERE source = NEW.id
    ) WHERE NEW.site IS NOT NULL AND facts > 0
    ON CONFLICT (library, site) DO UPDATE SET citations = site_count.citations + excluded.citations;
END;
CREATE TRIGGER source_date_changed AFTER UPDATE OF published ON source
WHEN OLD.published IS NOT NEW.published BEGIN
    UPDATE topic_source SET published = NEW.published WHERE source = NEW.id;
END;

-- Counts are by library, so nothing may change its library.
CREATE TRIGGER fact_stays BEFORE UPDATE OF library ON fact WHEN OLD.library <> NEW.library BEGIN
    SELECT RAISE(ABORT, 'a fact never changes its library');
END;
CREATE TRIGGER topic_stays BEFORE UPDATE OF library ON topic WHEN OLD.library <> NEW.library BEGIN
    SELECT RAISE(ABORT, 'a topic never changes its library');
END;
CREATE TRIGGER source_stays BEFORE UPDATE OF library ON source WHEN OLD.library <> NEW.library BEGIN
    SELECT RAISE(ABORT, 'a source never changes its library');
END;
