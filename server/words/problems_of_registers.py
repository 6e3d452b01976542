"""A rule of the register check says no."""

from server.domain.language import Words
from server.words.problem import Problem

PROBLEMS_OF_REGISTERS: dict[str, Problem] = {
    "register_asked_often": Problem(
        Words(
            "Тіркелімге тым көп сұрау жіберілді", "Слишком много запросов", "The register was asked too often"
        ),
        Words(
            "Бұл талон бойынша енді сұрауға болмайды. Нәтижені қолмен енгізіңіз.",
            "По этому талону больше спросить нельзя. Внесите результат вручную.",
            "It cannot be asked again for this ticket. Enter what you found by hand.",
        ),
    ),
    "list_empty": Problem(
        Words("Тізімде бірде-бір ЖСН жоқ", "В списке нет ни одного ИИН", "There is no IIN in the list"),
        Words(
            "Бұрынғы тізім қалды. Файлды тексеріңіз.",
            "Прежний список остался. Проверьте файл.",
            "The earlier list stays. Check the file.",
        ),
    ),
    "list_lacks": Problem(
        Words(
            "Жарамсыз жолдар бар, ал тізімнен {removed} адам шығарылар еді",
            "Есть негодные строки, а из списка ушли бы люди: {removed}",
            "Some rows are bad, and persons would leave the list: {removed}",
        ),
        Words(
            "Бұрынғы тізім қалды. Жолдарды түзетіңіз немесе шығаруға рұқсат беріп, қайталаңыз.",
            "Прежний список остался. Исправьте строки или повторите, разрешив удаление.",
            "The earlier list stays. Mend the rows, or repeat and allow the removal.",
        ),
    ),
    "register_not_asked": Problem(
        Words("Сіз тіркелімнен сұрамадыңыз", "Вы не спросили регистр", "The register was not asked"),
        Words(
            "Алдымен тіркелімнен тексеріңіз. Тексеру мүмкін болмаса, себебін жазыңыз.",
            "Сначала проверьте по регистру. Если нельзя, напишите почему.",
            "Check in the register first. If you cannot, write why.",
        ),
    ),
    "register_says_otherwise": Problem(
        Words("Тіркелімде басқаша", "В регистре указано другое", "The register says otherwise"),
        Words(
            "Неге басқаша екенін жазыңыз немесе тіркелім жауабын растаңыз.",
            "Напишите, почему иначе, или подтвердите ответ регистра.",
            "Write why it is otherwise, or confirm what the register says.",
        ),
    ),
    "iin_not_checked": Problem(
        Words(
            "Тіркелімнен басқа ЖСН сұралған",
            "Регистр спрашивали о другом ИИН",
            "The register was asked about another IIN",
        ),
        Words(
            "ЖСН-ді түзетіңіз немесе тіркелімнен осыны сұраңыз. Мүмкін болмаса, талонды тоқтатып, жаңадан бастаңыз.",
            "Исправьте ИИН или спросите регистр об этом. Если нельзя, прекратите талон и начните заново.",
            "Correct the IIN, or ask the register about this one. If you cannot, withdraw the ticket and begin again.",
        ),
    ),
    "finding_overtaken": Problem(
        Words(
            "Тіркелім енді басқаша жауап берді",
            "Регистр теперь ответил иначе",
            "The register says otherwise by now",
        ),
        Words(
            "Бұрынғы тексеру ескірді. Талонды тоқтатып, жаңадан бастаңыз.",
            "Прежняя проверка больше не верна. Прекратите талон и начните заново.",
            "The earlier check no longer holds. Withdraw the ticket and begin again.",
        ),
    ),
}
