"""Handlers that open forms. Each checks that the user may change the library now."""

from dataclasses import replace
from functools import partial

from discord import ui

from bot.curation.context import CurationContext
from bot.curation.form_fields import build_modal, fact_values, source_values, topic_values
from bot.curation.queries import (
    AnyForm,
    CitationForm,
    FactForm,
    NewFactForm,
    OpenCitation,
    OpenFact,
    OpenNewFact,
    OpenPhrasings,
    OpenRemoval,
    OpenSavedForm,
    OpenSource,
    OpenTopic,
    PhrasingsForm,
    RemovalForm,
    SourceForm,
    TopicForm,
)
from bot.curation.requests import AddFact, EditThing, SaveMessage
from bot.curation.typed_things import pick_one, pick_source, pick_topic
from bot.queries.unresolved import parse_topic_choice
from bot.ui.choice_labels import find_labelled_topic, find_typed_fact
from facts.curation.errors import SharedReadOnly
from facts.library.library import Library
from facts.model.entities import Fact, FactId, LibraryId, Source, SourceId, Topic, TopicId
from facts.model.errors import SourceNotFound, TopicGone
from facts.store.library_store import Snapshot


async def open_new_fact(request: OpenNewFact, context: CurationContext) -> ui.Modal:
    """Open the empty form of a new fact, with the topic filled in."""
    await context.require_curator()
    topic = request.topic
    names = await context.read(lambda library: library.topic_names((topic,) if topic else ()))
    values = {"topics": names.get(topic, "") if topic else ""}
    return build_modal(NewFactForm(), values, context.render)


async def open_typed_fact(request: AddFact, context: CurationContext) -> ui.Modal:
    """Open the form of a new fact. What was typed as its topic may be a new name."""
    typed = request.topic
    if not typed:
        return await open_new_fact(OpenNewFact(None), context)
    await context.require_curator()
    choice = await context.read(
        lambda library: parse_topic_choice(typed) or find_labelled_topic(typed, library)
    )
    if choice:
        return await open_new_fact(OpenNewFact(choice), context)
    return build_modal(NewFactForm(), {"topics": typed}, context.render)


async def open_message(request: SaveMessage, context: CurationContext) -> ui.Modal:
    """Open the form of a new fact with a message as its text and source."""
    await context.require_curator()
    form = NewFactForm(message=request.message, author=request.author)
    return build_modal(form, dict(request.values), context.render)


async def open_saved_form(request: OpenSavedForm, context: CurationContext) -> ui.Modal:
    """Open a form as it was saved, on what the thing is now."""
    form, values = await context.load_form(request.form)
    return build_modal(await _rebase(form, context), values, context.render)


async def open_fact(request: OpenFact, context: CurationContext) -> ui.Modal:
    """Open the form that edits a fact."""
    await context.require_curator()
    fact, base = await context.read_own(partial(_load_fact, request.fact))
    return build_modal(FactForm(request.fact, base), fact_values(fact), context.render)


async def open_topic(request: OpenTopic, context: CurationContext) -> ui.Modal:
    """Open the form that edits a topic."""
    await context.require_curator()
    topic, base = await context.read_own(partial(_load_topic, request.topic))
    return build_modal(TopicForm(request.topic, base), topic_values(topic), context.render)


async def open_source(request: OpenSource, context: CurationContext) -> ui.Modal:
    """Open the form that edits a source."""
    await context.require_curator()
    source, base = await context.read_own(partial(_load_source, request.source))
    return build_modal(SourceForm(request.source, base), source_values(source), context.render)


async def open_citation(request: OpenCitation, context: CurationContext) -> ui.Modal:
    """Open the form that adds a source to a fact."""
    await context.require_curator()
    await context.read_own(partial(_load_fact, request.fact))
    return build_modal(CitationForm(request.fact), {}, context.render)


async def open_phrasings(request: OpenPhrasings, context: CurationContext) -> ui.Modal:
    """Open the form with the questions that a fact answers, in this library's words."""
    await context.require_curator()

    def read(_: LibraryId, snapshot: Snapshot) -> str:
        fact = Library(snapshot).fact(request.fact)
        return "\n".join(snapshot.phrasings.list_own(fact.id))

    values = {"phrasings": await context.read_own(read)}
    return build_modal(PhrasingsForm(request.fact), values, context.render)


async def open_removal(request: OpenRemoval, context: CurationContext) -> ui.Modal:
    """Open the form that removes a fact."""
    await context.require_curator()
    await context.read(lambda library: library.fact(request.fact))
    return build_modal(RemovalForm(request.fact), {}, context.render)


async def open_thing(request: EditThing, context: CurationContext) -> ui.Modal:
    """Open the form of the one thing that the user typed."""
    name, typed = pick_one(fact=request.fact, topic=request.topic, source=request.source)
    if name == "fact":
        fact = await context.read(lambda library: find_typed_fact(typed, library))
        return await open_fact(OpenFact(fact), context)
    if name == "topic":
        topic = await context.read(lambda library: pick_topic(typed, library))
        return await open_topic(OpenTopic(topic), context)
    source = await context.read(lambda library: pick_source(typed, library))
    return await open_source(OpenSource(source), context)


async def _rebase(form: AnyForm, context: CurationContext) -> AnyForm:
    """Return a form that knows the last change of its thing."""
    if not isinstance(form, FactForm | TopicForm | SourceForm):
        return form
    entity, id_ = form.thing
    return replace(form, base=await context.read(lambda it: it.changes.last(entity, id_)))


def _load_fact(fact: FactId, library: LibraryId, snapshot: Snapshot) -> tuple[Fact, int]:
    found = Library(snapshot).fact(fact)
    _check_own("fact", found.library, library)
    return found, snapshot.changes.last("fact", fact)


def _load_topic(topic: TopicId, library: LibraryId, snapshot: Snapshot) -> tuple[Topic, int]:
    found = snapshot.topics.get(topic)
    if found is None:
        raise TopicGone
    _check_own("topic", found.library, library)
    return found, snapshot.changes.last("topic", topic)


def _load_source(source: SourceId, library: LibraryId, snapshot: Snapshot) -> tuple[Source, int]:
    found = snapshot.sources.get(source)
    if found is None:
        raise SourceNotFound
    _check_own("source", found.library, library)
    return found, snapshot.changes.last("source", source)


def _check_own(thing: str, owner: LibraryId, library: LibraryId) -> None:
    if owner != library:
        raise SharedReadOnly(thing)
