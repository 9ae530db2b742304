"""Controls that no card of the bot has, pressed on a card of the bot."""

from copy import deepcopy

from simcord.actors import MemberActor
from simcord.builders import UserHandle
from simcord.results import InteractionResult

from bot.queries.codec import encode_query
from bot.queries.custom_id import Effect, build_custom_id
from bot.queries.query import Query, UserId
from tests.support.world import Answer, World, message_of


async def press_forged(
    world: World, actor: MemberActor | UserHandle, answer: Answer, custom_id: str
) -> InteractionResult:
    """Press a button with any custom_id on the card of an answer."""
    message = message_of(answer)
    stored = world.env.backend.get_message(message.channel_id, message.id)
    before = deepcopy(stored.components)
    button = {"type": 2, "style": 2, "label": "Forged", "custom_id": custom_id, "id": 901}
    stored.components.append({"type": 1, "components": [button], "id": 900})
    forged = deepcopy(stored.components)
    result = await actor.click(message, custom_id=custom_id)
    if stored.components == forged:
        stored.components = before
    return result


async def press_query(
    world: World,
    actor: MemberActor | UserHandle,
    answer: Answer,
    link: tuple[Effect, Query],
    asker: int | None = None,
) -> InteractionResult:
    """Press a button that carries a query, made for the user or for another asker."""
    effect, query = link
    owner = UserId(actor.id if asker is None else asker)
    return await press_forged(
        world, actor, answer, build_custom_id(effect, owner, encode_query(query))
    )
