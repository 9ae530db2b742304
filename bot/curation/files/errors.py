"""Errors of imports and exports in Discord."""

from facts.model.errors import FootnoteError


class FilesMissing(FootnoteError):
    """The form came without a file."""


class FilesTooLarge(FootnoteError):
    """The files have more than `limit` bytes together."""

    def __init__(self, limit: int) -> None:
        super().__init__(limit)
        self.limit = limit


class DownloadFailed(FootnoteError):
    """Discord did not hand out the file called `name`."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class ReadingOverrun(FootnoteError):
    """Reading the files takes too long, or too much memory."""


class ImportUnderWay(FootnoteError):
    """The upload is being imported by another press of a button."""


class ImportsBusy(FootnoteError):
    """Too many imports wait already, or one of the same server if `is_own`."""

    def __init__(self, *, is_own: bool) -> None:
        super().__init__(is_own)
        self.is_own = is_own


class NothingToExport(FootnoteError):
    """The server has nothing of its own, or nothing on the topic called `topic`."""

    def __init__(self, topic: str = "") -> None:
        super().__init__(topic)
        self.topic = topic


class ExportTooLarge(FootnoteError):
    """The export has more than `limit` bytes, which is what Discord takes here.

    `server` is the id of the server. `of_topic` is whether the export was of one topic already.
    """

    def __init__(self, limit: int, server: int, *, of_topic: bool) -> None:
        super().__init__(limit, server, of_topic)
        self.limit = limit
        self.server = server
        self.of_topic = of_topic
