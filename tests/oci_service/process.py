"""The stand-in as a process of its own, so that it and its client do not share an interpreter."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .database_records import DatabaseRecord
from .faults import Fault
from .http_server import TRAFFIC
from .scenario import Scenario

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True, slots=True)
class OciServiceProcess:
    """A stand-in that runs elsewhere."""

    endpoint: str

    def traffic(self) -> dict[str, Any]:
        """`most_at_once`, and `asked`: how often each "METHOD path"."""
        told: dict[str, Any] = json.loads(self._ask("GET"))
        return told

    def forget_traffic(self) -> None:
        """Counts from now on."""
        self._ask("DELETE")

    def _ask(self, method: str) -> bytes:
        request = urllib.request.Request(f"{self.endpoint}{TRAFFIC}", method=method)
        with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=30) as answer:
            content: bytes = answer.read()
        return content


@contextmanager
def oci_service_process(
    databases: Sequence[DatabaseRecord] = (), *, faults: Sequence[Fault] = (), page_size: int = 10
) -> Iterator[OciServiceProcess]:
    """The stand-in with these databases (`generated_databases` makes many) in a process of its own, until the end of
    the block. It ends with this process too, however that ends."""
    scenario = Scenario(tuple(databases), tuple(faults), page_size)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "scenario.json")
        file.write_text(scenario.to_json(), encoding="utf-8")
        command = [sys.executable, "-m", __package__, "--scenario", str(file), "--until-input-ends"]
        with subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        ) as process:
            assert process.stdin is not None and process.stdout is not None
            endpoint = process.stdout.readline().strip()
            assert endpoint.startswith("http://"), "the stand-in did not start; its standard error says why"
            try:
                yield OciServiceProcess(endpoint)
            finally:
                process.stdin.close()
                status = process.wait(timeout=30)
    assert status == 0, "the stand-in made a mistake; its standard error says which"
