"""A rule of certificates says no."""

from server.domain.language import Words
from server.words.problem import Problem

_RELOAD = Words(
    "Бетті жаңартып, қайта қараңыз.",
    "Обновите страницу и посмотрите снова.",
    "Reload the page and look again.",
)

PROBLEMS_OF_CERTIFICATES: dict[str, Problem] = {
    "certificate_exists": Problem(
        Words(
            "Бұл келудің анықтамасы бар",
            "По этому обращению справка уже есть",
            "This visit has a certificate already",
        ),
        Words(
            "Қате болса, оны басқасымен ауыстырыңыз.",
            "Если в ней ошибка, замените её.",
            "If there is an error in it, replace it.",
        ),
    ),
    "certificate_missing": Problem(
        Words(
            "Анықтама әлі басылмаған", "Справка ещё не напечатана", "The certificate has not been printed yet"
        ),
        Words("Алдымен оны басып шығарыңыз.", "Сначала напечатайте её.", "Print it first."),
    ),
    "certificate_move_refused": Problem(
        Words(
            "Бұл анықтамамен оны жасауға болмайды",
            "С этой справкой это сделать нельзя",
            "This cannot be done with this certificate",
        ),
        _RELOAD,
    ),
    "certificate_unsigned": Problem(
        Words("Анықтамаға қол қойылмаған", "Справка не подписана", "The certificate is not signed"),
        Words(
            "Қол мен мөр қойылғанша күтіңіз.",
            "Дождитесь подписи и печати.",
            "Wait for the signature and the seal.",
        ),
    ),
    "certificate_unpaid": Problem(
        Words("Анықтаманың ақысы төленбеген", "Справка не оплачена", "The certificate is not paid for"),
        Words(
            "Адамды кассаға жіберіңіз.", "Направьте человека в кассу.", "Send the person to the cash desk."
        ),
    ),
    "paper_handed_over": Problem(
        Words("Қағаз иесінің қолында", "Бумага уже на руках", "The paper was handed over"),
        Words(
            "Қадамды аяқтаңыз. Қате болса, содан кейін оны анықтаманың бетінде не журналда түзетіңіз.",
            "Завершите шаг. Ошибку потом исправьте на странице справки или в журнале.",
            "Finish the step. Put mistakes right afterwards, on the certificate's page or in the journal.",
        ),
    ),
    "certificate_on_its_way": Problem(
        Words("Келу әлі аяқталмаған", "Обращение ещё не завершено", "The visit is not over yet"),
        Words(
            "Анықтаманы ауыстырыңыз немесе келуді аяқтаңыз.",
            "Замените справку или завершите обращение.",
            "Replace the certificate, or bring the visit to its end.",
        ),
    ),
    "certificate_not_in_force": Problem(
        Words("Бұл анықтама жарамсыз", "Эта справка недействительна", "This certificate is not in force"),
        Words("Оны енді басып шығармайды.", "Её больше не печатают.", "It is not printed any more."),
    ),
    "certificate_text_gone": Problem(
        Words("Анықтаманың мәтіні сақталмаған", "Текст справки не хранится", "The text was not kept"),
        Words(
            "Ол ескі жүйеде жасалған. Жаңа анықтама жасаңыз.",
            "Она сделана в прежней версии. Сделайте новую справку.",
            "An older version made it. Make a new certificate.",
        ),
    ),
    "signature_of_another": Problem(
        Words(
            "Бұған басқа қызметкер қол қояды", "Это подписывает другой сотрудник", "Somebody else signs this"
        ),
        Words(
            "Қағазды қол қоятын қызметкерге беріңіз.",
            "Передайте бумагу тому, кто подписывает.",
            "Pass the paper to the person who signs it.",
        ),
    ),
    "signed_already": Problem(
        Words("Қол қойылып қойған", "Подпись уже стоит", "It is signed already"),
        _RELOAD,
    ),
    "signature_not_yet": Problem(
        Words(
            "Алдымен басқа қызметкер қол қояды",
            "Сначала подписывает другой сотрудник",
            "Somebody else signs first",
        ),
        Words("Қағазды оған қайтарыңыз.", "Верните бумагу ему.", "Give the paper back to that person."),
    ),
    "print_under_way": Problem(
        Words("Анықтама басылып жатыр", "Справка печатается", "The certificate is being printed"),
        Words(
            "Принтерді қарап, күтіңіз.", "Посмотрите на принтер и подождите.", "Look at the printer and wait."
        ),
    ),
}
