"""Lists and figures of a library that are read from kept counts."""
