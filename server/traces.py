"""What a log is told of a bug: where it was and of what kind, never with what.

The words of an exception are often the very value that was not as expected: a name that is no key, a number that is
no date. Whoever reads a log shall learn nothing of a person, so they are left out, in the whole chain of causes.
"""

import logging
import sys
import threading
import traceback
from types import TracebackType

log = logging.getLogger("kezek")


class WithoutValues(logging.Formatter):
    """Tracebacks without the words of their exceptions."""

    def formatException(self, ei: object) -> str:  # noqa: N802 - the name is logging's
        error = ei[1] if isinstance(ei, tuple) else None
        return "" if error is None else trace_of(error)


def trace_of(error: BaseException) -> str:
    """Its causes first, as Python tells them: files, lines, kinds."""
    parts = []
    seen: set[int] = set()
    left: BaseException | None = error
    while left is not None and id(left) not in seen:
        seen.add(id(left))
        parts.append(_one(left))
        left = left.__cause__ or (None if left.__suppress_context__ else left.__context__)
    return "\nwhich led to:\n".join(reversed(parts))


def _one(error: BaseException) -> str:
    frames = "".join(traceback.format_tb(error.__traceback__))
    inner = "".join(f"\n{trace_of(one)}" for one in getattr(error, "exceptions", ()))
    return f"{frames}{type(error).__module__}.{type(error).__qualname__}{inner}"


def log_to_stderr(form: str) -> None:
    """Everything this process logs goes there, and so do the deaths of its threads and its own."""
    handler = logging.StreamHandler()
    handler.setFormatter(WithoutValues(form))
    logging.basicConfig(level=logging.INFO, handlers=[handler])
    sys.excepthook = _died
    threading.excepthook = lambda args: log.critical(
        "a thread died", exc_info=(args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback)
    )


def _died(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    log.critical("the process ends", exc_info=(kind, error, trace))
