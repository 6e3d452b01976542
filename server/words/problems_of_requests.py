"""What was sent cannot be taken as it is: its form, its key, its sender."""

from server.domain.language import Words
from server.words.problem import Problem

PROBLEMS_OF_REQUESTS: dict[str, Problem] = {
    "malformed": Problem(
        Words("Дұрыс жазылмаған", "Записано неверно", "Not written correctly"),
        Words(
            "Мына өрісті тексеріп, қайта жіберіңіз: {field}.",
            "Проверьте это поле и отправьте ещё раз: {field}.",
            "Check this field and send it again: {field}.",
        ),
    ),
    "unknown_field": Problem(
        Words("Артық өріс бар", "Есть лишнее поле", "There is one field too many"),
        Words(
            "Мұндай өріс жоқ: {field}. Оны алып тастап, қайта жіберіңіз.",
            "Такого поля нет: {field}. Уберите его и отправьте ещё раз.",
            "There is no such field: {field}. Leave it out and send again.",
        ),
    ),
    "unacceptable": Problem(
        Words("Бұл мән жарамайды", "Такое значение не подходит", "This value does not fit"),
        Words(
            "Мына өрісті түзетіп, қайта жіберіңіз: {field}.",
            "Исправьте это поле и отправьте ещё раз: {field}.",
            "Correct this field and send it again: {field}.",
        ),
    ),
    "text_unsafe": Problem(
        Words(
            "Мәтінде жарамсыз таңба бар",
            "В тексте есть недопустимый знак",
            "The text has a character that cannot be used",
        ),
        Words(
            "Мына өрісті пернетақтадан қайта теріңіз: {field}.",
            "Наберите это поле заново с клавиатуры: {field}.",
            "Type this field again from the keyboard: {field}.",
        ),
    ),
    "not_json": Problem(
        Words("Сұрауды оқу мүмкін болмады", "Не удалось прочитать запрос", "The request could not be read"),
        Words(
            "Сұрау JSON пішімінде болуы керек. Бетті жаңартып, қайталап көріңіз.",
            "Запрос должен быть в формате JSON. Обновите страницу и попробуйте ещё раз.",
            "The request must be JSON. Reload the page and try again.",
        ),
    ),
    "body_too_large": Problem(
        Words("Дерек тым көп", "Слишком много данных", "Too much data"),
        Words(
            "Мәтінді қысқартып, қайта жіберіңіз.",
            "Сократите текст и отправьте ещё раз.",
            "Make the text shorter and send it again.",
        ),
    ),
    "unsupported_media_type": Problem(
        Words(
            "Деректің бұл түрі қабылданбайды",
            "Такой вид данных не принимается",
            "This kind of data is not accepted",
        ),
        Words(
            "Деректі JSON пішімінде жіберіңіз.",
            "Отправьте данные в формате JSON.",
            "Send the data as JSON.",
        ),
    ),
    "key_missing": Problem(
        Words("Сұраудың кілті жоқ", "У запроса нет ключа", "The request has no key"),
        Words(
            "Әр әрекетке Idempotency-Key керек: 16–64 таңба. Бетті жаңартып, қайталап көріңіз.",
            "Каждому действию нужен Idempotency-Key: 16–64 знака. Обновите страницу и попробуйте ещё раз.",
            "Every command needs an Idempotency-Key of 16–64 characters. Reload the page and try again.",
        ),
    ),
    "key_reused": Problem(
        Words(
            "Бұл кілт басқа әрекетке қолданылған",
            "Этот ключ уже использован для другого действия",
            "This key was used for another command",
        ),
        Words(
            "Бетті жаңартып, әрекетті қайта орындаңыз.",
            "Обновите страницу и повторите действие.",
            "Reload the page and do it again.",
        ),
    ),
    "signed_out": Problem(
        Words("Сіз жүйеге кірмегенсіз", "Вы не вошли в систему", "You are not signed in"),
        Words(
            "Атыңыз бен құпиясөзді енгізіп, жүйеге кіріңіз.",
            "Введите имя и пароль, чтобы войти.",
            "Enter your name and password to sign in.",
        ),
    ),
    "sign_in_wrong": Problem(
        Words("Кіру мүмкін болмады", "Войти не удалось", "Signing in failed"),
        Words(
            "Аты немесе құпиясөз қате. Тексеріп, қайта енгізіңіз.",
            "Неверное имя или пароль. Проверьте и введите ещё раз.",
            "The name or the password is wrong. Check them and try again.",
        ),
    ),
    "token_unknown": Problem(
        Words("Құрылғы танылмады", "Устройство не опознано", "The device is not known"),
        Words(
            "Құрылғыны қайта қосу керек. Әкімшіні шақырыңыз.",
            "Устройство нужно подключить заново. Позовите администратора.",
            "The device must be paired again. Call the administrator.",
        ),
    ),
    "forbidden": Problem(
        Words("Бұған рұқсатыңыз жоқ", "У вас нет на это разрешения", "You may not do this"),
        Words(
            "Рұқсат керек болса, әкімшіге айтыңыз.",
            "Если разрешение нужно, скажите администратору.",
            "If you need permission, ask the administrator.",
        ),
    ),
    "foreign_origin": Problem(
        Words(
            "Сұрау басқа сайттан келді", "Запрос пришёл с другого сайта", "The request came from another site"
        ),
        Words(
            "Осы жүйенің өз бетін ашып, қайталап көріңіз.",
            "Откройте страницу этой системы и попробуйте ещё раз.",
            "Open the page of this system and try again.",
        ),
    ),
    "csrf_wrong": Problem(
        Words("Бет ескірген", "Страница устарела", "The page is out of date"),
        Words(
            "Бетті жаңартып, әрекетті қайта орындаңыз.",
            "Обновите страницу и повторите действие.",
            "Reload the page and do it again.",
        ),
    ),
    "not_found": Problem(
        Words("Табылмады", "Не найдено", "Not found"),
        Words(
            "Мекенжайды немесе нөмірді тексеріңіз.",
            "Проверьте адрес или номер.",
            "Check the address or the number.",
        ),
    ),
    "method_not_allowed": Problem(
        Words("Мұнда бұл әрекет жасалмайды", "Здесь это действие не выполняется", "This cannot be done here"),
        Words(
            "Бетті жаңартып, қайталап көріңіз.",
            "Обновите страницу и попробуйте ещё раз.",
            "Reload the page and try again.",
        ),
    ),
}

# For whoever typed an address into a browser; a program is told `not_found`.
NO_SUCH_PAGE = Problem(
    Words("Мұндай бет жоқ", "Такой страницы нет", "There is no such page"),
    Words(
        "Мекенжайды тексеріңіз немесе басты беттен бастаңыз.",
        "Проверьте адрес или начните с главной страницы.",
        "Check the address, or begin at the main page.",
    ),
)
