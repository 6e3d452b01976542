"""The try-out's doctors, their hours and districts: invented, every one."""

from server.desk.edit_timetable import save_district, save_doctor, set_day, set_hours, set_rounds
from server.desk.house import House
from server.domain.district import District, Side, Street, street_name
from server.domain.timetable import Doctor, DoctorKind, Hours, Round

SIGNS_IN = "d-1"
_MORNING = Hours(9 * 60, 13 * 60, 20)
_AFTERNOON = Hours(14 * 60, 18 * 60, 20)
_LONG_MORNING = Hours(8 * 60 + 30, 12 * 60 + 30, 30)
_WEEK = range(5)

# Who goes to homes receives in the one half of the day and goes out in the other.
_IN_THE_MORNING = {weekday: (_MORNING,) for weekday in _WEEK}
_IN_THE_AFTERNOON = {weekday: (_AFTERNOON,) for weekday in _WEEK}
_IN_TURNS = {weekday: (_MORNING,) if weekday % 2 else (_AFTERNOON,) for weekday in _WEEK}
_THREE_DAYS = {weekday: (_LONG_MORNING,) for weekday in (0, 2, 4)}
_ALL_DAY = (Hours(8 * 60, 24 * 60, 20),)
_AFTERNOON_ROUNDS = (Round(14 * 60, 16 * 60, 30), Round(16 * 60, 18 * 60, 30))
_MORNING_ROUNDS = (Round(9 * 60, 11 * 60, 30), Round(11 * 60, 13 * 60, 30))

_DOCTORS = (
    (
        Doctor(SIGNS_IN, "Сәрсенова Сәуле", "Терапевт", "16", calls_a_day=60),
        _IN_THE_MORNING,
        _AFTERNOON_ROUNDS,
    ),
    (Doctor("d-2", "Бекетов Болат", "Терапевт", "18", calls_a_day=60), _IN_THE_AFTERNOON, _MORNING_ROUNDS),
    (Doctor("d-3", "Әлиева Айша", "Педиатр", "21", calls_a_day=60), _IN_THE_MORNING, _AFTERNOON_ROUNDS),
    (Doctor("d-4", "Ким Вера", "Педиатр", "22", calls_a_day=60), _IN_THE_AFTERNOON, _MORNING_ROUNDS),
    (
        Doctor("d-5", "Ғабитов Ғани", "Жалпы практика дәрігері", "19", calls_a_day=60),
        _IN_THE_MORNING,
        _AFTERNOON_ROUNDS,
    ),
    (Doctor("d-6", "Иванова Ирина", "Кардиолог", "24"), _IN_TURNS, ()),
    (Doctor("d-7", "Нұрлан Нұрай", "Невропатолог", "25"), _THREE_DAYS, ()),
    (Doctor("d-8", "Оспанов Олжас", "Хирург", "26"), _IN_TURNS, ()),
)
_DISTRICTS = (
    District(
        "district-1",
        "1",
        (Street(street_name("Сынақ көшесі")), Street(street_name("Үлгі көшесі"), Side.ODD)),
        {DoctorKind.THERAPIST: SIGNS_IN, DoctorKind.PAEDIATRICIAN: "d-3"},
    ),
    District(
        "district-2",
        "2",
        (Street(street_name("Үлгі көшесі"), Side.EVEN), Street(street_name("Жаттығу көшесі"), last=40)),
        {DoctorKind.THERAPIST: "d-2", DoctorKind.PAEDIATRICIAN: "d-4"},
    ),
    District(
        "district-3",
        "3",
        (Street(street_name("Жаттығу көшесі"), first=41), Street(street_name("Тәжірибе даңғылы"))),
        {DoctorKind.GENERAL_PRACTITIONER: "d-5"},
    ),
)


def furnish_timetable(house: House, staff: str) -> None:
    """`staff`: who signs in as the first of the doctors."""
    for doctor, weekly, rounds in _DOCTORS:
        signs_in = staff if doctor.id == SIGNS_IN else None
        save_doctor(
            house,
            Doctor(doctor.id, doctor.name, doctor.speciality, doctor.cabinet, signs_in, doctor.calls_a_day),
        )
        for weekday, hours in weekly.items():
            set_hours(house, doctor.id, weekday, hours)
        set_rounds(house, doctor.id, rounds)
    for district in _DISTRICTS:
        save_district(house, district)


def receive_today(house: House) -> None:
    """Whoever walks through the house on a holiday can book for today, too; what was said of the day already stands."""
    today = house.site.day(house.now)
    first = next((one for one in house.timetables() if one.doctor.id == SIGNS_IN), None)
    if first is not None and today not in first.days:
        set_day(house, SIGNS_IN, today, _ALL_DAY)
