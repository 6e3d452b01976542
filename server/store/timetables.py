"""Doctors with their timetables, districts, bookings and house calls in SQLite.

Who is booked lies sealed, found again by a blind index of his IIN. That a slot has one booking, and a person one
with a doctor on a day, is the database's word: the unique indexes `booking_slot` and `booking_of_day`.
"""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence, Set
from dataclasses import asdict
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from server.desk.house_of_timetables import Ahead, HouseCallDone, Person, Taken
from server.domain.booking import Booking, BookingState, HouseCall, HouseCallState, Outcome
from server.domain.district import District, Side, Street
from server.domain.refusal import Refusal
from server.domain.timetable import Doctor, DoctorKind, Hours, Leave, Round, Timetable, clock_text
from server.store.keys import Secrets
from server.store.rows import Row
from server.store.times import from_stamp, to_stamp, to_stamp_or_none

_DOCTOR = "id, name, speciality, cabinet, staff, calls_a_day"
_BOOKING = "id, visit, doctor, day, opens, minutes, state, booked_at, reception"
_CALL = "id, visit, doctor, district, day, opens, closes, state, told_at, done_at"
STANDS = "state IN ('booked', 'arrived')"
TAKEN_SQL = (
    "SELECT doctor, day, group_concat(opens * 10000 + minutes) FROM booking"
    f" WHERE {STANDS} AND day BETWEEN ? AND ? GROUP BY day, doctor"
)
BOOKINGS_SQL = (
    f"SELECT {_BOOKING} FROM booking WHERE {STANDS} AND doctor = ? AND day = ? ORDER BY opens LIMIT 500"
)
_OF_PERSON = f"SELECT {_BOOKING} FROM booking WHERE iin_index = ? AND day >= ?"
BOOKINGS_OF_SQL = f"{_OF_PERSON} AND {STANDS} ORDER BY day LIMIT ?"
CANCELLED_OF_SQL = f"{_OF_PERSON} AND state = 'cancelled' ORDER BY day LIMIT ?"
BOOKED_THAT_DAY_SQL = (
    "SELECT min(opens) FROM booking WHERE iin_index = ? AND doctor = ? AND day = ? AND state = 'booked'"
    " AND id <> ?"
)
# Of several that a person had with a doctor on a day before that was a rule, one holds the place of all.
_ONE_HOLDS_SQL = (
    "UPDATE booking SET doubled = 0 WHERE id = (SELECT id FROM booking WHERE iin_index = ? AND doctor = ?"
    " AND day = ? AND state = 'booked' ORDER BY doubled, booked_at, id LIMIT 1)"
)
AWAITED_SQL = "SELECT doctor, day FROM booking WHERE iin_index = ? AND day >= ? AND state = 'booked'"
CALLS_TAKEN_SQL = (
    "SELECT day, opens, count(*) FROM house_call WHERE state IN ('told', 'done') AND doctor = ?"
    " AND day BETWEEN ? AND ? GROUP BY day, opens"
)
# What is still to come. `STANDS` and its like are there for their indexes.
BOOKED_FROM_SQL = (
    f"SELECT count(*), min(day) FROM booking WHERE {STANDS} AND state = 'booked' AND doctor = ? AND day >= ?"
)
CALLED_FROM_SQL = (
    "SELECT count(*), min(day) FROM house_call WHERE state IN ('told', 'done') AND state = 'told'"
    " AND doctor = ? AND day >= ?"
)
CALLS_SQL = (
    f"SELECT {_CALL} FROM house_call WHERE state IN ('told', 'done') AND doctor = ? AND day = ?"
    " ORDER BY opens, told_at LIMIT 500"
)


class SqlTimetables:
    """The part of the house that knows when its doctors receive."""

    connection: sqlite3.Connection
    now: datetime
    secrets: Secrets

    def _found(self, sql: str, *parameters: Any) -> list[Row]:
        return self.connection.execute(sql, parameters).fetchall()

    def _only(self, sql: str, *parameters: Any) -> Row:
        row: Row | None = self.connection.execute(sql, parameters).fetchone()
        if row is None:
            raise Refusal("not_found", 404)
        return row

    # doctors and their timetables

    def timetables(self) -> Sequence[Timetable]:
        doctors = self._found(
            f"SELECT {_DOCTOR} FROM doctor WHERE gone_at IS NULL ORDER BY speciality, name, id"
        )
        return self._timetables_of(map(_doctor_of, doctors), "", ())

    def timetable(self, doctor_id: str) -> Timetable:
        row = self._only(f"SELECT {_DOCTOR} FROM doctor WHERE id = ? AND gone_at IS NULL", doctor_id)
        (timetable,) = self._timetables_of([_doctor_of(row)], " WHERE doctor = ?", (doctor_id,))
        return timetable

    def _timetables_of(
        self, doctors: Iterable[Doctor], where: str, parameters: tuple[str, ...]
    ) -> list[Timetable]:
        weekly: dict[str, dict[int, tuple[Hours, ...]]] = defaultdict(dict)
        days: dict[str, dict[date, tuple[Hours, ...]]] = defaultdict(dict)
        leaves: dict[str, tuple[Leave, ...]] = defaultdict(tuple)
        rounds: dict[str, tuple[Round, ...]] = defaultdict(tuple)
        for doctor, weekday, *hours in self._found(
            f"SELECT doctor, weekday, opens, closes, minutes FROM weekly_hours{where} ORDER BY opens",
            *parameters,
        ):
            weekly[doctor][weekday] = (*weekly[doctor].get(weekday, ()), Hours(*hours))
        for doctor, day, *hours in self._found(
            f"SELECT doctor, day, opens, closes, minutes FROM day_hours{where} ORDER BY opens", *parameters
        ):
            on = date.fromisoformat(day)
            more = () if hours[0] is None else (Hours(*hours),)
            days[doctor][on] = (*days[doctor].get(on, ()), *more)
        for doctor, first, last in self._found(
            f"SELECT doctor, first, last FROM leave{where} ORDER BY first", *parameters
        ):
            leaves[doctor] += (Leave(date.fromisoformat(first), date.fromisoformat(last)),)
        for doctor, *one in self._found(
            f"SELECT doctor, opens, closes, capacity FROM round{where} ORDER BY opens", *parameters
        ):
            rounds[doctor] += (Round(*one),)
        return [
            Timetable(doctor, weekly[doctor.id], days[doctor.id], leaves[doctor.id], rounds[doctor.id])
            for doctor in doctors
        ]

    def doctor(self, doctor_id: str) -> Doctor:
        return _doctor_of(self._only(f"SELECT {_DOCTOR} FROM doctor WHERE id = ?", doctor_id))

    def next_doctor(self) -> str:
        ((last,),) = self._found(
            "SELECT coalesce(max(CAST(substr(id, 3) AS INTEGER)), 0) FROM doctor"
            " WHERE id GLOB 'd-[0-9]*' AND NOT id GLOB 'd-*[^0-9]*' AND length(id) <= 12"
        )
        return f"d-{last + 1}"

    def save_doctor(self, doctor: Doctor) -> None:
        saved = self.connection.execute(
            f"INSERT INTO doctor ({_DOCTOR}) VALUES (?,?,?,?,?,?) ON CONFLICT (id) DO UPDATE SET"
            " name = excluded.name, speciality = excluded.speciality, cabinet = excluded.cabinet,"
            " staff = excluded.staff, calls_a_day = excluded.calls_a_day WHERE gone_at IS NULL",
            (
                doctor.id,
                doctor.name,
                doctor.speciality,
                doctor.cabinet,
                doctor.staff,
                doctor.calls_a_day,
            ),
        )
        if saved.rowcount == 0:
            raise Refusal("doctor_gone")

    def ahead_of_doctor(self, doctor_id: str, since: date) -> Ahead:
        ((bookings, booked),) = self._found(BOOKED_FROM_SQL, doctor_id, since.isoformat())
        ((house_calls, called),) = self._found(CALLED_FROM_SQL, doctor_id, since.isoformat())
        days = [date.fromisoformat(day) for day in (booked, called) if day]
        return Ahead(bookings, house_calls, min(days, default=None))

    def remove_doctor(self, doctor_id: str) -> None:
        self.connection.execute(
            "UPDATE doctor SET gone_at = ? WHERE id = ? AND gone_at IS NULL", (to_stamp(self.now), doctor_id)
        )

    def set_hours(self, doctor_id: str, weekday: int, hours: Sequence[Hours]) -> None:
        self.connection.execute(
            "DELETE FROM weekly_hours WHERE doctor = ? AND weekday = ?", (doctor_id, weekday)
        )
        self.connection.executemany(
            "INSERT INTO weekly_hours VALUES (?,?,?,?,?)",
            [(doctor_id, weekday, one.opens, one.closes, one.minutes) for one in hours],
        )

    def set_day(self, doctor_id: str, day: date, hours: Sequence[Hours] | None) -> None:
        self.connection.execute(
            "DELETE FROM day_hours WHERE doctor = ? AND day = ?", (doctor_id, day.isoformat())
        )
        if hours is None:
            return
        spans: list[tuple[int | None, ...]] = [(one.opens, one.closes, one.minutes) for one in hours] or [
            (None, None, None)
        ]
        self.connection.executemany(
            "INSERT INTO day_hours VALUES (?,?,?,?,?)",
            [(doctor_id, day.isoformat(), *span) for span in spans],
        )

    def set_leave(self, doctor_id: str, leave: Leave) -> None:
        self.connection.execute(
            "INSERT INTO leave VALUES (?,?,?) ON CONFLICT (doctor, first) DO UPDATE SET last = excluded.last",
            (doctor_id, leave.first.isoformat(), leave.last.isoformat()),
        )

    def end_leave(self, doctor_id: str, first: date) -> None:
        self.connection.execute(
            "DELETE FROM leave WHERE doctor = ? AND first = ?", (doctor_id, first.isoformat())
        )

    def set_rounds(self, doctor_id: str, rounds: Sequence[Round]) -> None:
        self.connection.execute("DELETE FROM round WHERE doctor = ?", (doctor_id,))
        self.connection.executemany(
            "INSERT INTO round VALUES (?,?,?,?)",
            [(doctor_id, one.opens, one.closes, one.capacity) for one in rounds],
        )

    # districts

    def districts(self) -> Sequence[District]:
        streets: dict[str, tuple[Street, ...]] = defaultdict(tuple)
        doctors: dict[str, dict[DoctorKind, str]] = defaultdict(dict)
        for district, name, side, first, last in self._found(
            "SELECT district, name, side, first, last FROM street ORDER BY name, first"
        ):
            streets[district] += (Street(name, Side(side), first, last),)
        for district, kind, doctor in self._found("SELECT district, kind, doctor FROM district_doctor"):
            doctors[district][DoctorKind(kind)] = doctor
        found = self._found("SELECT id, name FROM district ORDER BY length(name), name")
        return [District(id_, name, streets[id_], doctors[id_]) for id_, name in found]

    def save_district(self, district: District) -> None:
        run = self.connection.execute
        run(
            "INSERT INTO district VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET name = excluded.name",
            (district.id, district.name),
        )
        run("DELETE FROM street WHERE district = ?", (district.id,))
        run("DELETE FROM district_doctor WHERE district = ?", (district.id,))
        for street in district.streets:
            row = (district.id, street.name, street.side.value, street.first, street.last)
            run("INSERT INTO street VALUES (?,?,?,?,?)", row)
        for kind, doctor in district.doctors.items():
            run("INSERT INTO district_doctor VALUES (?,?,?)", (district.id, kind.value, doctor))

    def remove_district(self, district_id: str) -> None:
        for table, column in (("street", "district"), ("district_doctor", "district"), ("district", "id")):
            self.connection.execute(f"DELETE FROM {table} WHERE {column} = ?", (district_id,))

    # bookings

    def taken(self, first: date, last: date) -> Taken:
        """One row a doctor and day: so many rows as there are bookings would take five times as long."""
        return {
            (doctor, date.fromisoformat(day)): _spans(text)
            for doctor, day, text in self._found(TAKEN_SQL, first.isoformat(), last.isoformat())
        }

    def add_booking(self, booking: Booking, person: Person) -> None:
        sealed = self.secrets.sealer.seal_data(asdict(person), f"booking {booking.id}")
        index = self._index_of(person.iin)
        self._book_once(
            booking,
            index,
            f"INSERT INTO booking ({_BOOKING}, person, iin_index) VALUES (?,?,?,?,?,?,?,?,?,?,?)",
            (*_booking_row(booking), sealed, index),
        )

    def save_booking(self, booking: Booking) -> None:
        row = _booking_row(booking)
        before = self._only("SELECT iin_index, doctor, day FROM booking WHERE id = ?", booking.id)
        self._book_once(
            booking,
            before[0],
            "UPDATE booking SET doctor = ?, day = ?, opens = ?, minutes = ?, state = ?, booked_at = ?,"
            " reception = ?, doubled = 0 WHERE id = ?",
            (*row[2:], booking.id),
        )
        self.connection.execute(_ONE_HOLDS_SQL, before)

    def _book_once(self, booking: Booking, index: bytes | None, sql: str, row: tuple[Any, ...]) -> None:
        try:
            self.connection.execute(sql, row)
        except sqlite3.IntegrityError as error:
            if "booking.opens" in str(error):
                raise Refusal("slot_taken") from None
            if "booking.iin_index" not in str(error):
                raise
            day = booking.day
            (opens,) = self._only(BOOKED_THAT_DAY_SQL, index, booking.doctor, day.isoformat(), booking.id)
            raise Refusal("booked_that_day", day=f"{day:%d.%m.%Y}", time=clock_text(opens)) from None

    def _index_of(self, iin: str) -> bytes | None:
        return self.secrets.deriver.mac("booking iin", iin) if iin else None

    def booking(self, booking_id: str) -> Booking:
        return _booking_of(self._only(f"SELECT {_BOOKING} FROM booking WHERE id = ?", booking_id))

    def booking_of_visit(self, visit_id: str) -> Booking | None:
        found = self._found(f"SELECT {_BOOKING} FROM booking WHERE visit = ?", visit_id)
        return _booking_of(found[0]) if found else None

    def bookings_on(self, doctor_id: str, day: date) -> Sequence[Booking]:
        return list(map(_booking_of, self._found(BOOKINGS_SQL, doctor_id, day.isoformat())))

    def bookings_of(self, iin: str, since: date, most: int) -> Sequence[Booking]:
        person = (self._index_of(iin), since.isoformat())
        found = self._found(BOOKINGS_OF_SQL, *person, most)
        found += self._found(CANCELLED_OF_SQL, *person, most - len(found))
        return list(map(_booking_of, found))

    def days_awaited(self, iin: str, since: date) -> Set[tuple[str, date]]:
        found = self._found(AWAITED_SQL, self._index_of(iin), since.isoformat())
        return {(doctor, date.fromisoformat(day)) for doctor, day in found}

    def booked_person(self, booking_id: str) -> Person:
        (sealed,) = self._only("SELECT person FROM booking WHERE id = ?", booking_id)
        return Person(**self.secrets.sealer.unseal_data(sealed, f"booking {booking_id}"))

    # house calls

    def calls_taken(self, doctor_id: str, first: date, last: date) -> dict[tuple[date, int], int]:
        found = self._found(CALLS_TAKEN_SQL, doctor_id, first.isoformat(), last.isoformat())
        return {(date.fromisoformat(day), opens): count for day, opens, count in found}

    def add_house_call(self, house_call: HouseCall, person: Person) -> None:
        sealed = self.secrets.sealer.seal_data(asdict(person), f"house call {house_call.id}")
        self.connection.execute(
            f"INSERT INTO house_call ({_CALL}, person) VALUES (?,?,?,?,?,?,?,?,?,?,?)",
            (*_call_row(house_call), sealed),
        )

    def save_house_call(self, house_call: HouseCall, done: HouseCallDone | None) -> None:
        sealed = self.secrets.sealer.seal_data(asdict(done), f"outcome {house_call.id}") if done else None
        self.connection.execute(
            "UPDATE house_call SET state = ?, done_at = ?, outcome = ? WHERE id = ?",
            (house_call.state.value, to_stamp_or_none(house_call.done_at), sealed, house_call.id),
        )

    def house_call(self, house_call_id: str) -> HouseCall:
        return _call_of(self._only(f"SELECT {_CALL} FROM house_call WHERE id = ?", house_call_id))

    def house_calls_of_visit(self, visit_id: str) -> Sequence[HouseCall]:
        return list(map(_call_of, self._found(f"SELECT {_CALL} FROM house_call WHERE visit = ?", visit_id)))

    def house_calls_on(self, doctor_id: str, day: date) -> Sequence[HouseCall]:
        return list(map(_call_of, self._found(CALLS_SQL, doctor_id, day.isoformat())))

    def called_person(self, house_call_id: str) -> Person:
        (sealed,) = self._only("SELECT person FROM house_call WHERE id = ?", house_call_id)
        return Person(**self.secrets.sealer.unseal_data(sealed, f"house call {house_call_id}"))

    def outcome_of(self, house_call_id: str) -> HouseCallDone | None:
        (sealed,) = self._only("SELECT outcome FROM house_call WHERE id = ?", house_call_id)
        if sealed is None:
            return None
        data = self.secrets.sealer.unseal_data(sealed, f"outcome {house_call_id}")
        return HouseCallDone(Outcome(data["outcome"]), data["note"])


@lru_cache(maxsize=4096)
def _spans(text: str) -> tuple[tuple[int, int], ...]:
    """Of a doctor's day: of a thousand days that a clerk looks at, one or two are others than a moment ago."""
    return tuple(divmod(int(one), 10_000) for one in text.split(","))


def _doctor_of(row: Row) -> Doctor:
    return Doctor(*row)


def _booking_row(booking: Booking) -> tuple[Any, ...]:
    return (
        booking.id,
        booking.visit,
        booking.doctor,
        booking.day.isoformat(),
        booking.opens,
        booking.minutes,
        booking.state.value,
        to_stamp(booking.booked_at),
        booking.reception,
    )


def _booking_of(row: Row) -> Booking:
    id_, visit, doctor, day, opens, minutes, state, booked_at, reception = row
    return Booking(
        id_,
        visit,
        doctor,
        date.fromisoformat(day),
        opens,
        minutes,
        BookingState(state),
        from_stamp(booked_at),
        reception,
    )


def _call_row(call: HouseCall) -> tuple[Any, ...]:
    return (
        call.id,
        call.visit,
        call.doctor,
        call.district,
        call.day.isoformat(),
        call.opens,
        call.closes,
        call.state.value,
        to_stamp(call.told_at),
        to_stamp_or_none(call.done_at),
    )


def _call_of(row: Row) -> HouseCall:
    id_, visit, doctor, district, day, opens, closes, state, told_at, done_at = row
    return HouseCall(
        id_,
        visit,
        doctor,
        district,
        date.fromisoformat(day),
        opens,
        closes,
        HouseCallState(state),
        from_stamp(told_at),
        from_stamp(done_at) if done_at is not None else None,
    )
