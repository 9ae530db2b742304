"""What curators and imports do to the model of a library, in the words of the guides."""

from collections.abc import Iterable
from typing import Any

from tests.support.library_model import Edit, Refused, Thing, asked_key, name_key

Sources = Iterable[tuple[str | None, str | None]]
"""Titles and addresses."""


def resolve_topic(edit: Edit, name: str) -> int:
    """Return the topic with a name or alias: own ones first, names before aliases, or a new one."""
    key, ranked = name_key(name), dict[int, set[int]]()
    for id_, topic in edit.all("topic"):
        if topic["library"] in (0, edit.library):
            names = [topic["name"], *(alias for alias, _ in topic["aliases"])]
            for place, each in enumerate(names):
                if name_key(each) == key:
                    rank = 2 * (topic["library"] != edit.library) + (place > 0)
                    ranked.setdefault(rank, set()).add(id_)
    found = ranked[min(ranked)] if ranked else set()
    if len(found) > 1:
        raise Refused
    return found.pop() if found else add_topic(edit, name)


def add_topic(edit: Edit, name: str) -> int:
    topic = {"library": edit.library, "name": name, "definition": None, "aliases": []}
    return edit.add("topic", topic | {"change": edit.number})


def find_source(edit: Edit, title: str, url: str | None) -> int | None:
    """Return the source with the address, or with the title where the addresses allow it."""
    for library in (edit.library, 0):
        own = [(id_, each) for id_, each in edit.all("source") if each["library"] == library]
        same = [id_ for id_, each in own if url and each["url"] == url]
        same += [
            id_
            for id_, each in own
            if (each["title"], each["site"]) == (title, site_of(url)) and not (each["url"] and url)
        ]
        if same:
            return same[0]
    return None


def cite(edit: Edit, sources: Sources) -> dict[int, str | None]:
    """Return the sources that a curator named; a title alone means the only one with it."""
    cited: dict[int, str | None] = {}
    for title, url in sources:
        if url:
            found = find_source(edit, title or url.split("://")[1], url)
        else:
            titled = [(i, each) for i, each in edit.all("source") if each["title"] == title]
            own = [i for i, each in titled if each["library"] == edit.library]
            named = own or [i for i, each in titled if each["library"] == 0]
            if len(named) > 1:
                named = [i for i in named if is_bare(edit.things["source", i])]
            found = named[0] if len(named) == 1 else None
        if found is None:
            found = add_source(edit, title or str(url).split("://")[1], url)
        complete_source(edit, found, url, with_site=True)
        cited.setdefault(found, None)
    return cited


def is_bare(source: Thing) -> bool:
    return not (source["url"] or source["site"] or source["published"])


def add_source(edit: Edit, title: str, url: str | None) -> int:
    dates = {"published": None, "published_words": None, "change": edit.number}
    source = {"library": edit.library, "title": title, "site": site_of(url), "url": url}
    return edit.add("source", source | dates)


def complete_source(edit: Edit, id_: int, url: str | None, *, with_site: bool) -> None:
    source = edit.things["source", id_]
    if source["library"] == edit.library:
        source["url"] = source["url"] or url
        if with_site:
            source["site"] = source["site"] or site_of(url)


def site_of(url: str | None) -> str | None:
    return url.split("/")[2] if url else None


def parts(edit: Edit, old: list[list[Any]], new: dict[int, str | None]) -> list[list[Any]]:
    """Return the parts of a fact; what it had before keeps its change."""
    known = {each[0]: each[2] for each in old}
    return sorted([id_, value, known.get(id_, edit.number)] for id_, value in new.items())


def check_text(edit: Edit, text: str, but: int | None = None) -> None:
    same = [
        id_
        for id_, each in edit.all("fact")
        if (each["library"], each["text"]) == (edit.library, text)
    ]
    if same not in ([], [but]):
        raise Refused


def own(edit: Edit, kind: str, id_: int) -> Thing:
    thing = edit.things.get((kind, id_))
    if thing is None or thing["library"] != edit.library:
        raise Refused
    return thing


def see(edit: Edit, kind: str, id_: int) -> Thing:
    found = edit.model.visible(kind, edit.library)
    if id_ not in found:
        raise Refused
    return edit.things[kind, id_]


def link(edit: Edit, topics: Iterable[tuple[str, str | None]]) -> dict[int, str | None]:
    links: dict[int, str | None] = {}
    for name, stance in topics:
        links.setdefault(resolve_topic(edit, name), stance)
    return links


def add_fact(
    edit: Edit, text: str, topics: Iterable[tuple[str, str | None]], sources: Sources
) -> None:
    fact = {"library": edit.library, "kind": "claim", "text": text, "change": edit.number}
    fact["topics"] = parts(edit, [], link(edit, topics))
    fact["citations"] = parts(edit, [], cite(edit, sources))
    check_text(edit, text)
    edit.add("fact", fact)


def edit_fact(edit: Edit, id_: int, **new: Any) -> None:  # noqa: ANN401 (fields of a FactEdit)
    only_asked = new.keys() <= {"asked", "unasked"}
    fact = see(edit, "fact", id_) if only_asked else own(edit, "fact", id_)
    text, kind = new.get("text") or fact["text"], new.get("kind") or fact["kind"]
    topics = {each[0]: each[1] for each in fact["topics"]}
    if new.get("topics") is not None:
        topics = link(edit, new["topics"])
    cited = {each[0]: each[1] for each in fact["citations"]}
    for source in cite(edit, new.get("added", ())):
        cited.setdefault(source, None)
    if removed := new.get("removed"):
        if removed not in cited or len(cited) == 1:
            raise Refused
        del cited[removed]
    is_asked = ask(edit, id_, new.get("asked", ()), new.get("unasked", ()))
    after = fact | {"text": text, "kind": kind}
    after["topics"] = parts(edit, fact["topics"], topics)
    after["citations"] = parts(edit, fact["citations"], cited)
    if after == fact and not is_asked:
        raise Refused
    if after != fact:
        check_text(edit, text, id_)
    edit.set(("fact", id_), after)


def ask(edit: Edit, fact: int, asked: Iterable[str], unasked: Iterable[str]) -> bool:
    """Remove and add phrasings of the library; return whether anything changed."""

    def find(text: str) -> int | None:
        new = edit.library, asked_key({"fact": fact, "text": text})
        found = (i for i, each in edit.all("phrasing") if (each["library"], asked_key(each)) == new)
        return next(found, None)

    for text in unasked:
        known = find(text)
        if known is None:
            raise Refused
        del edit.things["phrasing", known]
    is_changed = bool(unasked)
    for text in asked:
        if find(text) is None:
            phrasing = {"library": edit.library, "fact": fact, "text": text}
            edit.add("phrasing", phrasing | {"change": edit.number})
            is_changed = True
        else:
            edit.last["phrasing"] += 1  # the number is lost
    return is_changed


def remove_facts(edit: Edit, ids: Iterable[int]) -> None:
    """Remove own facts, and hide shared ones."""
    for id_ in dict.fromkeys(ids):
        if see(edit, "fact", id_)["library"] == edit.library:
            del edit.things["fact", id_]
        else:
            edit.add("hidden", {"library": edit.library, "fact": id_})


def remove_source_facts(edit: Edit, source: int) -> None:
    """Remove the facts of one source, and take it from those that have others."""
    facts = [
        (id_, edit.things["fact", id_])
        for id_, each in edit.model.visible("fact", edit.library).items()
        if source in [citation[0] for citation in each["citations"]]
    ]
    changed = [
        id_ for id_, fact in facts if len(fact["citations"]) == 1 or fact["library"] == edit.library
    ]
    if not changed:
        raise Refused
    for id_, fact in sorted(facts):
        if len(fact["citations"]) == 1:
            remove_facts(edit, (id_,))
        elif fact["library"] == edit.library:
            fact["citations"] = [each for each in fact["citations"] if each[0] != source]
