"""The worker as a process: tokens from a closed hand, papers on the printer, a clean end."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from deploy.virtual_printer import VirtualPrinter
from server.printing.worker import PrinterSetting, read_token_file, read_tokens
from tests.printing.conftest import FONTS
from tests.printing.samples import a_slip
from tests.printing.server import FakeSite

TOKENS = json.dumps({"printer": "lobby", "token": "s3cret"}) + "\n"


def test_a_process_prints_and_ends_cleanly_when_asked(
    site: FakeSite, box: VirtualPrinter, tmp_path: Path
) -> None:
    command = [sys.executable, "-W", "error::ResourceWarning", "-m", "server.printing.worker"]
    command += ["--server", site.url, "--fonts", str(FONTS)]
    command += ["--printer", f"lobby,127.0.0.1:{box.port},576,notes"]
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    worker = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "TMPDIR": str(scratch)},
    )
    assert worker.stdin is not None
    worker.stdin.write(TOKENS)
    worker.stdin.close()
    worker.stdin = None
    site.queue("j1", a_slip())
    site.wait_for("j1", "printed")
    worker.send_signal(signal.SIGTERM)
    out, err = worker.communicate(timeout=60)
    assert worker.returncode == 0, err
    assert out == ""
    assert "job j1 printed" in err
    assert all(secret not in err for secret in ("s3cret", "A014", "Traceback"))
    assert list(scratch.iterdir()) == []
    assert site.tokens == {"Bearer s3cret"}


def test_importing_leaves_the_log_and_the_temporary_folder_alone(tmp_path: Path) -> None:
    look = "import logging, server.printing.worker; assert not logging.root.handlers"
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    subprocess.run([sys.executable, "-W", "error", "-c", look], check=True, env=environment)
    assert list(tmp_path.iterdir()) == []


def test_a_printer_is_named_by_id_address_and_width() -> None:
    setting = PrinterSetting.parse("lobby,printer.lan:9100,384,notes,no-finish-mark")
    assert setting == PrinterSetting(
        "lobby", "printer.lan", 9100, 384, frozenset({"notes", "no-finish-mark"})
    )


@pytest.mark.parametrize(
    "text", ["", "lobby", "lobby,host,576", "lobby,host:x,576", ",h:1,576", "a,h:1,576,fast"]
)
def test_a_printer_that_is_not_named_properly_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="ID,HOST:PORT,WIDTH"):
        PrinterSetting.parse(text)


def test_tokens_are_json_lines() -> None:
    assert read_tokens([TOKENS, "\n"]) == {"lobby": "s3cret"}


def test_a_token_file_that_others_may_read_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "tokens"
    file.write_text(TOKENS)
    file.chmod(0o640)
    with pytest.raises(PermissionError):
        read_token_file(file)
    file.chmod(0o600)
    assert read_token_file(file) == {"lobby": "s3cret"}
