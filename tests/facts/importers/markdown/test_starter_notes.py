"""The template that ships with the program."""

from facts.model.drafts import FactDraft, TopicDraft
from facts.model.entities import KINDS
from tests.support.documents import read as read_document
from tests.support.notes import read

STARTER = "facts/importers/starter"
TEMPLATE = read_document(f"{STARTER}/template.md")


def test_the_template_is_read_without_a_doubt() -> None:
    entries = read(TEMPLATE)
    assert {type(entry) for entry in entries} == {FactDraft, TopicDraft}
    assert len([entry for entry in entries if isinstance(entry, FactDraft)]) == 8


def test_the_template_names_each_kind_and_shows_each_part_of_the_form() -> None:
    assert all(kind in TEMPLATE for kind in KINDS)
    facts = [entry for entry in read(TEMPLATE) if isinstance(entry, FactDraft)]
    assert {fact.kind for fact in facts} == {"claim", "procedure", "measurement", "quote", "code"}
    assert any(fact.stances for fact in facts)
    assert any(len(fact.citations) > 1 for fact in facts)


def test_no_line_of_the_template_is_longer_than_a_screen() -> None:
    assert max(map(len, TEMPLATE.splitlines())) <= 110
