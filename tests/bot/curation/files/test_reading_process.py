"""Files are read in a process of its own, which can be stopped."""

import subprocess
import sys

import pytest

from bot.curation.files.errors import ReadingOverrun
from bot.curation.files.reading_process import (
    PickledSpool,
    ReadingJob,
    read_files,
    read_in_process,
)
from facts.curation.uploads import UploadedFile
from facts.importers.draft_spool import PlacedDraft
from facts.importers.errors import InputUnrecognized, SeveralInputsRefused, TooManyFacts
from facts.importers.file_format import ReadOptions
from facts.importers.input_reading import ReadLimits
from tests.support.builders import fact_draft
from tests.support.command_line import PAGE


def job(*contents: bytes, max_facts: int = 100, topics: tuple[str, ...] = ()) -> ReadingJob:
    files = tuple(UploadedFile(f"{n}.txt", each) for n, each in enumerate(contents))
    return ReadingJob(files, ReadOptions(topics), ReadLimits(max_facts))


def test_another_process_reads_the_same() -> None:
    given = job(PAGE.encode(), PAGE.replace("Naps", "Owls").encode(), topics=("sleep",))
    reading, spool = read_in_process(given)
    expected, expected_spool = read_files(given)
    assert reading == expected
    assert list(spool) == list(expected_spool)
    assert reading.facts == 8


@pytest.mark.parametrize("limit", [3, 100])
def test_errors_come_back_whole(limit: int) -> None:
    given = job(b"nothing here", PAGE.encode(), b"\x00\x01", max_facts=limit)
    with pytest.raises((SeveralInputsRefused, TooManyFacts)) as expected:
        read_files(given)
    with pytest.raises((SeveralInputsRefused, TooManyFacts)) as refused:
        read_in_process(given)
    assert type(refused.value) is type(expected.value)
    if isinstance(refused.value, SeveralInputsRefused):
        assert [type(each) for each in refused.value.errors] == [InputUnrecognized] * 2
        assert [each.name for each in refused.value.errors] == ["0.txt", "2.txt"]


def test_reading_that_takes_too_long_is_stopped() -> None:
    with pytest.raises(ReadingOverrun):
        read_in_process(job(PAGE.encode()), seconds=0.001)


def test_a_spool_keeps_the_order_of_many_drafts() -> None:
    spool = PickledSpool()
    placed = [PlacedDraft(n % 3, fact_draft(f"Naps help {n}.")) for n in range(1_001)]
    for each in placed:
        spool.append(each)
    assert list(spool) == list(spool) == placed


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")
@pytest.mark.parametrize(
    "work", ["while True: pass", "import time; time.sleep(60)"], ids=["busy", "idle"]
)
def test_a_process_without_its_bot_ends_by_itself(work: str) -> None:
    program = (
        "from bot.curation.files import reading_process as process\n"
        f"process.limit_resources(seconds=1)\n{work}\n"
    )
    ended = subprocess.run([sys.executable, "-c", program], timeout=20, check=False)
    assert ended.returncode < 0
