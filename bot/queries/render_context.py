"""For whom a card is rendered."""

from dataclasses import dataclass

from bot.queries.query import UserId


@dataclass(frozen=True, slots=True)
class RenderContext:
    """The user who asked, and whether only that user sees the card.

    `notice` stands above the answer in small print. `shared_url` is the address of the public
    message that already shows a private answer, if there is one.
    """

    asker: UserId
    private: bool
    notice: str = ""
    shared_url: str = ""
