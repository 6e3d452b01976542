"""The site's secrets, and everything that is drawn or derived from them.

Four keys lie in files of mode 0600 beside the database, never in it: whoever copies the database alone reads no
name and can forge no row of the ledger. While the sealing key is being changed there is a fifth. This is the only
file that draws random bytes.
"""

import hashlib
import hmac
import os
from base64 import b32encode, urlsafe_b64encode
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import orjson
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from server.domain.refusal import Refusal

KEY_BYTES = 32
KEY_NAMES = ("ledger", "sealing", "tokens", "session")
_NEW_SEALING = "sealing-new.key"
_NONCE_BYTES = 12
DATA_ROOM = 256  # bytes: the pieces in which sealed data grow
PAPER_ROOM = 8192  # the same of what a paper says


@dataclass(frozen=True, slots=True)
class Keys:
    """`ledger` chains its rows, `sealing` encrypts, `tokens` derives what papers and devices bear, `session`
    signs cookies. `new_sealing`: the one that takes the place of `sealing`, while values of both are there."""

    ledger: bytes
    sealing: bytes
    tokens: bytes
    session: bytes
    new_sealing: bytes | None = None


class KeysLost(Exception):
    """A database is there, but not the keys that it was written with."""


def read_or_make_keys(folder: Path, database: Path) -> Keys:
    """The keys in `folder`, made before there is a `database`.

    Raises PermissionError if others may read one, KeysLost if one is missing or broken: a fresh one would leave
    what is sealed unreadable, and the ledger without proof.
    """
    paths = {name: folder / f"{name}.key" for name in KEY_NAMES}
    missing = [str(path) for path in paths.values() if not path.exists()]
    if database.exists() and missing:
        raise KeysLost(f"{', '.join(missing)}: missing, but {database} was written with it; bring it back")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    new = folder / _NEW_SEALING
    return Keys(
        **{name: _read_or_make(path) for name, path in paths.items()},
        new_sealing=_read_or_make(new) if new.exists() else None,
    )


def begin_new_sealing_key(folder: Path, keys: Keys) -> Keys:
    """With a key that takes the place of the sealing key; the same one when it was begun before."""
    return replace(keys, new_sealing=_read_or_make(folder / _NEW_SEALING))


def end_old_sealing_key(folder: Path) -> None:
    """Nothing is sealed with it any more: the new one takes its place, in a single act that cannot be done by half."""
    (folder / _NEW_SEALING).rename(folder / "sealing.key")
    _write_through(folder)


def _read_or_make(path: Path) -> bytes:
    if not path.exists():
        fresh = path.with_suffix(".new")
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(os.urandom(KEY_BYTES))
            file.flush()
            os.fsync(descriptor)
        fresh.rename(path)
        _write_through(path.parent)
    if path.stat().st_mode & 0o077:
        raise PermissionError(f"{path}: others may read this key; run chmod 600 on it")
    key = path.read_bytes()
    if len(key) != KEY_BYTES:
        raise KeysLost(f"{path}: {len(key)} bytes where a key has {KEY_BYTES}; bring the right one back")
    return key


def filled_up(data: bytes, room: int = DATA_ROOM) -> bytes:
    """`data` with white behind it, to a multiple of `room` bytes: JSON does not mind."""
    return data.ljust(-(-len(data) // room) * room)


def _write_through(folder: Path) -> None:
    """A file that was renamed is there after a power cut, too: before anything is sealed with the key in it."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def fresh_token() -> str:
    """256 bits for a session or a device."""
    return urlsafe_b64encode(os.urandom(32)).rstrip(b"=").decode()


def token_hash(token: str) -> bytes:
    """What is stored of a token: it is random, so a plain hash cannot be guessed backwards."""
    return hashlib.sha256(token.encode(errors="replace")).digest()


class Sealer:
    """Authenticated encryption (AES-256-GCM) of what the database must not tell."""

    def __init__(self, key: bytes, *older: bytes) -> None:
        """Seals with `key`; what was sealed with one of `older` opens, too."""
        self._cipher = AESGCM(key)
        self._older = tuple(map(AESGCM, older))

    @classmethod
    def of(cls, keys: Keys) -> "Sealer":
        return cls(keys.sealing) if keys.new_sealing is None else cls(keys.new_sealing, keys.sealing)

    def seal(self, value: bytes, about: str) -> bytes:
        """`about` names the row, so that a sealed value cannot be moved to another one."""
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, value, about.encode())

    def unseal(self, sealed: bytes, about: str) -> bytes:
        """Raises Refusal `purged` (410) if it was removed, ValueError if no key opens it or the bytes were changed."""
        if not sealed:
            raise Refusal("purged", 410)
        for cipher in (self._cipher, *self._older):
            with suppress(InvalidTag, ValueError):
                return _decrypt(cipher, sealed, about)
        raise ValueError(f"the sealed value of {about} does not open with this site's key")

    def is_of_newest(self, sealed: bytes, about: str) -> bool:
        """Does it open with the key that seals now?"""
        with suppress(InvalidTag, ValueError):
            return _decrypt(self._cipher, sealed, about) is not None
        return False

    def seal_data(self, value: Any, about: str, room: int = DATA_ROOM) -> bytes:
        """As JSON, filled up with white to a multiple of `room` bytes: the length of a result would tell it."""
        return self.seal(filled_up(orjson.dumps(value), room), about)

    def unseal_data(self, sealed: bytes, about: str) -> Any:
        return orjson.loads(self.unseal(sealed, about))


def _decrypt(cipher: AESGCM, sealed: bytes, about: str) -> bytes:
    """Raises InvalidTag, or ValueError for what is too short to have been sealed."""
    return cipher.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], about.encode())


class Deriver:
    """Tokens and codes that papers bear: derived from what they name, by a key, and never stored."""

    def __init__(self, key: bytes) -> None:
        self._keyed = hmac.new(key, digestmod="sha256")  # has taken the key in: each mac begins with a copy

    def mac(self, purpose: str, text: str, size: int = 16) -> bytes:
        keyed = self._keyed.copy()
        keyed.update(f"{purpose}:{text}".encode())
        return keyed.digest()[:size]

    def token(self, purpose: str, name: str) -> str:
        """`name` and 128 bits that only this site can add to it."""
        return f"{name}.{urlsafe_b64encode(self.mac(purpose, name)).rstrip(b'=').decode()}"

    def named_by(self, purpose: str, token: str) -> str | None:
        """The inverse of `token`; None for one that this site did not make."""
        name, _, _ = token.rpartition(".")
        return name if hmac.compare_digest(self.token(purpose, name).encode(), token.encode()) else None

    def return_code(self, seq: int) -> str:
        """16 letters and figures for the paper: the visit's row, masked, and 48 bits that prove it."""
        tag = self.mac("return-tag", str(seq), 6)
        masked = bytes(
            a ^ b for a, b in zip(seq.to_bytes(4), self.mac("return-mask", tag.hex(), 4), strict=True)
        )
        return b32encode(tag + masked).decode()

    def seq_of(self, code: str) -> int | None:
        """The inverse of `return_code`; None for one that this site did not make."""
        raw = _from_base32(code)
        if raw is None:
            return None
        tag, masked = raw[:6], raw[6:]
        mask = self.mac("return-mask", tag.hex(), 4)
        seq = int.from_bytes(bytes(a ^ b for a, b in zip(masked, mask, strict=True)))
        return seq if hmac.compare_digest(self.mac("return-tag", str(seq), 6), tag) else None


@dataclass(frozen=True, slots=True)
class Secrets:
    """What the house seals with, and what it derives with."""

    sealer: Sealer
    deriver: Deriver


def _from_base32(code: str) -> bytes | None:
    """People read 1 for I, 0 for O and 8 for B off a paper; the alphabet has neither figure."""
    plain = code.upper().replace("-", "").replace(" ", "").translate(str.maketrans("108", "IOB"))
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
    if len(plain) != 16 or any(letter not in alphabet for letter in plain):
        return None
    number = 0
    for letter in plain:
        number = number * 32 + alphabet.index(letter)
    return number.to_bytes(10)
