"""What staff are told of troubles: what happened, and what to do about it. The most severe stand first.

A device's name is said beside the text, and so it does not stand in it.
"""

from server.domain.language import Words
from server.words.problem import Problem

_CALL_THE_ADMINISTRATOR = Words(
    "Түзелмесе, әкімшіні шақырыңыз.",
    "Если не помогло, позовите администратора.",
    "If that does not help, call the administrator.",
)


def _first(kk: str, ru: str, en: str) -> Words:
    """Do this first; and if it does not help, call somebody."""
    first = Words(kk, ru, en)
    return Words(*(f"{one} {other}" for one, other in zip(first, _CALL_THE_ADMINISTRATOR, strict=True)))


TROUBLES: dict[str, Problem] = {
    "kiosk_lost": Problem(
        Words("Киоск жауап бермейді", "Киоск не отвечает", "The kiosk does not answer"),
        _first(
            "Киоск пен желі кабелі қосулы ма, қараңыз; келгендерге талонды өзіңіз беріңіз.",
            "Проверьте, включены ли киоск и сетевой кабель; талоны пока выдавайте сами.",
            "See that the kiosk and its network cable are plugged in; hand out tickets yourself for now.",
        ),
    ),
    "kiosk_printer_lost": Problem(
        Words(
            "Киоскідегі принтердің бағдарламасы жауап бермейді",
            "Программа принтера в киоске не отвечает",
            "The printer's program in the kiosk does not answer",
        ),
        _first(
            "Киоскіні өшіріп, қайта қосыңыз; әзірше талонның нөмірі оның экранында көрінеді.",
            "Выключите киоск и включите снова; номер талона пока виден на его экране.",
            "Switch the kiosk off and on again; for now the ticket's number stands on its screen.",
        ),
    ),
    "paper_out": Problem(
        Words("Принтерде қағаз бітті", "В принтере кончилась бумага", "The printer is out of paper"),
        _first("Жаңа орам салыңыз.", "Вставьте новый рулон.", "Put in a new roll."),
    ),
    "cover_open": Problem(
        Words("Принтердің қақпағы ашық", "Крышка принтера открыта", "The cover of the printer is open"),
        _first("Қақпақты жабыңыз.", "Закройте крышку.", "Close the cover."),
    ),
    "error": Problem(
        Words("Принтер істен шықты", "Принтер неисправен", "The printer has a fault"),
        _first(
            "Кептелген қағазды алып, принтерді өшіріп, қайта қосыңыз.",
            "Уберите застрявшую бумагу, выключите принтер и включите снова.",
            "Take out any jammed paper, switch the printer off and on again.",
        ),
    ),
    "unreachable": Problem(
        Words("Принтермен байланыс жоқ", "Нет связи с принтером", "The printer cannot be reached"),
        _first(
            "Принтер қосулы ма, кабелі орнында ма, қараңыз.",
            "Проверьте, включён ли принтер и на месте ли кабель.",
            "See that the printer is on and its cable is in place.",
        ),
    ),
    "silent": Problem(
        Words("Принтер жауап бермейді", "Принтер не отвечает", "The printer does not answer"),
        _first(
            "Принтерді өшіріп, қайта қосыңыз.",
            "Выключите принтер и включите снова.",
            "Switch the printer off and on again.",
        ),
    ),
    "garbage": Problem(
        Words(
            "Принтер түсініксіз жауап береді", "Принтер отвечает непонятно", "The printer answers nonsense"
        ),
        _first(
            "Принтерді өшіріп, қайта қосыңыз.",
            "Выключите принтер и включите снова.",
            "Switch the printer off and on again.",
        ),
    ),
    "offline": Problem(
        Words("Принтер дайын емес", "Принтер не готов", "The printer is not ready"),
        _first(
            "Принтердегі түймені басып көріңіз, болмаса өшіріп, қайта қосыңыз.",
            "Нажмите кнопку на принтере или выключите его и включите снова.",
            "Press the button on the printer, or switch it off and on again.",
        ),
    ),
    "slow": Problem(
        Words("Принтер үлгермей жатыр", "Принтер печатает слишком медленно", "The printer is too slow"),
        _first(
            "Принтерді өшіріп, қайта қосыңыз.",
            "Выключите принтер и включите снова.",
            "Switch the printer off and on again.",
        ),
    ),
    "device_fault": Problem(
        Words(
            "Құрылғы дұрыс жұмыс істемейді",
            "Устройство работает неправильно",
            "The device is not working properly",
        ),
        _first(
            "Құрылғыны өшіріп, қайта қосыңыз.",
            "Выключите устройство и включите снова.",
            "Switch the device off and on again.",
        ),
    ),
    "board_lost": Problem(
        Words("Табло жауап бермейді", "Табло не отвечает", "The board does not answer"),
        _first(
            "Табло мен желі кабелі қосулы ма, қараңыз; нөмірлерді дауыстап шақырыңыз.",
            "Проверьте, включены ли табло и сетевой кабель; номера пока называйте вслух.",
            "See that the board and its network cable are plugged in; call the numbers aloud for now.",
        ),
    ),
    "printer_lost": Problem(
        Words(
            "Принтердің бағдарламасы жауап бермейді",
            "Программа принтера не отвечает",
            "The printer's program does not answer",
        ),
        _first(
            "Принтер қосылған компьютер істеп тұр ма, қараңыз.",
            "Проверьте, работает ли компьютер, к которому подключён принтер.",
            "See that the computer of the printer is running.",
        ),
    ),
    "paper_failed": Problem(
        Words(
            "{number} нөмірінің қағазы басылмады",
            "Бумага для номера {number} не напечатана",
            "The paper of number {number} was not printed",
        ),
        _first(
            "Адамға нөмірін жазып беріңіз, содан соң принтерді қараңыз.",
            "Напишите человеку его номер и проверьте принтер.",
            "Write the number down for the person, then look at the printer.",
        ),
    ),
    "paper_unknown": Problem(
        Words(
            "{number} нөмірінің қағазы шыққаны белгісіз",
            "Неизвестно, напечатана ли бумага для номера {number}",
            "It is not known whether the paper of number {number} was printed",
        ),
        _first(
            "Қағаз принтерде жатыр ма, қараңыз.",
            "Посмотрите, нет ли бумаги в принтере.",
            "See whether the paper lies in the printer.",
        ),
    ),
    "sound_blocked": Problem(
        Words("Таблоның дыбысы өшірулі", "На табло выключен звук", "The sound of the board is off"),
        _first(
            "Таблоның экранын бір рет түртіңіз; оған дейін нөмірлерді дауыстап шақырыңыз.",
            "Коснитесь экрана табло; до этого называйте номера вслух.",
            "Touch the screen of the board once; until then call the numbers aloud.",
        ),
    ),
    "voice_missing": Problem(
        Words(
            "Шақыру дауыспен айтылмайды, тек қоңырау естіледі",
            "Вызовы не произносятся, звучит только сигнал",
            "Calls are not spoken: there is a chime only",
        ),
        Words(
            "Нөмірлерді дауыстап шақырыңыз. Әкімшіге айтыңыз: серверде дауыс орнатылмаған.",
            "Называйте номера вслух. Скажите администратору: на сервере не установлен голос.",
            "Call the numbers aloud. Tell the administrator that the server has no voice.",
        ),
    ),
    "clip_missing": Problem(
        Words(
            "Таблоға дауыс жетпеді, тек қоңырау естіледі",
            "Голос не дошёл до табло, звучит только сигнал",
            "The voice did not reach the board: there is a chime only",
        ),
        _first(
            "Әзірше нөмірлерді дауыстап шақырыңыз.",
            "Пока называйте номера вслух.",
            "Call the numbers aloud for now.",
        ),
    ),
    "clock_jumped": Problem(
        Words("Сервердің сағаты ауысып кетті", "Часы сервера перевели", "The server's clock was changed"),
        Words(
            "Уақыт дұрыс па, қараңыз. Дұрыс болмаса, әкімшіге айтыңыз.",
            "Проверьте, верно ли время. Если нет, скажите администратору.",
            "See whether the time is right. If it is not, tell the administrator.",
        ),
    ),
    "paper_near_end": Problem(
        Words(
            "Принтерде қағаз таусылуға жақын", "В принтере скоро кончится бумага", "The paper is running low"
        ),
        Words("Жаңа орам дайындап қойыңыз.", "Приготовьте новый рулон.", "Have a new roll ready."),
    ),
}
