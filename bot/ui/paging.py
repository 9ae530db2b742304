"""How much of an answer stands on one page, and the buttons that turn it."""

from dataclasses import dataclass, replace
from typing import Final, TypeVar

from bot.daily.queries import ListDaily
from bot.queries.library_queries import (
    CitationQuery,
    CompareQuery,
    FactQuery,
    RenderContext,
    SearchQuery,
    SourceQuery,
    SourcesQuery,
    TopicQuery,
    TopicsQuery,
)
from bot.ui.controls import Control, Effect, button

FACTS_PER_PAGE: Final = 5
SOURCES_PER_PAGE: Final = 8
TOPICS_PER_PAGE: Final = 10
SCHEDULES_PER_PAGE: Final = 8

Paged = TypeVar(
    "Paged",
    TopicQuery,
    TopicsQuery,
    SourcesQuery,
    SourceQuery,
    FactQuery,
    CitationQuery,
    SearchQuery,
    CompareQuery,
    ListDaily,
)


@dataclass(frozen=True, slots=True)
class Pages:
    """So many things on pages of a size."""

    total: int
    size: int

    @property
    def count(self) -> int:
        """How many pages there are, at least one."""
        return max(-(-self.total // self.size), 1)


def pager(question: Paged, pages: Pages, audience: RenderContext) -> list[Control]:
    """Return the buttons that turn the pages of an answer; none where there is but one page."""
    if pages.count == 1:
        return []
    page = question.page

    def to(number: int, label: str) -> Control:
        there = replace(question, page=min(max(number, 0), pages.count - 1))
        off = not 0 <= number < pages.count or number == page
        return button(label, (Effect.REPLACE, there), audience, disabled=off)

    return [to(page - 1, "‹"), to(page, f"{page + 1} / {pages.count}"), to(page + 1, "›")]
