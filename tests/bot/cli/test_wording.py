import pytest

from bot.cards.misses import TOLD
from bot.cli.wording import exit_code, told
from bot.errors import DemoUnavailable, PortTaken, SettingInvalid, TokenMissing, TokenRefused
from facts import errors
from facts.drafts import LineWarning
from facts.model import TopicId
from facts.store import Match

NIPS = Match(TopicId(1), "nips", 70.0)
EXAMPLES = [
    errors.LibraryEmpty(),
    errors.TopicNotFound("naps"),
    errors.TopicNotFound(
        "naps", (Match(TopicId(1), "nips", 70.0), Match(TopicId(2), "nops", 69.0))
    ),
    errors.NothingAnswers("what is a nap"),
    errors.NothingBears(),
    errors.TopicGone(),
    errors.SourceNotFound(),
    errors.DateUnclear("lately"),
    errors.FactNotFound(7),
    errors.NoFactMatches(tuple("abcdefghij"), ()),
    errors.NothingFound("naps"),
    errors.InputMissing("page.txt"),
    errors.InputIsFolder("pages/"),
    errors.InputRefused("page.txt"),
    errors.InputTooLarge("page.txt", 100_000_000),
    errors.InputNotText("page.txt", 3),
    errors.InputWithoutFacts("page.txt"),
    errors.InputWithoutFacts("page.txt", (LineWarning(3, "doubtful"),)),
    errors.StoreUnreachable("f.db"),
    errors.StoreForeign("f.db"),
    errors.StoreTooNew("f.db", 9, 1),
    errors.StoreReadOnly("f.db"),
    errors.StoreFull("f.db"),
    errors.StoreBusy("f.db"),
    errors.StoreFailing("f.db"),
    errors.StoreDamaged("f.db"),
    TokenMissing(),
    TokenRefused(),
    SettingInvalid("FOOTNOTE_X", "Input should be a number"),
    DemoUnavailable(),
    PortTaken(80),
]


def leaves(error: type[errors.FootnoteError]) -> set[type[errors.FootnoteError]]:
    below = error.__subclasses__()
    return set().union(*map(leaves, below)) if below else {error}


def test_every_error_has_an_example_here_or_is_told_in_discord_only() -> None:
    told_in_discord = set[type[errors.FootnoteError]]().union(*map(leaves, TOLD))
    examples = {type(example) for example in EXAMPLES}
    assert leaves(errors.FootnoteError) == examples | told_in_discord


@pytest.mark.parametrize("error", EXAMPLES, ids=lambda error: type(error).__name__)
def test_every_error_is_told_in_one_line_that_ends(error: errors.FootnoteError) -> None:
    line = told(error)
    assert "\n" not in line
    assert line.endswith(".")
    assert exit_code(error) == (1 if isinstance(error, errors.Missing) else 3)
