"""Keys, sealed values, and what papers bear."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.store.keys import KEY_BYTES, KEY_NAMES, Deriver, KeysLost, Sealer, read_or_make_keys, token_hash

ONE, OTHER = Deriver(b"1" * 32), Deriver(b"2" * 32)


def test_keys_are_made_once_and_for_their_owner_only(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    keys = read_or_make_keys(folder, tmp_path / "kezek.db")
    assert read_or_make_keys(folder, tmp_path / "kezek.db") == keys
    assert len({keys.ledger, keys.sealing, keys.tokens, keys.session}) == 4
    assert {len(getattr(keys, name)) for name in KEY_NAMES} == {KEY_BYTES}
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
    assert {path.suffix for path in folder.iterdir()} == {".key"}


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o666, 0o610])
def test_a_key_that_others_may_read_is_not_used(tmp_path: Path, mode: int) -> None:
    database = tmp_path / "kezek.db"
    read_or_make_keys(tmp_path, database)
    (tmp_path / "sealing.key").chmod(mode)
    with pytest.raises(PermissionError, match=r"sealing\.key: others may read this key"):
        read_or_make_keys(tmp_path, database)


def test_a_lost_or_broken_key_is_not_replaced_beside_a_database(tmp_path: Path) -> None:
    folder, database = tmp_path / "keys", tmp_path / "kezek.db"
    read_or_make_keys(folder, database)
    database.touch()
    (folder / "ledger.key").write_bytes(b"")
    with pytest.raises(KeysLost, match=r"ledger\.key: 0 bytes"):
        read_or_make_keys(folder, database)
    (folder / "ledger.key").unlink()
    with pytest.raises(KeysLost, match=r"ledger\.key: missing"):
        read_or_make_keys(folder, database)
    assert not (folder / "ledger.key").exists()


def test_a_token_that_is_no_text_is_hashed_like_any_other() -> None:
    assert token_hash("\ud800") != token_hash("x")


@given(st.binary(max_size=200), st.text(max_size=20))
def test_a_sealed_value_opens_for_its_row_only(value: bytes, about: str) -> None:
    sealer = Sealer(b"k" * 32)
    sealed = sealer.seal(value, about)
    assert sealer.unseal(sealed, about) == value
    with pytest.raises(ValueError, match="does not open"):
        sealer.unseal(sealed, about + "x")
    with pytest.raises(ValueError, match="does not open"):
        Sealer(b"j" * 32).unseal(sealed, about)


def test_the_same_value_is_sealed_differently_each_time() -> None:
    sealer = Sealer(b"k" * 32)
    assert sealer.seal(b"Aman", "visit 1") != sealer.seal(b"Aman", "visit 1")


def test_the_length_of_what_is_sealed_does_not_tell_what_it_is() -> None:
    sealer = Sealer(b"k" * 32)
    results = [{"result": result} for result in ("negative", "positive", "indeterminate")]
    sealed = [sealer.seal_data(result, "task 1 result") for result in results]
    assert len({len(value) for value in sealed}) == 1
    assert [sealer.unseal_data(value, "task 1 result") for value in sealed] == results


@given(st.integers(0, 60), st.integers(1, 255))
def test_a_sealed_value_that_was_changed_does_not_open(at: int, by: int) -> None:
    sealer = Sealer(b"k" * 32)
    sealed = bytearray(sealer.seal(b"a" * 40, "visit 1"))
    sealed[at] ^= by
    with pytest.raises(ValueError, match="does not open"):
        sealer.unseal(bytes(sealed), "visit 1")


@given(st.integers(1, 2**32 - 1))
def test_a_return_code_leads_back_to_its_visit_at_this_site_only(seq: int) -> None:
    code = ONE.return_code(seq)
    assert len(code) == 16
    assert ONE.seq_of(code) == seq
    assert OTHER.seq_of(code) is None


@given(st.integers(1, 2**32 - 1))
def test_a_return_code_may_be_typed_as_people_type(seq: int) -> None:
    code = ONE.return_code(seq)
    grouped = "-".join(code[at : at + 4] for at in range(0, 16, 4)).lower()
    misread = code.replace("I", "1").replace("O", "0").replace("B", "8")
    assert ONE.seq_of(grouped) == ONE.seq_of(code.replace("-", " ")) == ONE.seq_of(misread) == seq


@given(st.integers(1, 2**32 - 1), st.integers(0, 15), st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"))
def test_a_return_code_with_one_wrong_letter_leads_nowhere(seq: int, at: int, letter: str) -> None:
    code = ONE.return_code(seq)
    wrong = code[:at] + letter + code[at + 1 :]
    assert ONE.seq_of(wrong) == (seq if wrong == code else None)


@given(st.text(max_size=24))
def test_nothing_that_is_invented_is_a_return_code(text: str) -> None:
    assert ONE.seq_of(text) is None


def test_codes_of_neighbours_have_nothing_in_common() -> None:
    codes = [ONE.return_code(seq) for seq in range(1, 500)]
    assert len(set(codes)) == len(codes)
    assert max(_letters_shared(one, other) for one, other in pairwise(codes)) < 8


def _letters_shared(one: str, other: str) -> int:
    return sum(a == b for a, b in zip(one, other, strict=True))


@given(st.text(alphabet="0123456789abcdefghjkmnpqrstvwxyz", min_size=1, max_size=20))
def test_a_token_names_what_it_was_made_for_and_for_its_purpose_only(name: str) -> None:
    token = ONE.token("track", name)
    assert ONE.named_by("track", token) == name
    assert ONE.named_by("verify", token) is None
    assert OTHER.named_by("track", token) is None
    assert ONE.named_by("track", f"x{token}") is None
    assert ONE.named_by("track", token[:-1]) is None


@given(st.text(max_size=40))
def test_nothing_that_is_invented_is_a_token(text: str) -> None:
    assert ONE.named_by("track", text) is None


def test_a_stored_hash_is_not_the_token() -> None:
    assert b"secret" not in token_hash("secret")
