"""Commands that change the library at once, settings, and the message menu."""

import discord
from simcord.backend.models import Overwrite
from simcord.enums import OverwriteType

from tests.support.curating import add_fact, fill, form_values
from tests.support.world import World, press, text_of


async def test_an_alias_is_added_and_removed(world: World) -> None:
    await add_fact(world, topics="siestas")
    done = await world.manager.slash(world.channel, "library alias", topic="siestas", add="ziesta")
    assert "Added the alias “ziesta” to the topic “siestas”" in text_of(done)
    assert "siestas" in text_of(await world.reader.slash(world.channel, "topic", name="ziesta"))
    gone = await world.manager.slash(
        world.channel, "library alias", topic="siestas", remove="ziesta"
    )
    assert "Removed the alias" in text_of(gone)


async def test_a_name_of_another_topic_is_no_alias(world: World) -> None:
    await add_fact(world, topics="siestas")
    answer = await world.manager.slash(world.channel, "library alias", topic="siestas", add="PN")
    assert "“PN” already names the topic “power naps”" in text_of(answer)


async def test_a_shared_topic_is_read_only(world: World) -> None:
    answer = await world.manager.slash(
        world.channel, "library alias", topic="power naps", add="dozing"
    )
    assert "belongs to the shared library" in text_of(answer)


async def test_topics_merge_with_their_names_and_old_cards_follow(world: World) -> None:
    await add_fact(world, topics="siestas")
    await add_fact(world, fact="Hammocks are for sleeping.", topics="hammocks")
    old = await world.reader.slash(world.channel, "topic", name="hammocks")
    done = await world.manager.slash(
        world.channel, "library merge", merge="hammocks", into="siestas"
    )
    assert "Merged the topic “hammocks” into “siestas”" in text_of(done)
    merged = text_of(await world.reader.slash(world.channel, "topic", name="hammocks"))
    assert "siestas" in merged
    assert "2 facts" in merged
    assert "siestas" in text_of(await press(world.reader, old, "Sources"))
    history = text_of(await world.manager.slash(world.channel, "library history"))
    assert "removed topic “hammocks”" in history
    assert "fact 11, topics: “hammocks” → “siestas”" in history
    await press(world.manager, done, "Undo")
    assert "1 fact" in text_of(await world.reader.slash(world.channel, "topic", name="hammocks"))


async def test_all_facts_of_a_source_are_removed_at_once(world: World) -> None:
    await add_fact(world, topics="siestas")
    await add_fact(world, fact="Hammocks are for sleeping.", topics="hammocks")
    choices = await world.manager.autocomplete(world.channel, "library remove", "source", "siesta")
    done = await world.manager.slash(
        world.channel, "library remove", source=choices[0]["value"], reason="retracted"
    )
    assert "Removed facts 10, 11" in text_of(done)


async def test_a_purged_text_is_gone_from_the_history_too(world: World) -> None:
    await add_fact(world)
    done = await world.manager.slash(world.channel, "library remove", fact="10", purge=True)
    assert "cannot be undone" in text_of(done)
    history = text_of(await world.manager.slash(world.channel, "library history"))
    assert "restful" not in history
    undo = await world.manager.slash(world.channel, "library undo", change="3")
    assert "cannot be undone" in text_of(undo)


async def test_a_role_makes_curators_until_it_is_taken(world: World) -> None:
    role = world.server.create_role("librarian")
    librarian = world.server.add_member(world.env.create_user("librarian"), roles=[role])
    assert "Only curators" in text_of(await librarian.slash(world.channel, "library add"))
    settings = await world.manager.slash(world.channel, "library settings", add=role)
    assert f"<@&{role.id}>" in text_of(settings)
    assert "Saved as fact 10" in text_of(await add_fact(world, librarian))
    shown = await librarian.slash(world.channel, "library add")
    await press(world.manager, settings, "Undo")
    answer = await fill(librarian, shown, fact="Late.", source="Book")
    assert "Only curators" in text_of(answer)
    assert "kept for a day" in text_of(answer)


async def test_a_curator_cannot_undo_an_undo_of_the_settings(world: World) -> None:
    role = world.server.create_role("librarian")
    librarian = world.server.add_member(world.env.create_user("librarian"), roles=[role])
    other = world.server.create_role("other")
    await world.manager.slash(world.channel, "library settings", add=role)
    settings = await world.manager.slash(world.channel, "library settings", add=other)
    await press(world.manager, settings, "Undo")
    refused = await librarian.slash(world.channel, "library undo", change="4")
    assert "Manage Server" in text_of(refused)


async def test_only_managers_change_the_settings(world: World) -> None:
    role = world.server.create_role("librarian")
    answer = await world.reader.slash(world.channel, "library settings", add=role)
    assert "Manage Server" in text_of(answer)
    shown = text_of(await world.manager.slash(world.channel, "library settings"))
    assert "librarian" not in shown
    assert str(role.id) not in shown


async def test_a_message_is_saved_as_a_fact_with_itself_as_source(world: World) -> None:
    message = await world.reader.send(world.channel, "We deploy on Tuesdays only.")
    shown = await world.manager.context_menu(world.channel, "Save as fact", message)
    values = form_values(shown)
    assert values["fact"] == "We deploy on Tuesdays only."
    assert values["source"].startswith("Message by reader in #facts\nhttps://discord.com/channels/")
    assert "Saved as fact 10" in text_of(await fill(world.manager, shown, topics="deploys"))
    refused = await world.reader.context_menu(world.channel, "Save as fact", message)
    assert "Only curators" in text_of(refused)


async def test_a_message_of_a_hidden_channel_gives_no_name_and_no_link(world: World) -> None:
    hidden = world.server.create_text_channel("secrets")
    view = discord.Permissions(view_channel=True).value
    everyone = Overwrite(world.server.id, OverwriteType.ROLE, deny=view)
    world.env.backend.set_overwrite(hidden.id, everyone)
    for member in (world.manager.id, world.env.backend.bot_user.id):
        allowed = Overwrite(member, OverwriteType.MEMBER, allow=view)
        world.env.backend.set_overwrite(hidden.id, allowed)
    message = await world.manager.send(hidden, "We deploy on Tuesdays only.")
    shown = await world.manager.context_menu(hidden, "Save as fact", message)
    assert form_values(shown)["source"] == "Message by manager"
