"""The head of a page is found line by line as it is found among all lines."""

from hypothesis import given
from hypothesis import strategies as st

from facts.importers.wiki.head_detector import HeadDetector, find_head_start
from facts.importers.wiki.lines import InputLine

TEXTS = ("concept", "perspective", "↳", "↳ sleep", "rest", "Also known as: R", "Related (2)",
         "Related", "Home", "🌿", "Synthesized from nodes", "")  # fmt: skip


def number_lines(texts: list[str]) -> list[InputLine]:
    return [InputLine(number, text) for number, text in enumerate(texts, 1)]


@given(st.lists(st.sampled_from(TEXTS), max_size=12))
def test_questions_in_between_do_not_change_the_answer(texts: list[str]) -> None:
    detector, lines = HeadDetector(), number_lines(texts)
    for place, line in enumerate(lines):
        detector.feed(place, line)
        found = detector.find_start(lines[: place + 1])
        assert found == find_head_start(lines[: place + 1])


def test_a_badge_without_a_title_begins_no_head() -> None:
    assert find_head_start(number_lines(["nap()", "concept"])) is None


def test_the_site_header_belongs_to_the_head_below_it() -> None:
    assert find_head_start(number_lines(["nap()", "Home", "", "concept", "rest"])) == 1


def test_marks_below_a_place_are_known() -> None:
    detector = HeadDetector()
    for place, line in enumerate(number_lines(["nap()", "also known as: R", "Related (2)", "x"])):
        detector.feed(place, line)
    assert detector.has_head_line
    assert [detector.has_notice(place) for place in range(4)] == [True, True, False, False]
    assert [detector.has_section(place) for place in range(4)] == [True, True, True, False]
