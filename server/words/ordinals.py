"""Kazakh ordinals as words: a voice reads «2 терезе» as a cardinal, so it is given «екінші терезе»."""

from server.words.numerals import CARDINALS

_UNITS = (
    "бірінші",
    "екінші",
    "үшінші",
    "төртінші",
    "бесінші",
    "алтыншы",
    "жетінші",
    "сегізінші",
    "тоғызыншы",
)
_TENS = (
    "оныншы",
    "жиырмасыншы",
    "отызыншы",
    "қырқыншы",
    "елуінші",
    "алпысыншы",
    "жетпісінші",
    "сексенінші",
    "тоқсаныншы",
)
ORDINALS: dict[int, str] = {
    **dict(enumerate(_UNITS, 1)),
    **dict(enumerate((f"он {unit}" for unit in _UNITS), 11)),
    **dict(zip(range(10, 100, 10), _TENS, strict=True)),
    **{hundreds: f"{CARDINALS[hundreds].kk}інші" for hundreds in range(100, 1000, 100)},
}
