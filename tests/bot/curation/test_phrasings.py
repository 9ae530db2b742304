"""Questions that a fact answers, in the forms and on the cards of Discord."""

from simcord.results import InteractionResult

from bot.app.client import Footnote
from bot.curation.queries import NewFactForm
from bot.queries.codec import encode_query
from facts.curation.forms import FormId
from facts.model.kept_questions import QuestionId
from tests.support.curating import add_fact, fill, form_values, open_panel
from tests.support.mentioning import answer_to
from tests.support.world import World, buttons, markdown_of, press, text_of

QUESTION = "May I sleep in after a call at 3 am?"


async def open_form(world: World, fact: int) -> InteractionResult:
    shown = await world.manager.slash(world.channel, "fact", id=str(fact))
    return await press(world.manager, await open_panel(world.manager, shown), "Also asked as")


async def test_a_curator_adds_questions_to_an_own_fact(world: World) -> None:
    await add_fact(world)
    form = await open_form(world, 10)
    assert form_values(form) == {"phrasings": ""}
    done = await fill(world.manager, form, phrasings=f"{QUESTION}\n\nWhen do I nap?")
    assert "Edited fact 10: phrasings" in text_of(done)
    shown = text_of(await world.reader.slash(world.channel, "fact", id="10"))
    assert f"Also asked as “{QUESTION}” · “When do I nap?”" in shown
    assert form_values(await open_form(world, 10)) == {"phrasings": f"{QUESTION}\nWhen do I nap?"}
    await press(world.manager, done, "Undo")
    shown = text_of(await world.reader.slash(world.channel, "fact", id="10"))
    assert "Also asked as" not in shown


async def test_a_curator_adds_questions_to_a_shared_fact(world: World) -> None:
    done = await fill(world.manager, await open_form(world, 1), phrasings=QUESTION)
    assert "Edited fact 1: phrasings" in text_of(done)
    assert QUESTION in text_of(await world.reader.slash(world.channel, "fact", id="1"))
    history = text_of(await world.manager.slash(world.channel, "library history", fact="1"))
    assert f"fact 1 is also asked as “{QUESTION}”" in history


async def test_a_reader_is_not_offered_the_form(world: World) -> None:
    shown = await world.reader.slash(world.channel, "fact", id="1")
    assert "Also asked as" not in buttons(await open_panel(world.reader, shown))


async def test_the_same_question_is_answered_by_its_fact(world: World) -> None:
    await fill(world.manager, await open_form(world, 4), phrasings="zzqx vlorb?")
    answer = await answer_to(world, "ZZQX  vlorb")
    assert " #4 " in text_of(answer)
    assert "#1" not in text_of(answer)


async def test_a_mistake_keeps_the_questions(world: World) -> None:
    answer = await fill(world.manager, await open_form(world, 1), phrasings="Why nap?\n???")
    assert "a question needs a letter or digit" in text_of(answer)
    again = await press(world.manager, answer, "Open again")
    assert form_values(again) == {"phrasings": "Why nap?\n???"}


async def test_markup_in_a_question_is_escaped(world: World) -> None:
    await fill(world.manager, await open_form(world, 1), phrasings="Is *this* @everyone <b>?")
    shown = markdown_of(await world.reader.slash(world.channel, "fact", id="1"))
    assert "\\*this\\*" in shown


async def test_a_button_of_a_form_from_before_questions_still_works(world: World) -> None:
    assert isinstance(world.env.bot, Footnote)
    codec = world.env.bot.dispatcher.registry.codec
    assert codec.decode("h|7||") == NewFactForm(FormId(7))
    asked = NewFactForm(questions=(QuestionId(1), QuestionId(40)))
    assert codec.decode(encode_query(asked)) == asked
