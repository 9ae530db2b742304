import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.model.errors import TooManyPhrases
from facts.search.claim_parser import parse_claim_query
from facts.text.normalize import words

TEXT = "Models tend to memorize some of their training data."


def score(query: str, text: str, **corrections: str) -> float:
    parsed = parse_claim_query(query)
    if not parsed.allows(text):
        return 0.0
    return parsed.build_scorer(
        dict.fromkeys(parsed.words, 1.0), {word: (other,) for word, other in corrections.items()}
    )(text, ())


@pytest.mark.parametrize(
    "query",
    [
        "memorize training data",
        "training data memorize",
        "Memorizing, data!",
        "What is it that the models memorize?",
    ],
)
def test_a_text_is_found_by_its_words_in_any_order_and_form(query: str) -> None:
    assert score(query, TEXT) > 70
    assert score(query, "Retrieval adds documents to the prompt.") == 0


def test_a_corrected_word_counts_nearly_as_much() -> None:
    assert score("trianing", TEXT) == 0
    assert 0 < score("trianing", TEXT, trianing="training") < score("training", TEXT)


def test_stop_words_count_if_there_are_no_others() -> None:
    assert score("what is to be", "To be is what it is to do.") > 0
    assert score("what is a quasar", "What is a nap?") == 0


@pytest.mark.parametrize("query", ["what's RETRO?", "What’s RETRO", "who's RETRO"])
def test_the_s_of_a_contraction_does_not_count(query: str) -> None:
    assert parse_claim_query(query).words == ("retro",)


def test_a_shorter_text_with_the_same_words_scores_higher() -> None:
    assert score("naps", "Naps help.") > score("naps", "Naps and walks and a good book help.")


def test_a_text_that_begins_with_the_word_comes_first() -> None:
    about = "Melatonin moves the clock of the body by an hour."
    beside = "By an hour the clock of the body moves melatonin."
    assert score("what is melatonin", about) > score("what is melatonin", beside) + 3
    several = "melatonin body clock hour"
    assert abs(score(several, about) - score(several, beside)) < 3


def test_a_late_word_scores_higher_than_a_correction() -> None:
    late = "Of all that was tried in the whole of that year, what worked in the end was a nap."
    assert score("what is a nap", late, nap="nab") > score(
        "what is a nap", "Nab it now, all of you, before it is gone.", nap="nab"
    )


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("is it true that naps help", ("naps", "help")),
        ("Is it really true that naps help?", ("naps", "help")),
        ("true/false quizzes", ("true", "false", "quizzes")),
        ("how many naps", ("naps",)),
        ("How often do people nap?", ("people", "nap")),
        ("many small naps", ("many", "small", "naps")),
        ("naps according to Rossi", ("naps", "rossi")),
        ("give me something on naps please", ("naps",)),
        ("Can you explain naps? Any information on naps helps", ("naps", "helps")),
        ("naps give me energy, something explains it", ("naps", "energy", "something", "explains")),
        ("give way", ("give", "way")),
    ],
)
def test_question_phrases_do_not_count(query: str, expected: tuple[str, ...]) -> None:
    assert parse_claim_query(query).words == expected


def test_stop_words_beside_a_phrase_do_not_count() -> None:
    assert parse_claim_query('what about "training data"?').words == ("training", "data")


def test_a_phrase_matches_in_its_order_only() -> None:
    assert score('"training data"', TEXT) > 0
    assert score('"data training"', TEXT) == 0
    assert score('models "of their training"', TEXT) > 0


@pytest.mark.parametrize(
    ("query", "excluded", "unwanted"),
    [
        ("data -training", ("training",), ()),
        ('data -"training"', ("training",), ()),
        ('data -"training set"', (), (("training", "set"),)),
        ("data -fine-tuning -set", ("set",), (("fine", "tuning"),)),
        ("学習 -機械学", (), (("機械", "械学"),)),
        ("fine-tuning", (), ()),
        ("-", (), ()),
        ("- x", (), ()),
    ],
)
def test_a_dash_before_a_word_or_a_phrase_excludes_it(
    query: str, excluded: tuple[str, ...], unwanted: tuple[tuple[str, ...], ...]
) -> None:
    assert parse_claim_query(query).excluded_words == excluded
    assert parse_claim_query(query).excluded_phrases == unwanted


def test_a_query_has_few_phrases_and_exclusions() -> None:
    assert len(parse_claim_query('"a nap" ' * 5 + "-tea " * 5 + "work").phrases) == 5
    for many in ('"a nap" ' * 11, "-tea " * 11, '-"a nap" ' * 11, '"a nap" -tea ' * 6):
        with pytest.raises(TooManyPhrases):
            parse_claim_query(many)


@pytest.mark.parametrize("quoted", ["“training data”", "„training data“", "«training data»"])
def test_a_phone_s_quotation_marks_make_a_phrase(quoted: str) -> None:
    assert parse_claim_query(quoted) == parse_claim_query('"training data"')
    assert parse_claim_query(f"models -{quoted}") == parse_claim_query('models -"training data"')


def test_an_excluded_phrase_does_not_exclude_its_words() -> None:
    assert score('models -"training data"', TEXT) == 0
    assert score("models -training-data", TEXT) == 0
    assert score('models -"data training"', TEXT) == score("models", TEXT) > 0


def test_a_misspelled_word_is_corrected_to_the_nearest_then_the_most_frequent() -> None:
    known = {"training": 90, "raining": 1, "trailing": 3, "banana": 5, "draining": 1}
    assert parse_claim_query("trainng").find_corrections("trainng", known)[0] == "training"
    assert parse_claim_query("zzzzz").find_corrections("zzzzz", known) == []
    assert parse_claim_query("it").find_corrections("it", {"in": 9}) == []


@given(st.text(), st.text())
def test_scores_stay_between_0_and_100(query: str, text: str) -> None:
    assert 0 <= score(query, text) <= 100


@given(st.text())
def test_a_word_splits_into_itself(text: str) -> None:
    for word in words(text):
        assert word
        assert words(word)
