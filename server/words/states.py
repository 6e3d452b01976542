"""How staff call the states of tickets, visits and print jobs, and the moves of a ticket.

As they stand on the badges and the keys of the counter's page, so that a refusal names what was seen and pressed;
a test compares the two.
"""

from server.domain.language import Words

STATE_NAMES: dict[str, Words] = {
    "pending": Words("нәтижені күтуде", "ждёт результата", "awaits the result"),
    "waiting": Words("кезекте", "в очереди", "in line"),
    "called": Words("шақырылды", "вызван", "called"),
    "serving": Words("қабылдауда", "на приёме", "being served"),
    "held": Words("кейінге қалдырылды", "отложен", "on hold"),
    "missed": Words("келмеді", "не явился", "did not come"),
    "open": Words("ашық", "открыт", "open"),
    "done": Words("аяқталды", "завершён", "done"),
    "refused": Words("бас тартылды", "отказано", "refused"),
    "withdrawn": Words("тоқтатылды", "прекращён", "withdrawn"),
    "queued": Words("басып шығаруды күтуде", "ждёт печати", "waiting to be printed"),
    "sent": Words("принтерге жіберілді", "отправлено на принтер", "sent to the printer"),
    "printed": Words("басып шығарылды", "напечатано", "printed"),
    "failed": Words("басып шығарылмады", "не напечатано", "not printed"),
    "unknown": Words("белгісіз", "неизвестно", "unknown"),
}

# A first call and a recall are one move: the key of the second is longer by a word.
MOVE_NAMES: dict[str, Words] = {
    "call": Words("Шақыру", "Вызов", "Call"),
    "start": Words("Бастау", "Начать", "Start"),
    "finish": Words("Аяқтау", "Завершить", "Finish"),
    "put_back": Words("Кезекке қайтару", "Вернуть в очередь", "Put back"),
    "dismiss": Words("Келмеді", "Не явился", "Did not come"),
    "reinstate": Words("Кезекке қосу", "Вернуть", "Reinstate"),
    "hold": Words("Кейінге қалдыру", "Отложить", "Hold"),
    "redirect": Words("Бағыттау", "Направить", "Redirect"),
    "refuse": Words("Қызмет көрсетуден бас тарту", "Отказать", "Refuse"),
    "withdraw": Words("Тоқтату", "Прекратить", "Withdraw"),
    "take_up": Words("Кезекке қосу", "Поставить в очередь", "Put in line"),
    "adjourn": Words("Басқа күнге қалдыру", "Перенести на другой день", "Leave for another day"),
}
