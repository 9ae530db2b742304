"""What comes in: text of other programs read into drafts, one module for each thing it knows."""

from facts.formats.page import read_page

__all__ = ["read_page"]
