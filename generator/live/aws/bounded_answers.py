"""Answers that are not read further, nor for longer, than any answer of AWS goes.

The SDK reads an answer as a whole, however long it is and takes (botocore 1.44, httpsession.py). KMS and IAM answer in
pages of at most a megabyte or so; what goes on is no answer of theirs.
"""

from __future__ import annotations

from typing import Any

from generator.live.answer_bounds import within_bounds

MOST_BYTES = 8 * 1024 * 1024
"""The SDK's parsers make up to forty times as much of an answer that is nothing but elements."""
MOST_SECONDS = 20.0
"""From a request to the end of its answer, for each attempt."""


def bound_clients(session: Any) -> None:
    """From now on the session's clients raise AnswerTooLong for an answer of more than MOST_BYTES, and botocore's own
    ReadTimeoutError for one that takes more than MOST_SECONDS. Those that the session makes for itself do so too: STS
    and IAM Identity Center, by which it comes to credentials."""
    create = session.create_client

    def create_bounded(*args: Any, **kwargs: Any) -> Any:
        client = create(*args, **kwargs)
        endpoint = client._endpoint  # there is no public way to the body before it is read (botocore 1.44)
        pools = endpoint.http_session._pool_classes_by_scheme  # nor to the connections; all its managers share it
        pools.update(within_bounds(pools, MOST_SECONDS, MOST_BYTES))
        endpoint.http_session = _BoundedSession(endpoint.http_session)
        return client

    session.create_client = create_bounded


class _BoundedSession:
    """The SDK's session of HTTP, which leaves the body to be read here: of what the reading raises, the SDK's own makes
    an error of the network, after which it asks again."""

    def __init__(self, session: Any) -> None:
        self._session = session

    def send(self, request: Any) -> Any:
        from botocore.exceptions import ReadTimeoutError, ResponseStreamingError
        from urllib3 import exceptions as of_urllib3

        request.stream_output = True  # do not read it
        answer = self._session.send(request)
        try:
            answer.content  # noqa: B018  # reads it
        except of_urllib3.ReadTimeoutError as wrong:
            raise ReadTimeoutError(endpoint_url=request.url, error=wrong) from wrong
        except of_urllib3.ProtocolError as wrong:
            raise ResponseStreamingError(error=wrong) from wrong  # the beginning of an answer is there
        return answer

    def close(self) -> None:
        self._session.close()
