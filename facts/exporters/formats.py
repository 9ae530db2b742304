"""The formats that a library can be exported to."""

from collections.abc import Sequence
from typing import Final

from facts.exporters.exporter import ExportFormat

EXPORT_FORMATS: Final[Sequence[ExportFormat]] = ()


def find_export_format(name: str) -> ExportFormat:
    """Return the format with a name. Raises LookupError."""
    return next(each for each in EXPORT_FORMATS if each.name == name)
