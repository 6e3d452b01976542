"""A register that is asked over HTTP, as the state's gateway is: POST {"iin": …}, answered with accounts.

    {"antitubercular_account": {"RU": "Не состоит на учете в …", "KZ": "… диспансерлік есепте тұрмайды"}, …}

What it says ends on a certificate: so only an answer that says the same in both languages counts, and anything
else (slow, a page for people, a redirect, an error) is no answer, with its reason. No IIN is in a URL or a log.
"""

import json
import logging
import unicodedata
from dataclasses import dataclass, field
from typing import Any

import gevent
import urllib3

from server.domain.language import Words
from server.domain.register import Finding, Found, NoAnswer, NoAnswerReason, RegisterAnswer
from server.words.register import finding_text, gateway_name

log = logging.getLogger(__name__)

ACCOUNTS = {
    "tb-certificate": "antitubercular_account",
    "psychoneurological-certificate": "psychoneurological_account",
    "narcological-certificate": "narcological_account",
}
ANSWER_SECONDS = 3.0
LARGEST_ANSWER = 64 * 1024  # bytes
LONGEST_TEXT = 300  # letters of a finding
_AT_ONCE = 8  # connections kept; more clerks at once open one of their own
_STARTS = {Finding.ABSENT: "не состоит", Finding.PRESENT: "состоит"}
_ENDS = {Finding.ABSENT: "тұрмайды", Finding.PRESENT: "тұрады"}
_LATIN_LOOK_ALIKES = str.maketrans("aceopxyi", "асеорхуі")


class _Unusable(Exception):
    def __init__(self, reason: NoAnswerReason) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class HttpRegister:
    """`header`: in which the key goes. `seconds`: for the whole of an answer, however it trickles in."""

    url: str
    header: str
    key: str = field(repr=False)
    seconds: float = ANSWER_SECONDS
    _pool: urllib3.PoolManager = field(
        default_factory=lambda: urllib3.PoolManager(maxsize=_AT_ONCE, retries=False), repr=False
    )

    def look_up(self, service: str, iin: str) -> RegisterAnswer:
        source = gateway_name(service)
        try:
            return _found(service, self._ask_in_time(iin), source)
        except urllib3.exceptions.NewConnectionError:  # to urllib3 it is a time-out too
            reason = NoAnswerReason.UNREACHABLE
        except urllib3.exceptions.TimeoutError:
            reason = NoAnswerReason.SLOW
        except urllib3.exceptions.HTTPError:
            reason = NoAnswerReason.UNREACHABLE
        except _Unusable as unusable:
            reason = unusable.reason
        log.warning("the register of %s gave no answer: %s", service, reason)
        return NoAnswer(reason, source)

    def _ask_in_time(self, iin: str) -> bytes:
        """The time-outs of urllib3 are for each piece; this one is for all of it. Raises as `_ask` does."""
        patience = gevent.Timeout(self.seconds)
        try:
            with patience:
                return self._ask(iin)
        except gevent.Timeout as late:
            if late is not patience:
                raise
            raise _Unusable(NoAnswerReason.SLOW) from None

    def _ask(self, iin: str) -> bytes:
        """Raises _Unusable, urllib3's HTTPError."""
        response = self._pool.request(
            "POST",
            self.url,
            body=json.dumps({"iin": iin}),
            headers={"Content-Type": "application/json", "Accept": "application/json", self.header: self.key},
            redirect=False,
            preload_content=False,
            timeout=urllib3.Timeout(total=self.seconds),
        )
        whole = False
        try:
            _check_status(response.status)
            raw = response.read(LARGEST_ANSWER + 1)
            if len(raw) > LARGEST_ANSWER:
                raise _Unusable(NoAnswerReason.NOT_UNDERSTOOD)
            whole = True
            return raw
        finally:
            if whole:
                response.release_conn()
            else:
                response.close()  # what is still to come must not be taken for the next answer


def _check_status(status: int) -> None:
    if status == 200:
        return
    if 300 <= status < 400:
        raise _Unusable(NoAnswerReason.REDIRECTED)
    raise _Unusable(NoAnswerReason.NOT_ADMITTED if status in (401, 403) else NoAnswerReason.FAILED)


def _found(service: str, raw: bytes, source: Words) -> Found:
    """Raises _Unusable for whatever does not say one thing in both languages."""
    try:
        account = json.loads(raw)[ACCOUNTS[service]]
        ru, kk = _text(account["RU"]), _text(account["KZ"])
    except (ValueError, LookupError, TypeError, RecursionError):
        raise _Unusable(NoAnswerReason.NOT_UNDERSTOOD) from None
    for finding in Finding:
        if _plain(ru).startswith(_STARTS[finding]) and _plain(kk).endswith(_ENDS[finding]):
            return Found(finding, Words(kk, ru, finding_text(service, finding).en), source)
    raise _Unusable(NoAnswerReason.NOT_UNDERSTOOD)


def _text(value: Any) -> str:
    """Raises ValueError for what is no text, or no text for people's eyes."""
    if not isinstance(value, str) or not 0 < len(value) <= LONGEST_TEXT:
        raise ValueError("no text")
    if any(unicodedata.category(letter).startswith("C") for letter in value):
        raise ValueError("control characters")
    return value.strip()


def _plain(text: str) -> str:
    """For comparing: small letters, single spaces, without the full stop, no Latin letter that looks Cyrillic."""
    return " ".join(text.casefold().translate(_LATIN_LOOK_ALIKES).split()).rstrip(". ")
