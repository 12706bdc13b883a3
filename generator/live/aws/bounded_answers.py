"""Answers that are not read further, nor for longer, than any answer of AWS goes.

The SDK reads an answer as a whole, however long it is and takes (botocore 1.44, httpsession.py). KMS and IAM answer in
pages of at most a megabyte or so; what goes on is no answer of theirs.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.live.answers_in_time import in_time

MOST_BYTES = 32 * 1024 * 1024
MOST_SECONDS = 20.0
"""From a request to the end of its answer, for each attempt."""


class AnswerTooLong(Exception):
    """An answer does not come to its end."""


def bound_clients(session: Any) -> None:
    """From now on the session's clients raise AnswerTooLong for an answer of more than MOST_BYTES, and botocore's own
    ReadTimeoutError for one that takes more than MOST_SECONDS. Those that the session makes for itself do so too: STS
    and IAM Identity Center, by which it comes to credentials."""
    create = session.create_client

    def create_bounded(*args: Any, **kwargs: Any) -> Any:
        client = create(*args, **kwargs)
        endpoint = client._endpoint  # there is no public way to the body before it is read (botocore 1.44)
        pools = endpoint.http_session._pool_classes_by_scheme  # nor to the connections; all its managers share it
        pools.update(in_time(pools, MOST_SECONDS))
        endpoint.http_session = _BoundedSession(endpoint.http_session, MOST_BYTES)
        return client

    session.create_client = create_bounded


class _BoundedSession:
    """The SDK's session of HTTP, which leaves the body to be read here."""

    def __init__(self, session: Any, most: int) -> None:
        self._session = session
        self._most = most

    def send(self, request: Any) -> Any:
        from botocore.awsrequest import AWSResponse
        from botocore.exceptions import ReadTimeoutError, ResponseStreamingError
        from urllib3 import exceptions as of_urllib3

        request.stream_output = True  # do not read it
        answer = self._session.send(request)
        bounded = AWSResponse(answer.url, answer.status_code, answer.headers, _Body(answer.raw, self._most))
        try:
            bounded.content  # noqa: B018  # reads it, here where the SDK's own session does
        except of_urllib3.ReadTimeoutError as wrong:
            raise ReadTimeoutError(endpoint_url=request.url, error=wrong) from wrong
        except of_urllib3.ProtocolError as wrong:
            raise ResponseStreamingError(error=wrong) from wrong  # the beginning of an answer is there
        return bounded

    def close(self) -> None:
        self._session.close()


class _Body:
    def __init__(self, raw: Any, most: int) -> None:
        self._raw = raw
        self._most = most

    def stream(self) -> Iterator[bytes]:
        left = self._most
        for chunk in self._raw.stream(65536):
            left -= len(chunk)
            if left < 0:
                self._raw.close()
                raise AnswerTooLong
            yield chunk
