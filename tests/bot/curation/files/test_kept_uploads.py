"""Uploads: how long they are kept, and who may apply them."""

from datetime import timedelta

from bot.curation.files.queries import ApplyImport
from bot.queries.custom_id import Effect
from facts.curation.file_import import CorrectionRule
from facts.curation.uploads import UploadId
from tests.support.forged_controls import press_query
from tests.support.redelivery import redeliver
from tests.support.uploads import count_uploads, upload, without_uploads
from tests.support.world import World, press, text_of

SKIP = "Apply without these"


async def test_a_restart_between_preview_and_apply_loses_nothing(world: World) -> None:
    preview = await upload(world)
    await world.restart()
    assert "Imported owls.csv" in text_of(await press(world.manager, preview, "Apply"))


async def test_an_applied_or_cancelled_upload_is_gone(world: World, path: str) -> None:
    preview, other = await upload(world), await upload(world)
    assert count_uploads(path) == 2
    cancelled = await press(world.manager, other, "Cancel")
    assert "Nothing was imported" in text_of(cancelled)
    link = Effect.ACT, ApplyImport(UploadId(2), False, CorrectionRule.SKIP)
    late = await press_query(world, world.manager, preview, link)
    assert "These files are gone" in text_of(late.followups[-1] if late.followups else late)
    await press(world.manager, preview, "Apply")
    assert count_uploads(path) == 0


async def test_files_are_kept_for_a_day(world: World) -> None:
    preview = await upload(world)
    world.clock.error = timedelta(days=1, seconds=1)
    late = await press(world.manager, preview, "Apply")
    assert "These files are gone" in text_of(late.followups[-1] if late.followups else late)


async def test_files_are_deleted_after_a_day_even_if_nobody_comes(world: World, path: str) -> None:
    await upload(world)
    await world.pass_time(3_700)
    assert count_uploads(path) == 1
    world.clock.error = timedelta(days=1)
    await world.pass_time(3_700)
    assert count_uploads(path) == 0


async def test_old_files_are_deleted_when_the_bot_starts(world: World, path: str) -> None:
    await upload(world)
    world.clock.error = timedelta(days=1, seconds=1)
    await world.restart()
    await world.env.settle()
    assert count_uploads(path) == 0


async def test_a_fourth_upload_says_why_the_first_is_gone(world: World) -> None:
    first, *_ = [await upload(world) for _ in range(4)]
    late = await press(world.manager, first, "Apply")
    text = text_of(late.followups[-1] if late.followups else late)
    assert "only your last 3 uploads are kept" in text


async def test_nobody_else_can_apply_an_upload(world: World, path: str) -> None:
    preview = await upload(world)
    before = without_uploads(path)
    role = world.server.create_role("curators")
    await world.manager.slash(world.channel, "library settings", add=role)
    world.env.backend.add_member_role(world.server.id, world.other.id, role.id)
    own = await upload(world, actor=world.other)
    link = Effect.ACT, ApplyImport(UploadId(1), False, CorrectionRule.SKIP)
    stolen = await press_query(world, world.other, own, link)
    assert "These files are gone" in text_of(stolen.followups[-1] if stolen.followups else stolen)
    assert [line for line in without_uploads(path) if 'INTO "fact"' in line] == [
        line for line in before if 'INTO "fact"' in line
    ]
    assert "Imported" in text_of(await press(world.manager, preview, "Apply"))


async def test_a_reader_gets_no_form_and_a_former_curator_cannot_apply(
    world: World, path: str
) -> None:
    refused = await world.reader.slash(world.channel, "library import")
    assert "Only curators change this library" in text_of(refused)
    preview = await upload(world)
    before = without_uploads(path)
    for role in [*world.env.backend.get_member(world.server.id, world.manager.id).role_ids]:
        world.env.backend.remove_member_role(world.server.id, world.manager.id, role)
    late = await press(world.manager, preview, "Apply")
    assert "Only curators" in text_of(late.followups[-1] if late.followups else late)
    assert without_uploads(path) == before


async def test_a_form_delivered_twice_keeps_one_upload(world: World, path: str) -> None:
    await upload(world)
    await redeliver(world)
    assert count_uploads(path) == 1


async def test_a_press_delivered_twice_writes_once(world: World, path: str) -> None:
    done = await press(world.manager, await upload(world), "Apply")
    before = without_uploads(path)
    await redeliver(world)
    assert without_uploads(path) == before
    assert "Imported owls.csv" in text_of(done)
    assert not done.followups
