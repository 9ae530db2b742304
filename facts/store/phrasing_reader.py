"""Protocol for reading phrasings: questions that a fact answers, in users' own words."""

from typing import Protocol

from facts.model.entities import FactId


class PhrasingReader(Protocol):
    """Phrasings of one library and the shared one, in one snapshot.

    A server's phrasings are of its own facts and of shared ones. Facts name all that are visible.
    """

    def find(self, key: str) -> tuple[FactId, ...]:
        """Return the visible facts that answer a question, by its `question_key`.

        Facts whose phrasing is of the library itself come before those of shared phrasings.
        """

    def list_own(self, fact: FactId) -> tuple[str, ...]:
        """Return the phrasings that the library itself has of a fact, the oldest first."""
