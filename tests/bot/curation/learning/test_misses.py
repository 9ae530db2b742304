"""`/library misses`: questions become phrasings or facts, or are dismissed."""

from simcord.results import InteractionResult

from facts.curation.curator import Curator
from facts.model.entities import LibraryId
from facts.model.kept_questions import MAX_KEPT
from tests.support.builders import NOTE
from tests.support.curating import fill, form_values
from tests.support.learning import curator, drain
from tests.support.mentioning import answer_to, ask
from tests.support.world import World, buttons, choose, press, text_of

QUESTION = "does coffee help drivers more than short naps, asks the quarterly ebitda?"
CHOOSE, ANSWERS = "Choose a question…", "This fact answers it…"


async def keep(world: World, *texts: str) -> None:
    """Keep some questions of the server; earlier ones were asked more often."""
    library = LibraryId(world.server.id)
    await curator(world).set_question_texts(keep=True)
    for place, text in enumerate(texts):
        for _ in range(len(texts) - place):
            await world.store.questions.record_miss(library, text, world.clock.now().date())


async def open_misses(world: World) -> InteractionResult:
    return await world.manager.slash(world.channel, "library misses")


async def texts(world: World) -> list[str]:
    kept = await world.store.read(LibraryId(world.server.id), lambda it: it.questions.load())
    return [each.text for each in kept.questions]


async def test_without_texts_it_shows_numbers_and_how_to_keep_them(world: World) -> None:
    await ask(world, "quarterly ebitda guidance?")
    await drain(world)
    shown = text_of(await open_misses(world))
    assert "So far 1 question found no answer, 0 answers did not fit, 0 helped." in shown
    assert "`/library settings` with `questions: True`" in shown
    assert "ebitda" not in shown


async def test_only_a_manager_lets_texts_be_kept(world: World) -> None:
    role = world.server.create_role("librarian")
    librarian = world.server.add_member(world.env.create_user("librarian"), roles=[role])
    await world.manager.slash(world.channel, "library settings", add=role)
    refused = await librarian.slash(world.channel, "library settings", questions=True)
    assert "Manage Server" in text_of(refused)
    done = await world.manager.slash(world.channel, "library settings", questions=True)
    assert "kept for 90 days" in text_of(done)
    await keep(world, QUESTION)
    assert QUESTION in text_of(await librarian.slash(world.channel, "library misses"))
    off = await world.manager.slash(world.channel, "library settings", questions=False)
    assert "Their text is not kept." in text_of(off)
    assert await texts(world) == []


async def test_questions_are_listed_in_groups_the_most_frequent_first(world: World) -> None:
    await keep(world, "who approves access requests?", "Who approves an access request", "why 3?")
    shown = text_of(await open_misses(world))
    first, second = shown.index("who approves access requests?"), shown.index("why 3?")
    assert first < second
    assert "5 times without an answer" in shown
    assert "1 other wording" in shown
    assert "Who approves an" not in shown


async def test_a_fact_that_is_chosen_answers_the_question_from_then_on(world: World) -> None:
    await keep(world, QUESTION, "why?")
    card = await choose(world.manager, await open_misses(world), CHOOSE, QUESTION)
    done = await choose(world.manager, card, ANSWERS, "Short naps help drivers")
    assert f"Fact 2 now answers “{QUESTION}”" in text_of(done)
    assert await texts(world) == ["why?"]
    assert "Short naps help drivers" in text_of(await answer_to(world, QUESTION.upper()))
    await press(world.manager, done, "Undo")
    fact = await world.reader.slash(world.channel, "fact", id="2")
    assert "Also asked as" not in text_of(fact)


async def test_all_questions_of_a_group_go_to_the_fact(world: World) -> None:
    await keep(world, "who approves access requests?", "Who approves an access request")
    card = await choose(world.manager, await open_misses(world), CHOOSE, "who approves")
    assert "“Who approves an access request”" in text_of(card)
    form = await press(world.manager, card, "Another fact…")
    found = await fill(world.manager, form, fact="#2")
    assert "Is this the fact that answers it?" in text_of(found)
    await press(world.manager, found, "This fact answers it")
    assert await texts(world) == []
    fact = text_of(await world.reader.slash(world.channel, "fact", id="2"))
    assert "“who approves access requests?” · “Who approves an access request”" in fact


async def test_words_find_the_fact_too(world: World) -> None:
    await keep(world, QUESTION)
    card = await choose(world.manager, await open_misses(world), CHOOSE, QUESTION)
    form = await press(world.manager, card, "Another fact…")
    found = await fill(world.manager, form, fact="long naps drowsy")
    assert "Long naps leave people drowsy" in text_of(found)
    form = await press(world.manager, found, "Another fact…")
    missed = await fill(world.manager, form, fact="99")
    assert "No fact has the number 99" in text_of(missed)
    assert await texts(world) == [QUESTION]


async def test_a_fact_that_is_written_gets_the_question(world: World) -> None:
    await keep(world, QUESTION)
    card = await choose(world.manager, await open_misses(world), CHOOSE, QUESTION)
    form = await press(world.manager, card, "Write this fact")
    wrong = await fill(
        world.manager, form, fact="Drivers may sleep at noon.", source="Rules", authors="31 Feb 26"
    )
    assert await texts(world) == [QUESTION]
    again = await press(world.manager, wrong, "Open again")
    assert form_values(again)["fact"] == "Drivers may sleep at noon."
    saved = await fill(world.manager, again, authors="2026")
    assert "Saved as fact 10" in text_of(saved)
    assert await texts(world) == []
    assert "Drivers may sleep at noon." in text_of(await answer_to(world, QUESTION))


async def test_a_dismissed_question_is_gone(world: World) -> None:
    await keep(world, QUESTION, "why?")
    card, other = [
        await choose(world.manager, await open_misses(world), CHOOSE, QUESTION) for _ in "ab"
    ]
    left = await press(world.manager, card, "Dismiss")
    assert QUESTION not in text_of(left)
    assert await texts(world) == ["why?"]
    gone = await choose(world.manager, other, ANSWERS, "Short naps help drivers")
    assert "answered or dismissed already" in text_of(gone)


async def test_a_question_of_another_server_is_not_shown(world: World) -> None:
    other = LibraryId(world.server.id + 1)
    await Curator(world.store, other, NOTE).set_question_texts(keep=True)
    await world.store.questions.record_miss(other, QUESTION, world.clock.now().date())
    await keep(world, "why?")
    assert QUESTION not in text_of(await open_misses(world))


async def test_many_questions_are_paged(world: World) -> None:
    await keep(world, *(f"question {number * 7}?" for number in range(20)))
    shown = await open_misses(world)
    assert "1 / 3" in buttons(shown)
    second = await press(world.manager, shown, "›")
    assert "question 56?" in text_of(second)
    assert MAX_KEPT > 20


async def test_markup_and_long_questions_are_safe(world: World) -> None:
    await keep(world, "*" * 240, "@everyone " * 20, "[a](https://evil.example)?")
    shown = await open_misses(world)
    assert "There are none" not in text_of(shown)
    await choose(world.manager, shown, CHOOSE, "[a]")


async def test_a_reader_sees_no_questions(world: World) -> None:
    await keep(world, QUESTION)
    refused = await world.reader.slash(world.channel, "library misses")
    assert "Only curators" in text_of(refused)
    assert QUESTION not in text_of(refused)
