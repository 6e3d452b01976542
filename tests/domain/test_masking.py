"""What is left of who somebody is, for those who oversee."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.domain.masking import HIDDEN, masked, sees_in_full, sees_masked
from server.domain.role import Role
from server.domain.task import OF_PERSON


@pytest.mark.parametrize(
    ("field", "text", "left"),
    [
        ("iin", "890101199900", "890101••••00"),
        ("iin", "8901", "•••"),
        ("full_name", "Аманов Арман", "А••• А•••"),
        ("full_name", "Ән", "Ә•••"),
        ("full_name", "", ""),
        ("phone", "+7 700 000 00 42", "••• 42"),
        ("phone", "42", "•••"),
        ("birth_date", "1890-01-02", "1890-••-••"),
        ("address", "Атырау қ., Сынақ көш., 1", "•••"),
        ("complaint", "Дене қызуы көтерілді", "•••"),
    ],
)
def test_so_much_is_left(field: str, text: str, left: str) -> None:
    assert masked(field, text) == left


@given(st.sampled_from(sorted(OF_PERSON)), st.text("абвгдежзийклмн", min_size=5, max_size=40))
def test_no_word_is_left_whole(field: str, text: str) -> None:
    assert text not in masked(field, text)
    assert HIDDEN[0] in masked(field, text)


@pytest.mark.parametrize("role", list(Role))
def test_in_full_it_is_read_by_the_role_of_the_step_alone(role: Role) -> None:
    assert [other for other in Role if sees_in_full((other,), role)] == [role]


def test_masked_it_is_read_by_who_oversees() -> None:
    assert {role for role in Role if sees_masked((role,))} == {
        Role.SUPERVISOR,
        Role.ADMINISTRATOR,
        Role.AUDITOR,
    }
