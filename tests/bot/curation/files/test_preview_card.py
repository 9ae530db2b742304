"""The preview keeps Discord's limits, whatever the files contain."""

from typing import Any

import pytest

from bot.curation.files.preview_card import (
    ImportPreview,
    describe_figures,
    preview_card,
    refusal_card,
)
from bot.queries.query import RenderContext, UserId
from facts.curation.file_import import FileImportReport
from facts.curation.import_comparison import (
    Comparison,
    Correction,
    CutLine,
    PossibleDuplicate,
    VersionRelation,
)
from facts.curation.uploads import UploadId
from facts.importers.input_reading import FileMessage, FileReading, InputReading
from facts.model.changes import ImportFigures
from facts.model.drafts import EntryProblem, LineWarning, LoneSource, ReadingNote
from facts.model.entities import CLAIM, Citation, Fact, FactId, Source, SourceId
from tests.support.builders import fact_draft, source_draft
from tests.support.discord_api import faults

CONTEXT = RenderContext(UserId(10**18), private=True)
FACT = Fact(FactId(10**6), CLAIM, "a b", (Citation(Source(SourceId(1), "Sleep")),))


def payload(view: Any) -> dict[str, Any]:  # noqa: ANN401 (a card of any kind)
    return {"components": view.to_components(), "flags": 1 << 15}


def shown(view: Any) -> str:  # noqa: ANN401 (a card of any kind)
    return "\n".join(part.content for part in view.walk_children() if hasattr(part, "content"))


def full_report(words: str, count: int) -> FileImportReport:
    """Return a report with some entries of everything, all with the same words."""
    source = source_draft(words, published=words)
    draft = fact_draft(words, source, source, kind=words, author=words, topics=(words,) * count)
    messages = [FileMessage(words, LineWarning(10**6, words))] * count
    problems = [FileMessage(words, EntryProblem(10**6, 10**4, words))] * count
    notes = (ReadingNote(1, words),) * count
    reading = InputReading(
        names=[words] * count,
        files=[FileReading(words, "the text of a Knowledge Tree page", 10**6, notes)] * count,
        warnings=messages,
        skipped=problems,
        facts=10**6,
    )
    kinds = list(VersionRelation)
    comparison = Comparison(
        [Correction(0, draft, kinds[n % 3], FACT) for n in range(count)],
        [CutLine(0, draft, words)] * count,
        [PossibleDuplicate(0, draft, FACT, 99)] * count,
        not_compared=10**6,
        samples=[draft] * 3,
    )
    figures = ImportFigures(*([10**6] * 9))
    return FileImportReport(figures, reading, comparison, None)


@pytest.mark.parametrize("words", ["naps", "*" * 4_000, "🦉" * 1_000, "_ " * 2_000, "\u202e"])
@pytest.mark.parametrize("count", [1, 4, 30])
def test_a_preview_keeps_the_limits(words: str, count: int) -> None:
    preview = ImportPreview(UploadId(10**9), full_report(words, count))
    assert faults(payload(preview_card(preview, CONTEXT))) == []


def test_a_long_refusal_keeps_its_last_line() -> None:
    view = refusal_card(
        "\n".join(["x" * 700] * 20 + ["Nothing."]), UploadId(1), CONTEXT, can_skip=True
    )
    assert faults(payload(view)) == []
    assert shown(view).endswith("\nNothing.")


def test_more_entries_than_fit_are_counted() -> None:
    text = shown(preview_card(ImportPreview(UploadId(1), full_report("naps", 1_000)), CONTEXT))
    assert "and 995 more files" in text
    assert "1,000 lines seem to be another version" in text
    assert "naps, line 1000000, column 10000 and 999 more places: naps" in text
    assert "1,000,000 more new facts were not compared" in text


def test_messages_that_differ_are_listed_and_counted() -> None:
    report = full_report("naps", 1)
    places = [FileMessage("naps", EntryProblem(n, 0, f"odd {n % 5}")) for n in range(1, 21)]
    report.reading.skipped[:] = places
    text = shown(preview_card(ImportPreview(UploadId(1), report), CONTEXT))
    assert "20 bad entries, left out:\n\n-# line 1 and 3 more places: odd 1" in text
    assert "and 2 more messages" in text


def test_one_thing_is_in_the_singular() -> None:
    text = shown(preview_card(ImportPreview(UploadId(1), full_report("naps", 1)), CONTEXT))
    assert "1 possible duplicate is a new fact if you apply this" in text
    assert "1 line seems to be another version of a fact" in text


def test_the_parts_of_a_preview_are_set_apart() -> None:
    view = preview_card(ImportPreview(UploadId(1), full_report("naps", 3)), CONTEXT)
    parts = payload(view)["components"][0]["components"]
    titles = [each["content"].split("\n")[0] for each in parts if "content" in each]
    names = ["Files", "Corrections", "Possible duplicates", "Problems", "First facts"]
    assert [each for each in titles if "###" in each] == [f"### {each}" for each in names]
    lines = [each for each in parts if each["type"] == 14 and each["divider"]]
    assert len(lines) == len(names) + 1
    first, *others = parts[-1]["components"]
    assert (first["label"], first["style"]) == ("Apply without these", 1)
    assert {each["style"] for each in others} == {2}


def test_a_bibliography_shows_its_first_sources() -> None:
    report = full_report("naps", 1)
    report.comparison.samples.clear()
    book = source_draft("Sleep")
    report.comparison.sources[:] = [LoneSource(1, book, "Ann")] * 3
    report.reading.lone_sources = 5
    text = shown(preview_card(ImportPreview(UploadId(1), report), CONTEXT))
    assert "### First sources\nSleep · example\\.org · Ann" in text
    assert "and 2 more sources" in text


def test_only_corrections_that_can_replace_a_fact_offer_it() -> None:
    report = full_report("naps", 1)
    report.comparison.corrections[0] = Correction(0, fact_draft(), VersionRelation.CUT_OFF, FACT)
    view = preview_card(ImportPreview(UploadId(1), report), CONTEXT)
    labels = [
        each["label"] for each in payload(view)["components"][0]["components"][-1]["components"]
    ]
    assert labels == ["Apply without these", "Apply, keep both", "Cancel"]
    assert "is the cut-off beginning of #" in shown(view)


def test_cut_off_lines_alone_can_be_left_out() -> None:
    report = full_report("naps", 1)
    report.comparison.corrections.clear()
    view = preview_card(ImportPreview(UploadId(1), report), CONTEXT)
    assert "1 line is the cut-off beginning of another line" in shown(view)
    labels = [
        each["label"] for each in payload(view)["components"][0]["components"][-1]["components"]
    ]
    assert labels == ["Apply", "Apply without cut-off lines", "Cancel"]


def test_figures_name_only_what_there_is() -> None:
    assert describe_figures(ImportFigures()) == "nothing new"
    assert describe_figures(ImportFigures(new=1, aliases=2)) == "1 new fact · 2 new aliases"
