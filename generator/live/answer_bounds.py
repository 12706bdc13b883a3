"""Answers over HTTP that are complete in time and of some size, or given up.

The timeouts of both SDKs are those of a socket, which are for the next bytes alone
(https://docs.python.org/3/library/socket.html#socket-timeouts): who sends one now and then is waited for for ever. Both
SDKs send by urllib3, whose connections are http.client's, and those make their answers by `response_class`.
"""

from __future__ import annotations

import time
from http.client import HTTPResponse
from io import BufferedReader, RawIOBase
from typing import Any


class AnswerTooLong(Exception):
    """An answer does not come to its end."""


def within_bounds(pools: dict[str, Any], seconds: float, most_bytes: int) -> dict[str, Any]:
    """Classes of urllib3's pools, by scheme, like these, but whose answers raise TimeoutError, as sockets do, if they
    are not complete so many seconds after the request, and AnswerTooLong after so many bytes: both are for all of it,
    from the status line to the last byte, as it comes over the network, with what frames its chunks."""
    return {scheme: _bounded(pool, seconds, most_bytes) for scheme, pool in pools.items()}


def _bounded(pool: Any, seconds: float, most_bytes: int) -> Any:
    class Answer(HTTPResponse):
        def __init__(self, sock: Any, *args: Any, **kwargs: Any) -> None:
            super().__init__(sock, *args, **kwargs)
            reader: Any = self.fp
            self.fp = BufferedReader(_Bounded(reader.detach(), sock, time.monotonic() + seconds, most_bytes))

    class Connection(pool.ConnectionCls):  # type: ignore[misc]  # a class that is known at run time
        response_class = Answer

    class Pool(pool):  # type: ignore[misc]
        ConnectionCls = Connection

    return Pool


class _Bounded(RawIOBase):
    """What is read from a socket until `end`, on the clock of `time.monotonic`, and so many bytes of it."""

    def __init__(self, raw: RawIOBase, sock: Any, end: float, most_bytes: int) -> None:
        self._raw = raw
        self._sock = sock
        self._end = end
        self._bytes_left = most_bytes

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int | None:
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        between_bytes = self._sock.gettimeout()
        self._sock.settimeout(left if between_bytes is None else min(between_bytes, left))
        try:
            read: int | None = self._raw.readinto(buffer)
        finally:
            self._sock.settimeout(between_bytes)
        self._bytes_left -= read or 0
        if self._bytes_left < 0:
            raise AnswerTooLong
        return read

    def close(self) -> None:
        self._raw.close()
        super().close()
