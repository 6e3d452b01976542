"""A rule of a timetable, a booking or a house call says no."""

from server.domain.language import Words
from server.words.problem import Problem


def _problem(title: tuple[str, str, str], detail: tuple[str, str, str]) -> Problem:
    return Problem(Words(*title), Words(*detail))


_CHOOSE_OTHER = ("Басқа уақытты таңдаңыз.", "Выберите другое время.", "Choose another time.")
_CHOOSE_OTHER_DAY = ("Басқа күнді таңдаңыз.", "Выберите другой день.", "Choose another day.")

PROBLEMS_OF_TIMETABLES: dict[str, Problem] = {
    "slot_unknown": _problem(
        ("Кестеде мұндай уақыт жоқ", "Такого времени нет в расписании", "There is no such time"),
        (
            "Кестені жаңартып, бос уақытты таңдаңыз.",
            "Обновите расписание и выберите свободное время.",
            "Reload the timetable and choose a free time.",
        ),
    ),
    "slot_taken": _problem(
        ("Бұл уақыт бос емес", "Это время уже занято", "This time is taken already"), _CHOOSE_OTHER
    ),
    "slot_past": _problem(
        ("Бұл уақыт өтіп кетті", "Это время уже прошло", "This time is over"), _CHOOSE_OTHER
    ),
    "slot_closed": _problem(
        (
            "Бұл күні дәрігер қабылдамайды",
            "В этот день врач не принимает",
            "The doctor sees no patients on this day",
        ),
        _CHOOSE_OTHER_DAY,
    ),
    "slot_too_far": _problem(
        ("Бұл күнге жазылу әлі ашылған жоқ", "Запись на этот день ещё не открыта", "It is too early to book"),
        (
            "Ең көбі {days} күн бұрын жазуға болады. Жақынырақ күнді таңдаңыз.",
            "Записать можно не раньше чем за {days} дн. Выберите день поближе.",
            "It can be booked {days} days ahead at most. Choose an earlier day.",
        ),
    ),
    "slot_same": _problem(
        ("Бұл сол уақыттың өзі", "Это то же самое время", "This is the same time"), _CHOOSE_OTHER
    ),
    "booked_already": _problem(
        ("Бұл келуде жазылу бар", "По этому обращению запись уже есть", "This visit has a booking already"),
        (
            "Оны ауыстырыңыз немесе жойыңыз.",
            "Перенесите или отмените её.",
            "Move it or cancel it.",
        ),
    ),
    "booked_that_day": _problem(
        (
            "Адам бұл дәрігерге сол күні жазылған: {day}, {time}",
            "Этот человек уже записан к врачу в этот день: {day}, {time}",
            "This person is booked with the doctor that day: {day}, {time}",
        ),
        (
            "Сол жазылуды ауыстырыңыз немесе жойыңыз. Болмаса басқа күнді немесе басқа дәрігерді таңдаңыз.",
            "Перенесите или отмените ту запись. Или выберите другой день или врача.",
            "Move or cancel that booking. Or choose another day or doctor.",
        ),
    ),
    "booking_closed": _problem(
        (
            "Бұл жазылуды өзгертуге болмайды",
            "Эту запись изменить нельзя",
            "This booking cannot be changed",
        ),
        (
            "Ол жойылған немесе адам келіп қойған.",
            "Она отменена, или человек уже пришёл.",
            "It is cancelled, or the person is here already.",
        ),
    ),
    "booking_cancelled": _problem(
        ("Бұл жазылу жойылған", "Эта запись отменена", "This booking was cancelled"),
        (
            "Қайта жазылу үшін тіркеу бөліміне барыңыз.",
            "Подойдите в регистратуру, чтобы записаться снова.",
            "Go to the desk to book again.",
        ),
    ),
    "booking_other_day": _problem(
        ("Сіз басқа күнге жазылғансыз", "Вы записаны на другой день", "You are booked for another day"),
        (
            "Сіздің уақытыңыз: {day}, {time}. Сол күні келіңіз.",
            "Ваше время: {day}, {time}. Приходите в этот день.",
            "Your time: {day}, {time}. Come on that day.",
        ),
    ),
    "booking_too_early": _problem(
        ("Әлі ерте", "Пока рано", "It is too early"),
        (
            "Киоскіге сағат {time} болғанда немесе одан кейін келіңіз.",
            "Подойдите к киоску в {time} или позже.",
            "Come to the kiosk at {time} or later.",
        ),
    ),
    "address_unclear": _problem(
        (
            "Мекенжайдан көше мен үй табылмады",
            "В адресе не нашлось улицы и дома",
            "No street and house were found in the address",
        ),
        (
            "Көше мен үй нөмірін жазыңыз: Сынақ көшесі, 1.",
            "Напишите улицу и номер дома: улица Сынак, 1.",
            "Write the street and the house: Synaq Street, 1.",
        ),
    ),
    "no_district": _problem(
        (
            "Бұл мекенжай ешбір учаскеге кірмейді",
            "Этот адрес не входит ни в один участок",
            "This address belongs to no district",
        ),
        (
            "Мекенжайды тексеріңіз. Дұрыс болса, әкімшіге айтыңыз.",
            "Проверьте адрес. Если он верен, сообщите администратору.",
            "Check the address. If it is right, tell the administrator.",
        ),
    ),
    "no_doctor_for_age": _problem(
        (
            "№ {district} учаскеде бұл жастағыларға дәрігер жоқ",
            "На участке № {district} нет врача для этого возраста",
            "District {district} has no doctor for this age",
        ),
        (
            "Әкімшіге айтыңыз.",
            "Сообщите администратору.",
            "Tell the administrator.",
        ),
    ),
    "age_unknown": _problem(
        ("Туған күні белгісіз", "Дата рождения неизвестна", "The date of birth is not known"),
        (
            "Туған күнін немесе ЖСН жазыңыз. Дәрігер жасына қарай таңдалады.",
            "Укажите дату рождения или ИИН. Врач выбирается по возрасту.",
            "Give the date of birth or the IIN. The doctor is chosen by age.",
        ),
    ),
    "round_unknown": _problem(
        (
            "Дәрігер бұл уақытта бармайды",
            "В это время врач не приходит",
            "The doctor does not come at this time",
        ),
        (
            "Мекенжай өзгерсе, уақытты қайта таңдаңыз.",
            "Если адрес изменён, выберите время заново.",
            "If the address was changed, choose the time again.",
        ),
    ),
    "round_full": _problem(
        (
            "Бұл уақытта дәрігердің шақыруы көп",
            "На это время у врача уже нет мест",
            "The doctor has no room at this time",
        ),
        _CHOOSE_OTHER,
    ),
    "outcome_recorded": _problem(
        ("Нәтиже жазылып қойған", "Результат уже записан", "The outcome is recorded already"),
        (
            "Қате болса, журналдағы жазбаны түзетіңіз.",
            "Если там ошибка, исправьте запись в журнале.",
            "If there is a mistake, correct the row in the journal.",
        ),
    ),
    "outcome_early": _problem(
        (
            "Дәрігер ол кезде барған жоқ еді",
            "В это время врач ещё не приходил",
            "The doctor had not come by then",
        ),
        (
            "Дәрігер үйде болған уақытты жазыңыз.",
            "Укажите время, когда врач был на дому.",
            "Give the time when the doctor was there.",
        ),
    ),
    "hours_wrong": _problem(
        ("Уақыт дұрыс көрсетілмеген", "Часы указаны неверно", "The hours are not right"),
        (
            "Басталуы аяқталуынан ерте болсын, уақыттар қабаттаспасын.",
            "Начало должно быть раньше конца, часы не должны пересекаться.",
            "They must begin before they end, and not overlap.",
        ),
    ),
    "days_wrong": _problem(
        ("Күндер дұрыс емес", "Дни указаны неверно", "The days are not right"),
        (
            "Бірінші күн соңғысынан кеш болмасын. Ең көбі 28 күн қаралады.",
            "Первый день не позже последнего. Показать можно не больше 28 дней.",
            "The first must not be after the last. No more than 28 days are shown.",
        ),
    ),
    "street_taken": _problem(
        (
            "Бұл үйлер № {district} учаскеге кіреді",
            "Эти дома уже входят в участок № {district}",
            "These houses belong to district {district}",
        ),
        (
            "Алдымен оларды сол учаскеден алып тастаңыз.",
            "Сначала уберите их из того участка.",
            "Take them out of that district first.",
        ),
    ),
    "doctor_of_district": _problem(
        (
            "Бұл дәрігер № {district} учаскеге бекітілген",
            "Этот врач закреплён за участком № {district}",
            "This doctor belongs to district {district}",
        ),
        (
            "Алдымен учаскеге басқа дәрігер қойыңыз.",
            "Сначала назначьте участку другого врача.",
            "Give the district another doctor first.",
        ),
    ),
    "doctor_awaited": _problem(
        (
            "Бұл дәрігерді әлі күтеді. Жазылғандар: {bookings}. Үйге шақырулар: {calls}",
            "Этого врача ещё ждут. Записей: {bookings}. Вызовов на дом: {calls}",
            "This doctor is still awaited. Bookings: {bookings}. House calls: {calls}",
        ),
        (
            "Ең жақыны: {day}. Алдымен жазылуларды ауыстырыңыз немесе жойыңыз. Шақырулардың нәтижесін енгізіңіз.",
            "Ближайшее: {day}. Сначала перенесите или отмените записи. Внесите результаты вызовов.",
            "The first is on {day}. Move or cancel the bookings first. Record how the calls ended.",
        ),
    ),
    "doctor_gone": _problem(
        (
            "Бұл дәрігер кестеден алынып тасталған",
            "Этот врач удалён из расписания",
            "This doctor was removed from the timetable",
        ),
        (
            "Дәрігерді жаңадан қосыңыз: ол басқа нөмір алады.",
            "Добавьте врача заново: он получит другой номер.",
            "Add the doctor again: a new id is given.",
        ),
    ),
    "staff_unknown": _problem(
        ("Мұндай қызметкер жоқ", "Такого сотрудника нет", "There is no such member of staff"),
        (
            "Қызметкерді тізімнен таңдаңыз немесе бос қалдырыңыз.",
            "Выберите сотрудника из списка или оставьте пустым.",
            "Choose one of the list, or leave it empty.",
        ),
    ),
    "staff_no_doctor": _problem(
        (
            "Бұл қызметкер дәрігер емес",
            "Этот сотрудник не врач",
            "This member of staff is not a doctor",
        ),
        (
            "Дәрігер болып істейтін қызметкерді таңдаңыз немесе бос қалдырыңыз.",
            "Выберите сотрудника с ролью врача или оставьте пустым.",
            "Choose one who has the role of a doctor, or leave it empty.",
        ),
    ),
}
