-- Whether answers are private in a channel can be left open: a thread, or a post of a forum, then goes
-- by its channel in that, whatever it is about itself. Until now, not quiet was never left open, and
-- nothing tells it from what nobody said.
ALTER TABLE channel ADD COLUMN hushed INTEGER CHECK (hushed IN (0, 1));
UPDATE channel SET hushed = nullif(quiet, 0);
ALTER TABLE channel DROP COLUMN quiet;
ALTER TABLE channel RENAME COLUMN hushed TO quiet;
