"""What the papers and pages of the cash desk say: receipts, what gives money back, reports of a shift."""

from server.domain.language import Words

FISCAL_AWAITED = Words(
    "Фискалды чек әлі тіркелмеді, кейін беріледі",
    "Фискальный чек ещё не зарегистрирован, будет выдан позже",
    "The fiscal receipt is not registered yet and will be given later",
)
FISCAL_RECEIPT = Words("ФИСКАЛДЫ ЧЕК", "ФИСКАЛЬНЫЙ ЧЕК", "FISCAL RECEIPT")
SALE = Words("САТУ", "ПРОДАЖА", "SALE")
RETURN_OF_SALE = Words("САТУДЫ ҚАЙТАРУ", "ВОЗВРАТ ПРОДАЖИ", "RETURN OF A SALE")
ORDER = Words("Чектің реттік нөмірі", "Порядковый номер чека", "Sequence number")
SHIFT = Words("Ауысым", "Смена", "Shift")
TIME = Words("Уақыты", "Время", "Time")
PIECE = Words("қзм", "усл.", "service")
WITHOUT_VAT = Words("ҚҚС-сыз", "Без НДС", "Without VAT")
SIGN = Words("ФБ", "ФП", "Fiscal sign")
REGISTRATION = Words("РНМ", "РНМ", "Registration")
IDENTITY = Words("ЗНМ", "ЗНМ", "Factory number")
OPERATOR = Words("ФДО", "ОФД", "Operator")
OFFLINE = Words("АВТОНОМДЫ РЕЖИМ", "АВТОНОМНЫЙ РЕЖИМ", "OFFLINE")
CHECK_RECEIPT = Words("Чекті тексеру", "Проверить чек", "Check the receipt")

VOID = Words("ЧЕК ЖОЙЫЛДЫ", "ЧЕК АННУЛИРОВАН", "THE RECEIPT IS VOID")
REFUND = Words("АҚША ҚАЙТАРЫЛДЫ", "ВОЗВРАТ ДЕНЕГ", "REFUND")
OF_RECEIPT = Words("Қай чек бойынша", "По чеку", "Of receipt")
BY_PAPER = Words("Қай құжат бойынша", "По документу", "By paper")
REASON = Words("Себебі", "Причина", "Reason")
GIVEN_BACK = Words("ҚАЙТАРЫЛДЫ", "ВОЗВРАЩЕНО", "GIVEN BACK")
PAID_ANEW = Words(
    "Алдыңғы чек жойылды, қайта төленді",
    "Прежний чек закрыт, оплачено снова",
    "The earlier receipt was closed, and it was paid again",
)
RECEIVED_BACK = Words("Ақшаны алдым", "Деньги получил(а)", "Received the money")

X_REPORT = Words("АРАЛЫҚ ЕСЕП", "ПРОМЕЖУТОЧНЫЙ ОТЧЁТ", "INTERIM REPORT")
Z_REPORT = Words("АУЫСЫМДЫ ЖАБУ ЕСЕБІ", "ОТЧЁТ О ЗАКРЫТИИ СМЕНЫ", "END-OF-SHIFT REPORT")
OPENED = Words("Ашылды", "Открыта", "Opened")
CLOSED = Words("Жабылды", "Закрыта", "Closed")
CASHIER = Words("Кассир", "Кассир", "Cashier")
RECEIPTS = Words("Чектер саны", "Количество чеков", "Receipts")
PAID = Words("Алынды", "Принято", "Taken")
REFUNDED = Words("Қайтарылды", "Возвращено", "Refunded")
MADE_VOID = Words("Жойылды", "Аннулировано", "Voided")
AT_FIRST = Words("Ауысым басындағы ақша", "Наличные на начало смены", "Cash at the start")
IN_DRAWER = Words("Кассада болуы керек", "Должно быть в кассе", "Should be in the drawer")
COUNTED = Words("Саналды", "Пересчитано", "Counted")
DIFFERENCE = Words("Айырмасы", "Разница", "Difference")

REASONS: dict[str, Words] = {
    "wrong_method": Words(
        "Төлем тәсілі қате таңдалды", "Выбран не тот способ оплаты", "The wrong way of payment was chosen"
    ),
    "wrong_amount": Words("Сома қате енгізілді", "Введена не та сумма", "The wrong sum was entered"),
    "wrong_person": Words("Басқа адамның төлемі", "Оплата другого человека", "Another person's payment"),
    "changed_mind": Words(
        "Адам қызметтен бас тартты", "Человек отказался от услуги", "The person no longer wants the service"
    ),
    "service_refused": Words(
        "Қызмет көрсетуден бас тартылды", "В оказании услуги отказано", "The service was refused"
    ),
    "paid_twice": Words("Екі рет төленген", "Оплачено дважды", "Paid twice"),
    "exempt": Words("Адам ақыдан босатылған", "Человек освобождён от платы", "The person is exempt"),
    "not_provided": Words("Қызмет көрсетілмеді", "Услуга не оказана", "The service was not provided"),
}

PAYMENT_STATES: dict[str, Words] = {
    "paid": Words("төленді", "оплачено", "paid"),
    "refunded": Words("қайтарылды", "возвращено", "refunded"),
    "void": Words("жойылды", "аннулировано", "void"),
}
