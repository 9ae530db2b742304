"""What edits and merges of topics and sources, and imports, do to the model of a library."""

from collections.abc import Callable
from typing import Any

from facts.model.drafts import Draft, FactDraft, TopicDraft
from tests.support import model_edits
from tests.support.library_model import Edit, Refused, Thing, name_key
from tests.support.model_edits import own, parts


def set_aliases(edit: Edit, topic: Thing, aliases: list[str]) -> None:
    """Set the aliases of a topic, once each and without its name."""
    known, seen, kept = dict(topic["aliases"]), {topic["name"].casefold()}, []
    for alias in aliases:
        if alias.casefold() not in seen:
            seen.add(alias.casefold())
            kept.append([alias, known.get(alias, edit.number)])
    topic["aliases"] = kept


def names_of(topic: Thing) -> list[str]:
    return [topic["name"], *(alias for alias, _ in topic["aliases"])]


def check_free(edit: Edit, id_: int, name: str) -> None:
    """Check that no other topic that the library sees by this name has it."""
    ranks = {
        (2 * (thing["library"] != edit.library) + (place > 0), each)
        for each, thing in edit.model.visible("topic", edit.library).items()
        for place, own_name in enumerate(names_of(thing))
        if name_key(own_name) == name_key(name)
    }
    best = min((rank for rank, _ in ranks), default=0)
    if any(rank == best and each != id_ for rank, each in ranks):
        raise Refused


def edit_topic(edit: Edit, id_: int, name: str | None, definition: str | None) -> None:
    topic = own(edit, "topic", id_)
    before, old = dict(topic), topic["name"]
    aliases = [alias for alias, _ in topic["aliases"]]
    topic["name"] = name or old
    if name_key(topic["name"]) != name_key(old):
        aliases.append(old)
    if definition is not None:
        topic["definition"] = definition or None
    set_aliases(edit, topic, aliases)
    if topic == before:
        raise Refused
    if topic["name"] != old:
        check_free(edit, id_, topic["name"])


def add_alias(edit: Edit, id_: int, alias: str) -> None:
    topic = own(edit, "topic", id_)
    if alias.casefold() in [each.casefold() for each in names_of(topic)]:
        raise Refused
    check_free(edit, id_, alias)
    topic["aliases"].append([alias, edit.number])


def remove_alias(edit: Edit, id_: int, alias: str) -> None:
    topic = own(edit, "topic", id_)
    kept = [each for each in topic["aliases"] if name_key(each[0]) != name_key(alias)]
    if kept == topic["aliases"]:
        raise Refused
    topic["aliases"] = kept


def edit_source(edit: Edit, id_: int, title: str | None, url: str | None, date: str | None) -> None:
    source = own(edit, "source", id_)
    before = dict(source)
    source["title"] = title or source["title"]
    if date:
        source["published"] = source["published_words"] = date
    if url is not None:
        source["url"], source["site"] = url or None, model_edits.site_of(url)
    others = [each for other, each in edit.all("source") if other != id_]
    taken = [each["url"] for each in others if each["library"] == edit.library]
    if source == before or (source["url"] and source["url"] in taken):
        raise Refused


def merge_topics(edit: Edit, id_: int, into: int) -> None:
    """Move facts, names, channels and schedules; a shared target keeps its names."""
    topic, target = own(edit, "topic", id_), edit.things.get(("topic", into))
    if id_ == into or target is None or target["library"] not in (0, edit.library):
        raise Refused
    for _, fact in edit.all("fact"):
        links = {each[0]: each[1] for each in fact["topics"]}
        if id_ in links:
            stance = links.pop(id_)
            links[into] = links.get(into) or stance
            fact["topics"] = parts(edit, fact["topics"], links)
    move_topics(edit, id_, into)
    if target["library"] == edit.library:
        set_aliases(edit, target, names_of(target)[1:] + names_of(topic))
        target["definition"] = target["definition"] or topic["definition"]
    del edit.things["topic", id_]
    edit.set(("merged_topic", id_), {"target": into})


def move_topics(edit: Edit, id_: int, into: int) -> None:
    """Let channels and schedules of any server follow a merge."""
    for kind in ("channel", "schedule"):
        for _, thing in edit.all(kind):
            if id_ in thing["topics"]:
                moved = [into if each == id_ else each for each in thing["topics"]]
                thing["topics"] = list(dict.fromkeys(moved))
                if kind == "channel":
                    thing["topics"].sort()
                    thing["change"] = edit.number


def merge_sources(edit: Edit, id_: int, into: int) -> None:
    source, target = own(edit, "source", id_), edit.things.get(("source", into))
    if id_ == into or target is None or target["library"] not in (0, edit.library):
        raise Refused
    for _, fact in edit.all("fact"):
        cited = {each[0]: each[1] for each in fact["citations"]}
        if id_ in cited:
            author = cited.pop(id_)
            cited[into] = cited.get(into) or author
            fact["citations"] = parts(edit, fact["citations"], cited)
    del edit.things["source", id_]
    edit.set(("merged_source", id_), {"target": into})
    if target["library"] == edit.library:
        for part in ("url", "site"):
            target[part] = target[part] or source[part]
        if target["published_words"] is None:
            for part in ("published", "published_words"):
                target[part] = source[part]


def set_channel(edit: Edit, channel: int, topics: tuple[int, ...], quiet: int | None) -> None:
    seen = edit.model.visible("topic", edit.library)
    setting: Thing = {"library": edit.library, "quiet": quiet, "change": edit.number}
    setting["topics"] = sorted({each for each in topics if each in seen})
    edit.set(("channel", channel), setting if topics or quiet is not None else None)


def import_drafts(edit: Edit, drafts: tuple[Draft, ...]) -> None:
    for draft in drafts:
        if isinstance(draft, TopicDraft):
            import_topic(edit, draft.name, draft)
    facts = [draft for draft in drafts if isinstance(draft, FactDraft)]
    numbered = [(import_text(edit, draft), draft) for draft in facts]
    first = dict(reversed(numbered))
    fresh = [
        (number, draft)
        for number, draft in numbered
        if not edit.things["fact", number]["citations"] and first[number] is draft
    ]
    for each in [*fresh, *(each for each in numbered if each not in fresh)]:
        rows = edit.things["fact", each[0]]["citations"]
        for citation in each[1].citations:
            source = resolve(edit, import_source, citation.source.title, citation.source.url)
            is_known = each in fresh and source in [row[0] for row in rows]
            add_part(edit, rows, source, None if is_known else citation.author)
    for number, draft in numbered:
        for name in draft.topics:
            add_part(
                edit,
                edit.things["fact", number]["topics"],
                resolve(edit, import_topic, name),
                draft.stance,
            )
        model_edits.ask(edit, number, draft.phrasings, ())


def resolve(edit: Edit, find: Callable[..., int], *named: str | None) -> int:
    """Return what an import means by a name or source: the same as when it was first used."""
    if named not in edit.resolved:
        edit.resolved[named] = find(edit, *named)
    return edit.resolved[named]


def add_part(edit: Edit, rows: list[list[Any]], id_: int, value: str | None) -> None:
    """Add a part, or its missing value."""
    for row in rows:
        if row[0] == id_:
            row[1] = row[1] or value
            return
    rows.append([id_, value, edit.number])
    rows.sort()


def import_text(edit: Edit, draft: FactDraft) -> int:
    for id_, each in edit.all("fact"):
        if (each["library"], each["text"]) == (edit.library, draft.text):
            edit.last["fact"] += 1  # the number is lost
            return id_
    fact: Thing = {"library": edit.library, "kind": draft.kind, "text": draft.text}
    return edit.add("fact", fact | {"change": edit.number, "citations": [], "topics": []})


def import_topic(edit: Edit, name: str, draft: TopicDraft | None = None) -> int:
    for library in (edit.library, 0):
        topics = [(id_, each) for id_, each in edit.all("topic") if each["library"] == library]
        named = [i for i, each in topics if name_key(each["name"]) == name_key(name)]
        called = [i for i, each in topics if name_key(name) in map(name_key, names_of(each))]
        found = named or called
        if len(found) == 1:
            break
    else:
        found, library = [model_edits.add_topic(edit, name)], edit.library
    topic = edit.things["topic", found[0]]
    if draft and library == edit.library:
        topic["definition"] = topic["definition"] or draft.definition
        set_aliases(edit, topic, [*names_of(topic)[1:], *draft.aliases])
    return found[0]


def import_source(edit: Edit, title: str, url: str | None) -> int:
    found = model_edits.find_source(edit, title, url)
    if found is None:
        return model_edits.add_source(edit, title, url)
    model_edits.complete_source(edit, found, url, with_site=False)
    return found
