"""A rule of a visit, its route or its tasks says no."""

from server.domain.language import Words
from server.words.problem import Problem

PROBLEMS_OF_VISITS: dict[str, Problem] = {
    "service_unknown": Problem(
        Words("Мұндай қызмет жоқ", "Такой услуги нет", "There is no such service"),
        Words(
            "Қызметті тізімнен таңдаңыз.",
            "Выберите услугу из списка.",
            "Choose a service from the list.",
        ),
    ),
    "service_closed": Problem(
        Words(
            "Бұл қызмет қазір көрсетілмейді", "Эта услуга сейчас не оказывается", "This service is closed now"
        ),
        Words(
            "Жұмыс уақытын қараңыз немесе қызметкерден сұраңыз.",
            "Посмотрите часы работы или спросите сотрудника.",
            "See the opening hours or ask at the desk.",
        ),
    ),
    "iin_wrong": Problem(
        Words("ЖСН дұрыс емес", "ИИН указан неверно", "The IIN is not right"),
        Words(
            "ЖСН 12 цифрдан тұрады, ал бұл жерде бір цифр қате. Құжатпен салыстырып, қайта енгізіңіз.",
            "В ИИН 12 цифр, и какая-то из них неверна. Сверьте с документом и введите ещё раз.",
            "An IIN has 12 digits, and one of these is wrong. Compare it with the document and enter it again.",
        ),
    ),
    "iin_not_asked": Problem(
        Words("Мұнда ЖСН керек емес", "Здесь ИИН не нужен", "No IIN is needed here"),
        Words(
            "Бұл тексеру жасырын өтеді. ЖСН енгізбеңіз.",
            "Это обследование анонимное. Не вводите ИИН.",
            "This examination is anonymous. Do not enter an IIN.",
        ),
    ),
    "applicant_incomplete": Problem(
        Words(
            "Өкіл толық көрсетілмеген",
            "Представитель указан не полностью",
            "The representative is not complete",
        ),
        Words(
            "Өкілдің атын да, негізін де жазыңыз немесе екеуін де бос қалдырыңыз.",
            "Укажите и имя представителя, и основание — или оставьте оба поля пустыми.",
            "Give both the name and the basis of the representative, or leave both empty.",
        ),
    ),
    "category_not_asked": Problem(
        Words(
            "Мұнда жеңілдік санаты сұралмайды",
            "Здесь льготная категория не нужна",
            "No benefit category is asked here",
        ),
        Words(
            "Бұл тексеру жасырын өтеді: құжат көрсетілмейді.",
            "Это обследование анонимное: документы не показывают.",
            "This examination is anonymous: no document is shown.",
        ),
    ),
    "category_missing": Problem(
        Words(
            "Жеңілдік санаты көрсетілмеген",
            "Льготная категория не указана",
            "There is no benefit category here",
        ),
        Words(
            "Бұл келуде алып тастайтын ештеңе жоқ.",
            "У этого обращения нечего снимать.",
            "This visit has no category to withdraw.",
        ),
    ),
    "category_confirmed": Problem(
        Words(
            "Жеңілдік санаты бірінші терезеде расталған",
            "Льготная категория подтверждена в первом окне",
            "The benefit category was confirmed at the first counter",
        ),
        Words(
            "Ол тек бірінші қадамда алынып тасталады. Келуді осы санатпен аяқтаңыз.",
            "Её снимают только на первом шаге. Завершите обращение с этой категорией.",
            "It is withdrawn at the first step only. Finish the visit with it.",
        ),
    ),
    "kind_required": Problem(
        Words("Түрін таңдаңыз", "Выберите вид", "Choose the kind"),
        Words(
            "Бұл қызметтің бірнеше түрі бар. Біреуін таңдаңыз.",
            "У этой услуги несколько видов. Выберите один.",
            "This service has several kinds. Choose one.",
        ),
    ),
    "kind_unknown": Problem(
        Words("Қызметтің мұндай түрі жоқ", "Такого вида услуги нет", "There is no such kind"),
        Words(
            "Түрін тізімнен таңдаңыз.",
            "Выберите вид из списка.",
            "Choose the kind from the list.",
        ),
    ),
    "channel_not_offered": Problem(
        Words(
            "Бұл қызмет осы жолмен көрсетілмейді",
            "Таким способом эту услугу не получить",
            "This service is not offered in this way",
        ),
        Words(
            "Тіркеу бөліміне келіңіз немесе басқа жолды таңдаңыз.",
            "Подойдите в регистратуру или выберите другой способ.",
            "Come to the desk or choose another way.",
        ),
    ),
    "return_code_unknown": Problem(
        Words("Мұндай код табылмады", "Такой код не найден", "This code was not found"),
        Words(
            "Қағаздағы кодты тексеріп, қайта енгізіңіз. Көмек керек болса, қызметкерге айтыңыз.",
            "Проверьте код на бумаге и введите ещё раз. Если нужна помощь, обратитесь к сотруднику.",
            "Check the code on your paper and enter it again. If you need help, ask at the desk.",
        ),
    ),
    "come_later": Problem(
        Words("Әлі ерте", "Пока рано", "It is too early"),
        Words(
            "Басқа күні қайта келіңіз. Қағазыңызды сақтаңыз.",
            "Приходите в другой день. Сохраните вашу бумагу.",
            "Come again on another day. Keep your paper.",
        ),
    ),
    "move_refused": Problem(
        Words("Бұл әрекетті қазір жасау мүмкін емес", "Сейчас это сделать нельзя", "This cannot be done now"),
        Words(
            "Талонның күйі: {state}. Әрекет: «{move}». Бетті жаңартып, қайта қараңыз.",
            "Состояние талона: {state}. Действие: «{move}». Обновите страницу и посмотрите снова.",
            "State of the ticket: {state}. Action: “{move}”. Reload the page and look again.",
        ),
    ),
    "tasks_open": Problem(
        Words("Бәрі бітпеген", "Сделано ещё не всё", "Not everything is done"),
        Words(
            "Алдымен мынаны орындаңыз: {tasks}.",
            "Сначала сделайте: {tasks}.",
            "Do this first: {tasks}.",
        ),
    ),
    "task_unknown": Problem(
        Words("Мұнда ондай тапсырма жоқ", "Здесь нет такой задачи", "There is no such task here"),
        Words(
            "Бетті жаңартып, тапсырманы тізімнен таңдаңыз.",
            "Обновите страницу и выберите задачу из списка.",
            "Reload the page and choose a task from the list.",
        ),
    ),
    "task_done": Problem(
        Words("Бұл орындалып қойған", "Это уже сделано", "This is done already"),
        Words(
            "Қайталаудың керегі жоқ. Келесі тапсырмаға өтіңіз.",
            "Повторять не нужно. Переходите к следующей задаче.",
            "There is no need to repeat it. Go on to the next task.",
        ),
    ),
    "task_not_ready": Problem(
        Words("Бұған әлі ерте", "Это делать ещё рано", "It is too early for this"),
        Words(
            "Алдымен мынаны орындаңыз: {needs}.",
            "Сначала сделайте: {needs}.",
            "Do this first: {needs}.",
        ),
    ),
    "ground_required": Problem(
        Words("Себебін көрсетіңіз", "Укажите причину", "Give the reason"),
        Words(
            "Себепті тізімнен таңдап, қайталаңыз.",
            "Выберите причину из списка и повторите.",
            "Choose the reason from the list and do it again.",
        ),
    ),
    "ground_unknown": Problem(
        Words("Мұндай себеп тізімде жоқ", "Такой причины нет в списке", "This reason is not on the list"),
        Words(
            "Себепті тізімнен таңдап, қайталаңыз.",
            "Выберите причину из списка и повторите.",
            "Choose the reason from the list and do it again.",
        ),
    ),
    "visit_closed": Problem(
        Words("Бұл талон жабылған", "Этот талон закрыт", "This ticket is closed"),
        Words(
            "Қызмет әлі керек болса, жаңа талон алыңыз.",
            "Если услуга ещё нужна, возьмите новый талон.",
            "If you still need the service, take a new ticket.",
        ),
    ),
    "slip_under_way": Problem(
        Words("Талон қазір басылып жатыр", "Талон сейчас печатается", "The slip is being printed now"),
        Words(
            "Бірнеше секундтан кейін қайта сұраңыз.",
            "Спросите ещё раз через несколько секунд.",
            "Ask again in a few seconds.",
        ),
    ),
    "purged": Problem(
        Words(
            "Бұл адамның деректері жойылған",
            "Данные этого человека удалены",
            "The data of this person have been removed",
        ),
        Words(
            "Журналда сақтау мерзімі өтті.",
            "Срок хранения в журнале истёк.",
            "The journal's duty to keep them has ended.",
        ),
    ),
}
