-- Whether new posts of a forum are answered by their title. NULL leaves it open, which means no.
ALTER TABLE channel ADD COLUMN answer_posts INTEGER CHECK (answer_posts IN (0, 1));
