-- Authors and works, as users look for them. All of it is worked out from citations and sources: triggers note
-- which author texts and sources it lags behind, and storage/search/indexer.py brings it up to date before a
-- change is kept. A database of an earlier version starts with everything noted.

CREATE TABLE author ( -- an author text of citations: people and an organisation
    id INTEGER PRIMARY KEY,
    library INTEGER NOT NULL, -- of the facts
    text TEXT NOT NULL,
    citations INTEGER NOT NULL, -- how many have it
    UNIQUE (library, text)
) STRICT;

CREATE TABLE author_source ( -- where citations have the text
    author INTEGER NOT NULL,
    source INTEGER NOT NULL,
    citations INTEGER NOT NULL,
    PRIMARY KEY (author, source)
) STRICT, WITHOUT ROWID;
CREATE INDEX author_source_source ON author_source (source, author);

CREATE TABLE author_name ( -- a person or an organisation that author texts name
    id INTEGER PRIMARY KEY,
    library INTEGER NOT NULL,
    words TEXT NOT NULL, -- facts.text.normalize.search_form
    name TEXT NOT NULL, -- as one of the texts writes it
    citations INTEGER NOT NULL,
    UNIQUE (library, words)
) STRICT;
CREATE INDEX author_name_citations ON author_name (library, citations);

CREATE TABLE author_link (
    author INTEGER NOT NULL,
    name INTEGER NOT NULL,
    PRIMARY KEY (author, name)
) STRICT, WITHOUT ROWID;
CREATE INDEX author_link_name ON author_link (name, author);

CREATE TABLE author_word ( -- facts.citations.author_names.index_terms
    library INTEGER NOT NULL,
    word TEXT NOT NULL,
    name INTEGER NOT NULL,
    PRIMARY KEY (library, word, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE unindexed_citation (source INTEGER PRIMARY KEY) STRICT; -- whose citations changed
INSERT INTO unindexed_citation (source) SELECT DISTINCT source FROM citation WHERE author IS NOT NULL;

CREATE TRIGGER author_cited AFTER INSERT ON citation WHEN NEW.author IS NOT NULL BEGIN
    INSERT INTO unindexed_citation (source) VALUES (NEW.source) ON CONFLICT (source) DO NOTHING;
END;
CREATE TRIGGER author_left AFTER DELETE ON citation WHEN OLD.author IS NOT NULL BEGIN
    INSERT INTO unindexed_citation (source) VALUES (OLD.source) ON CONFLICT (source) DO NOTHING;
END;
CREATE TRIGGER author_replaced AFTER UPDATE OF source, author ON citation BEGIN
    INSERT INTO unindexed_citation (source) VALUES (OLD.source), (NEW.source) ON CONFLICT (source) DO NOTHING;
END;

-- The DOI, the number on arXiv and the address of a source, each without what does not identify it.
CREATE TABLE source_key (
    key TEXT NOT NULL, -- facts.citations.source_keys
    source INTEGER NOT NULL,
    PRIMARY KEY (key, source)
) STRICT, WITHOUT ROWID;
CREATE INDEX source_key_source ON source_key (source);

CREATE TABLE unindexed_source (
    source INTEGER PRIMARY KEY,
    library INTEGER NOT NULL,
    indexed_title TEXT -- what the index still holds of it
) STRICT;
INSERT INTO unindexed_source (source, library, indexed_title) SELECT id, library, NULL FROM source;

CREATE TRIGGER source_added AFTER INSERT ON source BEGIN
    INSERT INTO unindexed_source (source, library, indexed_title) VALUES (NEW.id, NEW.library, NULL)
    ON CONFLICT (source) DO NOTHING;
END;
CREATE TRIGGER source_changed AFTER UPDATE OF title, url, library ON source
WHEN (OLD.title, OLD.url, OLD.library) IS NOT (NEW.title, NEW.url, NEW.library) BEGIN
    INSERT INTO unindexed_source (source, library, indexed_title) VALUES (OLD.id, OLD.library, OLD.title)
    ON CONFLICT (source) DO NOTHING;
END;
CREATE TRIGGER source_removed AFTER DELETE ON source BEGIN
    INSERT INTO unindexed_source (source, library, indexed_title) VALUES (OLD.id, OLD.library, OLD.title)
    ON CONFLICT (source) DO NOTHING;
END;
