"""Digests of facts: two facts of a library are the same if their digests are."""

import hashlib
from collections.abc import Iterable
from typing import Final

from facts.model.entities import FactId, LibraryId
from facts.text.normalize import canonical
from storage.engine.connection import SqlConnection

_DIGEST_BYTES: Final = 16
"""128 bits: among 10¹² facts, two share a digest with a probability of about 10⁻¹⁵."""


def find_same(
    library: LibraryId, texts: Iterable[str], connection: SqlConnection
) -> dict[str, FactId]:
    """Return the library's own facts with these texts, by their canonical texts."""
    by_digest = {digest(text): canonical(text) for text in texts}
    marks = ", ".join("?" * len(by_digest))
    rows = connection.execute(
        f"SELECT digest, id FROM fact WHERE library = ? AND digest IN ({marks})",
        (library, *by_digest),
    )
    return {by_digest[key]: FactId(fact) for key, fact in rows}


def digest(text: str) -> bytes:
    """Return the digest that identifies a fact's text in its library."""
    return hashlib.blake2b(canonical(text).encode(), digest_size=_DIGEST_BYTES).digest()
