"""Kazakh ordinals as words: a voice reads «2 терезе» as a cardinal, so it is given «екінші терезе»."""

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
_TENS = ("он", "жиырма", "отыз", "қырық", "елу", "алпыс", "жетпіс", "сексен", "тоқсан")
_ROUND = (
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


def kazakh_ordinal(n: int) -> str:
    """1 → «бірінші», 20 → «жиырмасыншы», 42 → «қырық екінші». ValueError outside 1–99."""
    if not 1 <= n <= 99:
        raise ValueError(f"ordinals are known from 1 to 99, not {n}")
    tens, unit = divmod(n, 10)
    if unit == 0:
        return _ROUND[tens - 1]
    return f"{_TENS[tens - 1]} {_UNITS[unit - 1]}" if tens else _UNITS[unit - 1]
