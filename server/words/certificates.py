"""What is said of certificates: their states, what anyone is told of one, and why one is made void or replaced."""

from server.domain.language import Words

CERTIFICATE_STATES: dict[str, Words] = {
    "drafted": Words("қол қойылмаған", "не подписана", "not signed"),
    "signed": Words("қол қойылған, берілмеген", "подписана, не выдана", "signed, not handed over"),
    "issued": Words("берілген", "выдана", "handed over"),
    "void": Words("жарамсыз", "недействительна", "void"),
    "replaced": Words("ауыстырылған", "заменена", "replaced"),
}

VERDICTS: dict[str, Words] = {
    "genuine": Words("Анықтама түпнұсқа", "Справка подлинная", "The certificate is genuine"),
    "not_yet_issued": Words(
        "Анықтама әлі берілмеген", "Справка ещё не выдана", "The certificate has not been issued yet"
    ),
    "expired": Words("Анықтаманың мерзімі өткен", "Срок справки истёк", "The certificate has expired"),
    "void": Words("Анықтама жарамсыз", "Справка недействительна", "The certificate is void"),
    "replaced": Words(
        "Анықтама басқасымен ауыстырылған",
        "Справка заменена другой",
        "The certificate was replaced by another one",
    ),
    "unknown": Words("Мұндай анықтама жоқ", "Такой справки нет", "There is no such certificate"),
    "no_code": Words("Анықтаманы тексеру", "Проверка справки", "Check a certificate"),
    "not_the_code": Words("Бұл QR-дағы код емес", "Это не код из QR", "This is not the code of the QR"),
}

VERDICT_ADVICE: dict[str, Words] = {
    "genuine": Words(
        "Қағаздағы нөмір мен күнді төмендегімен салыстырыңыз.",
        "Сравните номер и дату на бумаге с указанными ниже.",
        "Compare the number and the date on the paper with those below.",
    ),
    "not_yet_issued": Words(
        "Ол ұйымнан әлі шықпаған: қабылдамаңыз.",
        "Она ещё не покидала организацию: не принимайте её.",
        "It has not left the organisation yet: do not accept it.",
    ),
    "expired": Words("Жаңасын сұраңыз.", "Попросите новую.", "Ask for a new one."),
    "void": Words("Оны қабылдамаңыз.", "Не принимайте её.", "Do not accept it."),
    "replaced": Words(
        "Орнына берілген анықтаманы сұраңыз.",
        "Попросите ту, что выдана взамен.",
        "Ask for the one in its place.",
    ),
    "unknown": Words(
        "QR-кодты тағы бір рет сканерлеңіз. Жауап сол болса, қағаз жалған.",
        "Отсканируйте QR-код ещё раз. Если ответ тот же, бумага поддельная.",
        "Scan the QR once more. If the answer is the same, the paper is a fake.",
    ),
    "no_code": Words(
        "Анықтаманың төменгі жағындағы QR-кодты телефонмен сканерлеңіз. Сканеріңіз болса, QR-кодты осында сканерлеңіз.",
        "Отсканируйте телефоном QR-код внизу справки. Если у вас есть сканер, отсканируйте QR-код сюда.",
        "Scan the QR at the bottom of the certificate with a phone. If you have a scanner, scan the QR here.",
    ),
    "not_the_code": Words(
        "Анықтаманың төменгі жағындағы QR-кодты сканерлеңіз. Анықтама нөмірі мен басқа кодтар мұнда жарамайды.",
        "Отсканируйте QR-код внизу справки. Номер справки и другие коды здесь не подходят.",
        "Scan the QR at the bottom of the certificate. Its number and other codes do not work here.",
    ),
}

CODE = Words("QR-дағы код", "Код из QR", "Code of the QR")
CHECK_CODE = Words("Тексеру", "Проверить", "Check")

SHEET_IN_PLACE = Words(
    "Анықтаманың орнына берілетін парақ", "Лист вместо справки", "The sheet in place of a certificate"
)

ANNULMENT_GROUNDS: dict[str, Words] = {
    "error_in_text": Words("Мәтінде қате бар", "Ошибка в тексте", "There is an error in the text"),
    "paper_spoiled": Words("Қағаз бүлінген", "Бланк испорчен", "The paper was spoiled"),
    "paper_lost": Words("Қағаз жоғалған", "Бланк утерян", "The paper was lost"),
    "data_untrue": Words(
        "Деректер шындыққа сай емес", "Сведения не соответствуют действительности", "The data are not true"
    ),
}
