"""The card of the facts that bear on a message."""

from collections.abc import Iterator, Sequence
from typing import Final

from discord import ui

from bot.cards.fact_list import fact_line, source_lines
from bot.queries.library_queries import Audience, EchoQuestion
from bot.ui.layout import Item, cite_all, facts_row, fitted, head, row, share, text
from facts.questions.related_facts import Echo, Nearness

_MARKS: Final = {Nearness.SAME: "Says the same", Nearness.RELATED: "Related"}


def echoes_card(found: Sequence[Echo], question: EchoQuestion, audience: Audience) -> ui.LayoutView:
    """Return the facts that bear on a message, each with how it does."""

    def render(limit: int) -> Iterator[Item]:
        yield head("Facts on this message", _told(found), audience=audience)
        for echo in found:
            yield ui.Separator()
            yield text(_entry(echo, limit))
        yield ui.Separator()
        yield from facts_row([echo.fact for echo in found], audience)
        yield from row(cite_all(question, audience), *share(question, audience))

    return fitted(render)


def _told(found: Sequence[Echo]) -> str:
    same = sum(echo.nearness is Nearness.SAME for echo in found)
    counts = {"saying the same": same, "related": len(found) - same}
    return ", ".join(f"{count} {what}" for what, count in counts.items() if count)


def _entry(echo: Echo, limit: int) -> str:
    mark = f"**{_MARKS[echo.nearness]}**"
    source = source_lines(echo.fact.citations[0], limit)
    return "\n".join([mark, fact_line(echo.fact, limit), *source])
