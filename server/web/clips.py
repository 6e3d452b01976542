"""The sound of a call: its URL says all that is said, and nothing personal."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask, Response
from flask.globals import request_ctx

from server.domain.language import Language
from server.domain.place import PlaceKind
from server.domain.refusal import Refusal
from server.web.actor import BOARD, STAFF
from server.web.guard import Guard
from server.web.route import Described
from server.words.voice import Spoken, can_be_said, spoken_call

WAV_TYPE = "audio/wav"
FORMS = ("full", "short")
CLIP_ROUTE = Described(
    method="GET",
    path="/clips/<form>/<language>/<number>/<kind>/<place>.wav",
    who=STAFF | {BOARD},
    summary="A call as sound, in full or short.",
    answers={200: bytes},
    media=WAV_TYPE,
)
_HEADERS = {
    # A day is enough for the boards that play it, and new recordings are heard on the next.
    "Cache-Control": "private, max-age=86400, immutable",
    "X-Content-Type-Options": "nosniff",
}


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The parts of the path."""

    form: str
    language: str
    number: str
    kind: str
    place: str

    def spoken(self) -> Spoken:
        """Raises Refusal `not_found` (404) for what nobody is called by."""
        known = self.form in FORMS and self.language in set(Language) and self.kind in set(PlaceKind)
        if not known or not can_be_said(self.number, self.place):
            raise Refusal("not_found", 404)
        kind, language = PlaceKind(self.kind), Language(self.language)
        return spoken_call(self.number, kind, self.place, language, self.form == "short")


def add_clips(app: Flask, guard: Guard, clip: Callable[[Spoken], bytes]) -> None:
    """`clip` says it: it may wait, and raises Refusal `voice_missing` (503)."""

    def view(**parts: str) -> Response:
        guard.admit(request_ctx.request, CLIP_ROUTE)
        return Response(clip(_Wanted(**parts).spoken()), headers=_HEADERS, content_type=WAV_TYPE)

    app.add_url_rule(CLIP_ROUTE.path, endpoint="clip", view_func=view)
