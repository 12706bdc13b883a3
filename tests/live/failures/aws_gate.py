"""A way to moto over which single operations are answered otherwise: moto itself neither throttles nor expires."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar
from urllib.parse import parse_qs, urlsplit

from tests.live.aws.aws_faults import Played, kms_error

_LEFT_TO_THE_SERVER = frozenset(("connection", "content-length", "date", "server", "transfer-encoding"))


@dataclass
class AwsGate:
    """What is `played` for an operation, such as `DescribeKey`, is its answer; everything else is moto's. `asked` are
    the operations that got here."""

    endpoint_url: str
    played: dict[str, Played] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def answers(self, answer: Played, *operations: str) -> None:
        """From now on these operations have this answer."""
        self.played.update(dict.fromkeys(operations, answer))

    def clear(self) -> None:
        """Everything is moto's again."""
        self.played.clear()
        self.asked.clear()


@contextmanager
def gate_before(moto_url: str) -> Iterator[AwsGate]:
    """The way to a moto, on a port of 127.0.0.1."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout: ClassVar[int] = 10

        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers["Content-Length"]))
            target = self.headers.get("X-Amz-Target")
            operation = target.rpartition(".")[2] if target else parse_qs(sent.decode())["Action"][0]
            gate.asked.append(operation)
            if answer := gate.played.get(operation):
                headers, body = [("Content-Type", answer.content_type)], answer.body.encode()
                self._reply(answer.status, headers, body)
            else:
                status, headers, body = self._of_moto(sent)
                if target and status == 403:  # moto refuses in XML, KMS in JSON
                    told = kms_error(
                        "AccessDeniedException", f"User is not authorized to perform: kms:{operation}", 403
                    )
                    headers, body = [("Content-Type", told.content_type)], told.body.encode()
                self._reply(status, headers, body)

        def _of_moto(self, sent: bytes) -> tuple[int, list[tuple[str, str]], bytes]:
            connection = http.client.HTTPConnection(urlsplit(moto_url).netloc, timeout=30)
            try:
                connection.request("POST", self.path, sent, dict(self.headers.items()))
                answer = connection.getresponse()
                kept = [(name, value) for name, value in answer.getheaders() if name.lower() not in _LEFT_TO_THE_SERVER]
                return answer.status, kept, answer.read()
            finally:
                connection.close()

        def _reply(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
            self.send_response(status)
            for name, value in headers:
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *values: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    gate = AwsGate(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield gate
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
