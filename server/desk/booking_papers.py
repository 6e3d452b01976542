"""The slips of a booking and of a house call. They bear no name: whoever finds one knows nobody by it."""

from dataclasses import replace
from datetime import date

from server.desk.two_languages import NEXT, both, caption, field, framed, line
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
    english = language is Language.EN
    fours = "-".join(code[at : at + 4] for at in range(0, len(code), 4))
    return Paper(
        PaperKind.SLIP,
        (
            *_heading(organisation, said.YOU_ARE_BOOKED, english),
            _moment(day, clock_text(opens), said.COME_AT, english),
            *_doctor(doctor, english),
            _RULE,
            Figure(fours, caption(said.BOOKING_CODE, english)),
            line(said.CHECK_IN_AT_KIOSK, english, size="small", separator=NEXT),
            Qr(code_url, caption(said.SCAN_AT_KIOSK, english, NEXT)),
        ),
    )


def as_moved(slip: Paper, day: date, opens: int, language: Language) -> Paper:
    """The slip of the new time, which says which one it takes the place of."""
    english = language is Language.EN
    was = field(said.EARLIER_TIME, f"{day:%d.%m.%Y} {clock_text(opens)}", english)
    return replace(slip, blocks=(framed(said.BOOKING_MOVED, english), was, _RULE, *slip.blocks))


def cancelled_slip(
    *, organisation: Words, doctor: Doctor, day: date, opens: int, language: Language
) -> Paper:
    english = language is Language.EN
    return Paper(
        PaperKind.SLIP,
        (
            *_heading(organisation, said.BOOKING_CANCELLED, english),
            _moment(day, clock_text(opens), said.WAS_BOOKED, english),
            *_doctor(doctor, english),
            _RULE,
            *both(ASK_AT_DESK, english, size="small", centred=True),
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
    english = language is Language.EN
    return Paper(
        PaperKind.SLIP,
        (
            *_heading(organisation, said.DOCTOR_COMES, english),
            _moment(day, f"{clock_text(opens)}–{clock_text(closes)}", said.WAIT_AT_HOME, english),
            *both(said.DOCTOR_KINDS[kind], english, bold=True, centred=True),
            Text(doctor.name, centred=True),
            field(said.DISTRICT, f"№ {district}", english),
            _RULE,
            *both(said.HAVE_READY, english, size="small", centred=True),
        ),
    )


def _heading(organisation: Words, what: Words, english: bool) -> tuple[Block, ...]:
    return (
        *both(organisation, english, size="small", centred=True),
        _RULE,
        framed(what, english),
        Space(),
    )


def _moment(day: date, time: str, label: Words, english: bool) -> Figure:
    return Figure(f"{day:%d.%m.%Y}\n{time}", caption(label, english, NEXT))


def _doctor(doctor: Doctor, english: bool) -> tuple[Block, ...]:
    return (
        Field(caption(said.DOCTOR, english), doctor.name),
        Field(caption(said.SPECIALITY, english), doctor.speciality),
        Field(caption(said.CABINET, english), doctor.cabinet, "large"),
    )
