from server.words.alphabet import ALPHABET, in_alphabet


def test_the_alphabet_has_42_letters_each_once() -> None:
    assert len(ALPHABET) == len(set(ALPHABET)) == 42


def test_names_are_sorted_as_the_kazakh_alphabet_has_them() -> None:
    right = [
        "1-ші",
        "Азат",
        "Әсем",
        "Бек",
        "Гүл",
        "Ғани",
        "Кенже",
        "қанат",
        "Уәли",
        "Ұлан",
        "Үміт",
        "Ыбырай",
        "Ізтілеу",
    ]
    assert sorted(reversed(right), key=in_alphabet) == right
    assert sorted(right) != right


def test_letters_of_others_come_last() -> None:
    assert sorted(["Zoe", "Юлия", "Adam"], key=in_alphabet) == ["Юлия", "Adam", "Zoe"]
