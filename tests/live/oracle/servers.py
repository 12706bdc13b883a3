"""Servers on 127.0.0.1 that are no databases: what python-oracledb meets when something is wrong on the way."""

from __future__ import annotations

import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress

Handle = Callable[[socket.socket], object]


@contextmanager
def server(handle: Handle, tls: ssl.SSLContext | None = None) -> Iterator[int]:
    """A port where each connection is handed to `handle`, with `tls` after its handshake; all of them are closed at the
    end."""
    accepted: list[socket.socket] = []

    def serve() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            accepted.append(connection)
            with suppress(OSError):
                if tls:
                    connection = tls.wrap_socket(connection, server_side=True)
                    accepted.append(connection)
                handle(connection)

    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield listener.getsockname()[1]
        listener.shutdown(socket.SHUT_RDWR)
    thread.join()
    for connection in accepted:
        connection.close()


def says_nothing(connection: socket.socket) -> None:
    """As a firewall does that swallows packets."""


def closes(connection: socket.socket) -> None:
    """As the gateway does for an address that it does not like."""
    connection.recv(4096)
    connection.close()


def speaks_http(connection: socket.socket) -> None:
    """As a proxy does."""
    connection.recv(4096)
    connection.sendall(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n")
    connection.close()


def refuses(oracle_code: int) -> Handle:
    """A listener that refuses with that code, by a REFUSE packet of Oracle's TNS protocol: length, type 4, reasons."""

    def handle(connection: socket.socket) -> None:
        connection.recv(4096)
        said = f"(DESCRIPTION=(TMP=)(VSNNUM=0)(ERR={oracle_code})(ERROR_STACK=(ERROR=(CODE={oracle_code}))))".encode()
        body = struct.pack(">BBH", 0, 0, len(said)) + said
        connection.sendall(struct.pack(">HHBBH", 8 + len(body), 0, 4, 0, 0) + body)

    return handle


def sends_garbage(packet_type: int) -> Handle:
    """A packet of the TNS protocol with nothing sensible in it."""

    def handle(connection: socket.socket) -> None:
        connection.recv(4096)
        connection.sendall(struct.pack(">HHBBH", 48, 0, packet_type, 0, 0) + b"planted:" * 5)
        connection.close()

    return handle


def closed_port() -> int:
    """A port that nobody listens at."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listener:
        port: int = listener.getsockname()[1]
    return port
