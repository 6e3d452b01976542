"""What can be done from a shell: serve the site, verify its ledger."""

import argparse
import logging
import sqlite3
import sys

from server.app import serve
from server.config import FaultySettings, Settings, read_settings
from server.domain.regulation_file import FaultyRegulations
from server.store.connection import FolderTaken, open_to_read
from server.store.keys import KeysLost, read_or_make_keys
from server.store.ledger import Ledger
from server.store.schema import NewerSchema
from server.store.store import DATABASE

CANNOT_START = 78  # EX_CONFIG of sysexits.h


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="kezek", description=__doc__)
    commands = parser.add_subparsers(required=True)
    commands.add_parser("serve", help="serve the site until SIGTERM").set_defaults(run=_serve)
    ledger = commands.add_parser("ledger", help="the record of everything that happened")
    verify = ledger.add_subparsers(required=True).add_parser("verify", help="name the first row at fault")
    verify.set_defaults(run=_verify)
    run = parser.parse_args(arguments).run
    try:
        return int(run(read_settings()))
    except (FaultySettings, FaultyRegulations, FolderTaken, NewerSchema, KeysLost, OSError) as error:
        sys.stderr.write(f"kezek cannot start:\n{error}\n")
        return CANNOT_START


def _serve(settings: Settings) -> int:
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    serve(settings)
    return 0


def _verify(settings: Settings) -> int:
    keys = read_or_make_keys(settings.data / "keys", settings.data / DATABASE)
    connection: sqlite3.Connection = open_to_read(settings.data / DATABASE)
    ledger = Ledger(keys.ledger)
    fault, head = ledger.fault(connection), ledger.head(connection)
    if fault is not None:
        sys.stdout.write(f"row {fault} does not follow from the one before it\n")
        return 1
    sys.stdout.write(f"whole: {head.seq} rows, epoch {head.epoch}, head {head.mac.hex()}\n")
    return 0
