-- The authors of a work as its bibliography names them, for facts that will cite it. The authors that
-- a fact names with it are in the table citation.
ALTER TABLE source ADD COLUMN author TEXT;
