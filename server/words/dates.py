"""Dates and times in figures, alike in every language.

Times arrive in the site's own time zone: what zone that is, is not known here.
"""

from datetime import date, datetime


def short_date(day: date) -> str:
    """For tables, where it stands a hundred times below itself: 18.11.2026, in every language."""
    return f"{day.day:02}.{day.month:02}.{day.year:04}"


def short_date_time(at: datetime) -> str:
    """18.11.2026 09:05, local."""
    return f"{short_date(at)} {at.hour:02}:{at.minute:02}"
