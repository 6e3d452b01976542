"""What a hall's board shows and says."""

from datetime import datetime
from functools import lru_cache
from urllib.parse import quote

from typing_extensions import TypedDict

from server.desk.house import Voice
from server.desk.views import BoardView
from server.domain.board import Call, said_in
from server.domain.language import Language, Words
from server.web.answers.said import Said, said
from server.words.places import call as call_words
from server.words.voice import can_be_said


class PlaceAnswer(TypedDict):
    kind: str
    name: str


class ClipAnswer(TypedDict):
    """What is said; `url` of its sound, null where there is none and the board chimes only.

    With /short/ in place of its /full/ the same is said shortly, for a hall where many are called at once.
    """

    language: str
    words: str
    url: str | None


class CallAnswer(TypedDict):
    call: int
    number: str
    place: PlaceAnswer
    language: str
    at: datetime
    times: int
    clips: list[ClipAnswer]


class HallAnswer(TypedDict):
    """`zone`: the site's time zone (IANA), in which its clocks go."""

    id: str
    name: Said
    zone: str


class BoardAnswer(TypedDict):
    """`twice`: each call is said two times."""

    revision: int
    at: datetime
    hall: HallAnswer
    calls: list[CallAnswer]
    text: Said
    twice: bool


def board_answer(view: BoardView, revision: int, at: datetime) -> BoardAnswer:
    return {
        "revision": revision,
        "at": at,
        "hall": {"id": view.hall.id, "name": said(view.hall.name), "zone": view.zone},
        "calls": [_call_answer(call, view.voice) for call in view.calls],
        "text": said(view.hall.text),
        "twice": view.voice.twice,
    }


@lru_cache(maxsize=1024)
def _call_answer(call: Call, voice: Voice) -> CallAnswer:
    """Cached, since a busy hall shows a call in hundreds of snapshots: whoever gets it must not change it."""
    words = call_words(call.place_kind, call.place_name, call.number)
    return {
        "call": call.call,
        "number": call.number,
        "place": {"kind": call.place_kind.value, "name": call.place_name},
        "language": call.language.value,
        "at": call.at,
        "times": call.times,
        "clips": [_clip_answer(call, language, words, voice) for language in said_in(call.language)],
    }


def _clip_answer(call: Call, language: Language, words: Words, voice: Voice) -> ClipAnswer:
    has_sound = language in voice.languages and can_be_said(call.number, call.place_name)
    return {
        "language": language.value,
        "words": words.in_language(language),
        "url": clip_url(call, language) if has_sound else None,
    }


def clip_url(call: Call, language: Language) -> str:
    """It says all that the voice says: so it needs no memory, and its sound can be kept."""
    place = quote(call.place_name, safe="")
    return f"/clips/full/{language}/{call.number}/{call.place_kind}/{place}.wav"
