"""Cards: the answers of the library as Discord layouts."""
