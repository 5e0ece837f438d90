"""TIMEX3 values as days and how exactly they are known, and the days, weeks, months and years that a chart counts in."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(?:-WE)?$")
_MONTH = re.compile(r"(\d{4})-(\d\d)$")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])$")
_YEAR = re.compile(r"(\d{4})(?:-(?:H[12]|SP|SU|FA|WI))?$")
UNITS = ("day", "week", "month", "year")


@dataclass(frozen=True, slots=True)
class When:
    """A day, and how exactly it is known: the day itself, its week (then it is the Thursday), its month or its year."""

    day: dt.date
    unit: str

    def within(self, unit: str) -> bool:
        """Return whether it is known exactly enough to be counted by days, weeks, months or years."""
        return UNITS.index(self.unit) <= UNITS.index(unit)


@lru_cache(maxsize=1 << 16)
def _parse(value: str) -> When | None:
    try:
        if m := _DAY.match(value):
            return When(dt.date(int(m[1]), int(m[2]), int(m[3])), "day")
        if m := _WEEK.match(value):
            return When(dt.date.fromisocalendar(int(m[1]), int(m[2]), 4), "week")
        if m := _MONTH.match(value):
            return When(dt.date(int(m[1]), int(m[2]), 1), "month")
        if m := _QUARTER.match(value):
            return When(dt.date(int(m[1]), 3 * int(m[2]) - 2, 1), "year")
        if m := _YEAR.match(value):
            return When(dt.date(int(m[1]), 1, 1), "year")
    except ValueError:  # a day that the calendar does not have
        pass
    return None


def when(value: Any) -> When | None:
    """Read a TIMEX3 value, an ISO date or a date; None where it names no year."""
    if isinstance(value, str):
        return _parse(value)
    if isinstance(value, dt.date) and value == value:  # NaT is a date that is not itself
        return When(value.date() if isinstance(value, dt.datetime) else value, "day")
    return None


def step(day: dt.date, unit: str) -> dt.date:
    """Return the first day of the next day, week, month or year, from the first day of one; the last of all days at the end of time."""
    try:
        if unit in ("day", "week"):
            return day + dt.timedelta(days=1 if unit == "day" else 7)
        return dt.date(day.year + 1, 1, 1) if unit == "year" or day.month == 12 else dt.date(day.year, day.month + 1, 1)
    except (OverflowError, ValueError):
        return dt.date.max


@lru_cache(maxsize=1 << 16)
def floor(day: dt.date, unit: str) -> dt.date:
    """Return the first day of the week (a Monday), month or year that a day is in."""
    if unit == "week":
        return day - dt.timedelta(days=day.weekday())
    return day.replace(month=1, day=1) if unit == "year" else day.replace(day=1) if unit == "month" else day
