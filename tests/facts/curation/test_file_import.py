"""What an import does with versions of known facts, bad entries and files."""

import asyncio
from dataclasses import replace

import pytest

from facts.curation.curator import Curator
from facts.curation.fact_edits import FactEdit
from facts.curation.file_import import CorrectionRule, LibraryChanged
from facts.curation.import_comparer import compare_import
from facts.curation.import_comparison import Comparison, VersionRelation
from facts.curation.store import CurationStore
from facts.importers.draft_spool import DraftSpool, PlacedDraft
from facts.importers.errors import (
    BadEntries,
    InputWithoutFacts,
    SeveralInputsRefused,
    TooManyFacts,
)
from facts.importers.input_reading import ReadLimits
from facts.model.drafts import EntryProblem, FactDraft, LineWarning, LoneSource
from facts.model.entities import SHARED_LIBRARY, FactId, LibraryId
from facts.model.selection import EVERYTHING
from storage.store import SqliteStore
from tests.support.builders import NOTE, fact_draft, source_draft, topic_draft
from tests.support.file_imports import import_entries

HANDBOOK = source_draft("Team handbook", None)
OLD = fact_draft("Deploys run from Monday to Thursday, between nine and four.", HANDBOOK)
NEW = replace(OLD, line=12, text="Deploys run from Monday to Friday, between nine and four.")
WHOLE = "The first engineer on call answers within ten minutes, the second within thirty."
CUT = "The first engineer on call answers within…"


def on_line(line: int, text: str) -> FactDraft:
    return replace(fact_draft(text, HANDBOOK), line=line)


async def texts(store: SqliteStore, library: LibraryId = SHARED_LIBRARY) -> list[str]:
    facts = await store.read(library, lambda it: it.facts.list(EVERYTHING))
    return sorted(fact.text for fact in facts)


async def test_a_reworded_line_is_listed_and_left_out(store: SqliteStore) -> None:
    await import_entries(store, [OLD])
    report = await import_entries(store, [NEW, on_line(13, "Naps are allowed.")])
    (correction,) = report.comparison.corrections
    assert (correction.fact.id, correction.draft.line) == (1, 12)
    assert correction.relation is VersionRelation.REWORDED
    assert correction.changed_words == 1
    assert report.figures.new == 1
    assert await texts(store) == [OLD.text, "Naps are allowed."]


async def test_a_reworded_line_replaces_the_text_and_can_be_undone(store: SqliteStore) -> None:
    await import_entries(store, [OLD])
    report = await import_entries(store, [NEW], rule=CorrectionRule.REPLACE)
    assert report.figures.corrected == 1
    assert (report.figures.new, report.figures.known) == (0, 0)
    assert await texts(store) == [NEW.text]
    number = report.change
    assert number
    change = await store.read(SHARED_LIBRARY, lambda it: it.changes.get(number))
    assert change
    assert change.summary == "Imported 1 correction"
    await Curator(store, SHARED_LIBRARY, NOTE).undo(number)
    assert await texts(store) == [OLD.text]


async def test_both_versions_can_be_kept(store: SqliteStore) -> None:
    await import_entries(store, [OLD])
    report = await import_entries(store, [NEW], rule=CorrectionRule.KEEP)
    assert report.figures.new == 1
    assert await texts(store) == [NEW.text, OLD.text]


async def test_a_fact_that_the_file_has_too_is_not_corrected(store: SqliteStore) -> None:
    await import_entries(store, [OLD])
    report = await import_entries(store, [OLD, NEW])
    assert report.comparison.corrections == []
    (duplicate,) = report.comparison.duplicates
    assert duplicate.fact.id == 1
    assert await texts(store) == [NEW.text, OLD.text]


async def test_a_similar_fact_of_another_source_is_a_possible_duplicate(
    store: SqliteStore,
) -> None:
    await import_entries(store, [OLD])
    report = await import_entries(store, [replace(NEW, citations=fact_draft().citations)])
    assert report.comparison.corrections == []
    assert [each.fact.id for each in report.comparison.duplicates] == [1]
    assert len(await texts(store)) == 2


async def test_a_server_does_not_correct_the_shared_library(store: SqliteStore) -> None:
    await import_entries(store, [OLD])
    server = LibraryId(7)
    report = await import_entries(store, [NEW], library=server, rule=CorrectionRule.REPLACE)
    assert report.comparison.corrections == []
    assert len(report.comparison.duplicates) == 1
    assert await texts(store) == [OLD.text]
    assert await texts(store, server) == [NEW.text, OLD.text]


async def test_the_whole_of_a_cut_off_fact_can_replace_it(store: SqliteStore) -> None:
    await import_entries(store, [on_line(1, CUT)])
    report = await import_entries(store, [on_line(2, WHOLE)], rule=CorrectionRule.REPLACE)
    assert [each.relation for each in report.comparison.corrections] == [VersionRelation.WHOLE]
    assert await texts(store) == [WHOLE]


@pytest.mark.parametrize("rule", [CorrectionRule.SKIP, CorrectionRule.REPLACE])
async def test_a_cut_off_line_never_replaces_the_whole(
    store: SqliteStore, rule: CorrectionRule
) -> None:
    await import_entries(store, [on_line(1, WHOLE)])
    report = await import_entries(store, [on_line(2, CUT)], rule=rule)
    assert [each.relation for each in report.comparison.corrections] == [VersionRelation.CUT_OFF]
    assert await texts(store) == [WHOLE]


@pytest.mark.parametrize(
    ("rule", "kept"),
    [
        (CorrectionRule.SKIP, [CUT, WHOLE]),
        (CorrectionRule.REPLACE, [WHOLE]),
        (CorrectionRule.KEEP, [CUT, WHOLE]),
    ],
)
async def test_a_line_cut_off_in_the_same_files_is_listed_and_can_be_left_out(
    store: SqliteStore, rule: CorrectionRule, kept: list[str]
) -> None:
    report = await import_entries(store, [on_line(1, CUT)], [on_line(2, WHOLE)], rule=rule)
    (line,) = report.comparison.cut_lines
    assert (line.file, line.draft.text, line.whole) == (0, CUT, WHOLE)
    assert report.comparison.corrections == []
    assert await texts(store) == sorted(kept)


async def test_a_fact_changed_since_the_comparison_is_not_replaced(
    store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def compare_and_edit(
        compared: CurationStore, library: LibraryId, spool: DraftSpool, limit: int
    ) -> Comparison:
        comparison = await compare_import(compared, library, spool, limit)
        edit = FactEdit(text="Deploys run at night.")
        await Curator(compared, library, NOTE).edit_fact(FactId(1), edit)
        return comparison

    await import_entries(store, [OLD])
    monkeypatch.setattr("facts.curation.file_import.compare_import", compare_and_edit)
    report = await import_entries(store, [NEW], rule=CorrectionRule.REPLACE)
    assert (report.figures.corrected, report.figures.new) == (0, 1)
    assert await texts(store) == ["Deploys run at night.", NEW.text]


@pytest.mark.parametrize("rule", CorrectionRule)
async def test_an_import_writes_nothing_if_its_preview_said_something_else(
    store: SqliteStore, rule: CorrectionRule
) -> None:
    lines = [NEW, on_line(13, WHOLE)]
    preview = await import_entries(store, lines, keep=False)
    await import_entries(store, [OLD])
    with pytest.raises(LibraryChanged):
        await import_entries(store, lines, rule=rule, expected=preview.comparison.digest)
    assert await texts(store) == [OLD.text]
    seen = await import_entries(store, lines, keep=False)
    await import_entries(store, lines, rule=rule, expected=seen.comparison.digest)
    assert WHOLE in await texts(store)


async def test_a_correction_of_an_edited_text_is_another_one(store: SqliteStore) -> None:
    await import_entries(store, [OLD])
    preview = await import_entries(store, [NEW], keep=False)
    edit = FactEdit(text=OLD.text.replace("nine", "eight"))
    await Curator(store, SHARED_LIBRARY, NOTE).edit_fact(FactId(1), edit)
    with pytest.raises(LibraryChanged):
        await import_entries(
            store, [NEW], rule=CorrectionRule.REPLACE, expected=preview.comparison.digest
        )


async def test_a_change_without_consequences_does_not_stop_an_import(store: SqliteStore) -> None:
    lines = [OLD, on_line(13, WHOLE)]
    preview = await import_entries(store, lines, keep=False)
    await import_entries(store, [OLD])
    report = await import_entries(store, lines, expected=preview.comparison.digest)
    assert (report.figures.new, report.figures.known) == (1, 1)


@pytest.mark.parametrize("rule", CorrectionRule)
async def test_a_server_gets_no_copy_of_a_shared_fact(
    store: SqliteStore, rule: CorrectionRule
) -> None:
    await import_entries(store, [OLD])
    server = LibraryId(7)
    report = await import_entries(store, [OLD, OLD, on_line(2, WHOLE)], library=server, rule=rule)
    assert (report.figures.new, report.figures.known) == (1, 1)
    assert report.comparison.duplicates == []
    assert await texts(store, server) == sorted([OLD.text, WHOLE])


async def test_a_server_gets_a_fact_that_it_has_hidden_or_of_another_server(
    store: SqliteStore,
) -> None:
    await import_entries(store, [OLD])
    await import_entries(store, [on_line(2, WHOLE)], library=LibraryId(8))
    server = LibraryId(7)
    await Curator(store, server, NOTE).remove_facts((FactId(1),))
    report = await import_entries(store, [OLD, on_line(2, WHOLE)], library=server)
    assert (report.figures.new, report.figures.known) == (2, 0)


async def test_an_own_copy_of_a_shared_fact_gains_sources(store: SqliteStore) -> None:
    server = LibraryId(7)
    await import_entries(store, [OLD], library=server)
    await import_entries(store, [OLD])
    other = replace(OLD, citations=fact_draft().citations)
    report = await import_entries(store, [other], library=server)
    assert (report.figures.known, report.figures.citations) == (1, 1)


async def test_the_first_sources_are_shown_where_there_is_no_fact(store: SqliteStore) -> None:
    lone = [LoneSource(n, source_draft(f"Book {n}")) for n in range(5)]
    report = await import_entries(store, lone, keep=False)
    assert report.comparison.sources == lone[:3]


async def test_a_preview_says_whether_anything_would_be_written(store: SqliteStore) -> None:
    await import_entries(store, [OLD])
    assert not (await import_entries(store, [OLD], keep=False)).figures.written
    on_topic = replace(OLD, topics=("chairs",))
    topic = topic_draft("chairs")
    await import_entries(store, [topic])
    report = await import_entries(store, [topic, on_topic], keep=False)
    assert report.figures.written
    assert (report.figures.new, report.figures.topics, report.figures.known) == (0, 0, 1)


async def test_a_preview_says_what_would_happen_and_writes_nothing(store: SqliteStore) -> None:
    await import_entries(store, [OLD])
    report = await import_entries(store, [NEW], rule=CorrectionRule.REPLACE, keep=False)
    assert report.figures.corrected == 1
    assert report.change is None
    assert await texts(store) == [OLD.text]


async def test_a_bad_entry_refuses_the_file_and_names_every_problem(store: SqliteStore) -> None:
    problems = [EntryProblem(2, 1, "no source"), EntryProblem(5, 3, "no fact")]
    with pytest.raises(BadEntries) as refused:
        await import_entries(store, [OLD, *problems])
    assert refused.value.problems == tuple(problems)
    assert await texts(store) == []


async def test_bad_entries_can_be_left_out(store: SqliteStore) -> None:
    problem = EntryProblem(2, 1, "no source")
    report = await import_entries(store, [OLD, problem], limits=ReadLimits(skip_bad=True))
    assert [(each.file, each.entry) for each in report.reading.skipped] == [("a", problem)]
    assert await texts(store) == [OLD.text]


async def test_all_bad_files_are_named_at_once(store: SqliteStore) -> None:
    problem = EntryProblem(2, 1, "no source")
    with pytest.raises(SeveralInputsRefused) as refused:
        await import_entries(store, [problem], [OLD], [LineWarning(1, "odd")])
    first, second = refused.value.errors
    assert (first.name, type(first)) == ("a", BadEntries)
    assert (second.name, type(second)) == ("c", InputWithoutFacts)
    assert await texts(store) == []


async def test_too_many_facts_are_refused(store: SqliteStore) -> None:
    with pytest.raises(TooManyFacts):
        await import_entries(store, [OLD, NEW], limits=ReadLimits(max_facts=1))


async def test_a_page_of_a_topic_alone_brings_its_names(store: SqliteStore) -> None:
    report = await import_entries(store, [topic_draft("naps", "PN", definition="Sleep.")])
    assert (report.figures.topics, report.figures.aliases, report.figures.new) == (1, 1, 0)
    alone = await import_entries(store, [topic_draft("beds")])
    assert alone.figures.topics == 1
    with pytest.raises(InputWithoutFacts):
        await import_entries(store, [topic_draft("chairs"), LineWarning(1, "there are no facts")])


async def test_only_the_first_new_facts_are_compared(store: SqliteStore) -> None:
    await import_entries(store, [OLD])
    spool: list[PlacedDraft] = [PlacedDraft(0, on_line(n, f"Rule {n}.")) for n in range(9)]
    spool.append(PlacedDraft(0, NEW))
    for limit, missed, corrected in ((4, 6, 0), (10, 0, 1)):
        comparison = await compare_import(store, SHARED_LIBRARY, spool, limit)
        assert (comparison.not_compared, len(comparison.corrections)) == (missed, corrected)


async def test_other_writes_go_on_while_a_file_is_compared(store: SqliteStore) -> None:
    await import_entries(store, [OLD])
    many = [on_line(line, f"Fact number {line} says something new.") for line in range(40)]
    importing = asyncio.create_task(import_entries(store, many))
    await Curator(store, SHARED_LIBRARY, NOTE).remove_facts((FactId(1),))
    assert (await importing).figures.new == 40


async def test_control_characters_are_left_out_with_a_warning(store: SqliteStore) -> None:
    report = await import_entries(store, [on_line(3, "Naps \x1b[31mhelp\u202e drivers.")])
    assert [each.entry.line for each in report.warnings] == [3]
    assert await texts(store) == ["Naps [31mhelp drivers."]


async def test_an_address_decides_about_the_site(store: SqliteStore) -> None:
    false_site = replace(HANDBOOK, site="nature.com", url="https://evil.example/x")
    user_data = replace(HANDBOOK, url="https://nature.com@evil.example/")
    report = await import_entries(
        store, [fact_draft("One fact.", false_site), fact_draft("Other fact.", user_data)]
    )
    assert len(report.warnings) == 2
    facts = await store.read(SHARED_LIBRARY, lambda it: it.facts.list(EVERYTHING))
    sources = [fact.citations[0].source for fact in facts]
    assert [(each.site, each.url) for each in sources] == [
        ("evil.example", "https://evil.example/x"),
        (None, None),
    ]
