"""A second delivery of the last interaction, as Discord may do it."""

from tests.support.world import World


async def redeliver(world: World) -> None:
    """Deliver the last interaction again, with the same id and token."""
    name = "INTERACTION_CREATE"
    sent = [payload for _, event, payload in world.env.backend.transcript if event == name]
    world.env.backend.emit(name, sent[-1])
    await world.env.settle()
