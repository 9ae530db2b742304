"""Protocols of requests and queries, and the types of their fields."""

from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Final, NewType, Protocol

from facts.model.entities import SHARED_LIBRARY, LibraryId

UserId = NewType("UserId", int)

ROW_ID: Final = "id"
PAGE: Final = "page"
SEED: Final = "seed"
TYPED: Final = "typed"
NONCE: Final = "nonce"
MessageId = Annotated[int, ROW_ID]
ApplicationId = Annotated[int, ROW_ID]
Page = Annotated[int, PAGE]
"""The number of a page, from 0."""
Seed = Annotated[int, SEED]
"""The seed of a random order of facts."""
TypedText = Annotated[str, TYPED]
"""Text that a user typed. It does not fit into a custom_id, and is read back from the card."""
Nonce = Annotated[str, NONCE]
"""The nonce of a post: digits, lower-case letters and hyphens."""


class Request(Protocol):
    """Anything that the dispatcher can answer: a frozen dataclass."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    def __hash__(self) -> int:
        """Return the same hash for equal requests, as frozen dataclasses do."""


class Query(Request, Protocol):
    """A request that a control can carry in its custom_id.

    `letter` names the type in custom_ids; no two types share one. It must never change, since
    messages that were sent years ago carry it.
    """

    letter: ClassVar[str]


@dataclass(frozen=True, slots=True)
class RenderContext:
    """The user who asked, and whether only that user sees the card.

    `notice` is shown above the answer in small print. `shared_url` is the address of the public
    message that already shows a private answer, if there is one. `can_share` is whether the user
    could share the answer where it appears. `library` is that of the place.
    """

    asker: UserId
    private: bool
    notice: str = ""
    shared_url: str = ""
    can_share: bool = True
    library: LibraryId = SHARED_LIBRARY
