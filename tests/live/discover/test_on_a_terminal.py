"""`adbkms discover` on a terminal: it asks for the password without showing it, and before it writes."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.cli.conftest import environment
from tests.cli.session import Session
from tests.live.discover.conftest import OCID
from tests.live.oracle.servers import closed_port
from tests.oci_service import ConnectionProfile, OciService

PASSWORD = "planted-typed-password"
CTRL_C, CTRL_D = b"\x03", b"\x04"


def on_a_terminal(folder: Path, answers: Iterable[tuple[str, str]], *arguments: str) -> tuple[int, str, str]:
    """Exit code, data, and what the terminal got. `answers` are what it waits for, and what is typed then."""
    terminal, slave = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "generator", "discover", *arguments],
        cwd=folder,
        env=environment(COLUMNS="120", TERM="dumb"),
        stdin=slave,
        stdout=subprocess.PIPE,
        stderr=slave,
        start_new_session=True,  # no terminal but this one
    ) as process:
        os.close(slave)
        seen, waiting = b"", list(answers)
        try:
            while chunk := os.read(terminal, 4096):
                seen += chunk
                if waiting and waiting[0][0].encode() in seen:
                    os.write(terminal, f"{waiting.pop(0)[1]}\n".encode())
        except OSError:  # Linux's way to say that nobody has the other end any more
            pass
        finally:
            os.close(terminal)
        data = process.stdout.read() if process.stdout else b""
    assert waiting == [], seen.decode()
    return process.returncode, data.decode(), seen.decode()


@pytest.fixture
def port(oci: OciService) -> int:
    """Where the database should be, and nobody listens."""
    return closed_port()


def test_the_password_is_not_shown_and_what_was_found_is_written_after_a_yes(
    port: int, spec: Path, tmp_path: Path
) -> None:
    answers = [("Password of ADMIN in payments-prod/orders", PASSWORD), ("Write this?", "y")]

    code, data, seen = on_a_terminal(tmp_path, answers, "spec.yaml", "--dsn", f"127.0.0.1:{port}/x")

    assert code == 1  # the database could not be asked
    assert f"127.0.0.1:{port} refuses the connection (DIS013)" in " ".join(seen.split())
    assert f"+        ocid: {OCID}" in data
    assert f"ocid: {OCID}" in spec.read_text("utf-8")
    assert PASSWORD not in data + seen


def test_nothing_typed_asks_no_database_and_a_no_writes_nothing(port: int, spec: Path, tmp_path: Path) -> None:
    before = spec.read_bytes()

    code, _, seen = on_a_terminal(tmp_path, [("Password of ADMIN", ""), ("Write this?", "n")], "spec.yaml")

    assert (code, spec.read_bytes()) == (2, before)
    assert "Nothing was written." in seen
    assert "(DIS008)" in seen


def test_nobody_is_asked_for_a_password_that_is_of_no_use(
    port: int, oci: OciService, spec: Path, tmp_path: Path
) -> None:
    oci.change(OCID, connection_profiles=(ConnectionProfile("orders_low", "(x)", "LOW", is_mutual=True),))

    code, _, seen = on_a_terminal(tmp_path, [("Write this?", "y")], "spec.yaml")

    assert (code, "Password of" in seen) == (1, False)
    assert "takes mutual TLS only (DIS011)" in " ".join(seen.split())


@pytest.mark.parametrize(
    ("question", "key", "code"),
    [("Password of ADMIN", CTRL_C, 130), ("Write this?", CTRL_C, 130), ("Write this?", CTRL_D, 2)],
    ids=["Ctrl-C at the password", "Ctrl-C at the question", "Ctrl-D at the question"],
)
def test_giving_up_writes_nothing_and_ends_the_line(
    port: int, spec: Path, tmp_path: Path, question: str, key: bytes, code: int
) -> None:
    before = spec.read_bytes()
    session = Session(tmp_path, "discover", "spec.yaml")
    if question != "Password of ADMIN":
        session.answer("Password of ADMIN", "")
    session.read_until(question)
    os.write(session.terminal, key)

    assert (session.process.wait(60), spec.read_bytes()) == (code, before)
    rest = session.rest()
    assert rest.endswith("\r\n")
    assert ("Aborted" in rest, "Nothing was written." in rest) == (False, code == 2)


def test_the_end_of_the_input_at_the_password_is_none(port: int, spec: Path, tmp_path: Path) -> None:
    session = Session(tmp_path, "discover", "spec.yaml")
    session.read_until("Password of ADMIN")
    os.write(session.terminal, CTRL_D)
    session.answer("Write this?", "n")

    assert session.process.wait(60) == 2
