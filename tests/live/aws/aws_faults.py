"""An endpoint on loopback that answers as AWS does when something is wrong."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar
from urllib.parse import parse_qs
from xml.sax.saxutils import escape


@dataclass(frozen=True)
class Played:
    """An answer. With `is_cut` the connection ends in its middle, with `is_closed` before its beginning; with
    `is_silent` it never comes. With `is_chunked` it does not say how long it is."""

    status: int
    body: str
    content_type: str = "application/x-amz-json-1.1"
    is_cut: bool = False
    is_closed: bool = False
    is_silent: bool = False
    is_chunked: bool = False


@dataclass
class Faults:
    """A running endpoint; `asked` are the operations that it was asked for."""

    endpoint_url: str
    asked: list[str] = field(default_factory=list)


def kms(answer: object, status: int = 200) -> Played:
    """An answer in JSON, as of KMS."""
    return Played(status, json.dumps(answer))


def kms_error(code: str, message: str = "", status: int = 400) -> Played:
    """https://docs.aws.amazon.com/kms/latest/APIReference/CommonErrors.html"""
    return kms({"__type": code, "message": message}, status)


def query(operation: str, result: str) -> Played:
    """An answer in XML, as of IAM and STS."""
    body = f"<{operation}Response><{operation}Result>{result}</{operation}Result></{operation}Response>"
    return Played(200, body, "text/xml")


def query_error(code: str, message: str = "", status: int = 400) -> Played:
    """https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html"""
    error = f"<Type>Sender</Type><Code>{code}</Code><Message>{escape(message)}</Message>"
    return Played(
        status, f"<ErrorResponse><Error>{error}</Error><RequestId>r-1</RequestId></ErrorResponse>", "text/xml"
    )


CUT = Played(200, "{" * 1000, is_cut=True)
CUT_CHUNKS = Played(200, "{" * 1000, is_cut=True, is_chunked=True)
CLOSED = Played(200, "", is_closed=True)
SILENT = Played(200, "", is_silent=True)
PAGE = Played(200, "<html><body>Sign in to the guest network</body></html>", "text/html")


@contextmanager
def playing(*answers: Played) -> Iterator[Faults]:
    """An endpoint that gives the answers one after the other, and the last one for ever."""
    waiting = list(answers)
    lock = threading.Lock()
    is_over = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout: ClassVar[int] = 10

        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
            target = self.headers.get("X-Amz-Target")
            with lock:
                faults.asked.append(target.rpartition(".")[2] if target else parse_qs(sent)["Action"][0])
                answer = waiting.pop(0) if len(waiting) > 1 else waiting[0]
            if answer.is_silent or answer.is_closed:
                if answer.is_silent:
                    is_over.wait()
                self.close_connection = True
                return
            body = answer.body.encode()
            length = ("Content-Length", str(len(body)))
            if answer.is_chunked:
                body, length = b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body), ("Transfer-Encoding", "chunked")
            self.send_response(answer.status)
            self.send_header("Content-Type", answer.content_type)
            self.send_header(*length)
            self.send_header("x-amzn-RequestId", "r-1")
            self.end_headers()
            self.wfile.write(body[:10] if answer.is_cut else body)
            self.close_connection = answer.is_cut

        def log_message(self, format: str, *values: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    faults = Faults(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield faults
    finally:
        is_over.set()
        server.shutdown()
        thread.join()
        server.server_close()
