-- What is known of a post's attempts, so that only what may have arrived is looked for, and what is
-- still to be done to a post that did arrive.

ALTER TABLE post ADD COLUMN void INTEGER NOT NULL DEFAULT 0; -- so many attempts surely sent nothing
ALTER TABLE post ADD COLUMN looked INTEGER; -- id of a message: the post's own is a later one
ALTER TABLE post ADD COLUMN dress_at TEXT; -- when anybody may thread, pin, publish it; NULL: done
CREATE INDEX post_dress_at ON post (dress_at) WHERE dress_at IS NOT NULL;
