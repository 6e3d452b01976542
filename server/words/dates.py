"""Dates and times in words. Babel makes them, on the server: browsers do not know the Kazakh months.

Times arrive in the site's own time zone: what zone that is, is not known here.
"""

from datetime import date, datetime, time

from babel import dates

from server.domain.language import Language

# English as in the calendar of the other two: the day first, the clock of 24 hours.
_LOCALES = {Language.KK: "kk_KZ", Language.RU: "ru_KZ", Language.EN: "en_GB"}

# Babel sets a narrow space that not every typeface of a printer has.
_NARROW, _NO_BREAK = "\u202f", "\u00a0"


def format_date(day: date, language: Language) -> str:
    """«2026 ж. 18 қараша», «18 ноября 2026 г.», “18 November 2026”."""
    return dates.format_date(day, "long", locale=_LOCALES[language]).replace(_NARROW, _NO_BREAK)


def format_time(at: datetime | time, language: Language) -> str:
    """Hours and minutes of the local time, 09:05."""
    return dates.format_time(at, "HH:mm", locale=_LOCALES[language])


def format_date_time(at: datetime, language: Language) -> str:
    """The date, a comma, the time."""
    return f"{format_date(at.date(), language)}, {format_time(at, language)}"


def short_date(day: date) -> str:
    """For tables, where it stands a hundred times below itself: 18.11.2026, in every language."""
    return f"{day.day:02}.{day.month:02}.{day.year:04}"


def short_date_time(at: datetime) -> str:
    """18.11.2026 09:05, local."""
    return f"{short_date(at)} {at.hour:02}:{at.minute:02}"
