"""What its page says, in the language of the page that led there."""

from server.domain.language import Words
from server.domain.paper import PaperKind

HEADING = Words(
    "Не басылып шықты, жаңасы басында", "Что напечатано, новое сначала", "What came out, newest first"
)
NOTHING = Words("Әзірге ештеңе басылған жоқ.", "Пока ничего не напечатано.", "Nothing has been printed yet.")
FAULT_NAMES = {
    "": Words("ақаусыз", "исправен", "in order"),
    "paper_out": Words("қағаз бітті", "нет бумаги", "paper out"),
    "near_end": Words("қағаз азайды", "бумага кончается", "near end"),
    "cover_open": Words("қақпақ ашық", "крышка открыта", "cover open"),
    "offline": Words("дайын емес", "не готов", "offline"),
    "error": Words("істен шықты", "неисправен", "error"),
    "silent": Words("жауап бермейді", "не отвечает", "silent"),
    "reset": Words("үзіліп қалады", "обрывает связь", "reset"),
    "garbage": Words("түсініксіз жауап береді", "отвечает непонятно", "garbage"),
    "slow": Words("баяу", "медленный", "slow"),
}
KIND_NAMES: dict[str, Words] = {
    PaperKind.SLIP: Words("талон", "талон", "slip"),
    PaperKind.RECEIPT: Words("чек", "чек", "receipt"),
    PaperKind.CERTIFICATE: Words("анықтама", "справка", "certificate"),
    PaperKind.CLOSING: Words("күн қорытындысы", "итог дня", "closing slip"),
    PaperKind.APPLICATION: Words("өтініш", "заявление", "application"),
    PaperKind.ATTACHMENT: Words("тіркеу туралы анықтама", "справка о прикреплении", "attachment certificate"),
    PaperKind.REFUND: Words("қайтару чегі", "чек возврата", "refund"),
    PaperKind.REPORT: Words("касса есебі", "кассовый отчёт", "report"),
}
