import pytest

from facts.model.drafts import FactDraft
from facts.model.entities import (
    CLAIM,
    Citation,
    Fact,
    FactId,
    Kind,
    Source,
    SourceId,
    Topic,
    TopicId,
)

CITED = (Citation(Source(SourceId(1), "A Paper")),)


def test_a_fact_without_a_source_cannot_exist() -> None:
    with pytest.raises(ValueError, match="source"):
        Fact(FactId(1), CLAIM, "Short naps help.", ())


def test_a_draft_without_a_source_cannot_exist() -> None:
    with pytest.raises(ValueError, match="source"):
        FactDraft(1, CLAIM, "Short naps help.", ())


def test_an_unknown_kind_is_kept() -> None:
    assert Fact(FactId(1), Kind("hunch"), "Naps help.", CITED).kind == "hunch"


@pytest.mark.parametrize("blank", ["", " \t"])
def test_blank_texts_and_names_are_refused(blank: str) -> None:
    with pytest.raises(ValueError, match="text"):
        Fact(FactId(1), CLAIM, blank, CITED)
    with pytest.raises(ValueError, match="kind"):
        Fact(FactId(1), Kind(blank), "Naps help.", CITED)
    with pytest.raises(ValueError, match="title"):
        Source(SourceId(1), blank)
    with pytest.raises(ValueError, match="name"):
        Topic(TopicId(1), blank)
