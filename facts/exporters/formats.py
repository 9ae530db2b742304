"""The formats that a library can be exported to."""

from collections.abc import Sequence
from typing import Final

from facts.exporters.bibtex import BIBTEX_EXPORT
from facts.exporters.csl_json import CSL_JSON_EXPORT
from facts.exporters.exporter import ExportFormat
from facts.exporters.jsonl import JSONL_EXPORT
from facts.exporters.knowledge_tree import KT_JSON_EXPORT
from facts.exporters.markdown import MARKDOWN_EXPORT
from facts.exporters.ris import RIS_EXPORT
from facts.exporters.table import CSV_EXPORT

EXPORT_FORMATS: Final[Sequence[ExportFormat]] = (
    JSONL_EXPORT,
    KT_JSON_EXPORT,
    CSV_EXPORT,
    MARKDOWN_EXPORT,
    BIBTEX_EXPORT,
    RIS_EXPORT,
    CSL_JSON_EXPORT,
)


def find_export_format(name: str) -> ExportFormat:
    """Return the format with a name. Raises KeyError."""
    return {each.name: each for each in EXPORT_FORMATS}[name]
