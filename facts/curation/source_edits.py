"""Changes to sources: edit, merge."""

from dataclasses import dataclass, replace

from facts.curation.access import check_base, load_own_source, load_source
from facts.curation.errors import NothingChanged
from facts.curation.store import Workspace
from facts.model.changes import ChangeId
from facts.model.dates import PublicationDate
from facts.model.entities import SourceId
from facts.model.records import CitationRecord, FactRecord
from facts.text.sites import normalize_site


@dataclass(frozen=True, slots=True)
class SourceEdit:
    """New values for parts of a source; None leaves a part as it is.

    An empty `url` removes the address, and `without_date` the date. `base` is the last change that
    the editor saw.
    """

    title: str | None = None
    url: str | None = None
    published: PublicationDate | None = None
    without_date: bool = False
    base: ChangeId | None = None


def edit_source(workspace: Workspace, source: SourceId, edit: SourceEdit) -> SourceId:
    """Change a source; its site is that of the new address.

    Raises SourceNotFound, SharedReadOnly, EditConflict, SameAddressExists or NothingChanged.
    """
    before = load_own_source(workspace, source)
    check_base(workspace, "source", source, edit.base)
    after = replace(
        before,
        title=edit.title or before.title,
        published=None if edit.without_date else edit.published or before.published,
    )
    if edit.url is not None:
        after = replace(after, url=edit.url or None, site=normalize_site(edit.url) or None)
    if after == before:
        raise NothingChanged
    workspace.save_source(source, after)
    workspace.describe(f"Edited the source “{after.title}”")
    return source


def merge_sources(workspace: Workspace, source: SourceId, into: SourceId) -> SourceId:
    """Move all citations of a source to another one.

    Raises SourceNotFound, SharedReadOnly or NothingChanged.
    """
    if source == into:
        raise NothingChanged
    before, target = load_own_source(workspace, source), load_source(workspace, into)
    for fact in workspace.list_facts_from(source):
        record = workspace.get_fact(fact)
        if record is not None:
            workspace.save_fact(fact, _recite(record, source, into))
    workspace.merge_source(source, into)
    if target.library == workspace.library:
        full = replace(
            target,
            url=target.url or before.url,
            site=target.site or before.site,
            published=target.published or before.published,
        )
        if full != target:
            workspace.save_source(into, full)
    workspace.describe(f"Merged the source “{before.title}” into “{target.title}”")
    return into


def _recite(record: FactRecord, source: SourceId, into: SourceId) -> FactRecord:
    authors = {each.source: each.author for each in record.citations}
    author = authors.get(into) or authors.pop(source, None)
    rest = (each for each in record.citations if each.source not in (source, into))
    return replace(record, citations=(CitationRecord(into, author), *rest))
