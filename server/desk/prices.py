"""What a visit costs: the price list, its dates, and who need not pay.

A visit costs what its service cost when it was opened, whatever is changed while it goes on. Its regulation
is handed out with that price in it: 0 for an exempt category, and a step with a fee is skipped by itself.
"""

from dataclasses import dataclass, replace
from datetime import date

from server.desk.house import House, Staff
from server.domain.event import Event
from server.domain.money import Period, Price, periods_of
from server.domain.refusal import Refusal
from server.domain.regulation import Regulation
from server.domain.task import MOST_MONEY
from server.domain.visit import Visit


def regulation_of(house: House, visit: Visit) -> Regulation:
    """The regulation of `visit`, with the price that this very visit costs. Raises Refusal `service_unknown`.

    Once it was refused, whoever still sees its person hands over the refusal, and has nothing else to do.
    """
    regulation = house.site.regulation(visit.service)
    if visit.ground is not None:
        regulation = replace(regulation, steps=tuple(replace(step, tasks=()) for step in regulation.steps))
    if not takes_fee(regulation):
        return regulation
    price = price_of(house, visit, regulation)
    return regulation if price == regulation.price else replace(regulation, price=price)


def price_of(house: House, visit: Visit, regulation: Regulation) -> int:
    """In tiyn."""
    if is_exempt(visit, regulation):
        return 0
    found = house.price_set(visit.service, visit.opened_at, house.site.day(visit.opened_at))
    return found.price if found else regulation.price


def is_exempt(visit: Visit, regulation: Regulation) -> bool:
    return visit.category is not None and visit.category in regulation.exempt


def takes_fee(regulation: Regulation) -> bool:
    return any(step.fee for step in regulation.steps)


@dataclass(frozen=True, slots=True)
class PaidService:
    regulation: Regulation
    periods: list[Period]


def paid_services(house: House) -> list[PaidService]:
    """The services that take a fee, each with what it cost, costs and will cost."""
    return [
        PaidService(one, periods_of(house.prices_of(one.service), one.price))
        for one in house.site.regulations.values()
        if takes_fee(one)
    ]


def set_price(
    house: House, service: str, price: int, valid_from: date, valid_until: date | None, staff: Staff
) -> Price:
    """From a day on, which is not gone by. It holds for visits that are opened from now on.

    Raises Refusal `service_unknown`, `price_without_step`, `price_in_past`, `days_reversed`, `amount_too_large`,
    `unacceptable` (422).
    """
    regulation = house.site.regulation(service)
    if not takes_fee(regulation):
        raise Refusal("price_without_step", 422, service=service)
    if price < 0:
        raise Refusal("unacceptable", 422, field="price")
    if price > MOST_MONEY:
        raise Refusal("amount_too_large", 422, field="price", most=MOST_MONEY)
    if valid_from < house.site.day(house.now):
        raise Refusal("price_in_past", 422, field="valid_from")
    if valid_until is not None and valid_until < valid_from:
        raise Refusal("days_reversed", 422, field="valid_until")
    set_now = Price(service, price, valid_from, valid_until, house.now, staff.id)
    house.add_price(set_now)
    days = {"from": valid_from.isoformat(), "until": valid_until.isoformat() if valid_until else None}
    house.record(Event("price_set", {"service": service, "price": price, **days}))
    return set_now
