"""The budget: how many questions of a user or a server wait at a time."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from facts.model.errors import TooManyQuestions
from facts.store.asker import Asker

MAX_OF_USER: Final = 5
"""Questions of one user that wait for their answers: more than anyone asks by hand."""
MAX_OF_GROUP: Final = 100
"""Questions of one server that wait: its members may all press the same button at once."""


class Budget:
    """Counts the questions that wait for an answer."""

    def __init__(self, of_user: int = MAX_OF_USER, of_group: int = MAX_OF_GROUP) -> None:
        self._of_user = of_user
        self._of_group = of_group
        self._users = Counter[int]()
        self._groups = Counter[int]()

    @contextmanager
    def admit(self, asker: Asker) -> Iterator[None]:
        """Count a question during a `with` block. Raises TooManyQuestions."""
        if self._users[asker.user] >= self._of_user:
            raise TooManyQuestions(is_own=True)
        if self._groups[asker.group] >= self._of_group:
            raise TooManyQuestions(is_own=False)
        with _counted(self._users, asker.user), _counted(self._groups, asker.group):
            yield


@contextmanager
def _counted(counts: Counter[int], key: int) -> Iterator[None]:
    counts[key] += 1
    try:
        yield
    finally:
        counts[key] -= 1
        if not counts[key]:
            del counts[key]
