-- Questions to the bot that found no answer, or whose answer a user rejected.
--
-- Without a server's consent only numbers are kept. No row with a text says who asked or where.

ALTER TABLE library_setting ADD COLUMN keep_questions INTEGER NOT NULL DEFAULT 0; -- whether texts are kept

CREATE TABLE kept_question (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    library INTEGER NOT NULL,
    text TEXT NOT NULL,
    text_key TEXT NOT NULL, -- facts.text.question_key.question_key(text)
    misses INTEGER NOT NULL, -- how often it found no answer
    rejected INTEGER NOT NULL, -- how often its answer was not what the user asked
    last_day TEXT NOT NULL, -- UTC, ISO 8601
    UNIQUE (library, text_key)
) STRICT;
CREATE INDEX kept_question_last_day ON kept_question (last_day);

CREATE TABLE question_tally (
    library INTEGER PRIMARY KEY,
    misses INTEGER NOT NULL,
    rejected INTEGER NOT NULL,
    helpful INTEGER NOT NULL
) STRICT;

-- What a user thinks of an answer, so that each counts once.
CREATE TABLE answer_vote (
    message INTEGER NOT NULL, -- Discord's id of the answer
    person INTEGER NOT NULL, -- a Discord user's id
    is_helpful INTEGER NOT NULL CHECK (is_helpful IN (0, 1)),
    day TEXT NOT NULL, -- UTC, ISO 8601
    PRIMARY KEY (message, person)
) STRICT, WITHOUT ROWID;
CREATE INDEX answer_vote_day ON answer_vote (day);

-- Texts go as soon as they are no longer to be kept, also when an undo says so.
CREATE TRIGGER questions_forgotten AFTER UPDATE OF keep_questions ON library_setting
WHEN NEW.keep_questions = 0 BEGIN
    DELETE FROM kept_question WHERE library = NEW.library;
END;
CREATE TRIGGER setting_removed AFTER DELETE ON library_setting BEGIN
    DELETE FROM kept_question WHERE library = OLD.library;
END;
