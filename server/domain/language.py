"""The three languages, and a text said in each of them.

Kazakh stands first and is the default, Russian beside it, English third: that order is the order of the
fields, so that nobody has to remember it.
"""

from enum import StrEnum
from typing import NamedTuple


class Language(StrEnum):
    KK = "kk"
    RU = "ru"
    EN = "en"


class Words(NamedTuple):
    """One text in the three languages."""

    kk: str
    ru: str
    en: str

    def in_language(self, language: Language) -> str:
        return str(getattr(self, language))
