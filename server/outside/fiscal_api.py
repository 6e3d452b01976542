"""A fiscal provider with an API like that of Webkassa, version 4: JSON by POST, faults told with status 200.

Our id of the receipt goes along as `ExternalCheckNumber`, by which the provider knows a repeat. What may have
been sent is looked up and not sent again. One request at a time: a cash register takes no two at once.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import urllib3

from server.desk.fiscal_provider import FiscalDown, FiscalRefused
from server.domain.fiscal import FiscalKind, Registered, ToRegister
from server.domain.money import Method

SESSION_OVER, NOT_AUTHORISED, SHIFT_TOO_LONG, TAKEN = 2, 3, 11, 14
# Codes by which the provider says that it cannot now, not that it will not: wrong login, register blocked, shift
# closed or not open, offline for too long, not available, shift still open.
_LATER = {1, 7, 12, 13, 18, 505, 1014}
_SALE, _RETURN = 2, 3
_PAYMENT_TYPES = {Method.CASH: 0, Method.CARD: 1, Method.TRANSFER: 4}
_WITHOUT_VAT = {"TaxType": 0, "TaxPercent": 0, "Tax": 0}
_SERVICE_UNIT = 796  # piece
_TO_EVEN_TENGE = 2


@dataclass(frozen=True, slots=True)
class FiscalAccount:
    """`registers`: the provider's number of the cash register, by the id of the cash desk."""

    url: str
    api_key: str = field(repr=False)
    login: str = field(repr=False)
    password: str = field(repr=False)
    registers: Mapping[str, str]


class _Fault(Exception):
    def __init__(self, code: int) -> None:
        super().__init__(str(code))
        self.code = code


@dataclass(slots=True)
class FiscalApi:
    """Keeps `server.desk.fiscal_provider.FiscalProvider`. `seconds`: the longest that an answer is waited for."""

    account: FiscalAccount
    seconds: float = 10.0
    _token: str = ""
    _http: urllib3.PoolManager = field(default_factory=lambda: urllib3.PoolManager(retries=False))

    def register(self, told: ToRegister, sent_before: bool) -> Registered:
        register = self.account.registers.get(told.receipt.counter)
        if register is None:
            raise FiscalRefused("no_register")
        try:
            found = self._look_up(register, told.receipt.id) if sent_before else None
            return found or self._send(register, told)
        except _Fault as fault:
            raise (FiscalDown if fault.code in _LATER else FiscalRefused)(f"code_{fault.code}") from None

    def _send(self, register: str, told: ToRegister) -> Registered:
        check = _check(register, told)
        try:
            return _registered(self._asked("check", check))
        except _Fault as fault:
            if fault.code == SHIFT_TOO_LONG:
                self._asked("ZReport", {"CashboxUniqueNumber": register})
                return _registered(self._asked("check", check))
            if fault.code != TAKEN:
                raise
        found = self._look_up(register, told.receipt.id)
        if found is None:
            raise FiscalDown("taken_but_not_found")
        return found

    def _look_up(self, register: str, key: str) -> Registered | None:
        """None: the provider knows nothing of it. Some answer that with a list, some with a fault."""
        try:
            data = self._asked("Check/History", {"CashboxUniqueNumber": register, "ExternalCheckNumber": key})
        except _Fault as fault:
            if fault.code in _LATER:
                raise
            return None
        if isinstance(data, list):
            data = next((one for one in data if one.get("ExternalCheckNumber") == key), None)
        return _registered(data) if data else None

    def _asked(self, call: str, body: dict[str, Any]) -> Any:
        """With a token; once more with a fresh one where it had run out. Raises _Fault, FiscalDown."""
        if not self._token:
            self._sign_in()
        try:
            return self._post(call, {"Token": self._token, **body})
        except _Fault as fault:
            if fault.code not in (SESSION_OVER, NOT_AUTHORISED):
                raise
        self._sign_in()
        return self._post(call, {"Token": self._token, **body})

    def _sign_in(self) -> None:
        signed_in = self._post("Authorize", {"Login": self.account.login, "Password": self.account.password})
        self._token = str(signed_in["Token"])

    def _post(self, call: str, body: dict[str, Any]) -> Any:
        try:
            answer = self._http.request(
                "POST",
                f"{self.account.url}/api/v4/{call}",
                body=json.dumps(body).encode(),
                headers={"Content-Type": "application/json", "x-api-key": self.account.api_key},
                timeout=urllib3.Timeout(total=self.seconds),
            )
            data = json.loads(answer.data)
        except (urllib3.exceptions.HTTPError, OSError):
            raise FiscalDown("unreachable") from None
        except ValueError:
            raise FiscalDown("unintelligible") from None
        if not isinstance(data, dict) or answer.status >= 500:
            raise FiscalDown(f"status_{answer.status}")
        if faults := data.get("Errors"):
            raise _Fault(int(faults[0]["Code"]))
        if answer.status != 200:
            raise FiscalDown(f"status_{answer.status}")
        return data.get("Data")


def _check(register: str, told: ToRegister) -> dict[str, Any]:
    """The body of `check`. Amounts in tenge; what is given back is the price, without change."""
    is_sale = told.receipt.kind is FiscalKind.SALE
    taken = told.taken if is_sale else told.price
    check: dict[str, Any] = {
        "CashboxUniqueNumber": register,
        "OperationType": _SALE if is_sale else _RETURN,
        "Positions": [
            {
                "Count": 1,
                "Price": _tenge(told.price),
                **_WITHOUT_VAT,
                "PositionName": told.service,
                "Discount": 0,
                "Markup": 0,
                "SectionCode": "0",
                "UnitCode": _SERVICE_UNIT,
            }
        ],
        "Payments": [{"Sum": _tenge(taken), "PaymentType": _PAYMENT_TYPES[told.method]}],
        "Change": _tenge(taken - told.price),
        "RoundType": _TO_EVEN_TENGE,
        "ExternalCheckNumber": told.receipt.id,
    }
    if told.basis is not None:
        check["ReturnBasisDetails"] = {
            "CheckNumber": told.basis.sign,
            "DateTime": told.basis.at,
            "Total": _tenge(told.price),
            "RegistrationNumber": told.basis.registration,
            "IsOffline": told.basis.offline,
        }
    return check


def _tenge(tiyn: int) -> float:
    return tiyn / 100


def _registered(data: Any) -> Registered:
    """Raises FiscalDown where the answer is not one: then nothing is known, and it is looked up later."""
    try:
        cashbox = data["Cashbox"]
        operator = cashbox.get("Ofd") or {}
        return Registered(
            sign=str(data["CheckNumber"]),
            at=str(data["DateTime"]),
            registration=str(cashbox["RegistrationNumber"]),
            identity=str(cashbox["IdentityNumber"]),
            address=str(cashbox.get("Address") or ""),
            order=str(data["CheckOrderNumber"]),
            shift=str(data["ShiftNumber"]),
            operator=str(operator.get("Name") or ""),
            operator_site=str(operator.get("Host") or ""),
            link=str(data.get("TicketUrl") or ""),
            offline=bool(data.get("OfflineMode")),
        )
    except (KeyError, TypeError, AttributeError):
        raise FiscalDown("unintelligible") from None
