"""A journal as a file: written in a native thread, row by row, and sent from the disk.

The file lies for a moment in a folder that nobody else may enter; its name is gone before the first byte is sent, and
what a power cut left behind is wiped out at the next start.
"""

import shutil
import tempfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import IO

from flask import Flask, Response
from flask.globals import request_ctx

from server.desk.commands import Store
from server.desk.house import House, Site, Staff
from server.desk.journal import as_read_by, journal_read_by
from server.domain.journal import Export, ExportForm
from server.domain.refusal import Refusal
from server.web.guard import Guard
from server.web.journals import READERS
from server.web.route import Described
from server.web.sheets import write_csv, write_xlsx
from server.words.journals import CORRECTION, correction_text, row_texts

FILE_TYPE = "application/octet-stream"
FETCHED_WITHIN = timedelta(hours=1)
EXPORT_ROUTE = Described(
    method="GET",
    path="/api/journals/<journal>/exports/<export>",
    who=READERS,
    summary="The file that was ordered, for whoever ordered it, for an hour.",
    answers={200: bytes},
    media=FILE_TYPE,
)
_CHUNK = 64 * 1024
_CORRECTION_WIDTH = 40  # millimetres


def add_exports(app: Flask, guard: Guard, store: Store, scratch: Path) -> None:
    """`scratch`: a folder of the house's own for what lives for a moment; what lies in it is wiped out."""
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(mode=0o700, parents=True)

    def view(journal: str, export: str) -> Response:
        staff = guard.admit(request_ctx.request, EXPORT_ROUTE).member
        ordered, name = store.read(lambda house: _ordered(house, journal, export, staff))
        return _sent(name, _written(store, ordered, staff, scratch))

    app.add_url_rule(EXPORT_ROUTE.path, endpoint="export", view_func=view)


def _ordered(house: House, journal: str, export_id: str, staff: Staff) -> tuple[Export, str]:
    """The export, and how its file is called.

    Raises Refusal `not_found` (404), also for another's and for one that is too old, `forbidden` (403).
    """
    journal_read_by(house, journal, staff)
    export = house.export(export_id)
    if (export.journal, export.staff) != (journal, staff.id) or house.now > export.at + FETCHED_WITHIN:
        raise Refusal("not_found", 404)
    return export, file_name(export, house.site)


def file_name(export: Export, site: Site) -> str:
    """With the day on which it was ordered, where the site is."""
    return f"{export.journal}-{site.day(export.at)}.{export.form.value}"


def _written(store: Store, export: Export, staff: Staff, scratch: Path) -> IO[bytes]:
    folder = Path(tempfile.mkdtemp(dir=scratch))
    try:
        path = folder / "export"
        store.read_off_loop(lambda house: write_export(house, export, staff, path))
        return path.open("rb")
    finally:
        shutil.rmtree(folder)


def write_export(house: House, export: Export, staff: Staff, path: Path) -> None:
    """The rows as `staff` reads them, with a last column for what was corrected."""
    journal, zone = house.site.journal(export.journal), house.site.calendar.zone
    language = export.language
    headings = [column.heading.in_language(language) for column in journal.columns]
    headings.append(CORRECTION.in_language(language))
    rows = (
        [*row_texts(journal.columns, row, language, zone, ", "), correction_text(row, language)]
        for row in (as_read_by(house, row, staff) for row in house.rows_of_export(export))
    )
    if export.form is ExportForm.CSV:
        write_csv(path, headings, rows)
    else:
        widths = [*(column.width for column in journal.columns), _CORRECTION_WIDTH]
        write_xlsx(path, journal.name.in_language(language), headings, widths, rows)


def _sent(name: str, file: IO[bytes]) -> Response:
    size = file.seek(0, 2)
    file.seek(0)
    response = Response(_chunks(file), content_type=FILE_TYPE)
    response.call_on_close(file.close)
    response.content_length = size
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    while chunk := file.read(_CHUNK):
        yield chunk
