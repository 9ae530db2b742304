"""Presses of *Apply* while the library or another press is at work."""

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest

from bot.curation.files import import_handlers
from bot.curation.files.errors import ImportUnderWay
from bot.curation.files.import_handlers import ImportHandlers
from bot.curation.files.queries import ApplyImport, CancelImport
from bot.queries.codec import encode_query
from facts.curation import file_import
from facts.curation.errors import SourceNeeded
from facts.curation.file_import import CorrectionRule
from facts.curation.uploads import UploadId
from facts.store.errors import InteractionRepeated, StoreBusy
from tests.support.curating import add_fact
from tests.support.uploads import count_uploads, upload
from tests.support.world import World, buttons, press, text_of

SKIP = "Apply without these"


async def test_a_busy_library_keeps_the_upload_and_the_buttons(
    world: World, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    preview = await upload(world)
    real = file_import.import_files

    async def refuse(*_: object, **__: object) -> None:
        raise StoreBusy(path)

    monkeypatch.setattr(import_handlers, "import_files", refuse)
    busy = await upload(world)
    for answer in (await press(world.manager, preview, "Apply"), busy):
        assert "The library is busy" in text_of(answer)
        assert "Nothing was written" in text_of(answer)
        assert list(buttons(answer)) == ["Try again", "Cancel"]
    assert count_uploads(path) == 2
    monkeypatch.setattr(import_handlers, "import_files", real)
    assert "Imported owls.csv" in text_of(await press(world.manager, preview, "Try again"))


async def test_a_control_that_does_not_say_what_was_found_still_applies(world: World) -> None:
    query = ApplyImport(UploadId(1), skip_bad=False, rule=CorrectionRule.SKIP)
    _, *fields, found = encode_query(query).split("|")
    assert found == ""
    bot: Any = world.env.bot
    codec = bot.dispatcher.registry.codec
    assert codec.decode("|".join(["y", *fields])) == query


async def test_an_edit_meanwhile_is_compared_again(world: World) -> None:
    preview = await upload(world)
    await add_fact(world, fact="Owls turn their heads far.", topics="owls", source="Owl Weekly")
    done = await press(world.manager, preview, "Apply")
    assert "1 new fact · 1 known fact" in text_of(done)


async def test_a_refused_write_can_be_tried_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    preview = await upload(world)
    real = file_import.import_files

    async def refuse(*_: object, **__: object) -> None:
        raise SourceNeeded

    monkeypatch.setattr(import_handlers, "import_files", refuse)
    refused = await press(world.manager, preview, "Apply")
    assert "A fact needs a source" in text_of(refused)
    monkeypatch.setattr(import_handlers, "import_files", real)
    assert "Imported owls.csv" in text_of(await press(world.manager, refused, "Try again"))


class WaitingStore:
    """A store that holds an upload back, so that its import does not end."""

    def __init__(self) -> None:
        self.begun = asyncio.Event()

    async def get_upload(self, *_: object) -> None:
        self.begun.set()
        await asyncio.Event().wait()


class PressContext:
    """What an interaction brings to the handlers of imports."""

    def __init__(self, store: WaitingStore, interaction: int) -> None:
        self.store = store
        self.interaction = SimpleNamespace(id=interaction)
        self.library, self.user, self.now = 7, 5, None

    async def require_curator(self) -> None:
        pass


async def test_presses_while_files_are_written_are_refused() -> None:
    handlers, store = ImportHandlers(), WaitingStore()
    query = ApplyImport(UploadId(1), skip_bad=False, rule=CorrectionRule.SKIP)

    def context(interaction: int) -> Any:  # noqa: ANN401 (a part of CurationContext)
        return PressContext(store, interaction)

    first = asyncio.create_task(handlers.apply(query, context(1)))
    await store.begun.wait()
    with pytest.raises(ImportUnderWay):
        await handlers.apply(query, context(2))
    with pytest.raises(ImportUnderWay):
        await handlers.cancel(CancelImport(UploadId(1)), context(3))
    with pytest.raises(InteractionRepeated):
        await handlers.apply(query, context(1))
    first.cancel()
    await asyncio.wait({first})
