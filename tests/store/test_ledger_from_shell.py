"""T14 from the shell: what was done to the ledger of a real site is found, the row is named, the exit code is 1."""

import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest

from server.domain.event import Event
from server.store.ledger import Entry, Ledger, head_of
from tests.site import REPOSITORY, Clerk, Site, running_site
from tests.web.people import Printer

OTHER_KEY = b"o" * 32


@dataclass
class Vault:
    """The data folder of a site that has worked and was stopped, and the two anchors that lie outside of it."""

    data: Path
    original: bytes
    of_slip: str
    of_log: str

    @property
    def database(self) -> Path:
        return self.data / "kezek.db"

    def restore(self) -> None:
        self.database.write_bytes(self.original)

    def do(self, act: Callable[[sqlite3.Connection], object]) -> None:
        with closing(sqlite3.connect(self.database, isolation_level=None)) as stranger:
            act(stranger)

    def verify(self, anchor: str = "") -> tuple[int, str]:
        asked = ["--anchor", anchor] if anchor else []
        environment = {name: value for name, value in os.environ.items() if not name.startswith("KEZEK_")}
        ended = subprocess.run(
            [sys.executable, "-m", "server", "ledger", "verify", *asked],
            env=environment | {"KEZEK_DATA": str(self.data), "PYTHONPATH": str(REPOSITORY)},
            cwd=REPOSITORY,
            capture_output=True,
            text=True,
            check=False,
        )
        assert ended.stderr == ""
        return ended.returncode, ended.stdout


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vault]:
    with running_site(tmp_path_factory.mktemp("ledger")) as site:
        _work(site)
        slip = _closing_slip(site)
        _work(site)
        site.restart()  # whose first minute is logged
        _work(site)
        site.stop()
        yield Vault(site.data, (site.data / "kezek.db").read_bytes(), slip, _logged(site.log.read_text()))


def _work(site: Site) -> None:
    clerk: Clerk = site.staff("doctor")
    for _ in range(3):
        site.kiosk.take("reception")
        ticket = clerk.next()["id"]
        clerk.move(ticket, "start")
        clerk.move(ticket, "finish")


def _closing_slip(site: Site) -> str:
    """The anchor as it is read off the paper."""
    body = {"printer": "printer-office"}
    assert site.staff("supervisor").ask("POST", "/api/closings", body).status == 201
    (job,) = Printer(site, "printer-office").jobs().body["jobs"]
    texts = [block.get("text", "") for block in job["paper"]["blocks"]]
    rows = [block.get("value", "") for block in job["paper"]["blocks"]]
    mac = "".join(text for text in texts if re.fullmatch("[0-9a-f]{16}", text))
    (seq,) = [row.rpartition(" ")[2] for row in rows if re.fullmatch(r"\d+ · \d+", row)]
    return f"{seq}:{mac}"


def _logged(log: str) -> str:
    return ":".join(re.findall(r"ledger head: epoch \d+, seq (\d+), mac ([0-9a-f]+)", log)[-1])


@pytest.fixture
def vault(filled: Vault) -> Iterator[Vault]:
    yield filled
    filled.restore()


def edit(stranger: sqlite3.Connection) -> None:
    stranger.execute("UPDATE ledger SET facts = replace(facts, 'waiting', 'called') || ' ' WHERE seq = 9")


def delete(stranger: sqlite3.Connection) -> None:
    stranger.execute("DELETE FROM ledger WHERE seq = 9")
    stranger.execute("UPDATE ledger SET seq = -seq WHERE seq > 9")
    stranger.execute("UPDATE ledger SET seq = -seq - 1 WHERE seq < 0")


def reorder(stranger: sqlite3.Connection) -> None:
    stranger.executescript(
        "UPDATE ledger SET seq = -1 WHERE seq = 9; UPDATE ledger SET seq = 9 WHERE seq = 10;"
        "UPDATE ledger SET seq = 10 WHERE seq = -1"
    )


def chain_anew(stranger: sqlite3.Connection) -> None:
    """All rows from the ninth on are written anew, with another fact in one and with a key of the stranger's."""
    later = stranger.execute("SELECT at, actor, kind FROM ledger WHERE seq >= 9 ORDER BY seq").fetchall()
    stranger.execute("DELETE FROM ledger WHERE seq >= 9")
    entries = [Entry(at, actor, Event(kind, {"forged": True})) for at, actor, kind in later]
    Ledger(OTHER_KEY).append(stranger, head_of(stranger), entries)


def cut(seq: str, stranger: sqlite3.Connection) -> None:
    stranger.execute("DELETE FROM ledger WHERE seq >= ?", (seq,))


def test_what_a_stranger_did_is_found_and_the_row_is_named(vault: Vault) -> None:
    code, said = vault.verify()
    assert code == 0
    assert re.fullmatch(r"whole: \d+ rows, epoch 1, head [0-9a-f]{64}\n", said)
    found = 0
    for act in (edit, delete, reorder, chain_anew):
        vault.do(act)
        assert vault.verify() == (1, "row 9 does not follow from the one before it\n")
        vault.restore()
        found += 1
    for anchor in (vault.of_slip, vault.of_log):
        seq = anchor.partition(":")[0]
        assert vault.verify(anchor)[0] == 0
        vault.do(partial(cut, seq))
        assert vault.verify()[0] == 0, "what is left of a ledger whose tail was cut is whole"
        assert vault.verify(anchor) == (
            1,
            f"row {seq} is not the one of the anchor: the ledger was cut or written anew\n",
        )
        vault.restore()
    found += 1
    print(f"T14: {found} of 5 ways to edit the ledger were found, each with its row and exit code 1")


def test_nothing_is_said_against_a_ledger_that_was_put_back(vault: Vault) -> None:
    vault.do(edit)
    vault.restore()
    assert vault.verify(vault.of_slip)[0] == vault.verify(vault.of_log)[0] == 0


@pytest.mark.parametrize("anchor", ["7", "seven:00", "7:zz", ""])
def test_an_anchor_that_was_misread_is_no_finding(vault: Vault, anchor: str) -> None:
    """It is said at once, and in other words than a ledger at fault is."""
    ended = subprocess.run(
        [sys.executable, "-m", "server", "ledger", "verify", "--anchor", anchor],
        env=os.environ | {"KEZEK_DATA": str(vault.data), "PYTHONPATH": str(REPOSITORY)},
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 2
    assert "usage:" in ended.stderr
