"""The site's secrets, and everything that is drawn or derived from them.

Four keys lie in files of mode 0600 beside the database, never in it: whoever copies the database alone reads no
name and can forge no row of the ledger. This is the only file that draws random bytes.
"""

import hashlib
import hmac
import os
from base64 import b32encode, urlsafe_b64encode
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

KEY_BYTES = 32
_NONCE_BYTES = 12


@dataclass(frozen=True, slots=True)
class Keys:
    """`ledger` chains its rows, `sealing` encrypts, `tokens` derives what papers and devices bear, `session`
    signs cookies."""

    ledger: bytes
    sealing: bytes
    tokens: bytes
    session: bytes


class KeysLost(Exception):
    """A database is there, but not the keys that it was written with."""


def read_or_make_keys(folder: Path, database: Path) -> Keys:
    """The keys in `folder`, made before there is a `database`.

    Raises PermissionError if others may read one, KeysLost if one is missing or broken: a fresh one would leave
    what is sealed unreadable, and the ledger without proof.
    """
    paths = {name: folder / f"{name}.key" for name in Keys.__slots__}
    missing = [str(path) for path in paths.values() if not path.exists()]
    if database.exists() and missing:
        raise KeysLost(f"{', '.join(missing)}: missing, but {database} was written with it; bring it back")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return Keys(**{name: _read_or_make(path) for name, path in paths.items()})


def _read_or_make(path: Path) -> bytes:
    if not path.exists():
        fresh = path.with_suffix(".new")
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(os.urandom(KEY_BYTES))
            file.flush()
            os.fsync(descriptor)
        fresh.rename(path)
    if path.stat().st_mode & 0o077:
        raise PermissionError(f"{path}: others may read this key; run chmod 600 on it")
    key = path.read_bytes()
    if len(key) != KEY_BYTES:
        raise KeysLost(f"{path}: {len(key)} bytes where a key has {KEY_BYTES}; bring the right one back")
    return key


def fresh_token() -> str:
    """256 bits for a session or a device."""
    return urlsafe_b64encode(os.urandom(32)).rstrip(b"=").decode()


def token_hash(token: str) -> bytes:
    """What is stored of a token: it is random, so a plain hash cannot be guessed backwards."""
    return hashlib.sha256(token.encode(errors="replace")).digest()


class Sealer:
    """Authenticated encryption (AES-256-GCM) of what the database must not tell."""

    def __init__(self, key: bytes) -> None:
        self._cipher = AESGCM(key)

    def seal(self, value: bytes, about: str) -> bytes:
        """`about` names the row, so that a sealed value cannot be moved to another one."""
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, value, about.encode())

    def unseal(self, sealed: bytes, about: str) -> bytes:
        """Raises ValueError if the key is another one or the bytes were changed."""
        try:
            return self._cipher.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], about.encode())
        except InvalidTag as error:
            raise ValueError(f"the sealed value of {about} does not open with this site's key") from error

    def seal_data(self, value: Any, about: str) -> bytes:
        return self.seal(orjson.dumps(value), about)

    def unseal_data(self, sealed: bytes, about: str) -> Any:
        return orjson.loads(self.unseal(sealed, about))


class Deriver:
    """Tokens and codes that papers bear: derived from what they name, by a key, and never stored."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def mac(self, purpose: str, text: str, size: int = 16) -> bytes:
        return hmac.digest(self._key, f"{purpose}:{text}".encode(), "sha256")[:size]

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
