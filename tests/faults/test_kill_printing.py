"""The worker that prints is killed in the middle of papers: none comes out twice, none is lost without a word."""

import json
import random
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from deploy.virtual_printer import VirtualPrinter
from tests.faults.link import until
from tests.printing.conftest import FONTS
from tests.site import Site, running_site

PRINTER = "printer-lobby"
PATIENCE = 60.0


def start_worker(site: Site, box: VirtualPrinter) -> subprocess.Popen[str]:
    worker = subprocess.Popen(
        [
            *(sys.executable, "-m", "server.printing.worker", "--server", site.url, "--fonts", str(FONTS)),
            *("--printer", f"{PRINTER},127.0.0.1:{box.port},576,notes"),
        ],
        stdin=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert worker.stdin is not None
    worker.stdin.write(json.dumps({"printer": PRINTER, "token": site.token(PRINTER)}) + "\n")
    worker.stdin.close()
    return worker


def states(site: Site) -> dict[str, str]:
    database = sqlite3.connect(f"file:{site.data / 'kezek.db'}?mode=ro", uri=True)
    try:
        return dict(database.execute("SELECT id, state FROM job WHERE printer = ?", (PRINTER,)))
    finally:
        database.close()


def test_a_worker_that_is_killed_prints_no_paper_twice(tmp_path: Path, full: bool) -> None:
    kills = 20 if full else 3
    chance = random.Random(20261123)
    with running_site(tmp_path) as site, VirtualPrinter(tmp_path / "papers", keep=1000) as box:
        for life in range(kills):
            worker = start_worker(site, box)
            for _ in range(4):
                site.kiosk.take("reception")
            box.wait_for_papers(life * 2 + 1, PATIENCE)
            time.sleep(chance.uniform(0.0, 0.4))
            worker.kill()
            worker.wait()
        worker = start_worker(site, box)
        until(lambda: sum(state == "queued" for state in states(site).values()) == 0, PATIENCE)
        until(lambda: sum(state == "sent" for state in states(site).values()) <= kills, PATIENCE)
        worker.terminate()
        worker.wait(PATIENCE)
        papers = Counter(paper.job for paper in box.papers)
        known = states(site)
    assert max(papers.values()) == 1
    assert {job for job, state in known.items() if state == "printed"} <= set(papers)
    in_doubt = [job for job, state in known.items() if state != "printed"]
    assert len(in_doubt) <= kills, "no more than the paper that was under way at each death"
    print(
        f"the worker killed {kills} times: {len(known)} slips, {len(papers)} came out,"
        f" {len(in_doubt)} in doubt, 0 twice"
    )
