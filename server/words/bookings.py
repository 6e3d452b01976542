"""What is said of bookings and house calls on paper and on screens."""

from server.domain.booking import Outcome
from server.domain.language import Words
from server.domain.timetable import DoctorKind, WhyNoSlot

YOU_ARE_BOOKED = Words("Сіз дәрігерге жазылдыңыз", "Вы записаны к врачу", "You are booked with the doctor")
BOOKING_MOVED = Words("Жазылу уақыты ауыстырылды", "Запись перенесена", "The booking was moved")
BOOKING_CANCELLED = Words("Дәрігерге жазылу жойылды", "Запись к врачу отменена", "The booking was cancelled")
DOCTOR_COMES = Words("Дәрігер үйге келеді", "Врач придёт на дом", "The doctor will come to your home")
COME_AT = Words("Осы уақытқа келіңіз", "Приходите к этому времени", "Come at this time")
EARLIER_TIME = Words("Бұрынғы уақыты", "Прежнее время", "Earlier time")
WAS_BOOKED = Words("Жойылған уақыт", "Отменённое время", "The time that was cancelled")
WAIT_AT_HOME = Words("Осы уақытта үйде болыңыз", "Будьте дома в это время", "Be at home at this time")
DOCTOR = Words("Дәрігер", "Врач", "Doctor")
SPECIALITY = Words("Мамандығы", "Специальность", "Speciality")
CABINET = Words("Кабинет", "Кабинет", "Cabinet")
DISTRICT = Words("Учаске", "Участок", "District")
BOOKING_CODE = Words("Жазылу коды", "Код записи", "Booking code")
CHECK_IN_AT_KIOSK = Words(
    "Келгенде кодты киоскіге енгізіңіз",
    "Когда придёте, введите код в киоске",
    "When you come, enter the code at the kiosk",
)
SCAN_AT_KIOSK = Words(
    "Немесе киоск сканеріне көрсетіңіз", "Или поднесите к сканеру киоска", "Or hold it up to the scanner"
)
HAVE_READY = Words(
    "Жеке куәлікті дайындап қойыңыз", "Приготовьте удостоверение личности", "Have your identity card ready"
)

DOCTOR_KINDS: dict[DoctorKind, Words] = {
    DoctorKind.THERAPIST: Words("Учаскелік терапевт", "Участковый терапевт", "District therapist"),
    DoctorKind.PAEDIATRICIAN: Words("Учаскелік педиатр", "Участковый педиатр", "District paediatrician"),
    DoctorKind.GENERAL_PRACTITIONER: Words(
        "Жалпы практика дәрігері", "Врач общей практики", "General practitioner"
    ),
}

OUTCOMES: dict[Outcome, Words] = {
    Outcome.TREATED_AT_HOME: Words("Үйде көмек көрсетілді", "Помощь оказана на дому", "Treated at home"),
    Outcome.SENT_TO_HOSPITAL: Words("Ауруханаға жіберілді", "Направлен в стационар", "Sent to the hospital"),
    Outcome.NOBODY_HOME: Words("Үйде ешкім болмады", "Никого не было дома", "Nobody was at home"),
    Outcome.REFUSED_BY_PATIENT: Words(
        "Пациент көмектен бас тартты", "Пациент отказался от помощи", "The patient declined"
    ),
}

WHY_NO_SLOT: dict[WhyNoSlot, Words] = {
    WhyNoSlot.LEAVE: Words("Демалыста", "В отпуске", "On leave"),
    WhyNoSlot.DAY_OFF: Words("Қабылдамайды", "Не принимает", "Sees no patients"),
    WhyNoSlot.HOLIDAY: Words("Демалыс күні", "Выходной", "Not a working day"),
    WhyNoSlot.NO_HOURS: Words("Қабылдау жоқ", "Нет приёма", "No appointments"),
}
