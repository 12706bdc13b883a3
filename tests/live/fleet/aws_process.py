"""moto as a process of its own, so that it and its client do not share an interpreter; and what it is to do wrong."""

from __future__ import annotations

import json
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from tests.terraform.moto_server import MotoServer

ROOT = Path(__file__).resolve().parents[3]
CONTROL = "/stand-in"


@dataclass(frozen=True, slots=True)
class AwsFault:
    """What happens to requests for an action (`DescribeKey`) whose body has `containing` in it: the answer comes that
    many seconds later, or it is an error with a code and a status. `times` is how often, None for ever."""

    action: str
    containing: str = ""
    seconds: float = 0
    code: str = ""
    status: int = 400
    times: int | None = None


@dataclass(frozen=True, slots=True)
class AwsProcess:
    """A moto that runs elsewhere; `moto` makes clients for it."""

    moto: MotoServer

    def fail(self, fault: AwsFault) -> None:
        self._control("POST", json.dumps(asdict(fault)).encode())

    def heal(self) -> None:
        """No more faults, and counts from now on."""
        self._control("DELETE")

    def traffic(self) -> dict[str, Any]:
        """`most_at_once`: how many requests of one access key, region and service were under way together at most, by
        service; `asked`: how often each `SERVICE ACTION`."""
        told: dict[str, Any] = json.loads(self._control("GET"))
        return told

    def _control(self, method: str, content: bytes | None = None) -> bytes:
        request = urllib.request.Request(f"{self.moto.endpoint_url}{CONTROL}", content, method=method)
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=30) as answer:
            told: bytes = answer.read()
        return told


@contextmanager
def aws_process() -> Iterator[AwsProcess]:
    """An empty AWS until the end of the block. It ends with this process too, however that ends."""
    command = [sys.executable, "-m", "tests.live.fleet.aws_server"]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        assert process.stdin is not None and process.stdout is not None
        endpoint = process.stdout.readline().strip()
        assert endpoint.startswith("http://"), "moto did not start; its standard error says why"
        try:
            yield AwsProcess(MotoServer(endpoint))
        finally:
            process.stdin.close()
            process.wait(timeout=30)
