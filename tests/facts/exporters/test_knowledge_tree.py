import json
import uuid
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.exporters.knowledge_tree import KT_JSON_EXPORT
from facts.importers.knowledge_tree.documents import KNOWLEDGE_TREE
from facts.model.drafts import FactDraft
from facts.model.entities import (
    CLAIM,
    Citation,
    Fact,
    FactId,
    Source,
    SourceId,
    Stance,
    Topic,
    TopicId,
    TopicLink,
)
from facts.text.normalize import canonical
from tests.support.library_contents import (
    DATES,
    NAMES,
    TOPICS,
    draft_fact,
    draft_topic,
    facts,
    make_contents,
    read_back,
)


def link_only_to(topics: list[Topic], fact: Fact) -> Fact:
    names = {topic.name for topic in topics}
    return replace(fact, topic_links=tuple(link for link in fact.topic_links if link.name in names))


def expect(fact: Fact) -> FactDraft:
    """Return what comes back of a fact: each source once."""
    draft = draft_fact(fact)
    return replace(draft, citations=tuple(dict.fromkeys(draft.citations)))


@pytest.mark.slow
@given(
    st.lists(TOPICS, unique_by=lambda topic: topic.name),
    st.lists(
        facts(DATES, NAMES | st.sampled_from("abc")), unique_by=lambda fact: canonical(fact.text)
    ),
)
def test_a_library_comes_back(topics: list[Topic], written: list[Fact]) -> None:
    topics += [Topic(TopicId(1), name) for name in "abc"]
    topics = list({topic.name: topic for topic in topics}.values())
    topics = [replace(t, aliases=tuple(a for a in t.aliases if a != t.name)) for t in topics]
    written = [link_only_to(topics, fact) for fact in written]
    entries = read_back(KNOWLEDGE_TREE, KT_JSON_EXPORT.render(make_contents(topics, (), written)))
    nodes = [
        replace(
            draft,
            aliases=tuple(a for a in draft.aliases if a.lower() != draft.name.lower()),
        )
        for draft in map(draft_topic, topics)
    ]
    assert entries == [*nodes, *map(expect, written)]


def test_the_document_has_what_knowledge_tree_requires() -> None:
    source = Source(SourceId(1), "Handbook")
    link = TopicLink(TopicId(1), "naps", Stance.SUPPORTS)
    fact = Fact(FactId(1), CLAIM, "Naps help.", (Citation(source, "Ann · Lab"),), (link,))
    topic = Topic(TopicId(1), "naps")
    document = json.loads("".join(KT_JSON_EXPORT.render(make_contents([topic], (), [fact]))))
    assert document["metadata"]["version"] == "1.1"
    assert document["metadata"]["total_items"] == 1
    assert document["edges"] == []
    (node,), (written,), (joined,) = (
        document[key] for key in ("nodes", "facts", "node_fact_links")
    )
    (cited,) = written["sources"]
    assert (cited["author_person"], cited["author_org"]) == ("Ann", "Lab")
    assert cited["uri"] == f"urn:uuid:{cited['source_id']}"
    assert (joined["node_id"], joined["fact_id"]) == (node["id"], written["id"])
    assert joined["stance"] == "supports"
    assert all(uuid.UUID(each["id"]).version == 5 for each in (node, written))


def test_an_empty_library_is_a_complete_document() -> None:
    document = json.loads("".join(KT_JSON_EXPORT.render(make_contents())))
    assert document["facts"] == document["nodes"] == document["node_fact_links"] == []


def test_equal_libraries_give_equal_files() -> None:
    fact = Fact(FactId(1), CLAIM, "Naps help.", (Citation(Source(SourceId(1), "Handbook")),))
    other = replace(fact, id=FactId(7))
    first, second = (list(KT_JSON_EXPORT.render(make_contents(facts=[f]))) for f in (fact, other))
    assert first == second
