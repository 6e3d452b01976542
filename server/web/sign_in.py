"""Staff sign in with name and password; the cookie holds a random token, the house only its hash."""

from collections.abc import Callable
from dataclasses import dataclass

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask import Flask, Response, request, session
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from server.desk.commands import Command, Store
from server.desk.house import House, Staff
from server.domain.event import Event
from server.domain.refusal import Refusal
from server.web import bodies
from server.web.actor import ANYONE, STAFF
from server.web.addresses import Address, client_of, holder_of
from server.web.answers.staff import SessionAnswer, session_answer
from server.web.guard import SESSION_TOKEN, Guard
from server.web.route import Described
from server.web.serve import JSON_TYPE, to_json

_HASHER = PasswordHasher()  # each hash says itself what it costs
# OWASP's second recommendation: 19 MiB, two passes, one lane.
NOBODYS_HASH = (
    "$argon2id$v=19$m=19456,t=2,p=1$EH/KfTqg6xJhhXA7Gmm88w$T1zd2lCNRxlxV9sP+dctSDnws0ccPAybvHLhw9Z3PtY"
)
PER_NAME = RateLimitItemPerMinute(10)
PER_ADDRESS = RateLimitItemPerMinute(60)


SIGN_IN = "/api/sign-in"
_EVERYONE = frozenset({ANYONE})
SIGN_IN_ROUTES = (
    Described(
        method="POST",
        path=SIGN_IN,
        who=_EVERYONE,
        summary="Sign in; the answer sets the session cookie.",
        answers={200: SessionAnswer},
        body=bodies.SignIn,
    ),
    Described(
        method="POST", path="/api/sign-out", who=STAFF, summary="End the session.", answers={204: None}
    ),
    Described(
        method="GET",
        path="/api/session",
        who=STAFF,
        summary="Who is signed in.",
        answers={200: SessionAnswer},
    ),
)


@dataclass(frozen=True, slots=True)
class SignInDesk:
    """`off_loop(function, *arguments)` runs a slow function in a native thread and waits for it."""

    store: Store
    guard: Guard
    off_loop: Callable[..., bool]
    limited: bool
    limiter: MovingWindowRateLimiter
    proxies: frozenset[Address]


def add_sign_in(
    app: Flask,
    store: Store,
    guard: Guard,
    off_loop: Callable[..., bool],
    limited: bool,
    proxies: frozenset[Address],
) -> None:
    desk = SignInDesk(store, guard, off_loop, limited, MovingWindowRateLimiter(MemoryStorage()), proxies)
    app.add_url_rule(SIGN_IN, view_func=lambda: _sign_in(desk), endpoint="sign_in", methods=["POST"])
    app.add_url_rule(
        "/api/sign-out", view_func=lambda: _sign_out(desk), endpoint="sign_out", methods=["POST"]
    )
    app.add_url_rule("/api/session", view_func=lambda: _who(desk), endpoint="session", methods=["GET"])


def _sign_in(desk: SignInDesk) -> Response:
    if request.mimetype != JSON_TYPE:
        raise Refusal("unsupported_media_type", 415)
    body, _ = bodies.read_body(request.get_data(cache=False), bodies.SignIn)
    assert isinstance(body, bodies.SignIn)
    _check_rate(desk, body.name)
    staff = _proved(desk, body.name, body.password)
    if staff is None:
        raise Refusal("sign_in_wrong", 401)
    token, csrf = desk.store.submit(Command(f"staff:{staff.id}", lambda house: _open(house, staff)))
    session.clear()
    session[SESSION_TOKEN] = token
    session.permanent = True
    return _session_response(staff, csrf)


def _check_rate(desk: SignInDesk, name: str) -> None:
    """Guessing is slow, by name and by address. Raises Refusal `too_many_attempts` (429)."""
    if not desk.limited:
        return
    forwarded = request.headers.get("X-Forwarded-For", "")
    client = holder_of(client_of(request.environ["REMOTE_ADDR"], forwarded, desk.proxies))
    if desk.limiter.hit(PER_ADDRESS, client) and desk.limiter.hit(PER_NAME, name):
        return
    raise Refusal("too_many_attempts", 429, retry_after=60)


def _proved(desk: SignInDesk, name: str, password: str) -> Staff | None:
    """A name that does not exist costs as much time as a wrong password, so that names cannot be fished for."""
    found = desk.store.read(lambda house: house.staff_called(name))
    right = desk.off_loop(_verify, found[1] if found else NOBODYS_HASH, password)
    return found[0] if found and right else None


def _verify(password_hash: str, password: str) -> bool:
    try:
        return _HASHER.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False


def _open(house: House, staff: Staff) -> tuple[str, str]:
    house.record(Event("signed_in", {"staff": staff.id}))
    return house.open_session(staff)


def _sign_out(desk: SignInDesk) -> Response:
    actor = desk.guard.signed_in(request.headers.get("X-CSRF-Token", ""))
    token = session[SESSION_TOKEN]
    desk.store.submit(Command(actor.id, lambda house: _close(house, token)))
    session.clear()
    return Response(status=204)


def _close(house: House, token: str) -> None:
    house.close_session(token)
    house.record(Event("signed_out"))


def _who(desk: SignInDesk) -> Response:
    """Who is signed in: for a page that was loaded again."""
    token = session.get(SESSION_TOKEN)
    found = desk.store.read(lambda house: house.session(token)) if isinstance(token, str) else None
    if found is None:
        raise Refusal("signed_out", 401)
    return _session_response(found.staff, found.csrf)


def _session_response(staff: Staff, csrf: str) -> Response:
    answer = session_answer(staff, csrf)
    response = Response(to_json(answer), content_type=JSON_TYPE)
    response.headers["Cache-Control"] = "no-store"
    return response
