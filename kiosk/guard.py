"""Who may speak to the kiosk's agent: its own page, on this machine, and nobody else's page."""

from flask import Flask, Response, request

from kiosk.problems import Problem

_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:;"
        " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


def guard(app: Flask, port: int) -> None:
    """Check every request before its handler, and give every reply the security headers."""
    hosts = frozenset({f"127.0.0.1:{port}", f"localhost:{port}"})
    origins = frozenset(f"http://{host}" for host in hosts)

    def check() -> None:
        """Raises Problem `foreign_origin` (403). The Host is checked too: a foreign name may lead here."""
        origin = request.headers.get("Origin")
        if request.host not in hosts or (origin is not None and origin not in origins):
            raise Problem("foreign_origin", 403)

    def with_headers(response: Response) -> Response:
        response.headers.extend(_HEADERS)
        if request.path.startswith("/api/"):
            response.headers["Cache-Control"] = "no-store"
        return response

    app.before_request(check)
    app.after_request(with_headers)
