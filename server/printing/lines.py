"""Text in lines: broken at spaces, evenly, and set under each other."""

import re
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFont

from server.printing.sheet import BLACK

Font = ImageFont.FreeTypeFont

# What must not end a line: the sign of a number, the one-letter words of Russian, and a «не» above all.
_LEADS_ON = re.compile(r"(?<![^\s(«])(№|[АаВвИиКкОоСсУуЯя]|[Нн][еи]) (?=\S)")
_LAGS = re.compile(r"(?<=\S) (?=[/·] )")  # what must not begin one
_NEXT_LANGUAGE = re.compile("(?<=\u00a0/) ")  # «Чек / Receipt»: what needs two lines is parted here
_AFTER_HYPHEN = re.compile(r"(?<=\w\w-)(?=\w\w)")


@dataclass(frozen=True, slots=True)
class _Atom:
    """What is never parted. `space` stands before it: a blank, or nothing where a word was cut."""

    text: str
    width: float
    space: str


def wrapped(text: str, font: Font, room: int) -> list[str]:
    """The text in lines of at most `room` dots.

    Broken at spaces, then after hyphens, and inside a word only if it is wider than a line. A paragraph takes
    as few lines as it can, and these are as even as can be: no word is left alone on the last one.
    """
    lines: list[str] = []
    for paragraph in _LAGS.sub("\u00a0", _LEADS_ON.sub("\\1\u00a0", text)).split("\n"):
        fits = font.getlength(paragraph) <= room
        for language in [paragraph] if fits else _NEXT_LANGUAGE.split(paragraph):
            lines += _even(language, font, room)
    return lines


def _even(paragraph: str, font: Font, room: int) -> list[str]:
    if font.getlength(paragraph) <= room:
        return [paragraph]
    atoms = _atoms(paragraph, font, room)
    blank = font.getlength(" ")
    best = [(0, 0.0, 0)]  # of the first n atoms: lines, unevenness, where the last line starts
    for end in range(1, len(atoms) + 1):
        width = 0.0
        choices: list[tuple[int, float, int]] = []
        for start in range(end - 1, -1, -1):
            width += atoms[start].width
            if choices and width > room:
                break
            lines, unevenness, _ = best[start]
            cut = 0 if atoms[start].space else room**2  # a cut word is worse than any unevenness
            choices.append((lines + 1, unevenness + (room - width) ** 2 + cut, start))
            width += blank if atoms[start].space else 0.0
        best.append(min(choices))
    return _cut(atoms, best)


def _cut(atoms: list[_Atom], best: list[tuple[int, float, int]]) -> list[str]:
    lines: list[str] = []
    end = len(atoms)
    while end:
        start = best[end][2]
        lines.append("".join(atom.space + atom.text for atom in atoms[start:end])[len(atoms[start].space) :])
        end = start
    return lines[::-1]


def _atoms(paragraph: str, font: Font, room: int) -> list[_Atom]:
    atoms = []
    for word in paragraph.split(" "):
        space = " "
        for part in _AFTER_HYPHEN.split(word):
            for piece in _pieces(part, font, room):
                atoms.append(_Atom(piece, font.getlength(piece), space))
                space = ""
    return atoms


def _pieces(word: str, font: Font, room: int) -> list[str]:
    """A word cut into pieces that fit; mostly the word itself."""
    pieces = []
    while word and font.getlength(word) > room:
        fitting = next(n for n in range(len(word) - 1, 0, -1) if n == 1 or font.getlength(word[:n]) <= room)
        pieces.append(word[:fitting])
        word = word[fitting:]
    return [*pieces, word]


def leading(font: Font) -> int:
    """Rows from one line to the next."""
    return round(font.size * 1.22)


def height(lines: list[str], font: Font) -> int:
    return len(lines) * leading(font)


def write(
    strip: Image.Image,
    lines: list[str],
    font: Font,
    x: int,
    top: int,
    *,
    align: str = "l",
    ink: int = BLACK,
) -> int:
    """Set the lines under each other; `align`: l, m or r, of which `x` is the edge or the middle.

    Gives back the row below the last one.
    """
    pen = ImageDraw.Draw(strip)
    for line in lines:
        pen.text((x, top), line, ink, font, f"{align}a")
        top += leading(font)
    return top
