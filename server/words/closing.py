"""The closing slip: how the day went, and the paper that proves the ledger."""

from server.domain.language import Words
from server.domain.visit import VisitState

DAY_CLOSED = Words("КҮННІҢ ЖАБЫЛУЫ", "ЗАКРЫТИЕ ДНЯ", "CLOSING OF THE DAY")
VISITS_BY_STATE = {
    VisitState.DONE: Words("Қызмет көрсетілді", "Обслужено", "Served"),
    VisitState.REFUSED: Words("Бас тартылды", "Отказано", "Refused"),
    VisitState.WITHDRAWN: Words("Кетіп қалды", "Ушли", "Left"),
    VisitState.OPEN: Words("Аяқталмаған", "Не завершено", "Still open"),
}
LEDGER_HEAD = Words("Тізілімнің соңғы жазбасы", "Последняя запись реестра", "Last row of the ledger")
KEEP_CLOSING = Words(
    "Сақтаңыз: бұл қағаз тізілімнің өзгертілмегенін дәлелдейді",
    "Сохраните: эта бумага доказывает, что реестр не изменён",
    "Keep this paper: it proves that the ledger was not changed",
)
