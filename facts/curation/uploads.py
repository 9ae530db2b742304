"""Uploads: files that a user gave for an import, kept until they are imported."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NewType

from facts.model.entities import LibraryId
from facts.model.errors import NotFoundError

UploadId = NewType("UploadId", int)
UPLOAD_KEPT: Final = datetime.timedelta(days=1)
"""How long an upload waits for its user's decision."""
MAX_UPLOADS: Final = 3
"""Uploads of one user on one server that are kept, the newest ones."""


class UploadGone(NotFoundError):
    """The upload was imported or cancelled, is too old, or is of another user."""


@dataclass(frozen=True, slots=True)
class UploadedFile:
    """A file as it was uploaded."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Upload:
    """The files of one import, and what the user said about them by field of the form.

    `id` is 0 before it is saved.
    """

    library: LibraryId
    person: int
    made_at: datetime.datetime
    options: Mapping[str, str]
    files: tuple[UploadedFile, ...]
    id: UploadId = UploadId(0)
