"""When a cron entry is due next, in a time zone.

https://docs.gitlab.com/topics/cron/
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, tzinfo
from functools import cache
from typing import NamedTuple

__all__ = ["Cron", "read", "zone"]

_WORDS = {
    "@yearly": "0 0 1 1 *",
    "@annually": "0 0 1 1 *",
    "@monthly": "0 0 1 * *",
    "@weekly": "0 0 * * 0",
    "@daily": "0 0 * * *",
    "@midnight": "0 0 * * *",
    "@hourly": "0 * * * *",
}
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_DAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]
_LIMITS = ((0, 59), (0, 23), (1, 31), (1, 12), (0, 7))
_RAILS = {
    "Pacific Time (US & Canada)": "America/Los_Angeles",
    "Mountain Time (US & Canada)": "America/Denver",
    "Central Time (US & Canada)": "America/Chicago",
    "Eastern Time (US & Canada)": "America/New_York",
    "Atlantic Time (Canada)": "America/Halifax",
    "Indiana (East)": "America/Indiana/Indianapolis",
    "Alaska": "America/Juneau",
    "Hawaii": "Pacific/Honolulu",
    "Arizona": "America/Phoenix",
    "Newfoundland": "America/St_Johns",
    "Brasilia": "America/Sao_Paulo",
    "Edinburgh": "Europe/London",
    "Bern": "Europe/Zurich",
    "Kyiv": "Europe/Kiev",
    "St. Petersburg": "Europe/Moscow",
    "Beijing": "Asia/Shanghai",
    "New Delhi": "Asia/Kolkata",
    "Mumbai": "Asia/Kolkata",
    "Chennai": "Asia/Kolkata",
    "Hanoi": "Asia/Bangkok",
    "Osaka": "Asia/Tokyo",
    "Sapporo": "Asia/Tokyo",
    "Canberra": "Australia/Canberra",
    "Wellington": "Pacific/Auckland",
}
"""Rails' names of zones that are no cities of the time zone database."""
FARTHEST = timedelta(days=366 * 8 + 2)
"""The 29th of February is eight years away, where a century has none."""


class Cron(NamedTuple):
    """The minutes, hours, days, months and days of the week at which something is due."""

    minutes: frozenset[int]
    hours: frozenset[int]
    days: frozenset[int]
    months: frozenset[int]
    weekdays: frozenset[int]
    any_day: bool
    any_weekday: bool

    def next_after(self, moment: datetime, place: tzinfo) -> datetime | None:
        """The first time after a moment, in UTC; None where it never comes."""
        day = moment.astimezone(place).replace(hour=0, minute=0, second=0, microsecond=0)
        end = day + FARTHEST
        while day <= end:
            if self._is_day(day):
                for hour in sorted(self.hours):
                    for minute in sorted(self.minutes):
                        found = day.replace(hour=hour, minute=minute).astimezone(UTC)
                        # In spring an hour is missing: what is due in it does not come.
                        local = found.astimezone(place)
                        if found > moment and (local.hour, local.minute) == (hour, minute):
                            return found
            day = (day + timedelta(days=1)).replace(hour=0)
        return None

    def _is_day(self, day: datetime) -> bool:
        """Where both kinds of days are told, either will do."""
        if day.month not in self.months:
            return False
        fits = day.day in self.days, day.isoweekday() % 7 in self.weekdays
        return all(fits) if self.any_day or self.any_weekday else any(fits)


@cache
def read(text: str) -> Cron | None:
    """None where the text is no cron entry."""
    text = text.strip().lower()
    parts = _WORDS.get(text, text).split()
    if len(parts) != len(_LIMITS):
        return None
    names: tuple[list[str], ...] = ([], [], [], ["", *_MONTHS], _DAYS)
    found = [
        _values(part, low, high, known)
        for part, (low, high), known in zip(parts, _LIMITS, names, strict=True)
    ]
    if not all(found):
        return None
    minutes, hours, days, months, weekdays = found
    return Cron(
        *(minutes, hours, days, months, frozenset(day % 7 for day in weekdays)),
        any_day=parts[2].startswith("*"),
        any_weekday=parts[4].startswith("*"),
    )


def _values(text: str, low: int, high: int, names: list[str]) -> frozenset[int]:
    """Those of a list of numbers, names, ranges and steps; none where it is wrong."""
    values: set[int] = set()
    for part in text.split(","):
        found = re.fullmatch(r"(?:(\*)|(\w+)(?:-(\w+))?)(?:/(\d+))?", part)
        if found is None:
            return frozenset()
        star, first, last, step = found.groups()
        start = low if star else _number(first, names)
        stop = high if star or (step and not last) else _number(last or first, names)
        if start is None or stop is None or not low <= start <= stop <= high or step == "0":
            return frozenset()
        values |= set(range(start, stop + 1, int(step or 1)))
    return frozenset(values)


def _number(text: str, names: list[str]) -> int | None:
    if text.isascii() and text.isdecimal() and len(text) < 3:
        return int(text)
    return names.index(text) if text in names else None


@cache
def zone(name: str) -> tzinfo | None:
    """A zone by its name in the time zone database, or by Rails' name; None where it is unknown."""
    if name in ("UTC", "Etc/UTC"):
        return UTC
    from zoneinfo import ZoneInfo, available_timezones

    known = available_timezones()
    wanted = _RAILS.get(name, name)
    if wanted not in known:
        city = wanted.replace(" ", "_")
        wanted = next((each for each in sorted(known) if each.endswith(f"/{city}")), "")
    return ZoneInfo(wanted) if wanted else None
