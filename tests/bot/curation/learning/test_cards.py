"""Cards of kept questions keep Discord's limits, whatever users asked."""

import datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.curation.learning.cards import Misses, fact_choice_card, misses_card, question_card
from bot.curation.learning.queries import MissesQuery
from bot.queries.query import RenderContext, UserId
from facts.curation.learning.groups import MAX_GROUP, QuestionGroup
from facts.model.entities import Fact
from facts.model.kept_questions import KeptQuestion, KeptQuestions, QuestionId, QuestionTally
from facts.text.question_key import MAX_QUESTION
from tests.support.card_strategies import check, facts_, nonblank_words

CONTEXT = RenderContext(UserId(2**63 - 1), private=True)
LARGEST = 36**6
"""More questions than a bot is ever asked."""

questions = st.builds(
    KeptQuestion,
    st.integers(1, LARGEST).map(QuestionId),
    nonblank_words.map(lambda text: f"a{text[: MAX_QUESTION - 1]}"),
    st.integers(0, 9_999),
    st.integers(0, 9_999),
    st.dates(datetime.date(2026, 1, 1)),
)
groups = st.lists(questions, min_size=1, max_size=MAX_GROUP, unique_by=lambda each: each.id).map(
    QuestionGroup
)


@settings(max_examples=60, deadline=None)
@given(st.lists(groups, max_size=12), st.booleans())
def test_any_list_of_questions_fits(found: list[QuestionGroup], keeps_text: bool) -> None:
    misses = Misses(KeptQuestions(keeps_text, QuestionTally(9, 9, 9)), tuple(found))
    check(misses_card(misses, MissesQuery(), CONTEXT), private=True)


@settings(max_examples=60, deadline=None)
@given(groups, st.lists(facts_, max_size=10))
def test_any_group_of_questions_fits(group: QuestionGroup, near: list[Fact]) -> None:
    check(question_card(group, near, MissesQuery(), CONTEXT), private=True)


@settings(max_examples=60, deadline=None)
@given(groups, facts_)
def test_any_fact_to_confirm_fits(group: QuestionGroup, fact: Fact) -> None:
    check(fact_choice_card(fact, group.questions, CONTEXT), private=True)
