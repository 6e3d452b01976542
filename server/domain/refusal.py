"""A refusal: the answer to a command that a rule forbids. Nothing has changed when it is raised."""

from typing import Any


class Refusal(Exception):
    """`code` is stable and meant for machines; the sentence for people is found by it in `server/words`.

    `status` hints at the HTTP status (RFC 9110) and `data` says what the sentence and the caller need:
    plain values, never personal ones.
    """

    def __init__(self, code: str, status: int = 409, **data: Any) -> None:
        super().__init__(code)
        self.code = code
        self.status = status
        self.data = data
