"""What a person is shown who typed a wrong address or met a fault: a page in three languages, without a script."""

from html import escape
from string import Template

from flask import Request, Response
from werkzeug.datastructures import MIMEAccept

from server.domain.language import Language, Words
from server.web.pages import with_headers

API = "/api/"
_READ_BY_PROGRAMS = ("application/problem+json", "application/json")
_PAGE = Template(
    """<!doctype html>
<html lang="kk">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>$status · Kezek</title>
  <link rel="icon" href="/shared/icon.svg">
  <link rel="stylesheet" href="/shared/base.css">
  <link rel="stylesheet" href="/shared/error.css">
</head>
<body>
  <main class="card error">
    <p class="error-mark"><span class="sign sign-warning" aria-hidden="true"></span>$status</p>
$said
    <a class="button button-first button-large" href="/">$home</a>
  </main>
</body>
</html>
"""
)
_HOME = Words("Басты бет", "На главную", "Main page")


def wants_page(request: Request) -> bool:
    """A browser that was sent to an address asks for a page; a program never does, and the API has none."""
    accepted: MIMEAccept = request.accept_mimetypes
    asks = accepted.best_match([*_READ_BY_PROGRAMS, "text/html"]) == "text/html"
    return asks and request.method in ("GET", "HEAD") and not request.path.startswith(API)


def error_page(status: int, title: Words, detail: Words) -> Response:
    said = "\n".join(
        f'    <section lang="{language}"><{tag}>{escape(title.in_language(language))}</{tag}>'
        f"<p>{escape(detail.in_language(language))}</p></section>"
        for language, tag in zip(Language, ("h1", "h2", "h2"), strict=True)
    )
    home = "".join(f'<span lang="{language}">{_HOME.in_language(language)}</span>' for language in Language)
    page = _PAGE.substitute(status=status, said=said, home=home)
    response = with_headers(Response(page, status, content_type="text/html; charset=utf-8"))
    response.headers["Cache-Control"] = "no-store"
    return response
