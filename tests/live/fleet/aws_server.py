"""`python -m tests.live.fleet.aws_server`: moto on 127.0.0.1, until standard input ends. It prints its URL."""

from __future__ import annotations

import json
import logging
import re
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import Any
from urllib.parse import parse_qs

from tests.live.aws.aws_faults import Played, kms_error, query_error
from tests.terraform.moto_key_rotation import remembered_rotation_period
from tests.terraform.moto_simulation import policy_simulator

from .aws_process import CONTROL, AwsFault

# Credential=AKIA…/20260101/us-east-2/kms/aws4_request
_SCOPE = re.compile(r"Credential=([^/]+)/[^/]+/([^/]+)/([^/]+)/")

Environ = dict[str, Any]
StartResponse = Callable[..., object]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]


@dataclass
class WithFaults:
    """A WSGI application in front of moto's: it counts, and does wrong what it is told to."""

    moto: Application
    faults: list[AwsFault] = field(default_factory=list)
    asked: Counter[str] = field(default_factory=Counter)
    at_once: Counter[tuple[str, ...]] = field(default_factory=Counter)
    most_at_once: Counter[str] = field(default_factory=Counter)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        sent = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        if environ["PATH_INFO"] == CONTROL:
            start_response("200 OK", [("Content-Type", "application/json")])
            return [self._control(environ["REQUEST_METHOD"], sent)]
        environ["wsgi.input"] = BytesIO(sent)
        scope = _SCOPE.search(environ.get("HTTP_AUTHORIZATION", ""))
        endpoint = scope.groups() if scope else ("", "", "")
        action = _action(environ, sent)
        with self.lock:
            self.asked[f"{endpoint[2]} {action}"] += 1
            self.at_once[endpoint] += 1
            self.most_at_once[endpoint[2]] = max(self.most_at_once[endpoint[2]], self.at_once[endpoint])
            fault = self._fault(action, sent.decode(errors="replace"))
        try:
            if fault is None or not fault.code:
                time.sleep(fault.seconds if fault else 0)
                return list(self.moto(environ, start_response))
            return _refused(fault, endpoint[2], start_response)
        finally:
            with self.lock:
                self.at_once[endpoint] -= 1

    def _fault(self, action: str, sent: str) -> AwsFault | None:
        for position, fault in enumerate(self.faults):
            if fault.action == action and fault.containing in sent:
                if fault.times is not None:
                    rest = [replace(fault, times=fault.times - 1)] if fault.times > 1 else []
                    self.faults[position : position + 1] = rest
                return fault
        return None

    def _control(self, method: str, sent: bytes) -> bytes:
        with self.lock:
            if method == "POST":
                self.faults.append(AwsFault(**json.loads(sent)))
            elif method == "DELETE":
                self.faults.clear()
                self.asked.clear()
                self.most_at_once.clear()
            return json.dumps({"most_at_once": self.most_at_once, "asked": self.asked}).encode()


def _action(environ: Environ, sent: bytes) -> str:
    if target := environ.get("HTTP_X_AMZ_TARGET"):  # TrentService.DescribeKey
        return str(target).rpartition(".")[2]
    return parse_qs(sent.decode(errors="replace")).get("Action", [""])[0]


def _refused(fault: AwsFault, service: str, start_response: StartResponse) -> list[bytes]:
    error: Callable[[str, str, int], Played] = kms_error if service == "kms" else query_error
    answer = error(fault.code, "played by the stand-in", fault.status)
    body = answer.body.encode()
    headers = [("Content-Type", answer.content_type), ("Content-Length", str(len(body)))]
    start_response(f"{answer.status} Refused", headers)
    return [body]


def main() -> None:
    """Serves."""
    from moto.moto_server.werkzeug_app import DomainDispatcherApplication, MotoRequestHandler, create_backend_app
    from werkzeug.serving import make_server

    logging.getLogger("werkzeug").setLevel(logging.WARNING)
    application = WithFaults(DomainDispatcherApplication(create_backend_app))
    server = make_server("127.0.0.1", 0, application, threaded=True, request_handler=MotoRequestHandler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with remembered_rotation_period(), policy_simulator():
        print(f"http://127.0.0.1:{server.server_port}", flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
