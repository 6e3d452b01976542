"""What is sent to the cash desk, each with an example that is acceptable as it stands. Amounts in tiyn."""

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, Strict, StringConstraints

from server.domain.money import Ending, Method
from server.domain.task import MOST_MONEY
from server.web.bodies import Code, Day

Amount = Annotated[int, Strict(), Field(ge=0, le=MOST_MONEY)]  # strict: half a tiyn is refused, and so is "5"
Receipt = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,9}/[0-9]{4}$")]


def _example(**example: Any) -> ConfigDict:
    return ConfigDict(extra="forbid", frozen=True, json_schema_extra={"examples": [example]})


class OpenShift(BaseModel):
    """`cash`: what lies in the drawer."""

    model_config = _example(cash=500_000)

    cash: Amount


class CloseShift(BaseModel):
    """`counted`: the cash that was found in the drawer."""

    model_config = _example(counted=500_000)

    counted: Amount


class TakePayment(BaseModel):
    model_config = _example(method="card", taken=200_000)

    method: Method
    taken: Amount


class GiveBack(BaseModel):
    """`reason`: one of those that the cash desk lists for this ending."""

    model_config = _example(ending="refund", reason="service_refused")

    ending: Ending
    reason: Code


class CopyReceipt(BaseModel):
    """One of the two: the number of the receipt, or the visit that it was paid for."""

    model_config = _example(receipt="1/2026")

    receipt: Receipt | None = None
    visit: Code | None = None


class SetPrice(BaseModel):
    """`valid_until`: the last day; without it, until another is set."""

    model_config = _example(service="tb-certificate", price=200_000, valid_from="2099-01-01")

    service: Code
    price: Amount
    valid_from: Day
    valid_until: Day | None = None
