"""What the kiosk itself has to refuse, as `application/problem+json` in the three languages."""

import json

from flask import Response

LANGUAGES = ("kk", "ru", "en")


class Problem(Exception):
    """The agent says no: `code` for programs, `status` for HTTP."""

    def __init__(self, code: str, status: int) -> None:
        super().__init__(code)
        self.code = code
        self.status = status


_WORDS = {
    "unreachable": {
        "kk": ("Серверге қосылу мүмкін болмады", "Тіркеу бөліміне жүгініңіз. Сізге сонда көмектеседі."),
        "ru": ("Не удалось подключиться к серверу", "Подойдите в регистратуру. Вам помогут там."),
        "en": ("The server cannot be reached", "Please go to the desk. You will be helped there."),
    },
    "given_up": {
        "kk": ("Талон берілмеді", "Тіркеу бөліміне жүгініңіз. Сізге сонда көмектеседі."),
        "ru": ("Талон не выдан", "Подойдите в регистратуру. Вам помогут там."),
        "en": ("No ticket was issued", "Please go to the desk. You will be helped there."),
    },
    "foreign_origin": {
        "kk": ("Бұл бетке рұқсат жоқ", "Киоск тек өз бетіне жауап береді."),
        "ru": ("Этой странице доступ закрыт", "Киоск отвечает только своей странице."),
        "en": ("This page may not", "The kiosk answers to its own page only."),
    },
    "malformed": {
        "kk": ("Сұрау түсініксіз", "Сұрау JSON болуы және кілті болуы керек."),
        "ru": ("Запрос непонятен", "Запрос должен быть в JSON и с ключом."),
        "en": ("The request cannot be read", "It has to be JSON, and to bear a key."),
    },
    "not_found": {
        "kk": ("Мұнда ондай ештеңе жоқ", "Мекенжайды тексеріңіз."),
        "ru": ("Здесь такого нет", "Проверьте адрес."),
        "en": ("There is nothing here", "Check the address."),
    },
    "internal": {
        "kk": ("Киоскіде қате шықты", "Тіркеу бөліміне жүгініңіз."),
        "ru": ("В киоске произошла ошибка", "Подойдите в регистратуру."),
        "en": ("Something went wrong in the kiosk", "Please go to the desk."),
    },
}


def problem_response(problem: Problem, language: str) -> Response:
    title, detail = _WORDS[problem.code][language]
    said = {
        "type": f"/problems/{problem.code}",
        "title": title,
        "status": problem.status,
        "code": problem.code,
        "detail": detail,
    }
    return Response(json_text(said), problem.status, content_type="application/problem+json")


def json_text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
