from collections import defaultdict
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.clock.errors import ZoneUnknown
from facts.clock.time_zones import Zone, resolve_zone, suggest_zones
from facts.clock.utc_offsets import zone_label
from facts.clock.zone_aliases import COMMON_ZONES, iter_zone_aliases

WINTER, SUMMER = datetime(2026, 1, 15, tzinfo=UTC), datetime(2026, 7, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Berlin", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        ("Berln", "Europe/Berlin"),
        ("new yrok", "America/New_York"),
        ("tokio", "Asia/Tokyo"),
        ("São Paulo", "America/Sao_Paulo"),
        ("münchen", "Europe/Berlin"),
        ("utc", "UTC"),
        ("GMT", "UTC"),
        ("Eastern time", "America/New_York"),
        ("EST", "America/New_York"),
        ("CET", "Europe/Berlin"),
        ("germany", "Europe/Berlin"),
        ("India", "Asia/Kolkata"),
        ("eastern", "America/New_York"),
        ("us/eastern", "US/Eastern"),
        ("America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
        ("gmt -5", "Etc/GMT+5"),
        ("+05:00", "Etc/GMT-5"),
        ("UTC+0", "UTC"),
        ("UTC+2", "Etc/GMT-2"),
        ("GMT+02:00", "Etc/GMT-2"),
        ("UTC−3", "Etc/GMT+3"),
        ("Europe/Berlin (UTC+01:00)", "Europe/Berlin"),
        ("america/new_york (UTC-05:00)", "America/New_York"),
    ],
)
def test_a_zone_is_found_by_its_common_names(typed: str, expected: str) -> None:
    assert resolve_zone(typed, WINTER) == expected
    assert suggest_zones(typed, WINTER, 5)[0].id == expected


@pytest.mark.parametrize("typed", ["", "???", "xyzzyq", "UTC+99", "mars", "12", "UTC 5"])
def test_an_unknown_zone_is_an_error_with_similar_zones(typed: str) -> None:
    with pytest.raises(ZoneUnknown) as error:
        resolve_zone(typed, WINTER)
    assert set(error.value.nearest) <= available_timezones()


@pytest.mark.parametrize(
    "typed",
    ["Orlando", "Oakland", "Wichita", "Fargo", "Haifa", "Virginia", "Nice", "Perm", "Cambridge"],
)
def test_an_unknown_place_is_not_corrected_to_a_similar_one(
    typed: str,
) -> None:
    with pytest.raises(ZoneUnknown):
        resolve_zone(typed, WINTER)


OTHER_NAMES = {
    "Britain (UK)": "UK",
    "Central African Rep.": "Central African Republic",
    "Congo (Dem. Rep.)": "Democratic Republic of the Congo",
    "Congo (Rep.)": "Republic of the Congo",
    "Korea (North)": "North Korea",
    "Korea (South)": "South Korea",
    "Samoa (American)": "American Samoa",
}
TERRITORIES = {
    "Georgia",  # a state of the USA too, with more people
    "Antarctica", "Bouvet Island", "British Indian Ocean Territory", "Caribbean NL",
    "Cayman Islands", "Christmas Island", "Cocos", "French S. Terr.",
    "Heard Island and McDonald Islands", "Norfolk Island", "Northern Mariana Islands",
    "South Georgia and the South Sandwich Islands", "St Maarten", "St Martin",
    "St Pierre and Miquelon", "Svalbard and Jan Mayen", "Tokelau", "Turks and Caicos Is",
    "US minor outlying islands", "Virgin Islands", "Wallis and Futuna", "Åland Islands",
}  # fmt: skip


def rows(name: str) -> list[list[str]]:
    lines = (files("tzdata") / "zoneinfo" / name).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def offsets(zone: str) -> list[timedelta | None]:
    return [at.astimezone(ZoneInfo(zone)).utcoffset() for at in (WINTER, SUMMER)]


def test_every_country_is_found_by_its_name() -> None:
    zones = defaultdict(list)
    for code, _, zone, *_ in rows("zone.tab"):
        zones[code].append(offsets(zone))
    for code, country in rows("iso3166.tab"):
        name = OTHER_NAMES.get(country) or country.split(" (")[0].replace("&", "and")
        if name not in TERRITORIES:
            assert offsets(resolve_zone(name, WINTER)) in zones[code], name


def test_a_half_typed_name_completes_but_does_not_resolve() -> None:
    assert "Europe/London" in [zone.id for zone in suggest_zones("lon", WINTER, 3)]
    with pytest.raises(ZoneUnknown) as error:
        resolve_zone("lon", WINTER)
    assert "Europe/London" in error.value.nearest


def test_only_similar_names_are_suggested() -> None:
    with pytest.raises(ZoneUnknown) as error:
        resolve_zone("Georgia", WINTER)
    assert error.value.nearest == ("Atlantic/South_Georgia",)


def test_an_empty_text_suggests_common_zones_from_west_to_east() -> None:
    zones = suggest_zones("  ", SUMMER, 25)
    assert {zone.id for zone in zones} == set(COMMON_ZONES)
    assert [zone.offset for zone in zones] == sorted(zone.offset for zone in zones)
    assert len(zones) == 25


@pytest.mark.parametrize(
    ("zone", "at", "label"),
    [
        ("Europe/Berlin", WINTER, "Europe/Berlin (UTC+01:00)"),
        ("Europe/Berlin", SUMMER, "Europe/Berlin (UTC+02:00)"),
        ("America/St_Johns", WINTER, "America/St_Johns (UTC-03:30)"),
        ("UTC", WINTER, "UTC (UTC+00:00)"),
        ("UTC+2", WINTER, "UTC+2"),
        ("GMT-11", SUMMER, "UTC-11"),
        ("Etc/UTC", SUMMER, "UTC"),
    ],
)
def test_a_label_shows_the_offset_of_its_time(zone: str, at: datetime, label: str) -> None:
    assert suggest_zones(zone, at, 1)[0].label == label


def test_every_label_fits_a_discord_choice() -> None:
    names = (Zone(zone, timedelta(hours=-11, minutes=-30)) for zone in available_timezones())
    assert max(len(zone.label) for zone in names) <= 100


@pytest.mark.slow
def test_every_zone_is_found_by_its_own_name() -> None:
    for zone in available_timezones() - {"localtime", "Factory"}:
        first = suggest_zones(zone, WINTER, 25)[0].id
        assert first == zone or "/" not in zone
        assert first == resolve_zone(zone, WINTER)


def test_every_alias_leads_to_an_existing_zone() -> None:
    assert {zone for _, zone in iter_zone_aliases()} | set(COMMON_ZONES) <= available_timezones()


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("UTC+5:30", ("Asia/Kolkata", "Asia/Colombo")),
        ("UTC+05:30", ("Asia/Kolkata", "Asia/Colombo")),
        ("+0545", ("Asia/Kathmandu",)),
        ("gmt -9:30", ("Pacific/Marquesas",)),
        ("UTC+9:30", ("Australia/Darwin",)),
        ("UTC-2:30", ("America/St_Johns",)),
        ("UTC+7:30", ()),
    ],
)
def test_an_offset_without_a_fixed_zone_suggests_places(
    typed: str, expected: tuple[str, ...]
) -> None:
    assert tuple(zone.id for zone in suggest_zones(typed, WINTER, 25)) == expected
    with pytest.raises(ZoneUnknown) as error:
        resolve_zone(typed, WINTER)
    assert error.value.nearest == expected


@given(st.integers(-12, 14))
def test_whole_hours_round_trip_through_their_label(hours: int) -> None:
    written = f"UTC{hours:+}" if hours else "UTC"
    zone = resolve_zone(written, WINTER)
    assert WINTER.astimezone(ZoneInfo(zone)).utcoffset() == timedelta(hours=hours)
    assert zone_label(zone) == written
    assert resolve_zone(zone_label(zone), WINTER) == zone


def test_every_label_resolves_to_a_zone_with_the_same_clock() -> None:
    for zone in available_timezones() - {"localtime", "Factory"}:
        resolved = resolve_zone(zone_label(zone), WINTER)
        if "/" in zone:
            clock = WINTER.astimezone(ZoneInfo(resolved)).utcoffset()
            assert clock == WINTER.astimezone(ZoneInfo(zone)).utcoffset(), zone
