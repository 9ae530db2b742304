from collections.abc import Iterator

from facts.importers.wiki.page_reader import read_page
from facts.model.drafts import FactDraft
from tests.support.pages import facts_in

MANY = 50_000


class CountingPage:
    """A page of many facts that counts the lines read."""

    def __init__(self) -> None:
        self.lines_read = 0

    def __iter__(self) -> Iterator[str]:
        for line in self._lines():
            self.lines_read += 1
            yield line

    def _lines(self) -> Iterator[str]:
        yield from ("naps", f"Facts ({MANY})", "Sources")
        for number in range(MANY):
            if number % 100 == 0:
                yield f"Report {number} sleep.example Mar 15, 2026 100 facts"
            yield f"claimNap number {number} helped."


def test_the_first_fact_comes_after_a_few_lines() -> None:
    source = CountingPage()
    first = next(entry for entry in read_page(source) if isinstance(entry, FactDraft))
    assert first.text == "Nap number 0 helped."
    assert source.lines_read <= 6


def test_facts_come_while_their_lines_are_read() -> None:
    source = CountingPage()
    for count, _ in enumerate(read_page(source)):
        assert source.lines_read <= count + count // 100 + 6


def test_a_page_of_very_many_facts_is_read_to_its_end() -> None:
    entries = list(read_page(CountingPage()))
    assert len(facts_in(entries)) == MANY
    assert len(entries) == MANY + 1
