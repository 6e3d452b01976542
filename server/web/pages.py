"""The pages that run in browsers, and what they load: all of it from this site, none of it inline.

The one inline element is a page's import map, which browsers know in no other form: it is named in the policy by
its digest.
"""

import hashlib
import re
from base64 import b64encode
from collections.abc import Iterable, Mapping
from pathlib import Path

from flask import Flask, Response, send_from_directory

_IMPORT_MAP = re.compile(r'<script type="importmap">(.*?)</script>', re.DOTALL)
_POLICY = (
    "default-src 'none'; script-src 'self'{scripts}; style-src 'self'; font-src 'self'; img-src 'self' data:;"
    " connect-src 'self'; media-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}


def with_headers(response: Response, policy: str = _POLICY.format(scripts="")) -> Response:
    """What a browser must know of a page or a file of a page."""
    response.headers.extend(_HEADERS)
    response.headers["Content-Security-Policy"] = policy
    return response


def add_folder(app: Flask, prefix: str, folder: Path) -> None:
    """Serve the files of `folder` below `prefix`; nothing outside it can be reached."""

    def file(name: str) -> Response:
        response = with_headers(send_from_directory(folder, name))
        response.headers["Cache-Control"] = "no-cache"
        return response

    app.add_url_rule(f"{prefix}/<path:name>", endpoint=f"files {prefix}", view_func=file)


def add_package_files(app: Flask, files: Mapping[str, Path]) -> None:
    """Serve single files out of packages: name in the URL → file on the disk."""

    def file(name: str) -> Response:
        if name not in files:
            return Response(status=404)
        response = with_headers(send_from_directory(files[name].parent, files[name].name))
        response.headers["Cache-Control"] = "public, max-age=86400"
        return response

    app.add_url_rule("/packages/<path:name>", endpoint="packages", view_func=file)


def add_page(app: Flask, path: str, html: Path) -> None:
    """Serve one page; parts of the path are for its script to read."""
    policy = page_policy(html.read_text())

    def page(**_: str) -> Response:
        response = with_headers(send_from_directory(html.parent, html.name), policy)
        response.headers["Cache-Control"] = "no-cache"
        return response

    app.add_url_rule(path, endpoint=f"page {path}", view_func=page)


def digest_of(folders: Iterable[Path]) -> str:
    """Twelve letters that change with any file of the pages."""
    digest = hashlib.sha256()
    for path in sorted(file for folder in folders for file in folder.rglob("*") if file.is_file()):
        digest.update(f"{path.name} {path.stat().st_size} ".encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def page_policy(html: str) -> str:
    digests = (hashlib.sha256(found.encode()).digest() for found in _IMPORT_MAP.findall(html))
    return _POLICY.format(scripts="".join(f" 'sha256-{b64encode(digest).decode()}'" for digest in digests))
