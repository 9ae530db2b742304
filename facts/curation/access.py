"""What a curator may change: things of the own library, as the editor saw them."""

from facts.curation.errors import EditConflict, SharedReadOnly
from facts.curation.store import Workspace
from facts.model.changes import ChangeId
from facts.model.entities import SHARED_LIBRARY, FactId, SourceId, TopicId
from facts.model.errors import FactNotFound, FactRemoved, SourceNotFound, TopicGone
from facts.model.records import FactRecord, Record, SourceRecord, TopicRecord


def load_fact(workspace: Workspace, fact: FactId) -> FactRecord:
    """Return a fact that the library sees. Raises FactNotFound or FactRemoved."""
    record = workspace.get_fact(fact)
    if record is not None and workspace.snapshot.facts.get(fact) is not None:
        return record
    removal = workspace.snapshot.changes.find_removal(fact)
    if removal:
        raise FactRemoved(fact, removal)
    raise FactNotFound(fact)


def load_own_fact(workspace: Workspace, fact: FactId) -> FactRecord:
    """Return a fact of the library itself. Raises SharedReadOnly too."""
    record = load_fact(workspace, fact)
    if record.library != workspace.library:
        raise _foreign_fact(workspace, fact, record)
    return record


def check_owned(workspace: Workspace, fact: FactId) -> None:
    """Raise FactNotFound or SharedReadOnly if a fact, even a removed one, is of another library."""
    record, changes = workspace.get_fact(fact), workspace.snapshot.changes
    if record is not None:
        if record.library != workspace.library:
            raise _foreign_fact(workspace, fact, record)
        return
    removal = changes.find_removal(fact)
    if removal is None:
        raise FactNotFound(fact)
    if changes.get(removal.id) is None:
        raise SharedReadOnly("fact")


def load_topic(workspace: Workspace, topic: TopicId) -> TopicRecord:
    """Return a topic that the library sees. Raises TopicGone."""
    record = workspace.get_topic(topic)
    if record is None or not is_visible(workspace, record):
        raise TopicGone
    return record


def load_own_topic(workspace: Workspace, topic: TopicId) -> TopicRecord:
    """Return a topic of the library itself. Raises SharedReadOnly too."""
    record = load_topic(workspace, topic)
    if record.library != workspace.library:
        raise SharedReadOnly("topic")
    return record


def load_source(workspace: Workspace, source: SourceId) -> SourceRecord:
    """Return a source that the library sees. Raises SourceNotFound."""
    record = workspace.get_source(source)
    if record is None or not is_visible(workspace, record):
        raise SourceNotFound
    return record


def load_own_source(workspace: Workspace, source: SourceId) -> SourceRecord:
    """Return a source of the library itself. Raises SharedReadOnly too."""
    record = load_source(workspace, source)
    if record.library != workspace.library:
        raise SharedReadOnly("source")
    return record


def is_visible(workspace: Workspace, record: Record) -> bool:
    """Return whether a thing is of the library itself or of the shared one."""
    return record.library in (SHARED_LIBRARY, workspace.library)


def check_base(workspace: Workspace, entity: str, id_: int, base: ChangeId | None) -> None:
    """Raise EditConflict if a thing was changed after `base`."""
    if base is None:
        return
    later = workspace.snapshot.changes.list_since(entity, id_, base)
    if later:
        raise EditConflict(later)


def _foreign_fact(workspace: Workspace, fact: FactId, record: FactRecord) -> Exception:
    if record.library == SHARED_LIBRARY != workspace.library:
        return SharedReadOnly("fact")
    return FactNotFound(fact)
