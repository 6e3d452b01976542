"""What lets us in elsewhere lies in a file that only its owner may read."""

from pathlib import Path


def read_key(path: Path) -> str:
    """The key in `path`: one line. Raises PermissionError if others may read it, OSError if it is not there."""
    if path.stat().st_mode & 0o077:
        raise PermissionError(f"{path}: others may read this key; run chmod 600 on it")
    return path.read_text("ascii").strip()
