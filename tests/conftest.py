"""What holds for every test: equal examples in every run, nothing of the user's environment, no network."""

from __future__ import annotations

import ipaddress
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# `pytest --hypothesis-profile explore` looks for new counterexamples instead.
settings.register_profile(
    "ci",
    derandomize=True,
    deadline=None,
    max_examples=100,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],  # a loaded machine is not a failure
)
settings.register_profile("explore", deadline=None, max_examples=2_000)
settings.load_profile("ci")

# What changes the behaviour of the tool, of Terraform, of an SDK or of the terminal.
# Only ADBKMS_TEST_* stay: they configure the tests.
INHERITED_PREFIXES = ("ADBKMS_", "AWS_", "BOTO_", "OCI_", "OPENTOFU_", "TF_", "TOFU_")
REAL_DATABASE = "ADBKMS_TEST_ORACLE_DSN"
INHERITED_NAMES = ("CLICOLOR_FORCE", "COLUMNS", "FORCE_COLOR", "GITHUB_ACTIONS", "NO_COLOR", "PYTHONPATH")


class NetworkAccessRefused(RuntimeError):
    """A test tried to reach something other than this machine."""


def _is_this_machine(host: object) -> bool:
    if not isinstance(host, (str, bytes)):
        return host is None  # getaddrinfo's own word for loopback
    name = os.fsdecode(host).partition("%")[0]
    if name in ("", "localhost"):
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def _refuse_other_machines(event: str, arguments: tuple[object, ...]) -> None:
    """An audit hook (PEP 578): Python asks it before the system call, whichever library makes the call. Whoever names a
    database of theirs for the one test that needs a real one wants it to be reached."""
    if REAL_DATABASE in os.environ:
        return
    if event == "socket.getaddrinfo":
        host: object = arguments[0]
    elif event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        address = arguments[1]
        if not isinstance(address, tuple):
            return  # a Unix socket's path, or a socket that is connected already
        host = address[0]
    else:
        return
    if not _is_this_machine(host):
        raise NetworkAccessRefused(f"{event} to {host!r}: tests talk to this machine only")


def pytest_configure() -> None:
    sys.addaudithook(_refuse_other_machines)


@pytest.fixture(scope="session", autouse=True)
def _own_environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No account or setting of the user reaches a test, and no test reaches the user's cache."""
    session_folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        session_folder = session_folder.parent  # python-hcl2's grammar is compiled once for all workers
    with pytest.MonkeyPatch.context() as environment:
        for name in list(os.environ):
            inherited = name.startswith(INHERITED_PREFIXES) and not name.startswith("ADBKMS_TEST_")
            if inherited or name in INHERITED_NAMES:
                environment.delenv(name)
        absent = str(Path(session_folder, "absent"))
        for name in ("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE", "OCI_CONFIG_FILE"):
            environment.setenv(name, absent)
        environment.setenv("AWS_EC2_METADATA_DISABLED", "true")
        environment.setenv("ADBKMS_CACHE_DIR", str(Path(session_folder, "adbkms-cache")))
        environment.setenv("CHECKPOINT_DISABLE", "1")  # Terraform asks nobody whether there is a newer one
        yield
