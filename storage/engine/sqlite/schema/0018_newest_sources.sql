-- The newest sources of a library are offered while nothing is typed.
CREATE INDEX source_library ON source (library);
