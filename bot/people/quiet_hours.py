"""When a person may be disturbed: by their own clock and their country's holidays, as far as we know them.

Who may be in one of several time zones is disturbed only when it is day in all of them: unknown means strictest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache, lru_cache
from zoneinfo import ZoneInfo, available_timezones

import holidays
import phonenumbers
from babel.core import get_global
from phonenumbers import timezone as phone_zones

_LOOK_AHEAD = 60
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class Hours:
    """From the first minute on, up to the last and without it; never over midnight."""

    start: time
    end: time


@dataclass(frozen=True, slots=True)
class QuietHours:
    """The hours in which we may begin, whether holidays and which weekdays are quiet altogether."""

    hours: Hours = Hours(time(9), time(20))
    on_holidays: bool = True
    weekdays: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Every time zone a person may be in, and the country whose holidays they keep, if it is known."""

    zones: tuple[str, ...]
    country: str | None = None


def whereabouts(numbers: Iterable[str], own_zone: str | None, region: str) -> Whereabouts:
    """From their numbers (E.164) and the zone in their profile; with neither, anywhere in the company's region."""
    zones: set[str] = set()
    countries: set[str] = set()
    for number in numbers:
        zones |= set(_zones_of_number(number))
        countries |= {_country_of_number(number)} - {None}  # type: ignore[arg-type]
    if own_zone in _known_zones():
        zones.add(str(own_zone))
    country = min(countries) if len(countries) == 1 else region if not countries else None
    return Whereabouts(tuple(sorted(zones or _zones_of_region(region))), country)


def next_open(now: datetime, where: Whereabouts, quiet: QuietHours) -> datetime | None:
    """The earliest moment from now on that is open in every zone; None when there is none within two months."""
    moment = now
    for _ in range(_LOOK_AHEAD * max(1, len(where.zones))):
        latest = max((_open_in(moment, zone, where.country, quiet) for zone in where.zones), default=moment)
        if latest == moment:
            return moment
        if latest - now > timedelta(days=_LOOK_AHEAD):
            return None
        moment = latest
    return None


def _open_in(moment: datetime, zone: str, country: str | None, quiet: QuietHours) -> datetime:
    """The earliest open moment in one zone, in the zone's own days."""
    place = ZoneInfo(zone)
    local = moment.astimezone(place)
    day = local.date()
    if not _is_quiet_day(day, country, quiet) and local.time() < quiet.hours.end:
        start = datetime.combine(day, quiet.hours.start, place)
        return max(moment, start.astimezone(moment.tzinfo))
    day += timedelta(days=1)
    while _is_quiet_day(day, country, quiet):
        day += timedelta(days=1)
    return datetime.combine(day, quiet.hours.start, place).astimezone(moment.tzinfo)


def _is_quiet_day(day: date, country: str | None, quiet: QuietHours) -> bool:
    if _WEEKDAYS[day.weekday()] in quiet.weekdays:
        return len(quiet.weekdays) < len(_WEEKDAYS)
    return quiet.on_holidays and country is not None and day in _holidays(country, day.year)


@cache
def _known_zones() -> frozenset[str]:
    return frozenset(available_timezones())


@lru_cache(maxsize=512)
def _holidays(country: str, year: int) -> frozenset[date]:
    """The public holidays of a country; none where they are not known."""
    try:
        found: Mapping[date, str] = holidays.country_holidays(country, years=year)
    except NotImplementedError:
        return frozenset()
    return frozenset(found)


@lru_cache(maxsize=4096)
def _zones_of_number(number: str) -> tuple[str, ...]:
    """What is no number, or belongs to no place (a toll-free one), says nothing."""
    try:
        zones = phone_zones.time_zones_for_number(phonenumbers.parse(number))
    except phonenumbers.NumberParseException:
        return ()
    return tuple(zone for zone in zones if zone in _known_zones())


@lru_cache(maxsize=4096)
def _country_of_number(number: str) -> str | None:
    try:
        region = phonenumbers.region_code_for_number(phonenumbers.parse(number))
    except phonenumbers.NumberParseException:
        return None
    return region if region and region.isalpha() else None


def _zones_of_region(region: str) -> frozenset[str]:
    known = get_global("territory_zones").get(region, ())
    return frozenset(zone for zone in known if zone in _known_zones()) or frozenset({"UTC"})
