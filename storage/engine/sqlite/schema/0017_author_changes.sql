-- The index of authors learns how many citations of a source each author text gained or lost, so that one more
-- citation of a large source takes no look at the others. Of what an import adds, storage/library/new_fact_counts.py
-- notes all that the indexes lag behind.

DROP TRIGGER author_cited;
DROP TRIGGER author_left;
DROP TRIGGER author_replaced;
DROP TRIGGER author_context_added;
DROP TRIGGER author_context_changed;
DROP TRIGGER author_context_removed;
DROP TRIGGER citation_count_added;
DROP TRIGGER citation_count_removed;
DROP TRIGGER fact_added;
DROP TRIGGER fact_count_added;

CREATE TABLE author_change (
    source INTEGER NOT NULL,
    library INTEGER NOT NULL, -- of the facts
    text TEXT NOT NULL, -- of the citations
    gain INTEGER NOT NULL, -- citations that the index does not have yet, less those that it still has
    PRIMARY KEY (source, library, text)
) STRICT, WITHOUT ROWID;
INSERT INTO author_change (source, library, text, gain)
SELECT source, library, text, sum(gain) FROM (
    SELECT citation.source, library, citation.author AS text, 1 AS gain
    FROM unindexed_citation CROSS JOIN citation USING (source) CROSS JOIN fact ON fact.id = citation.fact
    WHERE citation.author IS NOT NULL
    UNION ALL
    SELECT author_source.source, library, text, -author_source.citations
    FROM unindexed_citation CROSS JOIN author_source USING (source)
    CROSS JOIN author ON author.id = author_source.author
) GROUP BY 1, 2, 3;
DROP TABLE unindexed_citation;
ALTER TABLE author_change RENAME TO unindexed_citation;

CREATE TRIGGER citation_added AFTER INSERT ON citation
WHEN NEW.fact < (SELECT first_fact FROM import_range) BEGIN
    INSERT INTO citation_step (fact, source, step, library, kind, is_own, site, published)
    SELECT fact.id, source.id, 1, fact.library, kind, fact.library = source.library, site, published
    FROM fact CROSS JOIN source WHERE fact.id = NEW.fact AND source.id = NEW.source;
    INSERT INTO unindexed_citation (source, library, text, gain)
    SELECT NEW.source, library, NEW.author, 1 FROM fact WHERE id = NEW.fact AND NEW.author IS NOT NULL
    ON CONFLICT (source, library, text) DO UPDATE SET gain = unindexed_citation.gain + excluded.gain;
END;
CREATE TRIGGER citation_removed AFTER DELETE ON citation BEGIN
    INSERT INTO citation_step (fact, source, step, library, kind, is_own, site, published)
    SELECT fact.id, source.id, -1, fact.library, kind, fact.library = source.library, site, published
    FROM fact CROSS JOIN source WHERE fact.id = OLD.fact AND source.id = OLD.source;
    INSERT INTO unindexed_citation (source, library, text, gain)
    SELECT OLD.source, library, OLD.author, -1 FROM fact WHERE id = OLD.fact AND OLD.author IS NOT NULL
    ON CONFLICT (source, library, text) DO UPDATE SET gain = unindexed_citation.gain + excluded.gain;
END;
CREATE TRIGGER author_replaced AFTER UPDATE OF fact, source, author ON citation
WHEN NEW.fact < (SELECT first_fact FROM import_range) BEGIN
    INSERT INTO unindexed_citation (source, library, text, gain)
    SELECT OLD.source, library, OLD.author, -1 FROM fact WHERE id = OLD.fact AND OLD.author IS NOT NULL
    ON CONFLICT (source, library, text) DO UPDATE SET gain = unindexed_citation.gain + excluded.gain;
    INSERT INTO unindexed_citation (source, library, text, gain)
    SELECT NEW.source, library, NEW.author, 1 FROM fact WHERE id = NEW.fact AND NEW.author IS NOT NULL
    ON CONFLICT (source, library, text) DO UPDATE SET gain = unindexed_citation.gain + excluded.gain;
END;

-- A source is found by the authors of all its citations: only the first and the last of each matter.
CREATE TRIGGER author_source_added AFTER INSERT ON author_source BEGIN
    INSERT INTO unindexed_context (entity, id) VALUES ('source', NEW.source) ON CONFLICT DO NOTHING;
END;
CREATE TRIGGER author_source_zero AFTER UPDATE ON author_source WHEN NEW.citations = 0 BEGIN
    DELETE FROM author_source WHERE author = NEW.author AND source = NEW.source;
END;
CREATE TRIGGER author_source_removed AFTER DELETE ON author_source BEGIN
    INSERT INTO unindexed_context (entity, id) VALUES ('source', OLD.source) ON CONFLICT DO NOTHING;
END;

CREATE TRIGGER fact_added AFTER INSERT ON fact WHEN NEW.id < (SELECT first_fact FROM import_range) BEGIN
    INSERT INTO fact_step (library, kind, step) VALUES (NEW.library, NEW.kind, 1);
    INSERT INTO unindexed_fact (fact, library, indexed_text) VALUES (NEW.id, NEW.library, NULL)
    ON CONFLICT (fact) DO NOTHING;
END;
