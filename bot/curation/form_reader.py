"""From the values of a form to what the use cases take. Raises InputInvalid."""

from collections.abc import Mapping

from bot.curation.form_fields import fact_values, source_block, source_values, topic_values
from bot.curation.queries import FactForm, NewFactForm, SourceForm, TopicForm
from facts.curation import form_input
from facts.curation.fact_edits import FactEdit, FactInput
from facts.curation.form_input import SourceInput
from facts.curation.source_edits import SourceEdit
from facts.curation.topic_edits import TopicEdit
from facts.model.changes import ChangeId
from facts.model.entities import Fact, Source, Topic

Values = Mapping[str, str]


def read_new_fact(form: NewFactForm, values: Values) -> FactInput:
    """Return the new fact of a form."""
    message = (form.message, form.author) if form.message and form.author else None
    return FactInput(
        form_input.parse_fact_text(values.get("fact", "")),
        form_input.parse_kind(values.get("kind", "")),
        form_input.parse_topics(values.get("topics", "")),
        (read_source(values),),
        message,
        questions=form.questions,
    )


def read_source(values: Values) -> SourceInput:
    """Return the one source of a form."""
    return form_input.parse_source(values.get("source", ""), values.get("authors", ""))


def read_fact_edit(form: FactForm, values: Values, fact: Fact) -> FactEdit:
    """Return the edit of a fact: only fields that the user changed."""
    before = fact_values(fact)
    text, topics, kind = (_changed(values, before, name) for name in ("fact", "topics", "kind"))
    is_recited = any(_changed(values, before, name) is not None for name in ("source", "authors"))
    return FactEdit(
        text=None if text is None else form_input.parse_fact_text(text),
        kind=None if not kind else form_input.parse_kind(kind),
        topics=None if topics is None else form_input.parse_topics(topics),
        sources=_read_sources(values, fact) if is_recited else None,
        base=ChangeId(form.base),
    )


def read_topic_edit(form: TopicForm, values: Values, topic: Topic) -> TopicEdit:
    """Return the edit of a topic: only fields that the user changed."""
    before = topic_values(topic)
    name, aliases, definition = (
        _changed(values, before, each) for each in ("name", "aliases", "definition")
    )
    return TopicEdit(
        name=None if name is None else form_input.parse_name("name", name),
        aliases=None if aliases is None else form_input.parse_aliases(aliases),
        definition=None if definition is None else form_input.parse_definition(definition),
        base=ChangeId(form.base),
    )


def read_source_edit(form: SourceForm, values: Values, source: Source) -> SourceEdit:
    """Return the edit of a source: only fields that the user changed."""
    before = source_values(source)
    title, address, date = (_changed(values, before, each) for each in ("title", "address", "date"))
    return SourceEdit(
        title=None if title is None else form_input.parse_title(title),
        url=form_input.parse_address("address", address) if address else address,
        published=form_input.parse_date(date) if date else None,
        without_date=date == "",
        base=ChangeId(form.base),
    )


def _read_sources(values: Values, fact: Fact) -> tuple[SourceInput, ...]:
    """Return the sources of an edited fact; one whose lines are as before stays the same."""
    known = {source_block(each.source): each.source.id for each in fact.citations}
    return form_input.parse_sources(values.get("source", ""), values.get("authors", ""), known)


def _changed(values: Values, before: Values, name: str) -> str | None:
    """Return the value of a field if the user changed it."""
    value = values.get(name, "").replace("\r\n", "\n").strip()
    return None if value == before.get(name, "").strip() else value
