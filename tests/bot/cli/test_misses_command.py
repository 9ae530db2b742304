"""Questions without a right answer, on the command line."""

import asyncio
import datetime

from facts.curation.curator import Curator
from facts.model.entities import LibraryId
from storage.store import open_store
from tests.support.builders import NOTE
from tests.support.command_line import Footnote, run_json

SERVER, DAY = LibraryId(77), datetime.date(2026, 3, 4)


async def keep(path: str, *texts: str) -> None:
    async with open_store(path) as store:
        await Curator(store, SERVER, NOTE).set_question_texts(keep=True)
        for text in texts:
            await store.questions.record_miss(SERVER, text, DAY)


def test_it_lists_a_servers_questions_and_nothing_of_them_elsewhere(
    filled: Footnote, path: str
) -> None:
    asyncio.run(keep(path, "why nap?", "who approves it?", "Why nap"))
    result = filled("misses", "--server", "77")
    assert result.stdout == (
        "3 without an answer · 0 not what was asked · 0 helpful\n"
        "\n2  why nap?\n\n1  who approves it?\n"
    )
    first = run_json(filled, "misses", "--server", "77")["questions"][0]
    assert first == {"text": "why nap?", "misses": 2, "rejected": 0, "last": "2026-03-04"}
    for other in ((), ("--server", "78")):
        assert "nap" not in filled("misses", *other).stdout
        assert "not kept" in filled("misses", *other).stdout
