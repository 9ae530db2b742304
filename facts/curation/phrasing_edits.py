"""Changes to phrasings: questions that a fact answers, in users' own words."""

from collections.abc import Sequence
from typing import Final

from facts.curation.access import load_fact
from facts.curation.errors import InputInvalid, NothingChanged, PhrasingNotFound, QuestionsGone
from facts.curation.store import Workspace
from facts.model.entities import FactId
from facts.model.kept_questions import QuestionId
from facts.text.question_key import MAX_QUESTION
from facts.text.typed_text import clean_line, clean_text

MAX_PHRASINGS: Final = 15
"""Phrasings that a library can have of a fact: so many fit into a field of a form in Discord."""


def parse_phrasing(text: str) -> str:
    """Return a question on one line. Raises InputInvalid."""
    question = clean_line(text)
    if not any(map(str.isalnum, question)):
        raise InputInvalid("phrasings", "a question needs a letter or digit")
    if len(question) > MAX_QUESTION:
        problem = f"has {len(question):,} characters; a question has at most {MAX_QUESTION}"
        raise InputInvalid("phrasings", problem, question)
    return question


def parse_phrasings(text: str) -> tuple[str, ...]:
    """Return questions, one on each line. Raises InputInvalid."""
    lines = [line for line in clean_text(text).split("\n") if line.strip()]
    return tuple(map(parse_phrasing, lines))


def set_phrasings(workspace: Workspace, fact: FactId, phrasings: Sequence[str]) -> FactId:
    """Replace the phrasings that the library has of a fact, its own one or a shared one.

    Raises FactNotFound, FactRemoved, InputInvalid or NothingChanged.
    """
    load_fact(workspace, fact)
    known = workspace.snapshot.phrasings.list_own(fact)
    if not change_phrasings(
        workspace,
        fact,
        added=[each for each in phrasings if each not in known],
        removed=[each for each in known if each not in phrasings],
    ):
        raise NothingChanged
    return _describe(workspace, fact)


def add_phrasing(workspace: Workspace, fact: FactId, phrasing: str) -> FactId:
    """Add a phrasing to a fact, its own one or a shared one.

    Raises FactNotFound, FactRemoved, InputInvalid or NothingChanged.
    """
    load_fact(workspace, fact)
    if not change_phrasings(workspace, fact, added=(phrasing,)):
        raise NothingChanged
    return _describe(workspace, fact)


def answer_questions(workspace: Workspace, fact: FactId, questions: Sequence[QuestionId]) -> FactId:
    """Make kept questions phrasings of a fact, its own one or a shared one.

    Raises FactNotFound, FactRemoved, InputInvalid or QuestionsGone.
    """
    load_fact(workspace, fact)
    if not take_questions(workspace, fact, questions):
        raise QuestionsGone
    return _describe(workspace, fact)


def take_questions(workspace: Workspace, fact: FactId, questions: Sequence[QuestionId]) -> bool:
    """Turn kept questions into phrasings; return whether any is still kept."""
    kept = workspace.snapshot.questions.get_many(questions)
    change_phrasings(workspace, fact, [each.text for each in kept])
    workspace.drop_questions([each.id for each in kept])
    return bool(kept)


def change_phrasings(
    workspace: Workspace, fact: FactId, added: Sequence[str], removed: Sequence[str] = ()
) -> bool:
    """Remove phrasings, then add others; return whether anything changed.

    Raises PhrasingNotFound, or InputInvalid if there are too many.
    """
    for phrasing in removed:
        if not workspace.remove_phrasing(fact, phrasing):
            raise PhrasingNotFound(phrasing)
    new = [each for each in added if workspace.add_phrasing(fact, each)]
    if new and len(workspace.snapshot.phrasings.list_own(fact)) > MAX_PHRASINGS:
        raise InputInvalid("phrasings", f"a fact has at most {MAX_PHRASINGS} of them")
    return bool(new or removed)


def _describe(workspace: Workspace, fact: FactId) -> FactId:
    workspace.describe(f"Edited fact {fact}: phrasings")
    return fact
