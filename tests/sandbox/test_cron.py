"""When cron entries are due."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, strategies as st

from gitlab.sandbox.cron import read, zone

FROM = datetime(2026, 3, 27, 12, 30, tzinfo=UTC)  # a Friday


def due(text: str, place: str = "UTC", after: datetime = FROM) -> str | None:
    cron, found = read(text), zone(place)
    assert cron is not None
    assert found is not None
    moment = cron.next_after(after, found)
    return moment.strftime("%Y-%m-%d %H:%M") if moment else None


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("* * * * *", "2026-03-27 12:31"),
        ("30 12 * * *", "2026-03-28 12:30"),
        ("*/20 * * * *", "2026-03-27 12:40"),
        ("5-10/5,50 * * * *", "2026-03-27 12:50"),
        ("0 1 * * mon-fri", "2026-03-30 01:00"),
        ("0 0 * * 7", "2026-03-29 00:00"),
        ("0 0 13 * 5", "2026-04-03 00:00"),
        ("0 0 */2 * 5", "2026-04-03 00:00"),
        ("0 0 29 feb *", "2028-02-29 00:00"),
        ("0 0 31 apr *", None),
        ("@monthly", "2026-04-01 00:00"),
    ],
)
def test_the_next_moment_is_found(text: str, moment: str | None) -> None:
    assert due(text) == moment


def test_a_zone_counts_with_its_summer_time() -> None:
    assert due("0 9 * * *", "Europe/Berlin") == "2026-03-28 08:00"
    assert due("0 9 * * *", "Berlin", FROM + timedelta(days=1)) == "2026-03-29 07:00"
    assert due("30 2 * * *", "Europe/Berlin", FROM + timedelta(days=1)) == "2026-03-30 00:30"
    assert due("0 9 * * *", "Eastern Time (US & Canada)") == "2026-03-27 13:00"


@pytest.mark.parametrize("text", ["", "* * * *", "60 * * * *", "5-1 * * * *", "*/0 * * * *", "a"])
def test_what_is_no_entry_is_not_read(text: str) -> None:
    assert read(text) is None


def test_an_unknown_zone_is_none() -> None:
    assert zone("Atlantis") is None


@given(
    st.integers(0, 59),
    st.integers(0, 23),
    st.sampled_from(["UTC", "Asia/Tokyo", "America/New_York", "Asia/Kolkata"]),
    st.integers(0, 15 * 365 * 86_400),
)
def test_a_daily_moment_comes_at_its_time_of_day(
    minute: int, hour: int, place: str, seconds: int
) -> None:
    cron, found = read(f"{minute} {hour} * * *"), zone(place)
    assert cron is not None
    assert found is not None
    start = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
    moment = cron.next_after(start, found)
    assert moment is not None
    assert start < moment <= start + timedelta(days=2, hours=1)
    local = moment.astimezone(found)
    assert (local.minute, local.hour) == (minute, hour)
