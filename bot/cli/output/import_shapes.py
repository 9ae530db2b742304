"""JSON of an import; docs/operate.md promises its keys."""

from bot.cli.output.json_shapes import Json
from facts.curation.file_import import FileImportReport
from facts.curation.import_comparison import Correction, CutLine, PossibleDuplicate
from facts.importers.input_reading import FileMessage


def report(done: FileImportReport) -> Json:
    """Return the report as JSON.

    With several files, each warning starts with the name of its file.
    """
    figures, several = done.figures, len(done.reading.names) > 1
    return {
        "topics": figures.topics,
        "aliases": figures.aliases,
        "sources": figures.sources,
        "facts": {"new": figures.new, "known": figures.known + figures.repeated},
        "change": done.change,
        "corrected": figures.corrected,
        "corrections": [_correction_json(each, done) for each in done.comparison.corrections],
        "cut_lines": [_cut_line_json(each, done) for each in done.comparison.cut_lines],
        "duplicates": [_duplicate_json(each, done) for each in done.comparison.duplicates],
        "skipped": [_message_json(each, several=several) for each in done.reading.skipped],
        "warnings": [_message_json(each, several=several) for each in done.warnings],
        "files": [
            {
                "name": each.name,
                "format": each.format,
                "facts": each.facts,
                "notes": [note.message for note in each.notes],
            }
            for each in done.reading.files
        ],
    }


def _correction_json(each: Correction, done: FileImportReport) -> Json:
    return {
        "file": done.reading.names[each.file],
        "line": each.draft.line,
        "text": each.draft.text,
        "relation": each.relation.value,
        "fact": each.fact.id,
        "known_text": each.fact.text,
        "changed_words": each.changed_words,
    }


def _cut_line_json(each: CutLine, done: FileImportReport) -> Json:
    return {
        "file": done.reading.names[each.file],
        "line": each.draft.line,
        "text": each.draft.text,
        "whole": each.whole,
    }


def _duplicate_json(each: PossibleDuplicate, done: FileImportReport) -> Json:
    return {
        "file": done.reading.names[each.file],
        "line": each.draft.line,
        "text": each.draft.text,
        "fact": each.fact.id,
        "likeness": each.likeness,
    }


def _message_json(each: FileMessage, *, several: bool) -> Json:
    message = each.entry.message
    if several:
        message = f"{each.file}: {message}"
    return {"line": each.entry.line, "message": message}
