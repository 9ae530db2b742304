"""Commands that add, edit and remove facts. Each is one change."""

from dataclasses import replace
from typing import Any

import click

from bot.cli.curation_input import (
    ID,
    check_not_empty,
    phrasing_option,
    read_kind,
    read_source,
    read_topics,
    reason_option,
    source_options,
    text_option,
)
from bot.cli.error_messages import TERMINAL_VOICE
from bot.cli.main import (
    database_option,
    json_option,
    run_with_known_store,
    run_with_store,
    write_server_option,
)
from bot.cli.output.safe_text import say
from bot.cli.written_change import (
    WrittenChange,
    print_edited_fact,
    print_removal,
    print_viewers,
    write_change,
)
from facts.curation.fact_edits import EditedFact, FactEdit, FactInput
from facts.curation.fact_removals import RemovedFacts
from facts.curation.form_input import SourceInput, parse_fact_text
from facts.curation.phrasing_edits import parse_phrasing
from facts.curation.references import find_cited, find_library, find_thing
from facts.curation.store import CurationStore
from facts.library.library import Library
from facts.model.entities import FactId, LibraryId, SourceId


@click.command()
@text_option("--text", "TEXT", "The fact.", required=True)
@text_option(
    "--topic",
    "NAME",
    "A topic of the fact, by name or number; a missing one is made. “NAME (challenges)” adds the "
    "fact's stance. May be repeated.",
    multiple=True,
    required=True,
)
@source_options
@text_option("--kind", "KIND", "What the fact is. [default: claim]", default="")
@phrasing_option
@click.option("--strict", is_flag=True, help="Refuse a fact that the library nearly has.")
@write_server_option
@reason_option
@json_option
@database_option
def add(
    text: str,
    topic: tuple[str, ...],
    kind: str,
    phrasing: tuple[str, ...],
    strict: bool,
    library: LibraryId,
    reason: str,
    as_json: bool,
    **source: Any,  # noqa: ANN401 (see read_source)
) -> None:
    """Add a fact with its source.

    Name the source by --source-title, by --url, or by both. If the library has a fact that is
    nearly the same, a warning says so.
    """
    typed = read_source(**source)
    if typed is None:
        raise click.UsageError("A fact needs a source: give --source-title, --url, or both.")
    new = FactInput(
        parse_fact_text(text),
        read_kind(kind),
        read_topics(topic),
        (typed,),
        phrasings=tuple(map(parse_phrasing, phrasing)),
    )

    async def write(store: CurationStore) -> WrittenChange[EditedFact]:
        done = await write_change(
            store, library, reason, lambda curator: curator.add_fact(new, allow_similar=not strict)
        )
        await _name_source(store, done, typed)
        return done

    done = run_with_store(write)
    print_edited_fact(done, as_json=as_json)
    if not as_json:
        print_viewers(library)


@click.command()
@click.argument("number", metavar="ID", type=ID)
@text_option("--text", "TEXT", "The new text.")
@text_option("--kind", "KIND", "The new kind.")
@text_option(
    "--topic",
    "NAME",
    "A topic of the fact; it replaces all others. May be repeated.",
    multiple=True,
)
@source_options
@text_option(
    "--remove-source",
    "SOURCE",
    "Take a source from the fact, by title or number. May be repeated.",
    multiple=True,
)
@phrasing_option
@text_option(
    "--remove-phrasing",
    "QUESTION",
    "Take a question from the fact. May be repeated.",
    multiple=True,
)
@reason_option
@json_option
@database_option
def edit_fact(
    number: int,
    text: str | None,
    kind: str | None,
    topic: tuple[str, ...],
    remove_source: tuple[str, ...],
    phrasing: tuple[str, ...],
    remove_phrasing: tuple[str, ...],
    reason: str,
    as_json: bool,
    **source: Any,  # noqa: ANN401 (see read_source)
) -> None:
    """Change a fact; what no option names stays.

    --source-title and --url add a source, or name the authors of one that the fact has.
    """
    fact, added = FactId(number), read_source(**source)
    edit = FactEdit(
        text=None if text is None else parse_fact_text(text),
        kind=None if kind is None else read_kind(kind),
        topics=read_topics(topic) or None,
        added_sources=(added,) if added else (),
        added_phrasings=tuple(map(parse_phrasing, phrasing)),
        removed_phrasings=tuple(map(parse_phrasing, remove_phrasing)),
    )
    check_not_empty(edit != FactEdit() or bool(remove_source))

    async def write(store: CurationStore) -> WrittenChange[EditedFact]:
        library = await find_library(store, (fact,))
        removed = await _find_cited(store, library, fact, remove_source)
        full = replace(edit, removed_sources=removed)
        done = await write_change(
            store, library, reason, lambda curator: curator.edit_fact(fact, full)
        )
        await _name_source(store, done, added)
        return done

    print_edited_fact(run_with_known_store(write), as_json=as_json)


async def _name_source(
    store: CurationStore, change: WrittenChange[EditedFact], typed: SourceInput | None
) -> None:
    """Print the title of a source that was named by its number."""
    if typed is None or typed.number is None:
        return
    fact = await store.read(change.library, lambda it: it.facts.get(change.result.fact))
    for citation in fact.citations if fact else ():
        if citation.source.id == typed.number:
            say(f"Source {typed.number} is {TERMINAL_VOICE.quote(citation.source.title)}.")


async def _find_cited(
    store: CurationStore, library: LibraryId, fact: FactId, names: tuple[str, ...]
) -> tuple[SourceId, ...]:
    if not names:
        return ()
    cited = await store.read(library, lambda snapshot: Library(snapshot).fact(fact))
    return tuple(find_cited(cited, name) for name in names)


@click.command()
@click.argument("numbers", metavar="[ID]...", nargs=-1, type=ID)
@text_option(
    "--source",
    "SOURCE",
    "Remove all facts of this source instead; facts with other sources only lose this one.",
)
@click.option("--purge", is_flag=True, help="Wipe the facts from the history too, for good.")
@reason_option
@json_option
@database_option
def remove(
    numbers: tuple[int, ...], source: str | None, purge: bool, reason: str, as_json: bool
) -> None:
    """Remove facts; the history keeps them, unless --purge wipes them."""
    if bool(numbers) == (source is not None):
        raise click.UsageError("Give the numbers of facts, or --source.")
    if purge and source is not None:
        raise click.UsageError("--purge takes the numbers of facts.")
    if source is not None:
        _remove_source_facts(source, reason, as_json=as_json)
        return
    facts = tuple(FactId(number) for number in dict.fromkeys(numbers))

    async def write(store: CurationStore) -> WrittenChange[RemovedFacts]:
        library = await find_library(store, facts)
        return await write_change(
            store,
            library,
            reason,
            lambda it: it.purge_facts(facts) if purge else it.remove_facts(facts),
        )

    done = run_with_known_store(write)
    about = {"fact": facts[0]} if len(facts) == 1 else {}
    print_removal(done, about, as_json=as_json, is_purge=purge)


def _remove_source_facts(source: str, reason: str, *, as_json: bool) -> None:
    async def write(store: CurationStore) -> tuple[int, WrittenChange[RemovedFacts]]:
        found = await find_thing(store, "source", source)
        return found.id, await write_change(
            store, found.library, reason, lambda it: it.remove_source_facts(SourceId(found.id))
        )

    number, done = run_with_known_store(write)
    print_removal(done, {"source": number}, as_json=as_json)
