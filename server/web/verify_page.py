"""What a person is shown who scans a certificate's code with a phone: a page in three languages, without a script.

Who has no phone at hand comes to the address without a code and lets a scanner type it. What is typed there arrives in
a body, and only what has the shape of such a code goes on into an address: people type secrets of their own, too. A
program that asks the same address is answered in JSON. Codes are 128 bits that nobody guesses; who tries is slowed
down all the same, by his address and by wrong codes only, so that nobody who holds papers is kept waiting.
"""

import re
from collections.abc import Callable
from html import escape
from string import Template

from flask import Flask, Response, request
from flask.globals import request_ctx
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from server.desk.certificate_views import VerifyView, verify_view
from server.desk.commands import Store
from server.desk.house import House
from server.domain.certificate import Verdict, is_verify_code
from server.domain.language import Language, Words
from server.domain.refusal import Refusal
from server.web.addresses import Address, client_of, holder_of
from server.web.error_page import wants_page
from server.web.pages import with_headers
from server.words import paper as said
from server.words.certificates import CHECK_CODE, CODE, VERDICT_ADVICE, VERDICTS

VERIFY = "/verify/"
ASK_CODE = frozenset({"/verify", VERIFY})
WRONG_CODES = RateLimitItemPerMinute(20)

_PAGE = Template(
    """<!doctype html>
<html lang="kk">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="robots" content="noindex">
  <title>$title · Kezek</title>
  <link rel="icon" href="/shared/icon.svg">
  <link rel="stylesheet" href="/shared/base.css">
  <link rel="stylesheet" href="/verifying/verify.css">
</head>
<body>
  <main class="card verdict verdict-$verdict">
    <span class="sign sign-$sign" aria-hidden="true"></span>
$said
$more
  </main>
</body>
</html>
"""
)
_SIGNS = {"genuine": "good", "not_yet_issued": "near", "expired": "over", "no_code": "journal"}
_TO_ASK_AGAIN = frozenset({"no_code", "not_the_code", "unknown"})
_ADDRESS = re.compile(rf"\S*{VERIFY}")
_LONGEST_TYPED = 300
_REPLACED_BY = Words("Орнына берілген анықтама", "Выдана взамен", "The one in its place")
_DIGEST = Words("Бақылау саны", "Контрольная сумма", "Checksum")
_SERVICE = Words("Қызмет", "Услуга", "Service")


def _is_asked() -> bool:
    """Asked of every request, hence not by the proxy, which looks it up again."""
    path = request_ctx.request.environ["PATH_INFO"]
    return path in ASK_CODE or bool(path.startswith(VERIFY))


class VerifyDesk:
    def __init__(self, store: Store, limited: bool, proxies: frozenset[Address]) -> None:
        self._store = store
        self._limited = limited
        self._proxies = proxies
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def before(self) -> Response | None:
        """Of every request: those for a certificate are slowed down, and a browser is answered with the page."""
        if not _is_asked():
            return None
        if request.path in ASK_CODE:
            return self._form_page()
        self._check_rate()
        return self._page() if wants_page(request) else None

    def after(self, response: Response) -> Response:
        if _is_asked():
            response.vary.add("Accept")
            if response.status_code == 404 and self._limited and request.path not in ASK_CODE:
                self._limiter.hit(WRONG_CODES, self._client())
        return response

    def _check_rate(self) -> None:
        """Raises Refusal `too_many_attempts` (429)."""
        if self._limited and not self._limiter.test(WRONG_CODES, self._client()):
            raise Refusal("too_many_attempts", 429, retry_after=60)

    def _client(self) -> str:
        forwarded = request.headers.get("X-Forwarded-For", "")
        return holder_of(client_of(request.environ["REMOTE_ADDR"], forwarded, self._proxies))

    def _form_page(self) -> Response | None:
        if request.method == "POST":
            return _answer_to(_bare(request.form.get("code", "")))
        return _response("no_code", "", 200) if wants_page(request) else None

    def _page(self) -> Response:
        code = request.path.removeprefix(VERIFY)
        if not is_verify_code(code):
            return _response("not_the_code", "", 404)
        try:
            view, service = self._store.read(lambda house: _found(house, code))
        except Refusal:
            return _response("unknown", "", 404)
        return _response(view.verdict.value, _facts(view, service), 200)


def _bare(typed: str) -> str:
    """The code in what was typed or scanned: without white, and without the address that the QR holds before it.

    Nothing else is cut off: the number of a certificate has a stroke, too. A small letter is another than a capital.
    """
    return _ADDRESS.sub("", "".join(typed.split()), count=1)


def _answer_to(code: str) -> Response:
    if not code:
        return _response("no_code", "", 200)
    if not is_verify_code(code):
        return _response("not_the_code", "", 422)
    return Response(status=303, headers={"Location": f"{VERIFY}{code}"})


def _found(house: House, code: str) -> tuple[VerifyView, Words]:
    view = verify_view(house, code)
    return view, house.site.regulation(view.certificate.service).name


def _response(verdict: str, facts: str, status: int) -> Response:
    words = "\n".join(
        f'    <section lang="{language}"><{tag}>{escape(VERDICTS[verdict].in_language(language))}</{tag}>'
        f"<p>{escape(VERDICT_ADVICE[verdict].in_language(language))}</p></section>"
        for language, tag in zip(Language, ("h1", "h2", "h2"), strict=True)
    )
    page = _PAGE.substitute(
        title=escape(VERDICTS[verdict].kk),
        verdict=verdict.replace("_", "-"),
        sign=_SIGNS.get(verdict, "warning"),
        said=words,
        more=_form() if verdict in _TO_ASK_AGAIN else facts,
    )
    response = with_headers(Response(page, status, content_type="text/html; charset=utf-8"))
    response.headers["Cache-Control"] = "no-store"
    # Under "no-referrer" a browser posts the form with the origin "null", which is refused as a foreign one.
    response.headers["Referrer-Policy"] = "same-origin"
    return response


def _form() -> str:
    return (
        f'    <form action="{VERIFY}" method="post">'
        f'<label class="field"><span>{_label(CODE)}</span>'
        f'<input name="code" maxlength="{_LONGEST_TYPED}" required autofocus autocomplete="off"'
        ' autocapitalize="none" spellcheck="false"></label>'
        f'<button class="button button-first">{_label(CHECK_CODE)}</button></form>'
    )


def _facts(view: VerifyView, service: Words) -> str:
    one = view.certificate
    rows = [
        (
            _SERVICE,
            "<br>".join(
                f'<span lang="{code}">{escape(text)}</span>' for code, text in service._asdict().items()
            ),
        ),
        (Words("№", "№", "№"), escape(one.number)),
        (said.ISSUED_AT, f"{one.made_on:%d.%m.%Y}"),
        (said.VALID_UNTIL, f"{one.valid_until:%d.%m.%Y}"),
        (_DIGEST, escape(one.digest)),
    ]
    if view.verdict is Verdict.REPLACED and view.replaced_by:
        rows.insert(1, (_REPLACED_BY, escape(f"№ {view.replaced_by}")))
    listed = "".join(f"<div><dt>{_label(label)}</dt><dd>{value}</dd></div>" for label, value in rows)
    return f"    <dl>{listed}</dl>"


def _label(words: Words) -> str:
    """Each language once: three equal words are one."""
    texts = {text: code for code, text in reversed(words._asdict().items())}
    return " · ".join(f'<span lang="{code}">{escape(text)}</span>' for text, code in reversed(texts.items()))


def add_verify_page(app: Flask, store: Store, limited: bool, proxies: frozenset[Address]) -> None:
    desk = VerifyDesk(store, limited, proxies)
    before: Callable[[], Response | None] = desk.before
    app.before_request(before)
    app.after_request(desk.after)
