"""Queries of the import form and of the buttons below a preview."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from bot.queries.field_codecs import decode_fields
from facts.curation.file_import import CorrectionRule
from facts.curation.import_comparison import ComparisonDigest
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
    """Import uploaded files as their preview said; `found` is what it found in the library."""

    letter: ClassVar[str] = "y"
    upload: UploadId
    skip_bad: bool
    rule: CorrectionRule
    found: ComparisonDigest | None = None


def decode_legacy_apply(fields: Sequence[str]) -> ApplyImport:
    """Decode a control that does not say what its preview found. Raises ValueError."""
    return ApplyImport(**decode_fields(ApplyImport, [*fields, ""]))


@dataclass(frozen=True, slots=True)
class CancelImport:
    """Delete uploaded files."""

    letter: ClassVar[str] = "z"
    upload: UploadId
