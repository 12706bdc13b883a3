"""The APIs over HTTP/1.1 on 127.0.0.1, with connections that stay open."""

from __future__ import annotations

import json
import socket
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from .callers import Caller, caller
from .faults import Breakage, Delay, Faults
from .refusals import Refusal, internal_server_error
from .request_and_reply import Reply, Request, refused
from .traffic import Asked, Traffic

TRAFFIC = "/stand-in/traffic"


@dataclass
class Service:
    """What the server serves: `answer` to requests, faults, and what is noted. `mistakes` are the stand-in's own."""

    answer: Callable[[Request], Reply]
    faults: Faults = field(default_factory=Faults)
    traffic: Traffic = field(default_factory=Traffic)
    mistakes: list[str] = field(default_factory=list)
    stopping: threading.Event = field(default_factory=threading.Event)


class Server(ThreadingHTTPServer):
    """Closes its open connections when it stops and waits for their threads."""

    request_queue_size = 256
    daemon_threads = False

    def __init__(self, service: Service) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.service = service
        self.connections: set[socket.socket] = set()

    def get_request(self) -> tuple[socket.socket, Any]:
        connection, address = super().get_request()
        self.connections.add(connection)
        return connection, address

    def shutdown_request(self, request: Any) -> None:
        self.connections.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is no mistake; anything else is one."""
        if not isinstance(sys.exception(), ConnectionError):
            self.service.mistakes.append(traceback.format_exc())

    def stop(self) -> None:
        """No thread and no connection is left afterwards."""
        self.service.stopping.set()
        self.shutdown()
        for connection in list(self.connections):
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue  # the client was quicker
        self.server_close()


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # otherwise the client's delayed ACK costs 40 ms per answer
    server: Server

    def log_message(self, format: str, *args: Any) -> None:
        """Nobody reads a log."""

    def do_GET(self) -> None:
        self._serve()

    do_PUT = do_POST = do_DELETE = do_GET

    def _serve(self) -> None:
        content = self.rfile.read(int(self.headers.get("content-length") or 0))
        url = urlsplit(self.path)
        path = unquote(url.path)
        if path == TRAFFIC:
            self._tell_traffic()
            return
        service = self.server.service
        with service.traffic.under_way():
            who = self._caller()
            tenancy = who.tenancy_id if isinstance(who, Caller) else ""
            fault = service.faults.next(self.command, path, tenancy)
            if isinstance(fault, Delay):
                service.stopping.wait(fault.seconds)
            if isinstance(fault, Refusal):
                reply = refused(fault)
            elif isinstance(who, Refusal):
                reply = refused(who)
            else:
                reply = self._reply(Request(self.command, path, who, dict(parse_qsl(url.query)), content))
            # Before the answer is sent, so that a client which has it finds its request counted.
            breakage = fault if isinstance(fault, Breakage) else None
            service.traffic.note(Asked(self.command, path, tenancy, None if breakage else reply.status))
        self._send(reply, breakage)

    def _caller(self) -> Caller | Refusal:
        try:
            return caller(self.headers.get("authorization"))
        except Refusal as refusal:
            return refusal

    def _reply(self, request: Request) -> Reply:
        service = self.server.service
        try:
            return service.answer(request)
        except Refusal as refusal:
            return refused(refusal)
        except Exception:  # reported by `running_oci_service` when it ends
            service.mistakes.append(traceback.format_exc())
            return refused(internal_server_error())

    def _send(self, reply: Reply, breakage: Breakage | None) -> None:
        content = json.dumps(reply.data, separators=(",", ":")).encode()
        content_type = "application/json"
        if breakage is Breakage.GARBAGE:
            reply, content = Reply(None), b'{"id": "ocid1.autonomousdatabase'
        elif breakage is Breakage.WRONG_CONTENT_TYPE:
            reply, content_type = Reply(None), "text/html"
            content = b"<html><body>Sign in to the proxy</body></html>"
        if breakage in (Breakage.CUT_OFF, Breakage.CLOSED):
            self.close_connection = True
        if breakage is Breakage.CLOSED:
            return
        head = {
            "content-type": content_type,
            "content-length": str(len(content)),
            "opc-request-id": self.headers.get("opc-request-id") or "0" * 32,
            **reply.headers,
        }
        lines = [f"HTTP/1.1 {reply.status} {HTTPStatus(reply.status).phrase}"]
        lines += [f"{name}: {value}" for name, value in head.items()]
        sent = content[: len(content) // 2] if breakage is Breakage.CUT_OFF else content
        self.wfile.write("\r\n".join([*lines, "", ""]).encode("latin-1") + sent)  # one write, one packet or few

    def _tell_traffic(self) -> None:
        """For tests whose server is another process: GET tells what was asked, DELETE forgets it."""
        traffic = self.server.service.traffic
        if self.command == "DELETE":
            traffic.forget()
        with traffic.lock:
            counts: dict[str, int] = {}
            for one in traffic.asked:
                counts[f"{one.method} {one.path}"] = counts.get(f"{one.method} {one.path}", 0) + 1
            reply = Reply({"most_at_once": traffic.most_at_once, "asked": counts})
        self._send(reply, None)


@contextmanager
def serving(service: Service) -> Iterator[str]:
    """The server in a thread of this process; its URL."""
    server = Server(service)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, name="oci-service")
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.stop()
        thread.join()
