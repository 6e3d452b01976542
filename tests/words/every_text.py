"""Every text of the house in three languages, with where it stands: from `server.words` and the regulations."""

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from types import ModuleType

import server
import server.words
from server.domain.journal import Journal
from server.domain.journal_file import read_journals
from server.domain.language import Words
from server.domain.regulation import Regulation
from server.domain.regulation_file import read_regulations
from server.domain.task import TASKS


def every_text() -> dict[str, Words]:
    found: dict[str, Words] = {}
    for module in _modules():
        for name, value in vars(module).items():
            found.update(_texts(f"{module.__name__}.{name}", value))
    for regulation in _regulations():
        found.update(_texts(regulation.service, regulation))
    for service, journal in _journals().items():
        found.update(_texts(f"journal of {service}", journal))
    return found


def _journals() -> dict[str, Journal]:
    folder = Path(server.__file__).parent / "regulations/journals"
    return read_journals({path.name: path.read_text("utf-8") for path in folder.glob("*.toml")}, ())


def _modules() -> Iterator[ModuleType]:
    for module in pkgutil.iter_modules(server.words.__path__, "server.words."):
        yield importlib.import_module(module.name)


def _regulations() -> tuple[Regulation, ...]:
    folder = Path(server.__file__).parent / "regulations"
    return read_regulations({path.name: path.read_text("utf-8") for path in folder.glob("*.toml")}, TASKS)


def _texts(where: str, value: object) -> Iterator[tuple[str, Words]]:
    if isinstance(value, Words):
        yield where, value
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from _texts(f"{where}.{key}", item)
    elif isinstance(value, tuple | list):
        for at, item in enumerate(value):
            yield from _texts(f"{where}.{getattr(item, 'code', at)}", item)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _texts(f"{where}.{field.name}", getattr(value, field.name))
