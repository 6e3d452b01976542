"""A rule of a journal says no."""

from server.domain.language import Words
from server.words.problem import Problem

PROBLEMS_OF_JOURNALS: dict[str, Problem] = {
    "journal_entered": Problem(
        Words("Журналға жазылып қойған", "В журнал уже внесено", "This is in the journal already"),
        Words(
            "Қате болса, журналдағы жазбаны түзетіңіз.",
            "Если там ошибка, исправьте запись в журнале.",
            "If there is a mistake, correct the row in the journal.",
        ),
    ),
    "person_not_sought": Problem(
        Words("Сіз адамды іздей алмайсыз", "Вам нельзя искать человека", "You may not look for a person"),
        Words(
            "Аты-жөні мен ЖСН сізден жасырылған. Нөмірі немесе күні бойынша іздеңіз.",
            "Имя и ИИН от вас скрыты. Ищите по номеру или по дню.",
            "Names and IINs are hidden from you. Search by number or by day.",
        ),
    ),
    "cell_filled": Problem(
        Words("Бұл ұяшық толтырылған", "Эта графа уже заполнена", "This cell is filled already"),
        Words(
            "Журналда ештеңе өшірілмейді. Қате болса, жазбаны түзетіңіз: {field}.",
            "В журнале ничего не стирают. Если там ошибка, исправьте запись: {field}.",
            "Nothing is wiped out in a journal. If it is wrong, correct the row: {field}.",
        ),
    ),
    "cell_of_deed": Problem(
        Words(
            "Бұл ұяшық өзі толтырылады", "Эта графа заполняется сама", "This cell is filled by what is done"
        ),
        Words(
            "Ол жасалған әрекетке қарай толтырылады: {field}. Әрекетті кассада немесе анықтаманың бетінде түзетіңіз.",
            "Она заполняется по сделанному: {field}. Исправьте само действие: в кассе или на странице справки.",
            "What was done fills it in: {field}. Put that right: at the cash desk or on the certificate's page.",
        ),
    ),
    "cell_on_certificate": Problem(
        Words(
            "Бұл анықтамада жазылған",
            "Это написано в справке",
            "This stands on the certificate",
        ),
        Words(
            "№ {number} анықтаманы өз бетінде ауыстырыңыз: {field}. Жазба сонымен бірге түзетіледі.",
            "Замените справку № {number} на её странице: {field}. Запись исправится вместе с ней.",
            "Replace certificate no. {number} on its page: {field}. The row is corrected with it.",
        ),
    ),
    "cell_of_check": Problem(
        Words(
            "Бұл тексеруде анықталған",
            "Это установлено при проверке",
            "This is what the check found",
        ),
        Words(
            "Қолмен түзетілмейді: {field}. Адамды жаңа келуде қайта тексеріңіз.",
            "Вручную это не исправляют: {field}. Проверьте человека заново в новом обращении.",
            "It is not corrected by hand: {field}. Check the person anew in a new visit.",
        ),
    ),
    "row_corrected": Problem(
        Words("Бұл жазба түзетілген", "Эта запись уже исправлена", "This row is corrected already"),
        Words(
            "Жаңа жазбаны ашыңыз: № {number}.",
            "Откройте новую запись: № {number}.",
            "Open the new row: no. {number}.",
        ),
    ),
}
