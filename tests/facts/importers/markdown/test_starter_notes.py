"""The notes that ship with the program: the template and the team pack."""

from collections.abc import Iterable

from facts.importers.wiki.page_reader import read_page
from facts.model.drafts import FactDraft, PageEntry, TopicDraft
from facts.model.entities import KINDS
from tests.support.documents import read as read_document
from tests.support.notes import read

STARTER = "facts/importers/starter"
TEMPLATE = read_document(f"{STARTER}/template.md")


def merge_facts(entries: Iterable[PageEntry]) -> dict[str, tuple[object, ...]]:
    """Return facts by text; one that is told twice has the topics of both."""
    merged: dict[str, tuple[object, ...]] = {}
    topics: dict[str, set[str]] = {}
    for fact in entries:
        if isinstance(fact, FactDraft):
            names = topics.setdefault(fact.text, set())
            names.update(fact.topics)
            merged[fact.text] = (fact.kind, fact.citations, fact.stance, names)
    return merged


def merge_topics(entries: Iterable[PageEntry]) -> dict[str, tuple[object, ...]]:
    """Return names and definitions of topics; a name alone says nothing new."""
    topics = (entry for entry in entries if isinstance(entry, TopicDraft))
    return {each.name: (each.aliases, each.definition) for each in topics if each.definition}


def test_the_team_pack_says_the_same_in_both_forms() -> None:
    notes = read(read_document(f"{STARTER}/team-handbook.md"))
    page = list(read_page(read_document(f"{STARTER}/team-handbook.txt").splitlines()))
    assert {type(entry) for entry in notes} == {FactDraft, TopicDraft}
    assert merge_facts(notes) == merge_facts(page)
    assert merge_topics(notes) == merge_topics(page)
    assert len(merge_facts(notes)) == 44


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
