"""What is done at a counter: the titles of the tasks and the choices that they offer."""

from server.domain.language import Words
from server.words.bookings import DOCTOR_KINDS

TASK_TITLES: dict[str, Words] = {
    "call-entry": Words("Шақыруды журналға жазу", "Запись в журнал вызовов", "Entry in the call journal"),
    "booking-entry": Words(
        "Алдын ала жазылу журналына жазу",
        "Запись в журнал предварительной записи",
        "Entry in the pre-booking journal",
    ),
    "application": Words("Жазбаша өтініш", "Письменное заявление", "Written application"),
    "attachment-entry": Words(
        "Тіркеу журналына жазу", "Запись в журнал прикреплений", "Entry in the attachment journal"
    ),
    "attachment-hand-over": Words(
        "Анықтаманы (талонды) қолға беру", "Выдача справки (талона)", "Handing over the certificate (talon)"
    ),
    "counselling": Words("Кеңес беру", "Консультация", "Counselling"),
    "blood-draw": Words("Қан алу", "Взятие крови", "Taking blood"),
    "result": Words("Тест нәтижесі", "Результат теста", "Result of the test"),
    "documents": Words(
        "Құжаттардың толықтығын тексеру", "Проверка полноты документов", "Check of the documents"
    ),
    "register-check": Words("Тіркелімнен тексеру", "Проверка по регистру", "Register check"),
    "journal-entry": Words(
        "Қызмет көрсетуді тіркеу журналына жазу",
        "Запись в журнал регистрации услуг",
        "Entry in the journal of service registration",
    ),
    "payment": Words("Ақы төлеу", "Оплата", "Payment"),
    "certificate": Words("Анықтаманы басып шығару", "Печать справки", "Printing the certificate"),
    "registrar-signature": Words("Тіркеушінің қолы", "Подпись регистратора", "Registrar's signature"),
    "signature": Words(
        "Дәрігердің қолы мен мөрлер", "Подпись врача и печати", "Doctor's signature and seals"
    ),
    "result-certificate": Words("Парақты басып шығару", "Печать листа", "Printing the sheet"),
    "result-certificate-signature": Words(
        "Парақтағы қол мен мөрлер", "Подпись и печати на листе", "Signature and seals on the sheet"
    ),
    "hand-over": Words("Анықтаманы қолға беру", "Выдача справки", "Handing over the certificate"),
}

# By field, then by value: the same field offers the same choices wherever it is asked.
CHOICE_NAMES: dict[str, dict[str, Words]] = {
    "basis": {
        "parent": Words("ата-анасы", "родитель", "parent"),
        "guardian": Words("қорғаншысы", "опекун", "guardian"),
        "power_of_attorney": Words("сенімхат бойынша", "по доверенности", "power of attorney"),
    },
    "doctor_kind": {kind.value: name for kind, name in DOCTOR_KINDS.items()},
    "decision": {
        "attached": Words("Тіркелді", "Прикреплён", "Attached"),
        "refused": Words("Бас тартылды", "Отказано", "Refused"),
    },
    "result": {
        "negative": Words("Теріс", "Отрицательный", "Negative"),
        "positive": Words("Оң", "Положительный", "Positive"),
        "indeterminate": Words("Анықталмаған", "Неопределённый", "Indeterminate"),
    },
    "finding": {
        "absent": Words(
            "Диспансерлік есепте тұрмайды", "Не состоит на диспансерном учёте", "Not on dispensary record"
        ),
        "present": Words(
            "Диспансерлік есепте тұрады", "Состоит на диспансерном учёте", "On dispensary record"
        ),
    },
    "method": {
        "cash": Words("Қолма-қол ақша", "Наличные", "Cash"),
        "card": Words("Банк картасы", "Банковская карта", "Bank card"),
        "transfer": Words("Аударым", "Перевод", "Transfer"),
    },
}
