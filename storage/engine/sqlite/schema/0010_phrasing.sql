-- Phrasings: questions that a fact answers, in users' own words ("also asked as").
--
-- A phrasing belongs to the library of who added it: a server can add one to a shared fact, and only that
-- server sees it. The phrasings of a removed fact wait here until it comes back, like votes: read them together
-- with their fact.
CREATE TABLE phrasing (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    library INTEGER NOT NULL,
    fact INTEGER NOT NULL,
    text TEXT NOT NULL,
    text_key TEXT NOT NULL, -- facts.text.question_key.question_key(text)
    change INTEGER NOT NULL REFERENCES change,
    UNIQUE (library, fact, text_key)
) STRICT;
CREATE INDEX phrasing_text_key ON phrasing (text_key);
CREATE INDEX phrasing_fact ON phrasing (fact);

-- The phrasings that a fact had: its history shows when they went.
CREATE INDEX change_image_phrasing ON change_image (before ->> 'fact') WHERE entity = 'phrasing';
