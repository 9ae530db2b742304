"""The card that shows what an import would do, before anything is written."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from discord import ButtonStyle, ui

from bot.cards.fact_list import source_summary
from bot.curation.files.comparison_text import (
    LINE,
    NAME,
    count_more,
    count_things,
    describe_corrections,
    describe_duplicates,
)
from bot.curation.files.message_text import describe_messages
from bot.curation.files.queries import ApplyImport, CancelImport, PreviewImport
from bot.discord_api.limits import TEXT_TOTAL
from bot.queries.custom_id import Effect
from bot.queries.query import RenderContext
from bot.ui.controls import Control, button
from bot.ui.layout import (
    Item,
    card,
    entries,
    fit_card,
    heading,
    inline,
    pluralize,
    row,
    subtext,
    text,
)
from bot.ui.text_fit import measure
from facts.curation.file_import import CorrectionRule, FileImportReport
from facts.curation.import_comparison import VersionRelation
from facts.curation.uploads import UploadId
from facts.importers.input_reading import FileReading
from facts.model.changes import ImportFigures
from facts.model.drafts import CitationDraft, FactDraft
from facts.model.entities import Citation, Source, SourceId

_FILES: Final = 5
_SAMPLES: Final = 2
_TOPICS: Final = 5
"""Entries of each list on the card, at most. With all of them the card keeps Discord's limits."""
_KIND: Final = 40
_NOTHING_NEW: Final = "Nothing to import: the library has all of this already"


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What the import of an upload would do; `notice` says why it is shown again."""

    upload: UploadId
    report: FileImportReport
    skip_bad: bool = False
    notice: str = ""

    @property
    def can_apply(self) -> bool:
        """Whether any way to apply it would write something."""
        comparison = self.report.comparison
        return bool(self.report.figures.written or comparison.corrections)

    @property
    def replaceable(self) -> int:
        """The number of known facts whose texts a line can replace."""
        corrections = self.report.comparison.corrections
        return sum(each.relation is not VersionRelation.CUT_OFF for each in corrections)


def preview_card(preview: ImportPreview, context: RenderContext) -> ui.LayoutView:
    """Return the card with the buttons that apply or cancel the import, if it would do anything."""
    title = "Preview: nothing is imported yet" if preview.can_apply else _NOTHING_NEW

    def render(limit: int) -> Iterator[Item]:
        yield heading(title, preview.notice)
        sections = {
            "Files": _describe_files(preview.report, limit),
            "Corrections": describe_corrections(preview.report, limit),
            "Possible duplicates": describe_duplicates(preview.report, limit),
            "Problems": describe_messages(preview.report, limit),
        }
        for name, blocks in sections.items():
            if listed := list(blocks):
                yield from _show_section(name, ["\n\n".join(listed)])
        for name, blocks in _describe_samples(preview.report, limit).items():
            yield from _show_section(name, list(blocks))

    if not preview.can_apply:
        return fit_card(render)
    buttons = row(*_apply_buttons(preview, context), _cancel(preview.upload, context))
    return fit_card(render, ui.Separator(), *buttons)


def _show_section(name: str, blocks: list[str]) -> Iterator[Item]:
    """Yield a section with an empty line between its blocks; nothing without a block."""
    if blocks:
        yield ui.Separator()
        first, *others = blocks
        yield from entries([f"### {name}\n{first}", *others])


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
    is_first = True
    for rule, label in _label_rules(preview):
        found = preview.report.comparison.digest
        query = ApplyImport(preview.upload, preview.skip_bad, rule, found)
        style = ButtonStyle.primary if is_first else ButtonStyle.secondary
        yield button(label, (Effect.ACT, query), context, style=style)
        is_first = False


def _label_rules(preview: ImportPreview) -> Iterator[tuple[CorrectionRule, str]]:
    comparison = preview.report.comparison
    if preview.report.figures.written:
        label = "Apply without these" if comparison.corrections else "Apply"
        yield CorrectionRule.SKIP, label
    if preview.replaceable:
        facts = pluralize(preview.replaceable, "fact")
        yield CorrectionRule.REPLACE, f"Apply, replace {facts}"
    elif comparison.cut_lines and not comparison.corrections:
        yield CorrectionRule.REPLACE, "Apply without cut-off lines"
    if comparison.corrections:
        yield CorrectionRule.KEEP, "Apply, keep both"


def _cancel(upload: UploadId, context: RenderContext) -> Control:
    return button("Cancel", (Effect.ACT, CancelImport(upload)), context)


def _describe_files(report: FileImportReport, limit: int) -> Iterator[str]:
    files = report.reading.files
    for each in files[:_FILES]:
        yield _describe_file(each, limit)
    yield from count_more(len(files), _FILES, "file")
    counts = [describe_figures(report.figures)]
    if corrections := report.comparison.corrections:
        counts.append(
            count_things(len(corrections), "correction to decide on", "corrections to decide on")
        )
    if skipped := report.reading.skipped:
        counts.append(count_things(len(skipped), "bad entry left out", "bad entries left out"))
    yield f"**In all: {' · '.join(counts)}**"


def _describe_file(file: FileReading, limit: int) -> str:
    name = inline(file.name, min(limit, NAME))
    line = f"**{name}** · {file.format} · {pluralize(file.facts, 'fact')}"
    notes = "; ".join(note.message for note in file.notes)
    return f"{line}\n{subtext(inline(notes, min(limit, LINE)))}" if notes else line


def _describe_samples(report: FileImportReport, limit: int) -> dict[str, Iterator[str]]:
    """Return the first new facts, or the first sources, under the name of their section."""
    if report.comparison.samples:
        return {"First facts": _list_facts(report, limit)}
    return {"First sources": _list_sources(report, limit)}


def _list_facts(report: FileImportReport, limit: int) -> Iterator[str]:
    samples = report.comparison.samples[:_SAMPLES]
    for each in samples:
        yield f"{inline(each.text, min(limit, LINE))}\n{subtext(_describe_draft(each, limit))}"
    more = report.figures.new - len(samples)
    if more > 0:
        yield subtext(f"and {count_things(more, 'more new fact')}")


def _list_sources(report: FileImportReport, limit: int) -> Iterator[str]:
    sources = report.comparison.sources
    for each in sources:
        yield _name_source(CitationDraft(each.source, each.author), limit)
    more = report.reading.lone_sources - len(sources)
    if sources and more > 0:
        yield subtext(f"and {count_things(more, 'more source')}")


def _describe_draft(draft: FactDraft, limit: int) -> str:
    named = [f"{name} ({stance})" if stance else name for name, stance in draft.links[:_TOPICS]]
    topics = ", ".join(named) or "no topic"
    first, *others = draft.citations
    short = min(limit, NAME)
    parts = [inline(draft.kind, min(limit, _KIND)), inline(topics, short)]
    parts.append(_name_source(first, limit))
    return " · ".join([*parts, *([pluralize(len(others), "more source")] if others else [])])


def _name_source(citation: CitationDraft, limit: int) -> str:
    """Return a source as on the cards of facts: its title as a link, then its details."""
    draft, short = citation.source, min(limit, NAME)
    source = Source(SourceId(0), draft.title, draft.site, draft.url, draft.published)
    return source_summary(Citation(source, citation.author), short)
