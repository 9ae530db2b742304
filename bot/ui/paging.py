"""Page sizes, and the buttons that turn pages."""

from dataclasses import dataclass, replace
from typing import Final, Protocol, TypeVar

from bot.queries.custom_id import Effect
from bot.queries.query import Query, RenderContext
from bot.ui.controls import Control, button

FACTS_PER_PAGE: Final = 5
SOURCES_PER_PAGE: Final = 8
TOPICS_PER_PAGE: Final = 10


class Paged(Query, Protocol):
    """A query for one page of an answer."""

    @property
    def page(self) -> int:
        """The number of the page, from 0."""


PagedQuery = TypeVar("PagedQuery", bound=Paged)


@dataclass(frozen=True, slots=True)
class Pages:
    """A number of items, split into pages of one size."""

    total: int
    size: int

    @property
    def count(self) -> int:
        """The number of pages, at least 1."""
        return max(-(-self.total // self.size), 1)


def pager(query: Paged, pages: Pages, context: RenderContext) -> list[Control]:
    """Return the buttons that turn pages; [] for one page."""
    if pages.count == 1:
        return []
    page = query.page

    def turn_to(number: int, label: str) -> Control:
        target = replace(query, page=min(max(number, 0), pages.count - 1))
        is_off = not 0 <= number < pages.count or number == page
        return button(label, (Effect.REPLACE, target), context, disabled=is_off)

    return [
        turn_to(page - 1, "‹"),
        turn_to(page, f"{page + 1} / {pages.count}"),
        turn_to(page + 1, "›"),
    ]
