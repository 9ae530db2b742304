from contextlib import ExitStack

import pytest

from bot.files.draft_spool import FileSpool
from facts.importers.draft_spool import PlacedDraft
from tests.support.builders import fact_draft


@pytest.mark.parametrize("in_memory", [0, 100_000, 10**9])
@pytest.mark.parametrize("count", [0, 1, 4_999, 5_000, 12_345])
def test_drafts_come_back_in_order_as_often_as_they_are_read(count: int, in_memory: int) -> None:
    with ExitStack() as until:
        spool = FileSpool(until, in_memory)
        for number in range(count):
            spool.append(PlacedDraft(number % 3, fact_draft(f"Fact {number}.")))
        for _ in range(2):
            assert [each.draft for each in spool] == [
                fact_draft(f"Fact {number}.") for number in range(count)
            ]
        spool.append(PlacedDraft(0, fact_draft("Last.")))
        assert list(spool)[-1].draft == fact_draft("Last.")
