"""What is done at a counter: the titles of the tasks and the choices that they offer."""

from server.domain.language import Words

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
    "counselling": Words("Кеңес беру", "Консультация", "Counselling"),
    "blood-draw": Words("Қан алу", "Взятие крови", "Taking blood"),
    "result": Words("Тест нәтижесі", "Результат теста", "Result of the test"),
    "documents": Words(
        "Құжаттардың толықтығын тексеру", "Проверка полноты документов", "Are the documents complete"
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
    "hand-over": Words("Анықтаманы қолға беру", "Выдача справки", "Handing over the certificate"),
}

# By field, then by value: the same field offers the same choices wherever it is asked.
CHOICE_NAMES: dict[str, dict[str, Words]] = {
    "doctor_kind": {
        "therapist": Words("Учаскелік терапевт", "Участковый терапевт", "District therapist"),
        "paediatrician": Words("Учаскелік педиатр", "Участковый педиатр", "District paediatrician"),
        "general_practitioner": Words(
            "Жалпы практика дәрігері", "Врач общей практики", "General practitioner"
        ),
    },
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
