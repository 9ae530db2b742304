"""A request on its way to an answer, and who may see the answer."""

from dataclasses import dataclass, replace

from bot.answers.responder import Responder
from bot.cards.miss import QUIET_CHANNEL
from bot.queries.custom_id import Effect
from bot.queries.query import RenderContext, Request
from facts.library.channels import EffectiveChannelSetting
from facts.store.asker import Asker


class ShareRefused(Exception):
    """The answer may not be shared where the user is; `obstacle` says why, in Markdown."""

    def __init__(self, obstacle: str) -> None:
        super().__init__(obstacle)
        self.obstacle = obstacle


@dataclass(frozen=True, slots=True)
class Job:
    """A request, and the way back to the user.

    `obstacle` says why the answer has to be private, in Markdown; "" if it need not. `shared_url`
    is the public message that already shows the answer.
    """

    responder: Responder
    request: Request
    effect: Effect = Effect.OPEN
    obstacle: str = ""
    shared_url: str = ""

    @property
    def context(self) -> RenderContext:
        """The context in which the answer is rendered."""
        return RenderContext(
            self.responder.asker,
            self.responder.private,
            shared_url=self.shared_url,
            can_share=not self.obstacle,
            library=self.responder.location.library,
        )

    def settle(self, here: EffectiveChannelSetting) -> "Job":
        """Return the job under the setting of its channel: a quiet one makes it private.

        Raises ShareRefused.
        """
        obstacle = self.obstacle or (QUIET_CHANNEL if here.is_quiet else "")
        if not obstacle:
            return self
        if self.effect is Effect.SHARE:
            raise ShareRefused(obstacle)
        is_shown = self.effect is Effect.VOTE  # a vote changes the public card that has its buttons
        responder = self.responder if is_shown else self.responder.as_private()
        return replace(self, responder=responder, obstacle=obstacle)


def open_job(
    responder: Responder, request: Request, effect: Effect = Effect.OPEN, shared_url: str = ""
) -> Job:
    """Return the job of a request, with what Discord itself puts in the way of the answer."""
    return Job(responder, request, effect, responder.writing_obstacle, shared_url)


def identify_asker(responder: Responder) -> Asker:
    """Return who asks: outside servers with a library of their own, every user alone."""
    return Asker(responder.asker, responder.location.library)
