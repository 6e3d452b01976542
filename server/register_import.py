"""`kezek register import FILE --service CODE [--dry-run] [--allow-removal]`: a list in the place of a service's.

A bad row may be that of a person on the list: while there is one, nobody is removed unless it is said to be meant.
The site must not serve meanwhile: whoever imports holds the data folder. A dry run needs no data folder at all.
"""

import argparse
import sys
from pathlib import Path
from typing import Any

from server.app import load_regulations, opened_store
from server.config import Settings
from server.desk.import_register import ListReport, import_list, services_with_register
from server.domain.language import Language, Words
from server.domain.refusal import Refusal
from server.domain.register_list import ListChecked
from server.outside.register_file import FileRefused, iins_in
from server.words.problems import PROBLEMS
from server.words.register import BAD_ROW, DRY_RUN, FILE_FAULTS, IMPORTED, ROW_FAULTS
from server.words.sentence import sentence

NOT_TAKEN = 65  # EX_DATAERR of sysexits.h


def add_register(commands: Any) -> None:
    """To the subparsers of the shell's command."""
    register = commands.add_parser("register", help="lists of persons on record, looked up at the counters")
    wanted = register.add_subparsers(required=True).add_parser(
        "import", help="put a list (CSV, XLSX) in the place of that of a service"
    )
    wanted.add_argument("file", type=Path, help="with a column headed ИИН, ЖСН or IIN")
    wanted.add_argument("--service", required=True, help="such as tb-certificate")
    wanted.add_argument("--dry-run", action="store_true", help="say what is wrong with it; write nothing")
    wanted.add_argument(
        "--allow-removal",
        action="store_true",
        help="remove who is not in the good rows, though some are bad",
    )
    wanted.add_argument("--language", type=Language, choices=list(Language), default=Language.EN)
    wanted.set_defaults(run=run)


def run(settings: Settings, asked: argparse.Namespace) -> int:
    """Exit code: 0 where every row was taken or could be, 1 where some are bad, 65 where nothing can be done."""
    language: Language = asked.language
    try:
        checked = ListChecked(iins_in(asked.file))
        _tell_bad_rows(checked, language)
        if asked.dry_run:
            _check_service(settings, asked.service)
            _tell(DRY_RUN, language, good=len(checked.iins), bad=len(checked.bad_rows))
        else:
            _tell_report(_import(settings, asked, checked), language)
    except FileRefused as refused:
        sys.stderr.write(f"{FILE_FAULTS[refused.fault].in_language(language).format(row=refused.row)}\n")
        return NOT_TAKEN
    except Refusal as refusal:
        problem = PROBLEMS[refusal.code]
        told = (sentence(words, language, refusal.data) for words in problem)
        sys.stderr.write(f"{'. '.join(told)}\n")
        return NOT_TAKEN
    return 1 if checked.bad_rows else 0


def _check_service(settings: Settings, service: str) -> None:
    if service not in services_with_register(load_regulations(settings.regulations)):
        raise Refusal("service_unknown", 422, service=service)


def _import(settings: Settings, asked: argparse.Namespace, checked: ListChecked) -> ListReport:
    may_remove = checked.is_whole or asked.allow_removal
    with opened_store(settings) as store:
        return import_list(
            store, asked.service, checked.iins, len(checked.bad_rows), "site", may_remove=may_remove
        )


def _tell_bad_rows(checked: ListChecked, language: Language) -> None:
    for bad in checked.bad_rows:
        _tell(BAD_ROW, language, row=bad.row, fault=ROW_FAULTS[bad.fault].in_language(language))


def _tell_report(report: ListReport, language: Language) -> None:
    _tell(
        IMPORTED,
        language,
        added=report.added,
        removed=report.removed,
        unchanged=report.unchanged,
        refused=report.refused,
    )


def _tell(words: Words, language: Language, **values: Any) -> None:
    sys.stdout.write(f"{words.in_language(language).format(**values)}\n")
