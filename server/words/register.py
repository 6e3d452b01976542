"""What is said of registers: which one, what it found, why it did not answer, what is wrong with a list."""

from datetime import date

from server.domain.language import Words
from server.domain.register import Finding, NoAnswerReason
from server.domain.register_list import FileFault, RowFault
from server.words.paper import ORGANISATIONS

NO_ANSWER: dict[NoAnswerReason, Words] = {
    NoAnswerReason.NOT_IMPORTED: Words(
        "Бұл қызметтің тізімі жүктелмеген.",
        "Список для этой услуги не загружен.",
        "No list of this service has been imported.",
    ),
    NoAnswerReason.UNREACHABLE: Words(
        "Тіркелімге қосылу мүмкін болмады.",
        "Не удалось подключиться к регистру.",
        "The register cannot be reached.",
    ),
    NoAnswerReason.SLOW: Words(
        "Тіркелім уақытында жауап бермеді.",
        "Регистр не ответил вовремя.",
        "The register did not answer in time.",
    ),
    NoAnswerReason.NOT_ADMITTED: Words(
        "Тіркелім кілтімізді қабылдамады. Әкімшіге айтыңыз.",
        "Регистр не принял наш ключ. Сообщите администратору.",
        "The register did not take our key. Tell the administrator.",
    ),
    NoAnswerReason.REDIRECTED: Words(
        "Тіркелім басқа мекенжайға жібереді, ол жаққа ЖСН берілмейді. Әкімшіге айтыңыз.",
        "Регистр отсылает на другой адрес, туда ИИН не передаётся. Сообщите администратору.",
        "The register sends us to another address; no IIN is passed on to it. Tell the administrator.",
    ),
    NoAnswerReason.FAILED: Words(
        "Тіркелімде қате болды.",
        "В регистре произошла ошибка.",
        "The register made a mistake.",
    ),
    NoAnswerReason.NOT_UNDERSTOOD: Words(
        "Тіркелімнің жауабы түсініксіз.",
        "Ответ регистра не удалось понять.",
        "The answer of the register cannot be understood.",
    ),
}

ROW_FAULTS: dict[RowFault, Words] = {
    RowFault.FORM: Words("бұл ЖСН емес", "это не ИИН", "this is not an IIN"),
    RowFault.CHECK_DIGIT: Words(
        "ЖСН бақылау цифры қате", "неверная контрольная цифра ИИН", "the check digit of the IIN is wrong"
    ),
    RowFault.DUPLICATE: Words(
        "бұл ЖСН жоғарыда бар", "этот ИИН уже есть выше", "this IIN stands further up already"
    ),
    RowFault.EMPTY: Words("ЖСН жазылмаған", "ИИН не указан", "the IIN is missing"),
}

FILE_FAULTS: dict[FileFault, Words] = {
    FileFault.TOO_LARGE: Words(
        "Файл тым үлкен немесе тізімнен тыс бірдеңе жазылған: тек тізімді жаңа файлға сақтаңыз"
        " немесе CSV түрінде сақтаңыз",
        "Файл слишком большой, или что-то стоит вне списка: сохраните один список в новый файл"
        " или сохраните как CSV",
        "The file is too large, or something stands outside of the list: save the list alone in a new file"
        " or save it as CSV",
    ),
    FileFault.TOO_WIDE: Words(
        "Кесте тізім үшін тым кең немесе тым ұзын: одан тыс жазылғанның бәрін өшіріңіз",
        "Таблица слишком широкая или длинная для списка: удалите всё, что стоит вне его",
        "The table is too wide or too long for a list: delete all that stands outside of it",
    ),
    FileFault.NO_FILE: Words("Мұндай файл жоқ", "Такого файла нет", "There is no such file"),
    FileFault.OTHER_FORM: Words(
        "Тек XLSX және CSV файлдары оқылады: тізімді құпиясөзсіз XLSX немесе CSV түрінде сақтаңыз",
        "Читаются только файлы XLSX и CSV: сохраните список как XLSX без пароля или как CSV",
        "Only XLSX and CSV files are read: save the list as XLSX without a password, or as CSV",
    ),
    FileFault.NOT_READABLE: Words(
        "Бұл файлды оқу мүмкін емес: тізімді кестеден қайта сақтаңыз",
        "Этот файл не читается: сохраните список из таблицы заново",
        "This file cannot be read: save the list from the spreadsheet again",
    ),
    FileFault.BROKEN_ROW: Words(
        "{row}-жол: тырнақша жабылмаған, артық немесе ұяшық бірнеше жолға созылған. Ештеңе алынған жоқ:"
        " осы жолды түзетіңіз",
        "Строка {row}: кавычка не закрыта, лишняя, или ячейка занимает несколько строк. Ничего не взято:"
        " исправьте эту строку",
        "Row {row}: a quotation mark is not closed or one too many, or a cell runs over several lines."
        " Nothing was taken: mend this row",
    ),
    FileFault.NO_COLUMN: Words(
        "ЖСН бағаны табылмады: бірінші жолда оның атауы болсын",
        "Столбец с ИИН не найден: дайте ему заголовок в первой строке",
        "No column of IINs was found: name it in the first row",
    ),
}

BAD_ROW = Words("{row}-жол: {fault}", "строка {row}: {fault}", "row {row}: {fault}")
DRY_RUN = Words(
    "Сынақ: ештеңе жазылған жоқ. Жарамды: {good}, жарамсыз: {bad}",
    "Проба: ничего не записано. Подходит: {good}, не подходит: {bad}",
    "Dry run: nothing was written. Good: {good}, bad: {bad}",
)
IMPORTED = Words(
    "Қосылды: {added}, жойылды: {removed}, өзгермеді: {unchanged}, қабылданбады: {refused}",
    "Добавлено: {added}, удалено: {removed}, без изменений: {unchanged}, не принято: {refused}",
    "Added: {added}, removed: {removed}, unchanged: {unchanged}, refused: {refused}",
)

_GATEWAY = Words(
    "Мемлекеттік шлюз арқылы тіркелім",
    "Регистр через государственный шлюз",
    "Register by the state gateway",
)
_NATIONAL = Words(
    "Туберкулезбен ауыратын науқастардың ұлттық тіркелімі",
    "Национальный регистр больных туберкулёзом",
    "National register of TB patients",
)
_LOCAL = Words(
    "Ұйымның жергілікті тіркелімі", "Местный регистр организации", "The organisation's own register"
)
_AS_OF = Words("{name}, {day} жағдайы бойынша", "{name}, на {day}", "{name}, as of {day}")


def gateway_name(service: str) -> Words:
    """The register that an HTTP service answers for."""
    return _NATIONAL if service == "tb-certificate" else _GATEWAY


def local_name(imported_on: date | None) -> Words:
    """Our own list; None: there is none yet."""
    if imported_on is None:
        return _LOCAL
    day = f"{imported_on:%d.%m.%Y}"
    return Words(*(text.format(name=name, day=day) for text, name in zip(_AS_OF, _LOCAL, strict=True)))


def finding_text(service: str, finding: Finding) -> Words:
    """How the state's gateway words it, for registers that have no words of their own. KeyError: no register."""
    where = ORGANISATIONS[service]
    if finding is Finding.PRESENT:
        ends = Words("диспансерлік есепте тұрады", "Состоит на диспансерном учёте", "On dispensary record")
    else:
        ends = Words(
            "диспансерлік есепте тұрмайды", "Не состоит на диспансерном учёте", "Not on dispensary record"
        )
    kk = f"{where.kk[0].upper()}{where.kk[1:]} {ends.kk}"
    return Words(kk, f"{ends.ru} {where.ru}", f"{ends.en} {where.en}")
