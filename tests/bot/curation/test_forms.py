"""Adding and correcting facts with forms."""

from simcord.results import InteractionResult

from tests.support.curating import (
    NAPS_FACT,
    add_fact,
    fill,
    form_values,
    label_starting,
    open_panel,
)
from tests.support.world import World, buttons, choose, press, text_of


async def topic_text(world: World, name: str = "power naps") -> str:
    return text_of(await world.reader.slash(world.channel, "topic", name=name))


async def test_a_fact_that_is_added_answers_at_once(world: World) -> None:
    answer = await add_fact(world)
    assert answer.ephemeral
    assert "Saved as fact 10" in text_of(answer)
    assert "Everyone on this server sees it; no other server does." in text_of(answer)
    found = await world.reader.slash(world.channel, "search", text="restful")
    assert "Naps after lunch are the most **restful**." in text_of(found)
    shown = text_of(await world.reader.slash(world.channel, "fact", id="10"))
    assert "The Siesta Report" in shown
    assert "Ann Lee" in shown
    assert "2026-03" in shown


async def test_an_added_fact_can_be_undone_and_redone(world: World) -> None:
    answer = await add_fact(world)
    undone = await press(world.manager, answer, "Undo")
    assert "Undid change 2" in text_of(undone)
    gone = text_of(await world.reader.slash(world.channel, "fact", id="10"))
    assert "removed here" in gone
    await press(world.manager, undone, "Undo")
    assert "most restful" in text_of(await world.reader.slash(world.channel, "fact", id="10"))


async def test_a_reader_is_refused_with_the_curators(world: World) -> None:
    answer = await world.reader.slash(world.channel, "library add")
    assert "Only curators change this library" in text_of(answer)
    assert answer.modal is None


async def test_a_new_topic_is_made_and_a_near_name_is_mentioned(world: World) -> None:
    answer = await add_fact(world, topics="power nap, work")
    assert "“power nap” is a new topic. A similar one: “power naps”." in text_of(answer)
    assert "“work” is a new topic." in text_of(answer)


async def test_a_near_duplicate_can_give_its_source_to_the_known_fact(world: World) -> None:
    await add_fact(world)
    answer = await add_fact(world, fact="Naps after lunch are most restful", source="Other book")
    assert "% like #10" in text_of(answer)
    done = await press(world.manager, answer, "Add your source to #10")
    assert "Added a source to fact 10" in text_of(done)
    shown = text_of(await world.reader.slash(world.channel, "fact", id="10"))
    assert "Other book" in shown
    assert "The Siesta Report" in shown


async def test_a_near_duplicate_can_be_saved_replaced_or_dropped(world: World) -> None:
    await add_fact(world)
    near = {"fact": "Naps after lunch are most restful", "source": "Other book"}
    saved = await press(world.manager, await add_fact(world, **near), "Save anyway")
    assert "Saved as fact 11" in text_of(saved)
    again = await add_fact(world, fact="Naps after lunch are really most restful")
    replaced = await press(world.manager, again, label_starting(again, "Replace"))
    assert "Replaced fact" in text_of(replaced)
    dropped = await press(world.manager, await add_fact(world, **near, topics=""), "Cancel")
    assert "Nothing was saved" in text_of(dropped)


async def test_exactly_the_same_text_cannot_be_saved_anyway(world: World) -> None:
    await add_fact(world)
    answer = await add_fact(world, source="Other book")
    assert "#10 has exactly this text" in text_of(answer)
    assert set(buttons(answer)) == {
        "Add your source to #10", "Replace #10", "Open again", "Cancel",
    }  # fmt: skip


async def test_the_same_text_and_source_leaves_nothing_to_add(world: World) -> None:
    await add_fact(world)
    assert set(buttons(await add_fact(world))) == {"Open again", "Cancel"}


async def test_an_edit_to_the_text_of_another_fact_is_refused(world: World) -> None:
    await add_fact(world)
    await add_fact(world, fact="Hammocks are for sleeping.")
    shown = await world.manager.slash(world.channel, "library edit", fact="11")
    answer = await fill(world.manager, shown, fact="Naps after lunch are the most restful.")
    assert "Fact 10 has exactly this text" in text_of(answer)
    assert set(buttons(answer)) == {"Open again", "Cancel"}


async def test_replace_does_not_overwrite_a_change_made_meanwhile(world: World) -> None:
    await add_fact(world)
    answer = await add_fact(world, fact="Naps after lunch are most restful", source="Other book")
    edit = await world.manager.slash(world.channel, "library edit", fact="10")
    await fill(world.manager, edit, fact="Naps after lunch rest you most.")
    refused = await press(world.manager, answer, "Replace #10")
    assert "changed it after you opened it" in text_of(refused) or "changed after" in text_of(
        refused
    )
    assert "rest you most" in text_of(await world.reader.slash(world.channel, "fact", id="10"))


async def test_a_mistake_keeps_the_form_also_after_a_restart(world: World) -> None:
    answer = await add_fact(world, authors="Ann Lee, 31 Feb 2026")
    assert "is no date" in text_of(answer)
    assert "kept for a day" in text_of(answer)
    await world.restart()
    shown = await press(world.manager, answer, "Open again")
    assert form_values(shown) == NAPS_FACT | {"authors": "Ann Lee, 31 Feb 2026"}
    saved = await fill(world.manager, shown, authors="Ann Lee, 28 Feb 2026")
    assert "Saved as fact 10" in text_of(saved)
    late = await press(world.manager, answer, "Open again")
    assert "This form is gone" in text_of(late)


async def test_an_outage_of_discord_keeps_the_form(world: World) -> None:
    world.env.inject_error("GET", "/applications/*/commands", status=403, code=50001, times=1)
    answer = await add_fact(world)
    assert "Discord did not answer whether you may do this" in text_of(answer)
    shown = await press(world.manager, answer, "Open again")
    assert form_values(shown) == NAPS_FACT
    assert "Saved as fact 10" in text_of(await fill(world.manager, shown))


async def panel(world: World) -> InteractionResult:
    await add_fact(world)
    answer = await world.manager.slash(world.channel, "fact", id="10")
    return await open_panel(world.manager, answer)


async def test_the_panel_edits_a_fact(world: World) -> None:
    shown = await press(world.manager, await panel(world), "Edit")
    assert form_values(shown)["source"] == "The Siesta Report\nhttps://siesta.example/report"
    edited = await fill(
        world.manager,
        shown,
        fact="Naps after lunch rest you most.",
        topics="power naps (supports), work",
        kind=["quote"],
    )
    assert "Edited fact 10" in text_of(edited)
    shown_fact = text_of(await world.reader.slash(world.channel, "fact", id="10"))
    assert "rest you most" in shown_fact
    assert "quote" in shown_fact
    assert "rest you most" in await topic_text(world, "work")


async def test_two_curators_who_edit_one_fact_see_what_changed(world: World) -> None:
    opened = await panel(world)
    first = await press(world.manager, opened, "Edit")
    second = await press(world.manager, opened, "Edit")
    await fill(world.manager, first, fact="Naps after lunch rest you most.")
    answer = await fill(world.manager, second, fact="Naps after lunch rest me most.")
    assert "changed it after you opened it" in text_of(answer)
    assert "rest you most" in text_of(answer)
    again = await press(world.manager, answer, "Open again")
    assert form_values(again)["fact"] == "Naps after lunch rest me most."
    assert "Edited fact 10" in text_of(await fill(world.manager, again))


async def test_a_reader_sees_no_button_that_changes_anything(world: World) -> None:
    await add_fact(world)
    answer = await world.reader.slash(world.channel, "fact", id="10")
    labels = set(buttons(await open_panel(world.reader, answer)))
    assert labels.isdisjoint({"Edit", "Add a source", "Remove", "History"})


async def test_a_shared_fact_can_only_be_hidden(world: World) -> None:
    opened = await open_panel(
        world.manager, await world.manager.slash(world.channel, "fact", id="1")
    )
    assert "Edit" not in buttons(opened)
    shown = await press(world.manager, opened, "Hide here")
    done = await world.manager.submit_modal(shown, {"reason": "does not apply to us"})
    assert "Hid fact 1 of the shared library here" in text_of(done)
    gone = text_of(await world.reader.slash(world.channel, "fact", id="1"))
    assert "does not apply to us" in gone
    await press(world.manager, done, "Undo")
    assert "removed" not in text_of(await world.reader.slash(world.channel, "fact", id="1"))


async def test_a_removed_fact_says_so_and_comes_back(world: World) -> None:
    shown = await press(world.manager, await panel(world), "Remove")
    done = await world.manager.submit_modal(shown, {"reason": "out of date"})
    assert "Removed fact 10" in text_of(done)
    gone = text_of(await world.reader.slash(world.channel, "fact", id="10"))
    assert "Fact 10 was removed here" in gone
    assert "out of date" in gone
    await press(world.manager, done, "Undo")
    assert "most restful" in text_of(await world.reader.slash(world.channel, "fact", id="10"))


async def test_a_form_sent_after_the_fact_was_removed_is_kept(world: World) -> None:
    opened = await panel(world)
    edit = await press(world.manager, opened, "Edit")
    remove = await press(world.manager, opened, "Remove")
    await world.manager.submit_modal(remove, {"reason": ""})
    answer = await fill(world.manager, edit, fact="Something else entirely.")
    assert "was removed here" in text_of(answer)
    assert "Open again" in buttons(answer)


async def test_a_topic_is_renamed_with_its_form(world: World) -> None:
    await add_fact(world, topics="siestas")
    shown = await world.manager.slash(world.channel, "library edit", topic="siestas")
    done = await fill(world.manager, shown, name="afternoon naps", definition="Sleep after lunch.")
    assert "Renamed the topic “siestas” to “afternoon naps”" in text_of(done)
    assert "afternoon naps" in await topic_text(world, "siestas")


async def test_history_pages_with_differences_and_undoes(world: World) -> None:
    shown = await press(world.manager, await panel(world), "Edit")
    await fill(world.manager, shown, fact="Naps after lunch rest you most.")
    answer = await world.manager.slash(world.channel, "library history")
    said = text_of(answer)
    assert "Edited fact 10: text" in said
    assert "“Naps after lunch are the most restful.” → “Naps after lunch rest you most.”" in said
    assert "Added fact 10" in said
    done = await choose(world.manager, answer, "Undo a change…", "3 ·")
    assert "Undid change 3" in text_of(done)
    assert "most restful" in text_of(await world.reader.slash(world.channel, "fact", id="10"))
