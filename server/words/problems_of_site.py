"""The site itself cannot do it now: paper, load, disk."""

from server.domain.language import Words
from server.words.problem import Problem

PROBLEMS_OF_SITE: dict[str, Problem] = {
    "job_refused": Problem(
        Words(
            "Қағаздың күйі өзгеріп кеткен",
            "С этой бумагой уже что-то сделано",
            "Something was already done with this paper",
        ),
        Words(
            "Қағаздың қазіргі күйі: {state}. Тізімді жаңартыңыз.",
            "Что с бумагой сейчас: {state}. Обновите список.",
            "The paper now: {state}. Reload the list.",
        ),
    ),
    "too_many_attempts": Problem(
        Words("Тым жиі қайталанды", "Слишком много попыток", "Too many attempts"),
        Words(
            "Сәл күте тұрып, қайталап көріңіз.",
            "Немного подождите и попробуйте ещё раз.",
            "Wait a little and try again.",
        ),
    ),
    "overloaded": Problem(
        Words("Жүйе қазір үлгермей жатыр", "Система сейчас не успевает", "The system is very busy"),
        Words(
            "Бірнеше секунд күтіп, қайталап көріңіз.",
            "Подождите несколько секунд и попробуйте ещё раз.",
            "Wait a few seconds and try again.",
        ),
    ),
    "not_saved": Problem(
        Words("Сақталмады", "Сохранить не удалось", "It was not saved"),
        Words(
            "Ештеңе өзгерген жоқ. Қайталап көріңіз. Болмаса, әкімшіні шақырыңыз.",
            "Ничего не изменилось. Попробуйте ещё раз. Если не выйдет, позовите администратора.",
            "Nothing has changed. Try again. If it fails, call the administrator.",
        ),
    ),
    "not_ready": Problem(
        Words("Жүйе әлі дайын емес", "Система ещё не готова", "The system is not ready yet"),
        Words(
            "Бір минут күтіп, қайталап көріңіз. Болмаса, қызметкерге айтыңыз.",
            "Подождите минуту и попробуйте ещё раз. Если не выйдет, обратитесь к сотруднику.",
            "Wait a minute and try again. If it fails, ask at the desk.",
        ),
    ),
    "voice_missing": Problem(
        Words("Мұны айтатын дауыс жоқ", "Это некому произнести", "There is no voice to say this"),
        Words(
            "Нөмірді дауыстап шақырыңыз. Әкімшіге айтыңыз.",
            "Назовите номер вслух. Скажите администратору.",
            "Call the number aloud. Tell the administrator.",
        ),
    ),
    "no_printer": Problem(
        Words("Бұл орында принтер жоқ", "На этом месте нет принтера", "There is no printer at this counter"),
        Words(
            "Анықтаманы өз бетінен, ал чекті принтері бар кассада басып шығарыңыз.",
            "Справку напечатайте с её страницы, а чек — в кассе, где есть принтер.",
            "Print certificates from their pages, and receipts at a cash desk that has one.",
        ),
    ),
    "printer_unsuitable": Problem(
        Words("Бұл құрылғы басып шығармайды", "Это устройство не печатает", "This device does not print"),
        Words("Принтерді таңдаңыз.", "Выберите принтер.", "Choose a printer."),
    ),
    "internal": Problem(
        Words("Жүйеде қате шықты", "В системе произошла ошибка", "Something went wrong in the system"),
        Words(
            "Қайталап көріңіз. Қате тағы шықса, әкімшіге айтыңыз.",
            "Попробуйте ещё раз. Если ошибка повторится, скажите администратору.",
            "Try again. If it happens again, tell the administrator.",
        ),
    ),
}
