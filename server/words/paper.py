"""What the papers say: labels, headings and the short phrases with a figure in them.

Texts a site can edit (names of services, providers, places) arrive as values; here stands only what is the
same on every paper. Kazakh needs no plural after a numeral; Russian after «до» takes the genitive.
"""

from server.domain.language import Words
from server.domain.regulation import Limit, LimitUnit

NBSP = "\u00a0"  # keeps a figure and its unit on one line

YOUR_TICKET = Words("Сіздің талоныңыз", "Ваш талон", "Your ticket")
WAIT_FOR_CALL = Words(
    "Нөміріңіз шақырылғанша күтіңіз", "Ожидайте вызова вашего номера", "Wait until your number is called"
)
AHEAD = Words("Сіздің алдыңызда", "Перед вами", "Ahead of you")
EXPECTED_WAIT = Words("Шамамен күту", "Примерное ожидание", "Expected wait")
STEPS_AHEAD = Words("Сіздің жолыңыз", "Ваш маршрут", "Your route")
FOLLOW = Words("Кезекті телефоннан бақылаңыз", "Следите за очередью в телефоне", "Follow on your phone")
KEEP_TICKET = Words(
    "Талонды соңына дейін сақтаңыз", "Сохраняйте талон до конца", "Keep this ticket until the end"
)

RETURN_CODE = Words("Қайта келу коды", "Код возврата", "Return code")
REFUSED = Words("Қызмет көрсетуден бас тартылды", "В оказании услуги отказано", "The service was refused")
GROUND = Words("Негіздеме", "Основание", "Ground")
ASK_AT_DESK = Words(
    "Сұрақтарыңыз болса, тіркеу бөліміне жүгініңіз",
    "С вопросами обратитесь в регистратуру",
    "Ask at the desk if you have questions",
)

NON_FISCAL_RECEIPT = Words("ФИСКАЛДЫ ЕМЕС ЧЕК", "НЕФИСКАЛЬНЫЙ ЧЕК", "NON-FISCAL RECEIPT")
COPY = Words("КӨШІРМЕ", "КОПИЯ", "COPY")
BIN = Words("БСН", "БИН", "BIN")
RECEIPT_NUMBER = Words("Чек №", "Чек №", "Receipt no.")
ISSUED_AT = Words("Күні", "Дата", "Date")
TICKET_NUMBER = Words("Талон", "Талон", "Ticket")
SERVICE = Words("Қызмет", "Услуга", "Service")
TOTAL = Words("БАРЛЫҒЫ", "ИТОГО", "TOTAL")
TAKEN = Words("Алынды", "Получено", "Received")
CHANGE = Words("Қайтарым", "Сдача", "Change")
METHOD = Words("Төлем тәсілі", "Способ оплаты", "Paid by")
METHODS = {
    "cash": Words("Қолма-қол", "Наличные", "Cash"),
    "card": Words("Банк картасы", "Банковская карта", "Bank card"),
    "transfer": Words("Аударым", "Перевод", "Transfer"),
}

CERTIFICATE = Words("АНЫҚТАМА", "СПРАВКА", "CERTIFICATE")
FULL_NAME = Words("Т.А.Ә.", "Ф.И.О.", "Full name")
IIN = Words("ЖСН", "ИИН", "IIN")
BIRTH_DATE = Words("Туған күні", "Дата рождения", "Date of birth")
CODE = Words("Коды", "Код", "Code")
PURPOSE = Words("Мақсаты", "Цель", "Purpose")
VALID_UNTIL = Words("Жарамдылық мерзімі", "Действительна до", "Valid until")
DOCTOR = Words("Дәрігер", "Врач", "Doctor")
REGISTRAR = Words("Медициналық тіркеуші", "Медицинский регистратор", "Medical registrar")
DOCTORS_SEAL = Words("Жеке дәрігерлік мөр", "Личная врачебная печать", "Doctor's seal")
VERIFY = Words("Түпнұсқалығын тексеру", "Проверить подлинность", "Check that it is genuine")

_ORGANISATIONS = {
    "tb-certificate": Words(
        "Туберкулезге қарсы ұйымда",
        "в противотуберкулёзной организации",
        "in the anti-tuberculosis organisation",
    ),
    "psychoneurological-certificate": Words(
        "Психоневрологиялық ұйымда",
        "в психоневрологической организации",
        "in the psychoneurological organisation",
    ),
    "narcological-certificate": Words(
        "Наркологиялық ұйымда", "в наркологической организации", "in the narcological organisation"
    ),
}


def finding(service: str, *, present: bool) -> Words:
    """What the register says of the person, for the certificate of this service.

    Raises KeyError for a service whose certificate states no finding of a register.
    """
    where = _ORGANISATIONS[service]
    if present:
        return Words(
            f"{where.kk} диспансерлік есепте тұрады",
            f"Состоит на диспансерном учёте {where.ru}",
            f"Is on dispensary record {where.en}",
        )
    return Words(
        f"{where.kk} диспансерлік есепте тұрмайды",
        f"Не состоит на диспансерном учёте {where.ru}",
        f"Is not on dispensary record {where.en}",
    )


def limit(longest: Limit) -> Words:
    """«до 15 мин», «1 жұмыс күніне дейін»."""
    count = longest.amount
    if longest.unit is LimitUnit.MINUTES:
        return Words(f"{count}{NBSP}минутқа дейін", f"до{NBSP}{count}{NBSP}мин", f"up to {count}{NBSP}min")
    one = count % 10 == 1 and count % 100 != 11
    return Words(
        f"{count}{NBSP}жұмыс күніне дейін",
        f"до{NBSP}{count} {'рабочего дня' if one else 'рабочих дней'}",
        f"up to {count} working {'day' if count == 1 else 'days'}",
    )


def wait(p50: int, p90: int) -> Words:
    """The expected wait as a range of whole minutes: «10–25 мин»."""
    span = f"{p50}" if p50 >= p90 else f"{p50}–{p90}"
    return Words(f"{span}{NBSP}мин", f"{span}{NBSP}мин", f"{span}{NBSP}min")


def money(tiyn: int) -> str:
    """An amount in tenge: 150000 tiyn are «1 500 тг», 150050 are «1 500,50 тг»."""
    tenge, rest = divmod(abs(tiyn), 100)
    grouped = f"{tenge:,}".replace(",", NBSP)
    return f"{'−' if tiyn < 0 else ''}{grouped}{f',{rest:02}' if rest else ''}{NBSP}тг"
