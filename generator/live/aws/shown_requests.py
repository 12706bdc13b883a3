"""The requests to AWS as lines for people: who was asked what, and how it went. No header but the request's id is in
them, and no body or query."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping
from typing import Any

from generator.live import said
from generator.live.aws.network_failures import reason


class ShownRequests:
    """Tells `shown` of each HTTP request of a session, retried ones too, in lines such as
    `AWS kms DescribeKey us-east-2 -> 200 in 34 ms (request 1a2b)`.

    A request's events come in the thread that sends it, one request after the other; in none of them is everything that
    makes the line. https://botocore.amazonaws.com/v1/documentation/api/latest/topics/events.html
    """

    def __init__(self, shown: Callable[[str], object]) -> None:
        self._shown = shown
        self._of_thread = threading.local()

    def register(self, session: Any) -> None:
        """Listens to all clients that the session makes from now on."""
        session.register("request-created", self._created)
        session.register("before-send", self._sent)
        session.register("before-parse", self._answered)
        session.register("response-received", self._failed)

    def _created(self, request: Any, **event: Any) -> None:
        self._of_thread.context = request.context

    def _sent(self, **event: Any) -> None:
        self._of_thread.sent = time.monotonic()

    def _answered(self, event_name: str, response_dict: Mapping[str, Any], **event: Any) -> None:
        headers = response_dict["headers"]
        request_id = said.request_id(headers.get("x-amzn-requestid") or headers.get("x-amz-request-id"))
        self._show(event_name, str(response_dict["status_code"]), request_id)

    def _failed(self, event_name: str, exception: Exception | None = None, **event: Any) -> None:
        if exception is not None:  # without an answer
            self._show(event_name, reason(exception))

    def _show(self, event_name: str, outcome: str, request_id: str | None = None) -> None:
        _, service, operation = event_name.split(".")[:3]
        context = self._of_thread.context
        attempt = context.get("retries", {}).get("attempt", 1)
        notes = [f"attempt {attempt}"] if attempt > 1 else []
        notes += [f"request {request_id}"] if request_id else []
        took = round((time.monotonic() - self._of_thread.sent) * 1000)
        region = context.get("client_region") or "-"
        more = f" ({', '.join(notes)})" if notes else ""
        self._shown(f"AWS {service} {operation} {region} -> {outcome} in {took} ms{more}")
