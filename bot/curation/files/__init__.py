"""`/library import` and `/library export`: files into the library of a server, and out of it."""
