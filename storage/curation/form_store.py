"""What users began and have not finished, in the SQLite file of the facts."""

import datetime
from functools import partial
from typing import TYPE_CHECKING

from facts.model.entities import LibraryId
from storage.engine.sqlite.database import Database

if TYPE_CHECKING:  # most commands need neither forms nor uploads
    from facts.curation.forms import FormId, SavedForm
    from facts.curation.uploads import Upload, UploadId


class SqliteFormStore:
    """Implements the saved forms and the uploads of facts.curation.store.CurationStore."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def save_form(self, form: "SavedForm") -> "FormId":
        from storage.curation import forms  # noqa: PLC0415 (see above)

        return await self._database.write(partial(forms.save_form, form))

    async def get_form(
        self, library: LibraryId, person: int, form: "FormId", now: datetime.datetime
    ) -> "SavedForm | None":
        from storage.curation import forms  # noqa: PLC0415 (see above)

        return await self._database.read(partial(forms.get_form, library, person, form, now))

    async def delete_form(self, library: LibraryId, person: int, form: "FormId") -> None:
        from storage.curation import forms  # noqa: PLC0415 (see above)

        await self._database.write(partial(forms.delete_form, library, person, form))

    async def save_upload(self, upload: "Upload") -> "UploadId":
        from storage.curation import uploads  # noqa: PLC0415 (see above)

        return await self._database.write(partial(uploads.save_upload, upload))

    async def get_upload(
        self, library: LibraryId, person: int, upload: "UploadId", now: datetime.datetime
    ) -> "Upload | None":
        from storage.curation import uploads  # noqa: PLC0415 (see above)

        return await self._database.read(partial(uploads.get_upload, library, person, upload, now))

    async def delete_upload(self, library: LibraryId, person: int, upload: "UploadId") -> None:
        from storage.curation import uploads  # noqa: PLC0415 (see above)

        await self._database.write(partial(uploads.delete_upload, library, person, upload))

    async def delete_old_uploads(self, now: datetime.datetime) -> None:
        from storage.curation import uploads  # noqa: PLC0415 (see above)

        await self._database.write(partial(uploads.delete_old_uploads, now))
