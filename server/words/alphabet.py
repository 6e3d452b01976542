"""The order of the Kazakh alphabet, in which Russian words stand as Russians expect them, too."""

ALPHABET = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
_PLACES = {letter: place for place, letter in enumerate(ALPHABET)}


def in_alphabet(text: str) -> tuple[tuple[int, int], ...]:
    """A key to sort by: figures and signs first, then the alphabet, then letters of others; capitals do not count."""
    return tuple(
        (1, _PLACES[letter]) if letter in _PLACES else (2 if letter.isalpha() else 0, ord(letter))
        for letter in text.casefold()
    )
