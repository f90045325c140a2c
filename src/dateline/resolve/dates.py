"""Calendar arithmetic for the time normaliser: intervals as pairs of ISO dates."""

from calendar import monthrange
from datetime import date, timedelta

__all__ = [
    "add_months",
    "day_interval",
    "iso",
    "month_interval",
    "parse_day",
    "quarter_interval",
    "week_interval",
    "year_interval",
]

Pair = tuple[str | None, str | None]


def iso(day: date) -> str:
    """Return ``day`` as ISO 8601."""
    return day.isoformat()


def parse_day(text: str | None) -> date | None:
    """Return the day of an ISO date or date-time, None if there is none or it is not a full date."""
    if not text:
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def day_interval(day: date) -> Pair:
    """Return the interval of one day."""
    return iso(day), iso(day)


def week_interval(day: date) -> Pair:
    """Return the ISO week of ``day``, Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    return iso(monday), iso(monday + timedelta(days=6))


def month_interval(year: int, month: int) -> Pair:
    """Return the interval of a month."""
    return iso(date(year, month, 1)), iso(date(year, month, monthrange(year, month)[1]))


def quarter_interval(year: int, quarter: int) -> Pair:
    """Return the interval of a calendar quarter, 1 to 4."""
    return month_interval(year, 3 * quarter - 2)[0], month_interval(year, 3 * quarter)[1]


def year_interval(year: int) -> Pair:
    """Return the interval of a year."""
    return f"{year:04d}-01-01", f"{year:04d}-12-31"


def add_months(day: date, months: int) -> date:
    """Return ``day`` moved by ``months``, held to the end of a shorter month."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
