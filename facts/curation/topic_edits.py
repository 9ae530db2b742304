"""Changes to topics: edit, aliases, merge."""

from dataclasses import dataclass, replace

from facts.curation.access import check_base, load_own_topic, load_topic
from facts.curation.errors import NameNotFound, NameTaken, NothingChanged
from facts.curation.store import Workspace
from facts.model.changes import ChangeId
from facts.model.entities import TopicId
from facts.model.records import FactRecord, LinkRecord, TopicRecord
from facts.text.normalize import name_key


@dataclass(frozen=True, slots=True)
class TopicEdit:
    """New values for parts of a topic; None leaves a part as it is.

    An empty definition removes it. `base` is the last change that the editor saw.
    """

    name: str | None = None
    definition: str | None = None
    aliases: tuple[str, ...] | None = None
    base: ChangeId | None = None


def edit_topic(workspace: Workspace, topic: TopicId, edit: TopicEdit) -> TopicId:
    """Change a topic. Its old name becomes an alias.

    Raises TopicGone, SharedReadOnly, EditConflict, NameTaken or NothingChanged.
    """
    before = load_own_topic(workspace, topic)
    check_base(workspace, "topic", topic, edit.base)
    name = edit.name or before.name
    aliases = before.aliases if edit.aliases is None else edit.aliases
    if name_key(name) != name_key(before.name) and before.name not in aliases:
        aliases = (*aliases, before.name)
    definition = before.definition if edit.definition is None else edit.definition or None
    after = TopicRecord(before.library, name, _distinct(name, aliases), definition)
    if after == before:
        raise NothingChanged
    if after.name != before.name:
        _check_free(workspace, topic, after.name)
    for alias in after.aliases:
        if alias not in (before.name, *before.aliases):  # known ones may clash: imports allow it
            _check_free(workspace, topic, alias)
    workspace.save_topic(topic, after)
    if after.name != before.name:
        workspace.describe(f"Renamed the topic “{before.name}” to “{after.name}”")
    else:
        workspace.describe(f"Edited the topic “{before.name}”")
    return topic


def add_alias(workspace: Workspace, topic: TopicId, alias: str) -> TopicId:
    """Add an alias. Raises TopicGone, SharedReadOnly, NameTaken or NothingChanged."""
    before = load_own_topic(workspace, topic)
    if alias.casefold() in {name.casefold() for name in (before.name, *before.aliases)}:
        raise NothingChanged
    _check_free(workspace, topic, alias)
    workspace.save_topic(topic, replace(before, aliases=(*before.aliases, alias)))
    workspace.describe(f"Added the alias “{alias}” to the topic “{before.name}”")
    return topic


def remove_alias(workspace: Workspace, topic: TopicId, alias: str) -> TopicId:
    """Remove an alias. Raises TopicGone, SharedReadOnly or NameNotFound."""
    before = load_own_topic(workspace, topic)
    kept = tuple(each for each in before.aliases if name_key(each) != name_key(alias))
    if kept == before.aliases:
        raise NameNotFound("alias", alias)
    workspace.save_topic(topic, replace(before, aliases=kept))
    workspace.describe(f"Removed the alias “{alias}” from the topic “{before.name}”")
    return topic


def merge_topics(workspace: Workspace, topic: TopicId, into: TopicId) -> TopicId:
    """Move all of a topic to another one: names, facts, channels and schedules.

    A shared target keeps its names. Raises TopicGone, SharedReadOnly or NothingChanged.
    """
    if topic == into:
        raise NothingChanged
    before, target = load_own_topic(workspace, topic), load_topic(workspace, into)
    for fact in workspace.list_facts_on(topic):
        record = workspace.get_fact(fact)
        if record is not None:
            workspace.save_fact(fact, _relink(record, topic, into))
    workspace.merge_topic(topic, into)
    if target.library == workspace.library:
        names = (*target.aliases, before.name, *before.aliases)
        definition = target.definition or before.definition
        merged = replace(target, aliases=_distinct(target.name, names), definition=definition)
        if merged != target:
            workspace.save_topic(into, merged)
    workspace.describe(f"Merged the topic “{before.name}” into “{target.name}”")
    return into


def _check_free(workspace: Workspace, topic: TopicId, name: str) -> None:
    """Raise NameTaken if another topic has the name or alias."""
    for other in workspace.find_topics(name):
        record = workspace.get_topic(other)
        if other != topic and record is not None:
            raise NameTaken(name, other, record.name)


def _distinct(name: str, aliases: tuple[str, ...]) -> tuple[str, ...]:
    """Return the aliases once each, without the name itself."""
    kept = {each.casefold(): each for each in reversed(aliases)}
    kept.pop(name.casefold(), None)
    return tuple(each for each in aliases if kept.pop(each.casefold(), None) is not None)


def _relink(record: FactRecord, topic: TopicId, into: TopicId) -> FactRecord:
    stances = {link.topic: link.stance for link in record.links}
    stance = stances.get(into) or stances.pop(topic, None)
    links = (
        LinkRecord(into, stance),
        *(link for link in record.links if link.topic not in (topic, into)),
    )
    return replace(record, links=links)
