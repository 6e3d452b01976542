"""A rule of the counters and the seats says no."""

from server.domain.language import Words
from server.words.problem import Problem

PROBLEMS_OF_COUNTERS: dict[str, Problem] = {
    "seat_taken": Problem(
        Words("Бұл орын бос емес", "Это место занято", "This place is taken"),
        Words(
            "Мұнда басқа қызметкер отыр. Басқа орынды таңдаңыз.",
            "Здесь сидит другой сотрудник. Выберите другое место.",
            "Someone else sits here. Choose another place.",
        ),
    ),
    "seated_elsewhere": Problem(
        Words("Сіз басқа орында отырсыз", "Вы заняли другое место", "You sit at another place"),
        Words(
            "Алдымен мына орынды босатыңыз: {counter}.",
            "Сначала освободите место: {counter}.",
            "Leave this place first: {counter}.",
        ),
    ),
    "not_seated": Problem(
        Words("Сіз бұл орында отырған жоқсыз", "Вы не на этом рабочем месте", "You do not sit at this place"),
        Words(
            "Алдымен осы орынға отырыңыз.",
            "Сначала займите это место.",
            "Take this place first.",
        ),
    ),
    "role_missing": Problem(
        Words(
            "Бұл — басқа маманның жұмысы",
            "Это работа другого специалиста",
            "This is the work of someone else",
        ),
        Words(
            "Осы жұмысты істей алатын қызметкерге айтыңыз.",
            "Обратитесь к сотруднику, который делает эту работу.",
            "Ask someone who does this work.",
        ),
    ),
    "counter_busy": Problem(
        Words("Қабылдау әлі аяқталған жоқ", "Приём ещё не закончен", "You are still serving someone"),
        Words(
            "Алдымен қазіргі талонды аяқтаңыз.",
            "Сначала завершите текущий талон.",
            "Finish the present ticket first.",
        ),
    ),
    "ticket_elsewhere": Problem(
        Words("Бұл талон басқа орында", "Этот талон в другом месте", "This ticket is at another place"),
        Words(
            "Оны басқа қызметкер қабылдайды. Келесі талонды шақырыңыз.",
            "Его принимает другой сотрудник. Вызовите следующий талон.",
            "Someone else takes it. Call the next ticket.",
        ),
    ),
    "counter_unsuitable": Problem(
        Words("Ол жерге бағыттауға болмайды", "Туда направить нельзя", "It cannot be sent there"),
        Words(
            "Онда керекті маман жоқ. Басқа орынды таңдаңыз.",
            "Там нет нужного специалиста. Выберите другое место.",
            "The right specialist is not there. Choose another place.",
        ),
    ),
}
