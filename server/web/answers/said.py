"""A text as it is answered."""

from typing_extensions import TypedDict

from server.domain.language import Words


class Said(TypedDict):
    """A text in the three languages."""

    kk: str
    ru: str
    en: str


def said(words: Words) -> Said:
    return {"kk": words.kk, "ru": words.ru, "en": words.en}
