"""The cash desk says no."""

from server.domain.language import Words
from server.words.problem import Problem

PROBLEMS_OF_MONEY: dict[str, Problem] = {
    "amount_short": Problem(
        Words("Ақша жетпейді", "Денег не хватает", "That is not enough money"),
        Words(
            "Алынған сома бағадан аз болмауы керек.",
            "Принятая сумма не может быть меньше цены.",
            "The sum taken cannot be less than the price.",
        ),
    ),
    "amount_too_large": Problem(
        Words("Сома тым үлкен", "Сумма слишком велика", "The sum is too large"),
        Words(
            "Санда артық цифр жоқ па, қараңыз.",
            "Посмотрите, нет ли в числе лишней цифры.",
            "Look whether the number has a digit too many.",
        ),
    ),
    "not_exact": Problem(
        Words("Сома бағаға тең болуы керек", "Сумма должна быть равна цене", "The sum must be the price"),
        Words(
            "Карта мен аударымнан қайтарым берілмейді. Дәл бағаны енгізіңіз.",
            "При оплате картой или переводом сдачи нет. Введите ровно цену.",
            "A card or a transfer gives no change. Enter exactly the price.",
        ),
    ),
    "paid_already": Problem(
        Words("Бұл төленіп қойған", "Это уже оплачено", "This is paid already"),
        Words(
            "Ақшаны екінші рет алмаңыз.",
            "Не берите деньги второй раз.",
            "Do not take the money again.",
        ),
    ),
    "nothing_to_pay": Problem(
        Words("Мұнда төлейтін ештеңе жоқ", "Здесь не за что платить", "There is nothing to pay here"),
        Words(
            "Төлем кезек келгенде алынады.",
            "Оплату принимают, когда подходит очередь.",
            "The payment is taken when its turn comes.",
        ),
    ),
    "payment_ended": Problem(
        Words("Бұл төлем жабылған", "Этот платёж уже закрыт", "This payment is closed"),
        Words(
            "Ақша қайтарылған немесе чек жойылған.",
            "Деньги уже возвращены или чек аннулирован.",
            "The money was given back, or the receipt is void.",
        ),
    ),
    "void_too_late": Problem(
        Words("Чекті жоюға кеш", "Аннулировать чек уже поздно", "It is too late to make it void"),
        Words(
            "Ауысым жабылған немесе анықтама берілген. Қайтару жасаңыз.",
            "Смена закрыта или справка выдана. Оформите возврат.",
            "The shift is closed or the certificate was handed over. Make a refund.",
        ),
    ),
    "finish_first": Problem(
        Words("Анықтама берілген", "Справка уже выдана", "The certificate was handed over"),
        Words(
            "Алдымен соңғы қадамы аяқталсын, содан кейін қайтару жасаңыз.",
            "Пусть сначала завершат последний шаг, потом оформите возврат.",
            "Have its last step finished first, then make a refund.",
        ),
    ),
    "reason_unknown": Problem(
        Words("Мұндай себеп тізімде жоқ", "Такой причины нет в списке", "This reason is not on the list"),
        Words(
            "Себепті тізімнен таңдап, қайталаңыз.",
            "Выберите причину из списка и повторите.",
            "Choose the reason from the list and do it again.",
        ),
    ),
    "drawer_short": Problem(
        Words("Кассада ақша жетпейді", "В кассе не хватает денег", "There is not enough cash in the drawer"),
        Words(
            "Қолма-қол ақша жиналғанда қайтарыңыз.",
            "Верните деньги, когда наличных станет достаточно.",
            "Give the money back when there is enough cash.",
        ),
    ),
    "unpaid": Problem(
        Words("Ақы төленбеген", "Плата не внесена", "The fee is not paid"),
        Words(
            "Төлем қайтарылған. Алдымен кассада қайта төлеу керек.",
            "Платёж возвращён. Сначала нужно снова заплатить в кассе.",
            "The payment was given back. It must be paid again first.",
        ),
    ),
    "shift_not_open": Problem(
        Words("Касса ауысымы ашылмаған", "Смена кассы не открыта", "The shift of the cash desk is not open"),
        Words(
            "Алдымен ауысымды ашыңыз.",
            "Сначала откройте смену.",
            "Open the shift first.",
        ),
    ),
    "shift_open": Problem(
        Words("Ауысым ашылып қойған", "Смена уже открыта", "The shift is open already"),
        Words(
            "Жаңасын ашу үшін алдымен осыны жабыңыз.",
            "Чтобы открыть новую, сначала закройте эту.",
            "Close this one before you open another.",
        ),
    ),
    "shift_over": Problem(
        Words("Ауысым 24 сағаттан асты", "Смена длится больше 24 часов", "The shift is longer than 24 hours"),
        Words(
            "Ауысымды жауып, жаңасын ашыңыз.",
            "Закройте смену и откройте новую.",
            "Close the shift and open a new one.",
        ),
    ),
    "receipt_required": Problem(
        Words("Чек нөмірі керек", "Нужен номер чека", "The number of the receipt is needed"),
        Words(
            "Чек немесе талон: тек біреуін көрсетіңіз.",
            "Укажите что-то одно: чек или талон.",
            "Name one of the two: the receipt or the ticket.",
        ),
    ),
    "price_without_step": Problem(
        Words("Бұл қызметте касса жоқ", "У этой услуги нет кассы", "This service has no cash desk"),
        Words(
            "Оның жолында төлем қадамы болса ғана баға қойылады.",
            "Цену ставят, только если в её маршруте есть оплата.",
            "A price needs a step at which it is paid.",
        ),
    ),
    "price_in_past": Problem(
        Words("Бұл күн өтіп кетті", "Этот день уже прошёл", "This day has gone by"),
        Words(
            "Баға бүгіннен немесе кейінгі күннен басталады.",
            "Цена начинается сегодня или позже.",
            "A price begins today or later.",
        ),
    ),
    "days_reversed": Problem(
        Words("Күндер ауысып кеткен", "Дни перепутаны", "The days are the wrong way round"),
        Words(
            "Соңғы күн бірінші күннен ерте болмауы керек.",
            "Последний день не может быть раньше первого.",
            "The last day cannot be before the first.",
        ),
    ),
}
