"""Who may come in: checked for every route in the same place, before its handler is called."""

import hmac
from dataclasses import dataclass

from flask import Request, session

from server.desk.commands import Store
from server.desk.house import Session
from server.domain.refusal import Refusal
from server.web.actor import ANYONE, NOBODY, Actor, actor_of_device, actor_of_staff
from server.web.route import Described

SESSION_TOKEN = "token"  # noqa: S105 - the name of a key in the cookie
_BEARER = "Bearer "


@dataclass(frozen=True, slots=True)
class Guard:
    """`origins`: the pages that may talk to this server from a browser."""

    store: Store
    origins: frozenset[str]

    def admit(self, request: Request, route: Described) -> Actor:
        """Raises Refusal `csrf_wrong`, `forbidden` (403), `token_unknown`, `signed_out` (401)."""
        if ANYONE in route.who:
            return NOBODY
        actor = self._actor(request, check_csrf=route.is_command)
        if not actor.may_as & route.who:
            raise Refusal("forbidden", 403)
        return actor

    def check_origin(self, origin: str | None) -> None:
        """Before anything else. Raises Refusal `foreign_origin` (403)."""
        if origin is not None and origin not in self.origins:
            raise Refusal("foreign_origin", 403)

    def _actor(self, request: Request, check_csrf: bool) -> Actor:
        authorization = request.headers.get("Authorization")
        if authorization is not None:
            return self.device_with(
                authorization.removeprefix(_BEARER) if authorization.startswith(_BEARER) else ""
            )
        return self.signed_in(request.headers.get("X-CSRF-Token", "") if check_csrf else None)

    def device_with(self, token: str) -> Actor:
        """Raises Refusal `token_unknown` (401), also for one that was revoked."""
        device = self.store.glance(lambda house: house.device_of_token(token))
        if device is None:
            raise Refusal("token_unknown", 401)
        return actor_of_device(device)

    def signed_in(self, csrf: str | None) -> Actor:
        """The staff member of the session cookie. `csrf` None: not asked for, since nothing will change."""
        found = self._session(session.get(SESSION_TOKEN))
        if csrf is not None and not hmac.compare_digest(found.csrf.encode(), csrf.encode()):
            raise Refusal("csrf_wrong", 403)
        return actor_of_staff(found.staff)

    def staff_with(self, token: object) -> Actor:
        """The staff member whose session `token` is, as long as it lasts. Raises Refusal `signed_out` (401)."""
        return actor_of_staff(self._session(token).staff)

    def _session(self, token: object) -> Session:
        found = self.store.glance(lambda house: house.session(token)) if isinstance(token, str) else None
        if found is None:
            raise Refusal("signed_out", 401)
        return found
