"""The requests to OCI as lines for people, in the shape of those to AWS. No header but the request's id is in them, and
no body or query."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from oci.exceptions import ServiceError

from generator.live import said
from generator.live.oci.failures import reason


class ShownRequests:
    """`send`, by which a client sends one attempt of a request, and tells `shown` of it in lines such as
    `OCI database GetAutonomousDatabase us-ashburn-1 -> 429 TooManyRequests in 34 ms (attempt 2, request 1a2b)`."""

    def __init__(self, shown: Callable[[str], object], service: str, region: str, send: Callable[..., Any]) -> None:
        self._shown = shown
        self._service = service
        self._region = region
        self._send = send
        self._attempt = 0

    def begin(self) -> None:
        """Something else is about to be asked: the SDK does not say which attempt it is at."""
        self._attempt = 0

    def __call__(
        self, request: Any, allow_control_chars: bool | None = None, operation_name: str | None = None, *more: Any
    ) -> Any:
        self._attempt += 1
        start = time.monotonic()

        def show(outcome: str, request_id: object = None) -> None:
            took = round((time.monotonic() - start) * 1000)
            operation = "".join(word.capitalize() for word in (operation_name or request.method).split("_"))
            notes = [f"attempt {self._attempt}"] if self._attempt > 1 else []
            notes += [f"request {id}"] if (id := said.request_id(request_id)) else []
            in_brackets = f" ({', '.join(notes)})" if notes else ""
            self._shown(f"OCI {self._service} {operation} {self._region} -> {outcome} in {took} ms{in_brackets}")

        try:
            response = self._send(request, allow_control_chars, operation_name, *more)
        except ServiceError as error:
            show(f"{error.status} {said.code(error.code)}".strip(), error.request_id)
            raise
        except Exception as error:
            show(reason(error))
            raise
        show(str(response.status), response.request_id)
        self.begin()  # the next request is for the next page
        return response
