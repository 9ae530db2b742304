"""What a curator may change: things of the own library, as the editor saw them."""

from facts.curation.errors import EditConflict, SharedReadOnly
from facts.curation.store import Workspace
from facts.model.changes import ChangeId
from facts.model.entities import SHARED_LIBRARY, FactId
from facts.model.errors import FactNotFound, FactRemoved
from facts.model.records import FactRecord


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
