"""What can be done from a shell: serve the site, verify its ledger, import a register's list, look after the data."""

import argparse
import sqlite3
import sys

from server.app import serve
from server.config import FaultySettings, Settings, read_settings
from server.domain.regulation_file import FaultyRegulations
from server.register_import import add_register
from server.store.connection import FolderTaken, open_to_read
from server.store.keys import KeysLost, read_or_make_keys
from server.store.ledger import MAC_BYTES, Ledger, head_of
from server.store.open_routes import RoutesLost
from server.store.schema import NewerSchema, OlderSchema
from server.store.store import DATABASE
from server.traces import log_to_stderr
from server.upkeep import add_upkeep

CANNOT_START = 78  # EX_CONFIG of sysexits.h


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="kezek", description=__doc__)
    commands = parser.add_subparsers(required=True)
    commands.add_parser("serve", help="serve the site until SIGTERM").set_defaults(run=_serve)
    ledger = commands.add_parser("ledger", help="the record of everything that happened")
    verify = ledger.add_subparsers(required=True).add_parser("verify", help="name the first row at fault")
    verify.add_argument(
        "--anchor",
        type=_anchor,
        help="SEQ:MAC off a closing slip or the log: is that row still there as it was?",
    )
    verify.set_defaults(run=_verify)
    add_register(commands)
    add_upkeep(commands)
    asked = parser.parse_args(arguments)
    try:
        return int(asked.run(read_settings(), asked))
    except (
        FaultySettings,
        FaultyRegulations,
        FolderTaken,
        NewerSchema,
        OlderSchema,
        KeysLost,
        RoutesLost,
        OSError,
    ) as error:
        sys.stderr.write(f"kezek cannot start:\n{error}\n")
        return CANNOT_START


def _anchor(text: str) -> tuple[int, bytes]:
    """Raises ValueError for what was not copied whole, which is no finding."""
    seq, _, text_of_mac = text.partition(":")
    mac = bytes.fromhex(text_of_mac)
    if len(mac) != MAC_BYTES:
        raise ValueError("an anchor is SEQ:MAC with all 64 letters of the mac")
    return int(seq), mac


def _serve(settings: Settings, _: argparse.Namespace) -> int:
    log_to_stderr("%(asctime)s %(levelname)s %(name)s %(message)s")
    serve(settings)
    return 0


def _verify(settings: Settings, asked: argparse.Namespace) -> int:
    keys = read_or_make_keys(settings.data / "keys", settings.data / DATABASE)
    connection: sqlite3.Connection = open_to_read(settings.data / DATABASE)
    ledger = Ledger(keys.ledger)
    fault, head = ledger.fault(connection), head_of(connection)
    if fault is not None:
        sys.stdout.write(f"row {fault} does not follow from the one before it\n")
        return 1
    if asked.anchor and not ledger.holds(connection, *asked.anchor):
        sys.stdout.write(
            f"row {asked.anchor[0]} is not the one of the anchor: the ledger was cut or written anew\n"
        )
        return 1
    sys.stdout.write(f"whole: {head.seq} rows, epoch {head.epoch}, head {head.mac.hex()}\n")
    return 0
