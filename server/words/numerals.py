"""Cardinal numbers in words, part by part: 305 is «триста», «пять». So few words make every number up to 999."""

from server.domain.language import Words

_UNITS = (
    Words("нөл", "ноль", "zero"),
    Words("бір", "один", "one"),
    Words("екі", "два", "two"),
    Words("үш", "три", "three"),
    Words("төрт", "четыре", "four"),
    Words("бес", "пять", "five"),
    Words("алты", "шесть", "six"),
    Words("жеті", "семь", "seven"),
    Words("сегіз", "восемь", "eight"),
    Words("тоғыз", "девять", "nine"),
)
_TEENS = (
    Words("он", "десять", "ten"),
    Words("он бір", "одиннадцать", "eleven"),
    Words("он екі", "двенадцать", "twelve"),
    Words("он үш", "тринадцать", "thirteen"),
    Words("он төрт", "четырнадцать", "fourteen"),
    Words("он бес", "пятнадцать", "fifteen"),
    Words("он алты", "шестнадцать", "sixteen"),
    Words("он жеті", "семнадцать", "seventeen"),
    Words("он сегіз", "восемнадцать", "eighteen"),
    Words("он тоғыз", "девятнадцать", "nineteen"),
)
_TENS = (
    Words("жиырма", "двадцать", "twenty"),
    Words("отыз", "тридцать", "thirty"),
    Words("қырық", "сорок", "forty"),
    Words("елу", "пятьдесят", "fifty"),
    Words("алпыс", "шестьдесят", "sixty"),
    Words("жетпіс", "семьдесят", "seventy"),
    Words("сексен", "восемьдесят", "eighty"),
    Words("тоқсан", "девяносто", "ninety"),
)
_HUNDREDS = (
    Words("жүз", "сто", "one hundred"),
    Words("екі жүз", "двести", "two hundred"),
    Words("үш жүз", "триста", "three hundred"),
    Words("төрт жүз", "четыреста", "four hundred"),
    Words("бес жүз", "пятьсот", "five hundred"),
    Words("алты жүз", "шестьсот", "six hundred"),
    Words("жеті жүз", "семьсот", "seven hundred"),
    Words("сегіз жүз", "восемьсот", "eight hundred"),
    Words("тоғыз жүз", "девятьсот", "nine hundred"),
)
CARDINALS: dict[int, Words] = {
    **dict(enumerate((*_UNITS, *_TEENS))),
    **dict(zip(range(20, 100, 10), _TENS, strict=True)),
    **dict(zip(range(100, 1000, 100), _HUNDREDS, strict=True)),
}


def parts(n: int) -> list[int]:
    """305 → 300, 5; 42 → 40, 2; 11 → 11: keys of CARDINALS. ValueError outside 1–999."""
    if not 1 <= n <= 999:
        raise ValueError(f"numbers are said from 1 to 999, not {n}")
    hundreds, rest = n // 100 * 100, n % 100
    tens, unit = (0, rest) if rest < 20 else (rest // 10 * 10, rest % 10)
    return [part for part in (hundreds, tens, unit) if part]
