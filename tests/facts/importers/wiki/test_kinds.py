import pytest

from facts.importers.wiki.kinds import (
    match_glued_kind,
    read_glued_kind,
    read_lone_kind,
    read_marked_kind,
    read_spaced_kind,
    read_unknown_kind,
)
from facts.model.entities import KINDS, Kind, Stance

CODE = Kind("code")


@pytest.mark.parametrize("kind", KINDS)
def test_every_known_kind_is_read_if_glued(kind: Kind) -> None:
    opening = read_glued_kind(f"{kind}Naps help.")
    assert opening is not None
    assert (opening.kind, opening.text, opening.stance) == (kind, "Naps help.", None)


@pytest.mark.parametrize(
    ("line", "kind", "text"),
    [
        ("quote“To sleep,” she said.", "quote", "“To sleep,” she said."),
        ('quote"To sleep."', "quote", '"To sleep."'),
        ("measurement5% slept.", "measurement", "5% slept."),
        ("measurement−5% slept.", "measurement", "−5% slept."),
        ("formula$E = mc^2$", "formula", "$E = mc^2$"),
        ("formulaα + β = 1", "formula", "α + β = 1"),
        ("formula∑ x", "formula", "∑ x"),
        ("image![a bed](bed.png)", "image", "![a bed](bed.png)"),
        ("code#include <nap.h>", "code", "#include <nap.h>"),
        ("code(nap)", "code", "(nap)"),
        ("claimÜber naps.", "claim", "Über naps."),
        ("claim睡眠很重要。", "claim", "睡眠很重要。"),
        ("quote...and then I slept.", "quote", "...and then I slept."),
        ("claimiPhone naps are short.", "claim", "iPhone naps are short."),
    ],
)
def test_any_beginning_of_a_text_can_follow_a_glued_kind(line: str, kind: str, text: str) -> None:
    opening = read_glued_kind(line)
    assert opening is not None
    assert (opening.kind, opening.text) == (kind, text)


@pytest.mark.parametrize(
    "line",
    [
        "claim The naps",
        "claims are made",
        "claim's point",
        "claim, which helps",
        "claim(s) were made",
        "claim",
        "claim.",
        "claim” they said",
        "accounting for naps",
        "account-based naps",
        "image.png is there",
        "images of naps",
        "codebases are large",
        "code_path is set",
        "codec of sleep",
        "codellama",
        "referenced by many",
        "quotes and notes",
        "formulate a nap",
        "Claim The naps",
        "reclaimThe naps",
        "",
    ],
)
def test_a_word_that_only_begins_like_a_kind_is_not_a_kind(line: str) -> None:
    assert read_glued_kind(line) is None


@pytest.mark.parametrize(
    ("line", "stance", "text"),
    [
        ("claimsupportsNaps help.", Stance.SUPPORTS, "Naps help."),
        ("claimchallenges5 naps help.", Stance.CHALLENGES, "5 naps help."),
        ("quoteneutral“Naps help.”", Stance.NEUTRAL, "“Naps help.”"),
        ("claimneutral(Naps) help.", Stance.NEUTRAL, "(Naps) help."),
        ("claimsupports naps in general.", None, "supports naps in general."),
        ("claimsupportsnaps in general.", None, "supportsnaps in general."),
        ("claimneutral, if at all.", None, "neutral, if at all."),
    ],
)
def test_a_stance_is_read_only_if_the_text_is_glued_to_it(
    line: str, stance: Stance | None, text: str
) -> None:
    opening = read_glued_kind(line)
    assert opening is not None
    assert (opening.stance, opening.text) == (stance, text)


@pytest.mark.parametrize("line", ["imageUrl = 5", "claimCount(naps)", "accountId.sleep()"])
def test_a_line_of_code_below_code_begins_no_fact(line: str) -> None:
    assert read_glued_kind(line, above=CODE) is None
    assert read_glued_kind(line) is not None


def test_a_fact_below_code_is_one() -> None:
    opening = read_glued_kind("claimNaps help.", above=CODE)
    assert opening is not None
    assert opening.kind == "claim"


def test_the_fast_and_the_full_pattern_agree() -> None:
    for line in ("claimNaps help.", "claimsupportsNaps help.", "measurement5 naps"):
        plain, opening = match_glued_kind(line), read_glued_kind(line)
        assert plain is not None
        assert opening is not None
        assert plain.groups() == (opening.kind, opening.stance, opening.text)


def test_an_unknown_kind_is_kept_with_a_doubt() -> None:
    opening = read_unknown_kind("observationNaps fail to help.")
    assert opening is not None
    assert (opening.kind, opening.text) == ("observation", "Naps fail to help.")
    assert opening.doubt is not None
    assert "observation" in opening.doubt


def test_an_unknown_kind_can_have_a_stance() -> None:
    opening = read_unknown_kind("observationchallengesNaps fail to help.")
    assert opening is not None
    assert (opening.kind, opening.stance) == ("observation", Stance.CHALLENGES)


@pytest.mark.parametrize(
    "line",
    [
        "arXiv papers about naps",
        "medRxiv papers about naps",
        "bioRxiv papers about naps",
        "techrXiv papers about naps",
        "iPhone users take naps",
        "openSource naps are free",
        "observationNaps fail",
        "observationNaps = sleep + more + rest",
        "observationNaps(sleep) is a call",
        "observation Naps fail to help.",
    ],
)
def test_an_unknown_kind_needs_a_sentence_after_it(line: str) -> None:
    assert read_unknown_kind(line) is None


def test_below_code_nothing_is_an_unknown_kind() -> None:
    assert read_unknown_kind("observationNaps fail to help.", above=CODE) is None


@pytest.mark.parametrize("line", ["claim Naps help.", "claim: Naps help.", "claim\tNaps help."])
def test_a_space_can_separate_a_kind_from_its_text(line: str) -> None:
    opening = read_spaced_kind(line)
    assert opening is not None
    assert (opening.kind, opening.text) == ("claim", "Naps help.")
    assert opening.doubt


def test_a_kind_can_be_alone_on_its_line() -> None:
    assert read_lone_kind("claim") == "claim"
    assert read_lone_kind("claims") is None


@pytest.mark.parametrize(
    ("line", "kind", "stance", "text"),
    [
        ("- claim: Naps help.", "claim", None, "Naps help."),
        ("* claim: Naps help.", "claim", None, "Naps help."),
        ("• quote:  A nap.", "quote", None, "A nap."),
        ("- Claim: Naps help.", "claim", None, "Naps help."),
        ("- MEASUREMENT: 5 naps", "measurement", None, "5 naps"),
        ("- claim (challenges): Naps help.", "claim", "challenges", "Naps help."),
        ("- code: nap()", "code", None, "nap()"),
    ],
)
def test_an_item_can_begin_with_a_kind_and_a_colon(
    line: str, kind: str, stance: str | None, text: str
) -> None:
    opening = read_marked_kind(line)
    assert opening is not None
    assert (opening.kind, opening.stance, opening.text) == (kind, stance, text)
    assert (opening.is_item, opening.doubt) == (True, None)


def test_without_a_bullet_a_kind_and_a_colon_are_doubtful() -> None:
    opening = read_marked_kind("claim: Naps help.")
    assert opening is not None
    assert (opening.kind, opening.text, opening.is_item) == ("claim", "Naps help.", False)
    assert opening.doubt is not None


@pytest.mark.parametrize(
    "line",
    ["- claim Naps", "-claim: naps", "- claims: naps", "- rest: naps", "- claim:", "claim:naps",
     "- claim (often): naps", "code:nap()", "Code: a History", "a claim: naps", ""],
)  # fmt: skip
def test_any_other_item_begins_no_fact(line: str) -> None:
    assert read_marked_kind(line) is None


@pytest.mark.parametrize("kind", ["rule", "note", "idea"])
def test_a_short_kind_that_teams_use_is_kept(kind: str) -> None:
    opening = read_unknown_kind(f"{kind}Naps need two beds.")
    assert opening is not None
    assert (opening.kind, opening.text) == (kind, "Naps need two beds.")
