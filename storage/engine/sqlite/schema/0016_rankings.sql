-- Orders for the largest and newest of what a server shares with the shared library, the newest facts of a
-- library, and the facts of an author in a large source.
ALTER TABLE topic_guest ADD COLUMN newest INTEGER NOT NULL DEFAULT 0; -- the highest id of these facts

DROP INDEX topic_guest_library;
CREATE INDEX topic_guest_largest ON topic_guest (library, facts DESC, topic);
CREATE INDEX topic_guest_newest ON topic_guest (library, newest DESC, topic);
DROP INDEX source_guest_library;
CREATE INDEX source_guest_largest ON source_guest (library, facts DESC, source);
CREATE INDEX fact_library ON fact (library);
CREATE INDEX citation_author ON citation (source, author, fact) WHERE author IS NOT NULL;

CREATE TRIGGER topic_guest_arrived AFTER INSERT ON topic_guest BEGIN
    UPDATE topic_guest SET newest = coalesce((
        SELECT fact.id FROM bearing CROSS JOIN fact ON fact.id = bearing.fact
        WHERE bearing.topic = NEW.topic AND fact.library = NEW.library ORDER BY bearing.fact DESC LIMIT 1
    ), 0)
    WHERE topic = NEW.topic AND library = NEW.library;
END;
CREATE TRIGGER topic_guest_changed AFTER UPDATE OF facts ON topic_guest WHEN NEW.facts > 0 BEGIN
    UPDATE topic_guest SET newest = coalesce((
        SELECT fact.id FROM bearing CROSS JOIN fact ON fact.id = bearing.fact
        WHERE bearing.topic = NEW.topic AND fact.library = NEW.library ORDER BY bearing.fact DESC LIMIT 1
    ), 0)
    WHERE topic = NEW.topic AND library = NEW.library;
END;
-- A link that moves is counted out before it has left.
CREATE TRIGGER topic_guest_moved AFTER UPDATE OF topic, fact ON bearing BEGIN
    UPDATE topic_guest SET facts = facts WHERE topic = OLD.topic;
END;

UPDATE topic_guest SET facts = facts;
