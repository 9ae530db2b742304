"""The card that shows what an import would do, before anything is written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from discord import ui

from bot.cards.miss import DISCORD_VOICE
from bot.curation.files.comparison_text import (
    LINE,
    NAME,
    count_more,
    count_things,
    describe_comparison,
)
from bot.curation.files.queries import ApplyImport, CancelImport, PreviewImport
from bot.discord_api.limits import TEXT_TOTAL
from bot.queries.custom_id import Effect
from bot.queries.query import RenderContext
from bot.ui.controls import Control, button
from bot.ui.layout import Item, card, fit_card, inline, pluralize, row, subtext, text
from bot.ui.text_fit import measure, truncate
from facts.curation.file_import import CorrectionRule, FileImportReport
from facts.curation.import_comparison import VersionRelation
from facts.curation.uploads import UploadId
from facts.importers.input_reading import FileMessage, FileReading
from facts.model.changes import ImportFigures
from facts.model.drafts import EntryProblem, FactDraft

_FILES: Final = 5
_MESSAGES: Final = 3
_SAMPLES: Final = 2
_TOPICS: Final = 5
"""Entries of each list on the card, at most. With all of them the card keeps Discord's limits."""
_KIND: Final = 40


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What the import of an upload would do."""

    upload: UploadId
    report: FileImportReport
    skip_bad: bool = False

    @property
    def replaceable(self) -> int:
        """The number of known facts whose texts a line can replace."""
        corrections = self.report.comparison.corrections
        return sum(each.relation is not VersionRelation.CUT_OFF for each in corrections)


def preview_card(preview: ImportPreview, context: RenderContext) -> ui.LayoutView:
    """Return the card with the buttons that apply or cancel the import."""

    def render(limit: int) -> Iterator[Item]:
        sections = (
            _describe_files(preview.report, limit),
            describe_comparison(preview.report, limit),
            _describe_messages(preview.report, limit),
            _describe_samples(preview.report, limit),
        )
        yield text("**Preview: nothing is imported yet**")
        for lines in sections:
            if listed := list(lines):
                yield text("\n".join(listed))
        yield from row(*_apply_buttons(preview, context), _cancel(preview.upload, context))

    return fit_card(render)


def refusal_card(
    message: str, upload: UploadId, context: RenderContext, *, can_skip: bool
) -> ui.LayoutView:
    """Return the card for files that cannot be imported as they are.

    With `can_skip`, a button leaves out the bad entries. The message is Markdown.
    """
    shown = text(_fit_message(message))
    if not can_skip:
        return card(shown)
    skip = PreviewImport(upload, skip_bad=True)
    controls = [
        button("Leave out the bad ones", (Effect.ACT, skip), context),
        _cancel(upload, context),
    ]
    return card(shown, *row(*controls))


def retry_card(
    message: str, query: PreviewImport | ApplyImport, context: RenderContext
) -> ui.LayoutView:
    """Return the card for an import that failed and can be tried again."""
    again = button("Try again", (Effect.ACT, query), context)
    return card(text(_fit_message(message)), *row(again, _cancel(query.upload, context)))


def describe_figures(figures: ImportFigures) -> str:
    """Return the counts of an import in one line."""
    counts = (
        (figures.new, "new fact"),
        (figures.corrected, "corrected fact"),
        (figures.known, "known fact"),
        (figures.repeated, "repeated fact"),
        (figures.sources, "new source"),
        (figures.citations, "source added to facts", "sources added to facts"),
        (figures.topics, "new topic"),
        (figures.aliases, "new alias", "new aliases"),
    )
    listed = [count_things(number, *words) for number, *words in counts if number]
    return " · ".join(listed) or "nothing new"


def _fit_message(message: str) -> str:
    """Return a message without the lines before the last that Discord's total does not allow."""
    *lines, last = message.split("\n")
    while lines and measure("\n".join([*lines, last])) > TEXT_TOTAL:
        lines.pop()
    return "\n".join([*lines, last])


def _apply_buttons(preview: ImportPreview, context: RenderContext) -> Iterator[Control]:
    labels = {CorrectionRule.SKIP: "Apply"}
    comparison = preview.report.comparison
    if comparison.cut_lines and not comparison.corrections:
        labels[CorrectionRule.REPLACE] = "Apply without cut-off lines"
    if comparison.corrections:
        labels = {CorrectionRule.SKIP: "Apply without these"}
        if preview.replaceable:
            facts = pluralize(preview.replaceable, "fact")
            labels[CorrectionRule.REPLACE] = f"Apply, replace {facts}"
        labels[CorrectionRule.KEEP] = "Apply, keep both"
    for rule, label in labels.items():
        query = ApplyImport(preview.upload, preview.skip_bad, rule)
        yield button(label, (Effect.ACT, query), context)


def _cancel(upload: UploadId, context: RenderContext) -> Control:
    return button("Cancel", (Effect.ACT, CancelImport(upload)), context)


def _describe_files(report: FileImportReport, limit: int) -> Iterator[str]:
    files = report.reading.files
    for each in files[:_FILES]:
        yield _describe_file(each, limit)
        if each.notes:
            notes = "; ".join(note.message for note in each.notes)
            yield subtext(inline(notes, min(limit, LINE)))
    yield from count_more(len(files), _FILES, "file")
    yield f"In all: {describe_figures(report.figures)}."


def _describe_file(file: FileReading, limit: int) -> str:
    name = inline(file.name, min(limit, NAME))
    return f"**{name}** · {file.format} · {pluralize(file.facts, 'fact')}"


def _describe_messages(report: FileImportReport, limit: int) -> Iterator[str]:
    several = len(report.reading.names) > 1
    skipped, warnings = report.reading.skipped, report.warnings
    if skipped:
        yield f"**{count_things(len(skipped), 'bad entry', 'bad entries')}, left out**"
        yield from _list_messages(skipped, limit, several=several)
    if warnings:
        yield f"**{count_things(len(warnings), 'warning')}**"
        yield from _list_messages(warnings, limit, several=several)


def _list_messages(messages: Sequence[FileMessage], limit: int, *, several: bool) -> Iterator[str]:
    for each in messages[:_MESSAGES]:
        column = each.entry.column if isinstance(each.entry, EntryProblem) else 0
        place = f"line {each.entry.line}" + (f", column {column}" if column else "")
        name = f"{inline(each.file, min(limit, NAME))}, " if several else ""
        yield subtext(
            f"{name}{place}: {DISCORD_VOICE.text(truncate(each.entry.message, min(limit, LINE)))}"
        )
    yield from count_more(len(messages), _MESSAGES, "message")


def _describe_samples(report: FileImportReport, limit: int) -> Iterator[str]:
    samples = report.comparison.samples[:_SAMPLES]
    for each in samples:
        yield inline(each.text, min(limit, LINE))
        yield subtext(_describe_draft(each, min(limit, NAME)))
    more = report.figures.new - len(samples)
    if more > 0:
        yield subtext(f"and {count_things(more, 'more new fact')}")


def _describe_draft(draft: FactDraft, limit: int) -> str:
    named = [f"{name} ({stance})" if stance else name for name, stance in draft.links[:_TOPICS]]
    topics = ", ".join(named) or "no topic"
    first, *others = draft.citations
    details = (first.source.title, first.author, str(first.source.published or ""))
    source = ", ".join(filter(None, details))
    parts = [inline(draft.kind, min(limit, _KIND)), inline(topics, limit), inline(source, limit)]
    return " · ".join([*parts, *([pluralize(len(others), "more source")] if others else [])])
