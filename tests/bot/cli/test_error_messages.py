import pytest

from bot.app.errors import (
    DatabaseEmpty,
    DatabaseMissing,
    DemoUnavailable,
    PortTaken,
    SettingInvalid,
    TokenMissing,
    TokenRefused,
)
from bot.cli.error_messages import error_message
from bot.cli.exit_codes import exit_code
from bot.curation.errors import (
    FormTooLong,
    NotCurator,
    NotManager,
    OptionsUnclear,
    OutsideServer,
    PermissionUnknown,
)
from bot.curation.files import errors as file_errors
from bot.daily.error_messages import DAILY_MESSAGES
from facts.curation import errors as curation_errors
from facts.curation.file_import import LibraryChanged
from facts.curation.forms import FormGone
from facts.curation.uploads import UploadGone
from facts.importers import errors as input_errors
from facts.model import errors
from facts.model.changes import Change, ChangeId
from facts.model.drafts import EntryProblem, LineWarning
from facts.model.entities import CLAIM, Citation, Fact, FactId, Source, SourceId, TopicId
from facts.model.results import Match
from facts.store import errors as store_errors
from tests.support.builders import NOTE

CHANGE = Change(ChangeId(3), NOTE, "Removed fact 7")
FACT = Fact(FactId(1), CLAIM, "Naps help.", (Citation(Source(SourceId(1), "Sleep")),))
NIPS = Match(TopicId(1), "nips", 70.0)
EXAMPLES = [
    errors.LibraryEmpty(),
    errors.TopicNotFound("naps"),
    errors.TopicNotFound(
        "naps", (Match(TopicId(1), "nips", 70.0), Match(TopicId(2), "nops", 69.0))
    ),
    errors.NoAnswer("what is a nap"),
    errors.NoRelatedFact(),
    errors.TopicGone(),
    errors.SourceNotFound(),
    errors.NoSourceMatches("10.1000/182"),
    errors.AuthorNotFound("Jane Dow", ("Jane Doe", "Jan Dew")),
    errors.AuthorNotFound("Ann"),
    errors.DateUnclear("lately"),
    errors.TooManyQuestions(is_own=True),
    errors.TooManyQuestions(is_own=False),
    errors.TooManyPhrases(10),
    errors.FactNotFound(7),
    errors.FactRemoved(7, CHANGE),
    curation_errors.ChangeNotFound(9),
    FormGone(),
    UploadGone(),
    LibraryChanged(),
    file_errors.ImportsBusy(is_own=True),
    file_errors.ImportsBusy(is_own=False),
    file_errors.FilesMissing(),
    file_errors.FilesTooLarge(8_000_000),
    file_errors.DownloadFailed("naps.csv"),
    file_errors.ReadingOverrun(),
    file_errors.ImportUnderWay(),
    file_errors.NothingToExport(),
    file_errors.NothingToExport("naps"),
    file_errors.ExportTooLarge(10_000_000, 7, of_topic=False),
    file_errors.ExportTooLarge(10_000_000, 7, of_topic=True),
    NotCurator(()),
    NotCurator((5, 6)),
    NotManager(),
    OutsideServer(),
    PermissionUnknown(),
    FormTooLong("fact", 5),
    OptionsUnclear(("fact", "topic")),
    curation_errors.LibraryNotFound(9),
    curation_errors.SourceWithoutFacts("Sleep"),
    curation_errors.NameNotFound("topic", "naps"),
    curation_errors.NameNotFound("source", "12"),
    curation_errors.NameNotFound("alias", "naps"),
    curation_errors.InputInvalid("fact", "it is empty"),
    curation_errors.InputInvalid("date", "is no date: write 2026-03-15", "lately"),
    curation_errors.NameTaken("naps", TopicId(1), "nips"),
    curation_errors.NameAmbiguous("topic", "naps", (1, 2)),
    curation_errors.SharedReadOnly("fact"),
    curation_errors.NothingChanged(),
    curation_errors.SameFactExists(FactId(1)),
    curation_errors.SameFactExists(FactId(1), is_cited=True),
    curation_errors.SameAddressExists(SourceId(1), "Sleep"),
    curation_errors.SourceNotCited(SourceId(1)),
    curation_errors.PhrasingNotFound("Why nap?"),
    curation_errors.QuestionsGone(),
    curation_errors.SourceNeeded(),
    curation_errors.SeveralLibraries(),
    curation_errors.NearDuplicateFound([curation_errors.NearDuplicate(FACT, 92)]),
    curation_errors.EditConflict([CHANGE]),
    curation_errors.UndoConflict(ChangeId(1), [CHANGE] * 5),
    curation_errors.AlreadyUndone(ChangeId(1), ChangeId(2)),
    curation_errors.AlreadyPurged((FactId(1),)),
    curation_errors.AlreadyPurged((FactId(1), FactId(2))),
    curation_errors.UndoImpossible(ChangeId(1), purged=True),
    curation_errors.UndoImpossible(ChangeId(1), purged=False),
    errors.NoFactMatches(tuple("abcdefghij"), ()),
    errors.NoSearchHits("naps"),
    errors.NoSearchHits("-naps", only_excludes=True),
    input_errors.InputMissing("page.txt"),
    input_errors.InputIsFolder("pages/"),
    input_errors.InputNotPermitted("page.txt"),
    input_errors.InputTooLarge("page.txt", 100_000_000),
    input_errors.InputNotText("page.txt", 3),
    input_errors.InputUnrecognized("x.txt", "the file is empty"),
    input_errors.LineTooLong("x.csv", 3, 5_000_000),
    input_errors.BadEntries("x.csv", (EntryProblem(1, 0, "no column."),), 1, has_others=False),
    input_errors.FolderWithoutInput("notes"),
    input_errors.TooManyFiles("notes", 10_000),
    input_errors.TooManyFacts("x.csv", 20_000),
    input_errors.BadEntries("x.csv", (EntryProblem(3, 2, "the row has no fact."),), 1),
    input_errors.BadEntries("x.csv", (EntryProblem(3, 0, "the row has no fact."),) * 9, 12),
    input_errors.SeveralInputsRefused((input_errors.InputMissing("a"),) * 9),
    input_errors.InputWithoutFacts("page.txt"),
    input_errors.InputWithoutFacts("page.txt", (LineWarning(3, "doubtful"),)),
    store_errors.StoreUnreachable("f.db"),
    store_errors.StoreForeign("f.db"),
    store_errors.StoreTooNew("f.db", 9, 1),
    store_errors.StoreReadOnly("f.db"),
    store_errors.StoreFull("f.db"),
    store_errors.StoreBusy("f.db"),
    store_errors.ReadTooSlow("f.db"),
    store_errors.ErasureIncomplete("f.db"),
    store_errors.StoreInUse("f.db"),
    store_errors.StoreIoError("f.db"),
    store_errors.StoreDamaged("f.db"),
    store_errors.BackupFolderUnusable("backups"),
    store_errors.BackupForeign("b.db"),
    store_errors.BackupDamaged("b.db"),
    DatabaseMissing("f.db"),
    DatabaseEmpty("f.db"),
    TokenMissing(),
    TokenRefused(),
    SettingInvalid("FOOTNOTE_X", "Input should be a number"),
    DemoUnavailable(),
    PortTaken(80),
]


def leaf_types(error: type[errors.FootnoteError]) -> set[type[errors.FootnoteError]]:
    below = [each for each in error.__subclasses__() if not each.__module__.startswith("tests.")]
    return set().union(*map(leaf_types, below)) if below else {error}


def test_changes_since_a_form_was_opened_are_named() -> None:
    assert error_message(curation_errors.EditConflict([CHANGE])) == (
        "Change 3 (Removed fact 7) changed it after you opened it."
    )
    several = error_message(curation_errors.EditConflict([CHANGE] * 2))
    assert several.startswith("Changes 3 (Removed fact 7), 3 (Removed fact 7) changed it")


def test_every_error_has_an_example_or_a_daily_message() -> None:
    examples = {type(example) for example in EXAMPLES}
    assert leaf_types(errors.FootnoteError) == examples | set(DAILY_MESSAGES)


@pytest.mark.parametrize("error", EXAMPLES, ids=lambda error: type(error).__name__)
def test_every_error_message_begins_with_a_full_line(error: errors.FootnoteError) -> None:
    lines = error_message(error).split("\n")
    assert all(lines)
    assert lines[0].endswith(".")
    assert exit_code(error) == (1 if isinstance(error, errors.NotFoundError) else 3)
