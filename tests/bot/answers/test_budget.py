"""Questions that wait: each user and server has room for some."""

from contextlib import ExitStack

import pytest

from bot.answers.budget import MAX_OF_USER, Budget
from facts.model.errors import TooManyQuestions
from facts.store.asker import Asker
from tests.support.slow_disk import SlowDisk
from tests.support.world import World, text_of

OWN = "You have several questions under way. Try again in a moment."


def test_a_server_has_room_for_a_number_of_questions() -> None:
    budget = Budget(of_user=2, of_group=3)
    with ExitStack() as under_way:
        for user in (1, 1, 2):
            under_way.enter_context(budget.admit(Asker(user, 10)))
        with pytest.raises(TooManyQuestions) as refusal, budget.admit(Asker(3, 10)):
            pass
        assert not refusal.value.is_own
        with budget.admit(Asker(3, 20)):
            pass
    with budget.admit(Asker(3, 10)):
        pass


def test_a_user_has_room_for_a_number_of_questions_in_all_places_together() -> None:
    budget = Budget(of_user=2, of_group=3)
    with budget.admit(Asker(1, 10)), budget.admit(Asker(1)):
        with pytest.raises(TooManyQuestions) as refusal, budget.admit(Asker(1, 20)):
            pass
        assert refusal.value.is_own


@pytest.mark.parametrize("defer_after", [0.01])
async def test_a_user_who_asks_too_much_at_once_is_told_and_others_are_answered(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = SlowDisk(world, monkeypatch)
    asked = [
        await world.reader.slash(world.channel, "topic", name="pn") for _ in range(MAX_OF_USER)
    ]
    refused = await world.reader.slash(world.channel, "topic", name="pn")
    assert OWN in text_of(refused)
    assert refused.ephemeral
    others = await world.other.slash(world.channel, "topic", name="pn")
    assert others.deferred
    await disk.recovers()
    for each in (*asked, others):
        assert "power naps" in text_of(each)
    assert "power naps" in text_of(await world.reader.slash(world.channel, "topic", name="pn"))
