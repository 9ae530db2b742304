"""`/library import`: upload, preview, apply, undo."""

from typing import Any

import pytest

from bot.curation.files.import_handlers import ImportLimits
from bot.curation.files.reading_process import read_files
from tests.support.builders import SHARED_FILES
from tests.support.curating import add_fact
from tests.support.discord_api import faults, misfits
from tests.support.uploads import (
    BAD_CSV,
    CSV,
    REWORDED_CSV,
    count_uploads,
    search,
    upload,
    without_uploads,
)
from tests.support.world import World, buttons, markdown_of, message_of, press, text_of

SKIP = "Apply without these"
HOSTILE = "@everyone <@1> [x](https://evil.example) `code`\u202e # " + "🦉" * 300
TOPIC = "*" * 90 + "naps" + "_" * 90


async def test_a_file_is_previewed_applied_and_undone(world: World, path: str) -> None:
    before = without_uploads(path)
    preview = await upload(world)
    assert preview.ephemeral
    assert "nothing is imported yet" in text_of(preview)
    assert "owls.csv · a CSV or TSV table · 2 facts" in text_of(preview).replace("*", "")
    assert "2 new facts · 1 new source · 1 new topic" in text_of(preview)
    assert "Owls hunt at night in old barns" in text_of(preview)
    assert without_uploads(path) == before
    done = await press(world.manager, preview, "Apply")
    assert "Imported owls.csv" in text_of(done)
    assert "no other server does" in text_of(done)
    assert "**Owls** hunt at **night**" in await search(world, "owls night")
    await press(world.manager, done, "Undo")
    assert "Owls" not in await search(world, "owls hunt at night")


async def test_the_history_says_who_imported_which_files(world: World) -> None:
    files = [(f"{number}.csv", CSV) for number in range(5)]
    await press(world.manager, await upload(world, *files), "Apply")
    shown = text_of(await world.manager.slash(world.channel, "library history"))
    assert "import 0.csv, 1.csv, 2.csv, 2 more" in shown
    assert f"<@{world.manager.id}>" in shown


async def test_facts_that_are_there_leave_nothing_to_write(world: World, path: str) -> None:
    await press(world.manager, await upload(world), "Apply")
    preview, other = await upload(world), await upload(world)
    for each in (preview, other):
        assert "Nothing to import: the library has all of this" in text_of(each)
        assert "2 known facts" in text_of(each)
        assert not buttons(each)
    assert count_uploads(path) == 0


async def test_facts_that_came_since_the_preview_leave_nothing_to_write(world: World) -> None:
    preview, other = await upload(world), await upload(world)
    await press(world.manager, other, "Apply")
    done = await press(world.manager, preview, "Apply")
    assert "Nothing was written: the library has all of this" in text_of(done)
    assert not buttons(done)


MORE = b"Owls eat three mice on every single winter night.,owls,Owl Weekly,https://owls.example/1\n"


async def test_apply_replaces_and_drops_nothing_that_the_user_has_not_seen(
    world: World, path: str
) -> None:
    preview = await upload(world)
    source = "Owl Weekly\nhttps://owls.example/1"
    dawn = "Owls hunt at dawn in old barns and quiet woods."
    await add_fact(world, fact=dawn, topics="owls", source=source)
    before = without_uploads(path)
    again = await press(world.manager, preview, "Apply")
    assert "The library has changed since the preview. Please look again." in text_of(again)
    assert "line 2 differs from #10 in 1 word" in text_of(again)
    assert without_uploads(path) == before
    done = await press(world.manager, again, "Apply, replace 1 fact")
    assert "1 corrected fact" in text_of(done)


async def test_a_shared_fact_is_known(world: World) -> None:
    known = b"Long naps leave people drowsy.,power naps,The Nap Handbook,\n"
    preview = await upload(world, ("a.csv", CSV + known))
    assert "2 new facts · 1 known fact" in text_of(preview)
    assert "duplicate" not in text_of(preview)


@pytest.mark.parametrize(
    ("label", "old", "new"),
    [
        (SKIP, True, False),
        ("Apply, replace 1 fact", False, True),
        ("Apply, keep both", True, True),
    ],
)
async def test_a_correction_is_shown_and_decided_by_the_user(
    world: World, label: str, old: bool, new: bool
) -> None:
    await press(world.manager, await upload(world), "Apply")
    preview = await upload(world, ("new.csv", REWORDED_CSV + MORE))
    assert "line 2 differs from #10 in 2 words" in text_of(preview)
    assert "1 new fact · 1 known fact · 1 correction to decide on" in text_of(preview)
    done = await press(world.manager, preview, label)
    assert ("1 line left out as another version" in text_of(done)) is (label == SKIP)
    await world.restart()
    found = (await search(world, "owls barns")).replace("*", "")
    assert ("hunt at night in" in found) is old
    assert ("hunt at dusk and night in" in found) is new
    if buttons(done):
        await press(world.manager, done, "Undo")
        assert "dusk" not in await search(world, "owls barns")


async def test_bad_entries_stop_an_import_until_they_are_left_out(world: World) -> None:
    refused = await upload(world, ("bad.csv", BAD_CSV))
    assert "bad.csv, line 4, column 3: “source”: the row has no source" in text_of(refused)
    assert "“One source for all” in the form" in text_of(refused)
    assert "--" not in text_of(refused)
    preview = await press(world.manager, refused, "Leave out the bad ones")
    assert "1 bad entry, left out" in text_of(preview)
    assert "2 new facts" in text_of(preview)
    done = await press(world.manager, preview, "Apply")
    assert "2 new facts" in text_of(done)
    assert "1 bad entry left out" in text_of(done)


async def test_bad_entries_can_be_left_out_from_the_start(world: World) -> None:
    preview = await upload(world, ("bad.csv", BAD_CSV), choices=["skip bad"])
    assert "1 bad entry, left out" in text_of(preview)


async def test_one_source_and_topics_are_those_of_all_facts(world: World) -> None:
    values: dict[str, Any] = {
        "source": "Owl handbook https://owls.example/2",
        "topics": "night birds, pn",
    }
    preview = await upload(world, ("bad.csv", BAD_CSV), **values)
    assert "3 new facts" in text_of(preview)
    assert "night birds, pn" in text_of(preview)
    await press(world.manager, preview, "Apply")
    assert "Owl handbook" in await search(world, "owls have no source")
    shown = text_of(await world.reader.slash(world.channel, "topic", name="power naps"))
    assert "11 facts" in shown


async def test_a_source_without_words_is_refused(world: World, path: str) -> None:
    refused = await upload(world, source="!!!")
    assert "“!!!” has no letter or digit" in text_of(refused)
    assert count_uploads(path) == 0


async def test_a_file_that_discord_does_not_hand_out_is_named(world: World, path: str) -> None:
    cdn: Any = world.env.backend.cdn
    stored = cdn.store_attachment

    def lose(*arguments: object) -> object:
        attachment = stored(*arguments)
        cdn._blobs.clear()  # noqa: SLF001 (the simulation has no other way to lose a file)
        return attachment

    cdn.store_attachment = lose
    refused = await upload(world)
    assert "Discord did not hand out “owls.csv”" in text_of(refused)
    assert count_uploads(path) == 0


class TestLimits:
    @pytest.fixture
    def import_limits(self) -> ImportLimits:
        return ImportLimits(max_bytes=400, max_facts=3, read=read_files)

    async def test_files_are_limited_together(self, world: World, path: str) -> None:
        refused = await upload(world, ("a.csv", CSV), ("b.csv", CSV * 2))
        assert "The files have more than 0 MB together" in text_of(refused)
        assert count_uploads(path) == 0

    async def test_a_file_that_is_larger_than_discord_said_is_refused(self, world: World) -> None:
        cdn: Any = world.env.backend.cdn
        stored = cdn.store_attachment

        def understate(*arguments: object) -> dict[str, Any]:
            return {**stored(*arguments), "size": 10}

        cdn.store_attachment = understate
        assert "together" in text_of(await upload(world, ("a.csv", CSV * 5)))

    async def test_facts_are_limited(self, world: World, path: str) -> None:
        refused = await upload(
            world, ("a.csv", CSV + CSV.split(b"\n", 1)[1].replace(b"Owls", b"We"))
        )
        assert "more than 3 facts" in text_of(refused)
        assert count_uploads(path) == 0


async def test_several_files_are_all_named(world: World) -> None:
    files = (("a.csv", BAD_CSV), ("b.csv", CSV), ("pic.png", b"\x89PNG\x00\x01"))
    refused = await upload(world, *files)
    assert "a.csv, line 4" in text_of(refused)
    assert "pic.png" in text_of(refused)
    assert not buttons(refused)


async def test_equal_problems_are_one_line(world: World) -> None:
    rows = b"".join(b"Owls have no source %d.,owls,,\n" % n for n in range(300))
    refused = await upload(world, ("a.csv", CSV + rows))
    assert "a.csv, line 4, column 3 and 299 more places: “source”: the row" in text_of(refused)
    assert text_of(refused).count("the row has no source") == 1


async def test_a_file_without_a_good_entry_is_passed_over(world: World) -> None:
    rows = CSV.split(b"\n")[0] + b"\nOwls have no source.,owls,,\n"
    refused = await upload(world, ("a.csv", rows), ("b.csv", CSV))
    preview = await press(world.manager, refused, "Leave out the bad ones")
    assert "2 new facts · 1 new source · 1 new topic · 1 bad entry left out" in text_of(preview)
    assert "a.csv: no good entry; passed over" in text_of(preview)
    alone = await upload(world, ("a.csv", rows), ("c.csv", rows))
    assert "a.csv, line 2" in text_of(alone)
    assert not buttons(alone)


@pytest.mark.parametrize(
    ("name", "example"),
    [("a.csv", "fact,topic,source,link"), ("a.txt", "# power naps"), ("a.TSV", "fact,topic")],
)
async def test_a_refusal_shows_three_lines_that_work(world: World, name: str, example: str) -> None:
    refused = await upload(world, (name, b"Just some words.\nAnd more of them.\n"))
    block = markdown_of(refused).split("```")[1]
    assert block.startswith(f"\n{example}")
    preview = await upload(world, (f"copied-{name}", block.strip().encode() + b"\n"))
    assert "In all: 1 new fact · 1 known fact" in text_of(preview).replace("*", "")


async def test_hostile_names_and_texts_stay_text_within_the_limits(world: World) -> None:
    rows = "".join(f'"{HOSTILE} {n}","{TOPIC}",{HOSTILE} {n}\n' for n in range(30))
    bad = f'"{HOSTILE}",x,\n' * 5
    data = f"fact,topic,source\n{rows}{bad}".encode()
    files = [(f"{HOSTILE[:90]} {n}.csv", data) for n in range(10)]
    refused = await upload(world, *files)
    assert faults(_payload(refused)) == []
    preview = await upload(world, *files, choices=["skip bad"])
    assert faults(_payload(preview)) == []
    assert r"\@everyone" in markdown_of(preview)
    assert "[x](https" not in markdown_of(preview)
    assert faults(_payload(await press(world.manager, preview, "Apply"))) == []


def _payload(answer: object) -> dict[str, object]:
    message = message_of(answer)  # type: ignore[arg-type]
    return {"components": message.components, "flags": 1 << 15}


@pytest.mark.skipif(not SHARED_FILES.exists(), reason="needs Discord's API description")
async def test_the_form_fits_discords_api(world: World) -> None:
    shown = await world.manager.slash(world.channel, "library import")
    assert misfits("ModalInteractionCallbackRequest", {"type": 9, "data": shown.modal}) == []
