"""`/library export`: the server's own library as a file."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

import pytest
from simcord.results import InteractionResult

from bot.curation.files import export_handlers
from facts.exporters.exporter import ExportFormat
from facts.exporters.formats import EXPORT_FORMATS
from facts.model.entities import LibraryId
from tests.support.builders import add, fact_draft
from tests.support.uploads import CSV, upload
from tests.support.world import World, message_of, press, text_of

FILE: Final = 13
"""Discord's type of the component that shows an attached file."""


async def export(world: World, name: str = "csv", **options: str) -> InteractionResult:
    return await world.manager.slash(world.channel, "library export", format=name, **options)


def parts_of(components: Sequence[Any]) -> Iterator[dict[str, Any]]:
    for each in components:
        yield each
        yield from parts_of(each.get("components", ()))


async def download(answer: InteractionResult) -> tuple[str, str]:
    """Return the name and the text of the one attached file."""
    (file,) = message_of(answer).attachments
    (shown,) = [each for each in parts_of(message_of(answer).components) if each["type"] == FILE]
    assert shown["file"]["url"] == file.url
    return file.filename, (await file.read()).decode()


async def test_an_export_has_what_the_server_added_and_nothing_else(world: World) -> None:
    await press(world.manager, await upload(world), "Apply")
    await add(world.store, fact_draft("Badgers dig."), library=LibraryId(4242))
    answer = await export(world)
    assert answer.ephemeral
    name, text = await download(answer)
    assert name == f"footnote-team-{world.env.now().date()}.csv"
    assert "Owls hunt at night" in text
    assert "Badgers" not in text
    assert "Long naps" not in text
    assert "not the facts of the shared library" in text_of(answer)


@pytest.mark.parametrize("each", EXPORT_FORMATS, ids=lambda each: each.name)
async def test_each_format_has_its_own_suffix_and_note(world: World, each: ExportFormat) -> None:
    await press(world.manager, await upload(world), "Apply")
    answer = await export(world, each.name)
    name, _ = await download(answer)
    assert name.endswith(each.suffix)
    lists_facts = each.name not in ("bibtex", "ris", "csl-json")
    assert ("`/library import`" in text_of(answer)) is lists_facts
    assert ("facts are not in it" in text_of(answer)) is not lists_facts


def test_no_two_formats_share_a_suffix() -> None:
    assert len({each.suffix for each in EXPORT_FORMATS}) == len(EXPORT_FORMATS)


async def test_an_export_comes_in_again_as_it_was(world: World) -> None:
    done = await press(world.manager, await upload(world), "Apply")
    name, text = await download(await export(world))
    await press(world.manager, done, "Undo")
    preview = await upload(world, (name, text.encode()))
    assert "2 new facts · 1 new source · 1 new topic" in text_of(preview)


async def test_one_topic_can_be_exported(world: World) -> None:
    more = CSV + b"Foxes sleep by day.,foxes,Fox Weekly,\n"
    await press(world.manager, await upload(world, ("a.csv", more)), "Apply")
    name, text = await download(await export(world, topic="foxes"))
    assert "foxes" in name
    assert "Foxes sleep" in text
    assert "Owls" not in text


async def test_an_empty_library_has_nothing_to_export(world: World) -> None:
    answer = await export(world)
    assert "The library of this server is empty" in text_of(answer)
    assert not message_of(answer).attachments
    on_topic = text_of(await export(world, topic="power naps"))
    assert "has no facts of its own on “power naps”" in on_topic


async def test_an_unknown_topic_is_not_found(world: World) -> None:
    assert "No topic has a name like “badgers”" in text_of(await export(world, topic="badgers"))


async def test_a_reader_gets_no_export(world: World) -> None:
    answer = await world.reader.slash(world.channel, "library export", format="csv")
    assert "Only curators change this library" in text_of(answer)


async def test_an_export_beyond_discords_limit_is_refused(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await press(world.manager, await upload(world), "Apply")
    collect = export_handlers.ExportText
    monkeypatch.setattr(export_handlers, "ExportText", lambda _: collect(100))
    for options in ({}, {"topic": "owls"}):
        text = text_of(await export(world, **options))
        assert "the most that Discord takes here" in text
        assert f"footnote export --server {world.server.id}" in text
        assert ("option `topic`" in text) is (not options)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Team Ünïcode!", "team-unicode"), ("部屋", "7"), ("a/b\\..c", "a-b-c"), ("x" * 99, "x" * 40)],
)
async def test_file_names_are_plain(world: World, name: str, expected: str) -> None:
    day = world.clock.now().date()
    assert export_handlers.name_file(name, LibraryId(7), day) == f"footnote-{expected}-{day}"
