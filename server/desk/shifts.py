"""The shift of a cash desk: opened with what lies in the drawer, reported (X), counted and closed (Z).

No payment without one; and none longer than a day, since no fiscal register takes a receipt after that.
"""

from dataclasses import dataclass, replace

from server.desk.house import House, Staff
from server.desk.money_papers import shift_report
from server.desk.paperwork import moment_text
from server.desk.seats import seated_at
from server.domain.event import Event
from server.domain.job import Job
from server.domain.money import Shift, Totals, check_cash, totals_of
from server.domain.place import Counter
from server.domain.refusal import Refusal
from server.domain.role import Role
from server.words.places import place_name


@dataclass(frozen=True, slots=True)
class Report:
    """`job`: the paper; None at a cash desk without a printer."""

    shift: Shift
    totals: Totals
    job: Job | None


def cash_desk_of(house: House, counter_id: str, staff: Staff) -> Counter:
    """The counter, where `staff` sits as its cashier. Raises Refusal `not_seated`, `role_missing` (403)."""
    counter, roles = seated_at(house, counter_id, staff)
    if Role.CASHIER not in roles:
        raise Refusal("role_missing", 403, roles=[Role.CASHIER.value])
    return counter


def shift_to_work_in(house: House, counter_id: str) -> Shift:
    """Raises Refusal `shift_not_open`, `shift_over` (409)."""
    shift = house.open_shift(counter_id)
    if shift is None:
        raise Refusal("shift_not_open")
    if shift.is_over(house.now):
        raise Refusal("shift_over")
    return shift


def open_shift(house: House, counter_id: str, cash: int, staff: Staff) -> Shift:
    """`cash`: what lies in the drawer, in tiyn. Raises Refusal `shift_open` (409) and those of `check_cash`."""
    counter = cash_desk_of(house, counter_id, staff)
    check_cash(cash, "cash")
    if house.open_shift(counter.id) is not None:
        raise Refusal("shift_open")
    number = house.next_in_series(f"shift/{counter.id}")
    shift = Shift(house.new_id(), counter.id, number, house.now, staff.id, cash)
    house.add_shift(shift)
    house.record(
        Event(
            "shift_opened", {"shift": shift.id, "counter": counter.id, "number": shift.number, "cash": cash}
        )
    )
    return shift


def report_shift(house: House, counter_id: str, staff: Staff) -> Report:
    """The X report: how the shift stands now. Raises Refusal `shift_not_open` (409)."""
    counter = cash_desk_of(house, counter_id, staff)
    shift = _open(house, counter.id)
    report = _reported(house, counter, shift, staff)
    house.record(
        Event("shift_reported", {"shift": shift.id, "receipts": report.totals.receipts, **_job(report)})
    )
    return report


def close_shift(house: House, counter_id: str, counted: int, staff: Staff) -> Report:
    """The Z report: `counted` is the cash that was found in the drawer. Raises Refusal `shift_not_open` (409)."""
    counter = cash_desk_of(house, counter_id, staff)
    check_cash(counted, "counted")
    shift = _open(house, counter.id)
    expected = totals_of(shift, house.payments_in_shift(shift.id)).in_drawer
    closed = replace(shift, closed_at=house.now, closed_by=staff.id, counted=counted, expected=expected)
    house.save_shift(closed)
    report = _reported(house, counter, closed, staff)
    house.record(
        Event(
            "shift_closed",
            {
                "shift": shift.id,
                "receipts": report.totals.receipts,
                "expected": expected,
                "counted": counted,
                **_job(report),
            },
        )
    )
    return report


def _open(house: House, counter: str) -> Shift:
    shift = house.open_shift(counter)
    if shift is None:
        raise Refusal("shift_not_open")
    return shift


def _reported(house: House, counter: Counter, shift: Shift, staff: Staff) -> Report:
    totals = totals_of(shift, house.payments_in_shift(shift.id))
    paper = shift_report(
        organisation=house.site.name,
        place=place_name(counter.kind, counter.name),
        shift=shift,
        totals=totals,
        opened=moment_text(house, shift.opened_at),
        at=moment_text(house, house.now),
        cashier=staff.name,
    )
    job = house.add_job(counter.printer, paper, None) if counter.printer else None
    return Report(shift, totals, job)


def _job(report: Report) -> dict[str, str | None]:
    return {"job": report.job.id if report.job else None}
