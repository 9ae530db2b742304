"""Posts are due when the local clock first reaches their time."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from itertools import islice, pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.clock.due_dates import EVERY_DAY, DueDate, Timing, due_moment, iter_due_dates, merge_days
from facts.clock.errors import ZoneUnknown

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
ZONES = sorted(available_timezones() - {"localtime"})


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def local_time(zone: ZoneInfo, at: datetime) -> datetime:
    return at.astimezone(zone).replace(tzinfo=None, fold=0)


def walk_minutes(zone: ZoneInfo, start: datetime, minutes: int) -> list[tuple[datetime, datetime]]:
    """Return each minute after `start` as local time and instant."""
    instants = (start + n * MINUTE for n in range(minutes))
    return [(local_time(zone, at), at) for at in instants]


def find_first(walk: list[tuple[datetime, datetime]], wall: datetime) -> datetime:
    """Return the first minute when the clock shows `wall` or later."""
    return next(at for clock, at in walk if clock >= wall)


@cache
def find_offset_changes(zone: str) -> tuple[tuple[datetime, timedelta], ...]:
    """Return a zone's offset changes from 2020 to 2037, with sizes."""
    info = ZoneInfo(zone)
    days = [utc("2020-01-01") + n * DAY for n in range(18 * 366)]
    offsets = [at.astimezone(info).utcoffset() or timedelta() for at in days]
    return tuple(
        (_find_change(info, before), later - earlier)
        for before, (earlier, later) in zip(days, pairwise(offsets), strict=False)
        if earlier != later
    )


def _find_change(zone: ZoneInfo, before: datetime) -> datetime:
    """Return the minute of an offset change within the next day."""
    known, minutes = before.astimezone(zone).utcoffset(), range(24 * 60 + 1)
    low, high = 0, len(minutes)
    while high - low > 1:
        middle = (low + high) // 2
        same = (before + middle * MINUTE).astimezone(zone).utcoffset() == known
        low, high = (middle, high) if same else (low, middle)
    return before + high * MINUTE


def clocks() -> Iterator[str]:
    """Yield one zone for each pattern of clock changes."""
    known = set()
    for zone in ZONES:
        alike = find_offset_changes(zone), utc("2020-01-01").astimezone(ZoneInfo(zone)).utcoffset()
        if alike[0] and alike not in known:
            known.add(alike)
            yield zone


@pytest.mark.slow
def test_due_dates_follow_every_clock_change_from_2020_to_2037() -> None:
    tried = 0
    for zone in clocks():
        info = ZoneInfo(zone)
        for change, by in find_offset_changes(zone):
            around = abs(by) + 5 * MINUTE
            walk = walk_minutes(info, change - 2 * around, 4 * around // MINUTE)
            wall = local_time(info, change - MINUTE) - abs(by)
            for step in (
                *range(0, 2 * abs(by) // MINUTE, 11),
                *(abs(by) // MINUTE + n for n in range(-2, 5)),
            ):
                wanted = wall + step * MINUTE
                timing = Timing(wanted.time(), zone)
                assert due_moment(timing, wanted.date()) == find_first(walk, wanted), (zone, wanted)
                tried += 1
    assert tried > 20_000


@pytest.mark.slow
@given(
    st.sampled_from(ZONES),
    st.dates(date(1975, 1, 1), date(2060, 1, 1)),
    st.times().map(lambda at: at.replace(second=0, microsecond=0)),
)
def test_a_post_is_due_at_the_first_minute_that_shows_its_time_or_a_later_one(
    zone: str, day: date, at: time
) -> None:
    wall = datetime.combine(day, at)
    walk = walk_minutes(ZoneInfo(zone), wall.replace(tzinfo=UTC) - timedelta(hours=15), 54 * 60)
    assert due_moment(Timing(at, zone), day) == find_first(walk, wall)


@pytest.mark.parametrize(
    ("zone", "day", "at", "expected"),
    [
        ("Europe/Berlin", "2026-03-29", "02:30", "2026-03-29T01:00"),  # skipped
        ("Europe/Berlin", "2026-03-29", "03:00", "2026-03-29T01:00"),
        ("Europe/Berlin", "2026-10-25", "02:30", "2026-10-25T00:30"),  # comes twice
        ("Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-03T15:30"),  # half an hour
        ("Antarctica/Troll", "2026-03-29", "01:01", "2026-03-29T01:00"),  # two hours
        ("America/Sao_Paulo", "2018-11-04", "00:00", "2018-11-04T03:00"),  # midnight is skipped
        ("America/Scoresbysund", "2024-03-31", "00:30", "2024-03-31T01:30"),
        ("Asia/Kathmandu", "2026-05-05", "09:00", "2026-05-05T03:15"),
        ("Pacific/Apia", "2011-12-29", "23:59", "2011-12-30T09:59"),
        ("Pacific/Apia", "2011-12-31", "00:00", "2011-12-30T10:00"),
    ],
)
def test_due_dates_agree_with_examples_computed_by_hand(
    zone: str, day: str, at: str, expected: str
) -> None:
    due = due_moment(Timing(time.fromisoformat(at), zone), date.fromisoformat(day))
    assert due == utc(expected)


@pytest.mark.parametrize(
    ("zone", "before", "missing"),
    [
        ("Pacific/Apia", "2011-12-29", "2011-12-30"),
        ("Pacific/Kwajalein", "1993-08-20", "1993-08-21"),
    ],
)
def test_a_day_that_a_zone_skips_has_no_post(zone: str, before: str, missing: str) -> None:
    days = [due.day for due in islice(iter_due_dates(Timing(time(9), zone), utc(before)), 3)]
    left_out = date.fromisoformat(missing)
    assert date.fromisoformat(before) in days
    assert left_out not in days
    assert left_out + DAY in days


def test_a_time_in_a_gap_across_midnight_belongs_to_its_own_day() -> None:
    timing = Timing(time(23, 30), "America/Nuuk")  # 2024-03-30 22:00 … 23:00, in 2025 too
    walk = walk_minutes(ZoneInfo("America/Nuuk"), utc("2025-03-29T12:00"), 48 * 60)
    for day in (date(2025, 3, 29), date(2025, 3, 30)):
        assert due_moment(timing, day) == find_first(walk, datetime.combine(day, timing.at))


timings = st.builds(
    Timing,
    st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    st.sampled_from(ZONES),
    st.sets(st.sampled_from(EVERY_DAY), min_size=1).map(lambda days: tuple(sorted(days))),
)
instants = st.integers(0, 60 * 366 * 24 * 60).map(lambda n: utc("2000-01-01") + n * MINUTE)


@given(timings, instants)
def test_every_weekday_of_the_timing_has_one_post(timing: Timing, at: datetime) -> None:
    dues = list(islice(iter_due_dates(timing, at), 30))
    assert dues[0].moment > at
    assert [due.day for due in dues] == sorted({due.day for due in dues})
    assert all(one.moment < other.moment for one, other in pairwise(dues))
    assert {due.day.isoweekday() for due in dues} == set(timing.weekdays)
    between = (dues[0].day + n * DAY for n in range((dues[-1].day - dues[0].day).days + 1))
    assert {day for day in between if day.isoweekday() in timing.weekdays} - {
        due.day for due in dues
    } <= {date(2011, 12, 30)}


@given(timings, instants)
def test_every_future_due_date_comes(timing: Timing, at: datetime) -> None:
    dues = list(islice(iter_due_dates(timing, at - timedelta(days=10)), 30))
    assert (
        list(islice(iter_due_dates(timing, at), 5)) == [due for due in dues if due.moment > at][:5]
    )


def test_skipped_days_have_no_due_date() -> None:
    timing, start = Timing(time(9), "UTC"), utc("2026-01-01T10:00")
    dues = list(islice(iter_due_dates(timing, start, {date(2026, 1, 2), date(2026, 1, 4)}), 2))
    assert dues == [
        DueDate(date(2026, 1, 3), utc("2026-01-03T09:00")),
        DueDate(date(2026, 1, 5), utc("2026-01-05T09:00")),
    ]


def test_the_calendar_has_an_end() -> None:
    assert len(list(iter_due_dates(Timing(time(9), "UTC"), utc("9999-12-20")))) < 15


@pytest.mark.parametrize("name", ["", "Mars/Olympus", "../etc/passwd", "Europe", "/UTC", "a\0b"])
def test_an_unknown_zone_is_an_error(name: str) -> None:
    with pytest.raises(ZoneUnknown) as error:
        due_moment(Timing(time(9), name), date(2026, 1, 1))
    assert error.value.name == name


@pytest.mark.parametrize(
    ("at", "weekdays"),
    [
        (time(9, 0, 1), EVERY_DAY),
        (time(9, tzinfo=UTC), EVERY_DAY),
        (time(9), ()),
        (time(9), (0, 1)),
        (time(9), (2, 1)),
        (time(9), (1, 1)),
    ],
)
def test_a_timing_needs_whole_minutes_and_weekdays_in_order(
    at: time, weekdays: tuple[int, ...]
) -> None:
    with pytest.raises(ValueError, match=r"weekdays|minute"):
        Timing(at, "UTC", weekdays)


@given(st.sets(st.dates(date(2026, 1, 1), date(2026, 3, 1))))
def test_merged_days_are_as_few_ranges_as_possible(days: set[date]) -> None:
    found = merge_days(sorted(days))
    spelled = [first + n * DAY for first, last in found for n in range((last - first).days + 1)]
    assert spelled == sorted(days)
    assert all(later - last > DAY for (_, last), (later, _) in pairwise(found))
