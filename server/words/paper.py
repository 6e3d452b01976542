"""What the papers say: labels, headings and the short phrases with a figure in them.

Texts a site can edit (names of services, providers, places) arrive as values; here stands only what is the
same on every paper. Kazakh needs no plural after a numeral; Russian after «не дольше» takes the genitive.
"""

from server.domain.language import Words
from server.domain.regulation import Limit, LimitUnit

NBSP = "\u00a0"  # keeps a figure and its unit on one line

GO_WHEN_CALLED = Words("Шақырғанда барыңыз", "По вызову пройдите", "When called, go to")
PLACE_ON_BOARD = Words("Орын таблода көрсетіледі", "Место покажет табло", "See the board")
AHEAD = Words("Алдыңызда", "Перед вами", "Ahead of you")
EXPECTED_WAIT = Words("Күту, мин", "Ожидание, мин", "Wait, min")
NO_LONGER_THAN = Words("қайда · ең көбі", "где · не дольше", "where · up to")
FOLLOW = Words("Кезекті телефоннан бақылаңыз", "Следите за очередью в телефоне", "Follow on your phone")
KEEP_TICKET = Words("Талонды соңына дейін сақтаңыз", "Сохраните талон до конца", "Keep this ticket")

RETURN_CODE = Words("Қайта келу коды", "Код возврата", "Return code")
REFUSED = Words("Қызмет көрсетуден бас тартылды", "В оказании услуги отказано", "The service was refused")
GROUND = Words("Себебі", "Причина", "Reason")
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

SHEET = Words("КЕҢЕС ПАРАҒЫ", "ЛИСТ КОНСУЛЬТАЦИИ", "COUNSELLING SHEET")
PREVIEW = Words("АЛДЫН АЛА ҚАРАУ", "ПРЕДВАРИТЕЛЬНЫЙ ПРОСМОТР", "PREVIEW")
CERTIFICATE = Words("АНЫҚТАМА", "СПРАВКА", "CERTIFICATE")
FULL_NAME = Words("Т.А.Ә.", "Ф.И.О.", "Full name")
IIN = Words("ЖСН", "ИИН", "IIN")
BIRTH_DATE = Words("Туған күні", "Дата рождения", "Date of birth")
CODE = Words("Коды", "Код", "Code")
PURPOSE = Words("Мақсаты", "Цель", "Purpose")
VALID_UNTIL = Words("Қай күнге дейін жарамды", "Действительна до", "Valid until")
DOCTOR = Words("Дәрігер", "Врач", "Doctor")
REGISTRAR = Words("Медициналық тіркеуші", "Медицинский регистратор", "Medical registrar")
DOCTORS_SEAL = Words("Жеке дәрігерлік мөр", "Личная врачебная печать", "Doctor's seal")
VERIFY = Words("Түпнұсқалығын тексеру", "Проверить подлинность", "Check that it is genuine")

ORGANISATIONS = {
    "tb-certificate": Words(
        "туберкулезге қарсы ұйымда",
        "в противотуберкулёзной организации",
        "in the anti-tuberculosis organisation",
    ),
    "psychoneurological-certificate": Words(
        "психоневрологиялық ұйымда",
        "в психоневрологической организации",
        "in the psychoneurological organisation",
    ),
    "narcological-certificate": Words(
        "наркологиялық ұйымда", "в наркологической организации", "in the narcological organisation"
    ),
}


def longest(limit: Limit) -> Words:
    """A limit as the list of steps tells it, under «не дольше»: «10 мин», «1 жұм. күні»."""
    count = limit.amount
    if limit.unit is LimitUnit.MINUTES:
        return Words(f"{count}{NBSP}мин", f"{count}{NBSP}мин", f"up to {count}{NBSP}min")
    one = count % 10 == 1 and count % 100 != 11
    return Words(
        f"{count}{NBSP}жұм.{NBSP}күні",
        f"{count}{NBSP}раб.{NBSP}{'дня' if one else 'дней'}",
        f"up to {count}{NBSP}working {'day' if count == 1 else 'days'}",
    )


def span(p50: int, p90: int) -> str:
    """The expected wait as a range of whole minutes: «10–25»."""
    return f"{p50}" if p50 >= p90 else f"{p50}–{p90}"


def money(tiyn: int) -> str:
    """An amount in tenge: 150000 tiyn are «1 500 тг», 150050 are «1 500,50 тг»."""
    tenge, rest = divmod(abs(tiyn), 100)
    grouped = f"{tenge:,}".replace(",", NBSP)
    return f"{'−' if tiyn < 0 else ''}{grouped}{f',{rest:02}' if rest else ''}{NBSP}тг"
