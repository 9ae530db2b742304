"""Texts that are the cut-off beginning of another text."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from facts.text.normalize import canonical

MIN_BEGINNING: Final = 20
"""Characters of a beginning: four words. Shorter texts often begin alike."""
_AROUND_ELLIPSIS: Final = "….[]() "
"""What can be at the end of a text that goes on: “…”, "...", "[...]"."""


class _Beginning(NamedTuple):
    """A canonical text without its ellipsis, and the text itself."""

    stem: str
    is_open: bool
    text: str

    def begins(self, long: str) -> bool:
        """Return whether a longer stem goes on where this one ends."""
        size = len(self.stem)
        if size < MIN_BEGINNING or len(long) <= size or not long.startswith(self.stem):
            return False
        return self.is_open or not (long[size].isalnum() and self.stem[-1].isalnum())


def is_beginning_of(short: str, long: str) -> bool:
    """Return whether a text is the cut-off beginning of another.

    It has at least MIN_BEGINNING characters, and its end is the end of a word; an ellipsis can
    stand anywhere. Texts are compared in their canonical form.
    """
    return _split_ellipsis(short).begins(_split_ellipsis(long).stem)


def find_cut_texts(texts: Iterable[str]) -> list[tuple[str, str]]:
    """Return each cut-off text with the longest one that goes on from it.

    The pairs are in alphabetical order. It takes n log n time and keeps all texts in memory.
    """
    beginnings = sorted({_split_ellipsis(text) for text in texts})
    unmatched: list[_Beginning] = []  # each begins the next one; sorted, so nothing else does
    longer: dict[_Beginning, _Beginning] = {}
    for each in beginnings:
        while unmatched and not each.stem.startswith(unmatched[-1].stem):
            unmatched.pop()
        longer |= dict.fromkeys((cut for cut in unmatched if cut.begins(each.stem)), each)
        unmatched = [cut for cut in unmatched if cut not in longer]
        unmatched.append(each)
    for cut in sorted(longer, reverse=True):
        longer[cut] = longer.get(longer[cut], longer[cut])
    return [(cut.text, longer[cut].text) for cut in sorted(longer)]


def _split_ellipsis(text: str) -> _Beginning:
    whole = canonical(text)
    stem = whole.rstrip(_AROUND_ELLIPSIS)
    end = whole[len(stem) :]
    is_open = "…" in end or "..." in end
    return _Beginning(stem if is_open else whole, is_open, text)
