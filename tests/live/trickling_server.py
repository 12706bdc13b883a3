"""A server on 127.0.0.1 that never stops answering: always one more byte before anybody's patience with it is over."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import Enum

import pytest

_SECONDS_BETWEEN = 0.02


class Trickle(Enum):
    """What comes at once, and what comes again and again."""

    CONTINUES = (b"", b"HTTP/1.1 100 Continue\r\n\r\n")
    HEADER = (b"HTTP/1.1 200 OK\r\nX-Slow: ", b"a")
    BODY = (b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n", b" ")
    CHUNKS = (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n")
    WITHOUT_LENGTH = (b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n", b" ")


trickling = pytest.mark.parametrize("trickle", list(Trickle), ids=lambda one: one.name.lower())


@dataclass
class TricklingServer:
    """`requests` counts those that it has begun to answer."""

    address: str
    requests: int = 0


@contextmanager
def trickling_server(trickle: Trickle) -> Iterator[TricklingServer]:
    """A server that answers everybody so."""
    is_over = threading.Event()
    at_once, again_and_again = trickle.value
    threads: list[threading.Thread] = []

    def answer(connection: socket.socket) -> None:
        with connection:
            connection.recv(65536)
            server.requests += 1
            try:
                connection.sendall(at_once)
                while not is_over.wait(_SECONDS_BETWEEN):
                    connection.sendall(again_and_again)
            except OSError:
                """Whoever asked has had enough."""

    def accept() -> None:
        while True:
            connection, _ = listening.accept()
            if is_over.is_set():
                connection.close()
                return
            threads.append(threading.Thread(target=answer, args=(connection,)))
            threads[-1].start()

    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        server = TricklingServer(f"http://127.0.0.1:{port}")
        threads.append(threading.Thread(target=accept))
        threads[0].start()
        try:
            yield server
        finally:
            is_over.set()
            socket.create_connection(("127.0.0.1", port)).close()  # so that `accept` sees it
            for thread in threads:
                thread.join()
