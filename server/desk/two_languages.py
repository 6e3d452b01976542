"""How a paper says one thing in two languages, and in a third where somebody chose it.

Kazakh first and Russian beside it in the same size, once where both are the same word; English small and
last. What is cached here is our own: a day's papers say the same few texts. Nothing personal may come in.
"""

from functools import lru_cache

from server.domain.language import Words
from server.domain.paper import Block, Field, Frame, Space, Text

NEXT = "\n"  # parts the languages where each has a line of its own


@lru_cache(maxsize=512)
def both(
    words: Words,
    english: bool,
    *,
    size: str = "normal",
    bold: bool = False,
    centred: bool = False,
    between: bool = False,
) -> tuple[Block, ...]:
    """Kazakh and Russian as paragraphs of one size, English as a small third; `between`: white parts them."""
    blocks: list[Block] = [Text(words.kk, size, bold, centred)]
    if words.ru != words.kk:
        if between:
            blocks.append(Space())
        blocks.append(Text(words.ru, size, bold, centred))
    if english and words.en not in (words.kk, words.ru):
        blocks.append(Text(words.en, "small", False, centred))
    return tuple(blocks)


@lru_cache(maxsize=512)
def line(
    words: Words,
    english: bool,
    *,
    size: str = "normal",
    bold: bool = False,
    centred: bool = True,
    separator: str = " / ",
) -> Text:
    """All languages in one paragraph."""
    return Text(joined(words, english, separator), size, bold, centred)


def field(label: Words, value: str, english: bool, *, size: str = "normal", separator: str = " / ") -> Field:
    """A value under its bilingual label."""
    return Field(caption(label, english, separator), value, size)


def framed(words: Words, english: bool) -> Frame:
    """Both languages in a frame, English small below."""
    return Frame(joined(words, False, NEXT), note=words.en if english else "", size="normal")


def joined(words: Words, english: bool, separator: str = " / ") -> str:
    """The languages in their order, each word once."""
    texts = words if english else words[:2]
    return separator.join(dict.fromkeys(texts))


caption = lru_cache(maxsize=256)(joined)  # of our own words only, never of a person's
