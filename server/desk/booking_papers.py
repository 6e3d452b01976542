"""The slips of a booking and of a house call. They bear no name: whoever finds one knows nobody by it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

from server.desk.two_languages import NEXT, both, caption, field, for_reader, framed, line
from server.domain.language import Language, Words
from server.domain.paper import Block, Field, Figure, Paper, PaperKind, Qr, Rule, Space, Text
from server.domain.timetable import Doctor, DoctorKind, clock_text
from server.words import bookings as said
from server.words.paper import ASK_AT_DESK

_RULE = Rule()


def booking_slip(
    *,
    organisation: Words,
    doctor: Doctor,
    day: date,
    opens: int,
    code: str,
    code_url: str,
    language: Language,
) -> Paper:
    """Doctor, day and time, and the code that checks in at the kiosk."""
    own = partial(for_reader, language=language)
    fours = "-".join(code[at : at + 4] for at in range(0, len(code), 4))
    return Paper(
        PaperKind.SLIP,
        (
            *_heading(own(organisation), own(said.YOU_ARE_BOOKED)),
            _moment(day, clock_text(opens), own(said.COME_AT)),
            *_doctor(doctor, own),
            _RULE,
            Figure(fours, caption(own(said.BOOKING_CODE))),
            line(own(said.CHECK_IN_AT_KIOSK), size="small", separator=NEXT),
            Qr(code_url, caption(own(said.SCAN_AT_KIOSK), separator=NEXT)),
        ),
    )


def as_moved(slip: Paper, day: date, opens: int, language: Language) -> Paper:
    """The slip of the new time, which says which one it takes the place of."""
    own = partial(for_reader, language=language)
    was = field(own(said.EARLIER_TIME), f"{day:%d.%m.%Y} {clock_text(opens)}")
    return replace(slip, blocks=(framed(own(said.BOOKING_MOVED)), was, _RULE, *slip.blocks))


def cancelled_slip(
    *, organisation: Words, doctor: Doctor, day: date, opens: int, language: Language
) -> Paper:
    own = partial(for_reader, language=language)
    return Paper(
        PaperKind.SLIP,
        (
            *_heading(own(organisation), own(said.BOOKING_CANCELLED)),
            _moment(day, clock_text(opens), own(said.WAS_BOOKED)),
            *_doctor(doctor, own),
            _RULE,
            *both(own(ASK_AT_DESK), size="small", centred=True),
        ),
    )


def house_call_slip(
    *,
    organisation: Words,
    doctor: Doctor,
    kind: DoctorKind,
    district: str,
    day: date,
    opens: int,
    closes: int,
    language: Language,
) -> Paper:
    """The oral answer, in writing: when the doctor comes (decree, appendix 1)."""
    own = partial(for_reader, language=language)
    return Paper(
        PaperKind.SLIP,
        (
            *_heading(own(organisation), own(said.DOCTOR_COMES)),
            _moment(day, f"{clock_text(opens)}–{clock_text(closes)}", own(said.WAIT_AT_HOME)),
            *both(own(said.DOCTOR_KINDS[kind]), bold=True, centred=True),
            Text(doctor.name, centred=True),
            field(own(said.DISTRICT), f"№ {district}"),
            _RULE,
            *both(own(said.HAVE_READY), size="small", centred=True),
        ),
    )


def _heading(organisation: Words, what: Words) -> tuple[Block, ...]:
    return (
        *both(organisation, size="small", centred=True),
        _RULE,
        framed(what),
        Space(),
    )


def _moment(day: date, time: str, label: Words) -> Figure:
    return Figure(f"{day:%d.%m.%Y}\n{time}", caption(label, separator=NEXT))


def _doctor(doctor: Doctor, own: Callable[[Words], Words]) -> tuple[Block, ...]:
    return (
        Field(caption(own(said.DOCTOR)), doctor.name),
        Field(caption(own(said.SPECIALITY)), doctor.speciality),
        Field(caption(own(said.CABINET)), doctor.cabinet, "large"),
    )
