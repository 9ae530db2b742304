"""Saved forms: what a user typed, kept for a day, so that a mistake loses nothing."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NewType

from facts.model.entities import LibraryId
from facts.model.errors import NotFoundError

FormId = NewType("FormId", int)
KEPT: Final = datetime.timedelta(days=1)
"""How long a form is kept after it was last saved."""


class FormGone(NotFoundError):
    """The form was saved too long ago, or is of another user."""


@dataclass(frozen=True, slots=True)
class SavedForm:
    """The values of a form by field.

    `target` is the code of the query that the form submits to; `id` is 0 before it is saved.
    """

    library: LibraryId
    person: int
    saved_at: datetime.datetime
    target: str
    values: Mapping[str, str]
    id: FormId = FormId(0)
