"""Queries of the import form and of the buttons below a preview."""

from dataclasses import dataclass
from typing import ClassVar

from facts.curation.file_import import CorrectionRule
from facts.curation.uploads import UploadId


@dataclass(frozen=True, slots=True)
class ImportForm:
    """The form that takes the files of an import."""

    letter: ClassVar[str] = "w"


@dataclass(frozen=True, slots=True)
class PreviewImport:
    """Show again what an import would do; `skip_bad` leaves out bad entries."""

    letter: ClassVar[str] = "x"
    upload: UploadId
    skip_bad: bool


@dataclass(frozen=True, slots=True)
class ApplyImport:
    """Import uploaded files as their preview said."""

    letter: ClassVar[str] = "y"
    upload: UploadId
    skip_bad: bool
    rule: CorrectionRule


@dataclass(frozen=True, slots=True)
class CancelImport:
    """Delete uploaded files."""

    letter: ClassVar[str] = "z"
    upload: UploadId
