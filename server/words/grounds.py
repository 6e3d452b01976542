"""Grounds: why a service was refused, why a visit was withdrawn. Codes for the ledger, words for people."""

from server.domain.language import Words

REFUSAL_GROUNDS: dict[str, Words] = {
    "documents_incomplete": Words("Құжаттар толық емес", "Не хватает документов", "Documents are missing"),
    "data_untrue": Words(
        "Деректер шындыққа сай емес", "Сведения не соответствуют действительности", "The data are not true"
    ),
    "identity_unproved": Words(
        "Жеке басты растайтын құжат жоқ",
        "Нет документа, который подтверждает личность",
        "There is no proof of identity",
    ),
    "not_attached": Words(
        "Бұл ұйымға тіркелмеген", "Нет прикрепления к этой организации", "Not attached to this organisation"
    ),
    "no_consent": Words("Келісім берілмеген", "Нет согласия", "Consent was not given"),
    "not_entitled": Words(
        "Өкілдің құқығын растайтын құжат жоқ",
        "Нет документа о праве представлять другого человека",
        "There is no proof of the right to act for another person",
    ),
    "fee_not_paid": Words("Ақы төленбеген", "Плата не внесена", "The fee was not paid"),
    "not_provided_here": Words(
        "Бұл қызмет мұнда көрсетілмейді",
        "Эта услуга здесь не оказывается",
        "This service is not offered here",
    ),
}

WITHDRAWAL_GROUNDS: dict[str, Words] = {
    "left": Words("Адам кетіп қалды", "Человек ушёл", "The person left"),
    "no_show": Words("Шақыруға келмеді", "Не явился по вызову", "Did not come when called"),
    "changed_mind": Words(
        "Қызметтен өзі бас тартты", "Отказался от услуги сам", "No longer wants the service"
    ),
    "mistake": Words("Талон қате алынған", "Талон взят по ошибке", "The ticket was taken by mistake"),
    "duplicate": Words("Талон екі рет алынған", "Талон взят дважды", "The ticket was taken twice"),
    "day_ended": Words("Жұмыс күні аяқталды", "Рабочий день закончился", "The working day ended"),
    "no_slip": Words("Талон уақытында шықпады", "Талон не вышел вовремя", "No slip came out in time"),
}

GROUNDS: dict[str, Words] = {**REFUSAL_GROUNDS, **WITHDRAWAL_GROUNDS}
