"""How staff call the states of tickets, visits and print jobs, and the moves of a ticket."""

from server.domain.language import Words

STATE_NAMES: dict[str, Words] = {
    "pending": Words("әлі кезекте емес", "ещё не в очереди", "not in line yet"),
    "waiting": Words("кезекте тұр", "в очереди", "in line"),
    "called": Words("шақырылды", "вызван", "called"),
    "serving": Words("қабылдауда", "на приёме", "being served"),
    "held": Words("кейінге қалдырылды", "отложен", "on hold"),
    "missed": Words("өткізіп алынды", "пропущен", "missed"),
    "open": Words("ашық", "открыт", "open"),
    "done": Words("аяқталды", "завершён", "done"),
    "refused": Words("бас тартылды", "отказано", "refused"),
    "withdrawn": Words("қайтарып алынды", "отозван", "withdrawn"),
    "queued": Words("басып шығаруды күтуде", "ждёт печати", "waiting to be printed"),
    "sent": Words("принтерге жіберілді", "отправлено на принтер", "sent to the printer"),
    "printed": Words("басып шығарылды", "напечатано", "printed"),
    "failed": Words("басып шығарылмады", "не напечатано", "not printed"),
    "unknown": Words("белгісіз", "неизвестно", "unknown"),
}

MOVE_NAMES: dict[str, Words] = {
    "call": Words("шақыру", "вызвать", "call"),
    "start": Words("қабылдауды бастау", "начать приём", "start"),
    "finish": Words("аяқтау", "завершить", "finish"),
    "put_back": Words("кезекке қайтару", "вернуть в очередь", "put back in line"),
    "dismiss": Words("келмеді деп белгілеу", "отметить неявку", "mark as not come"),
    "reinstate": Words("кезекке қайта қосу", "снова поставить в очередь", "take back into line"),
    "hold": Words("кейінге қалдыру", "отложить", "hold"),
    "redirect": Words("бағыттау", "направить", "redirect"),
    "refuse": Words("бас тарту", "отказать", "refuse"),
    "withdraw": Words("қайтарып алу", "отозвать", "withdraw"),
    "take_up": Words("қайта бастау", "возобновить", "take up again"),
    "adjourn": Words("басқа күнге қалдыру", "перенести на другой день", "leave for another day"),
}
