"""A day is claimed once, by the first process."""

import asyncio
import subprocess
import sys

from facts.daily.management import DailyFacts
from storage.store import open_store
from tests.support.builders import ROOT
from tests.support.schedules import (
    DAY,
    MANAGER,
    MINUTE,
    NINE,
    NOON,
    SERVER,
    TUESDAY,
    Poster,
    plan,
    server,
)


async def test_two_processes_never_both_get_a_day(path: str) -> None:
    async with open_store(path) as one, open_store(path) as other:
        await server(one, 5)
        for _ in range(9):
            await DailyFacts(one, SERVER).add(plan(), MANAGER, NOON)
        posters = [Poster(store) for store in (one, other, one, other)]
        for n in range(3):
            now = NINE + n * DAY
            dues = await posters[0].posting.list_due(now, 100)
            claims = [poster.posting.claim(due, now) for due in dues for poster in posters]
            claimed = [each for each in await asyncio.gather(*claims) if each]
            assert sorted(each.schedule.id for each in claimed) == list(range(1, 11))
            takes = [
                poster.posting.renew_lease(each.post, now + 3 * MINUTE)
                for each in claimed
                for poster in posters
            ]
            taken = [each for each in await asyncio.gather(*takes) if each]
            assert sorted(each.schedule.id for each in taken) == list(range(1, 11))
            for each in taken:
                await posters[0].posting.mark_sent(each.post, 1)


CLAIMING = """
import asyncio, sys
from facts.daily.outbox import Outbox
from storage.store import open_store
from tests.support.schedules import DAY, at

async def main():
    async with open_store(sys.argv[1]) as store:
        posting = Outbox(store)
        print("ready", flush=True)
        sys.stdin.readline()
        for n in range(20):
            now = at("2026-03-03T09:00") + n * DAY
            for schedule in await posting.list_due(now, 100):
                if claimed := await posting.claim(schedule, now):
                    print(claimed.post.day, flush=True)

asyncio.run(main())
"""


async def test_real_processes_at_once_claim_every_day_once(path: str) -> None:
    async with open_store(path) as store:
        await server(store, 5)
    command = [sys.executable, "-c", CLAIMING, path]
    pipe = subprocess.PIPE
    running = [
        subprocess.Popen(command, cwd=ROOT, text=True, stdin=pipe, stdout=pipe) for _ in range(3)
    ]
    for process in running:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    outputs = [process.communicate("go\n")[0].split() for process in running]
    assert [process.returncode for process in running] == [0, 0, 0]
    days = sorted(day for lines in outputs for day in lines)
    assert days == [(TUESDAY + n * DAY).isoformat() for n in range(20)]
