"""The file that says which fiscal provider is asked, and how to sign in there. It holds a password: mode 0600.

url = "https://devkkm.example"
api_key = "…"
login = "…"
password = "…"

[registers]
cash-1 = "SWK00012345"
"""

import tomllib
from pathlib import Path

from server.outside.fiscal_api import FiscalAccount

_TEXTS = ("url", "api_key", "login", "password")


def read_fiscal_file(path: Path) -> FiscalAccount:
    """Raises ValueError with what is wrong, in a sentence without the file's secrets."""
    try:
        if path.stat().st_mode & 0o077:
            raise ValueError(f"{path} can be read by others: its mode must be 0600")
        told = tomllib.loads(path.read_text())
    except OSError as fault:
        raise ValueError(f"{path}: {fault.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        raise ValueError(f"{path} is not TOML") from None
    registers = told.get("registers") or {}
    missing = [name for name in _TEXTS if not isinstance(told.get(name), str) or not told[name]]
    if (
        not isinstance(registers, dict)
        or not registers
        or not all(_is_text(one) for one in registers.values())
    ):
        missing.append("registers")
    if missing:
        raise ValueError(f"{path} lacks {', '.join(missing)}")
    if unknown := sorted(told.keys() - {*_TEXTS, "registers"}):
        raise ValueError(f"{path}: unknown {', '.join(unknown)}")
    return FiscalAccount(told["url"].rstrip("/"), told["api_key"], told["login"], told["password"], registers)


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value)
