"""How often a request is sent again, and how long for."""

from __future__ import annotations

from typing import Any

from oci.retry import RetryStrategyBuilder
from oci.retry.retry_checkers import BaseRetryChecker

from generator.live.oci.failures import is_about_the_network, is_about_tls

MOST_ATTEMPTS = 5
MOST_ATTEMPTS_TO_REACH = 3
MOST_SECONDS = 45


def retry_strategy(first_wait: float) -> Any:
    """The SDK's strategy: what is throttled or fails on OCI's side is asked up to five times, what cannot be reached up
    to three times, and nothing after 45 seconds. The waits double from `first_wait` seconds, with a jitter.

    A 409 is not asked again: it is the state of a resource, which lasts for minutes, or hours.
    """
    strategy = RetryStrategyBuilder(
        max_attempts=MOST_ATTEMPTS,
        total_elapsed_time_seconds=MOST_SECONDS,
        service_error_retry_config={429: []},
        service_error_retry_on_any_5xx=True,
        retry_base_sleep_time_seconds=first_wait,
        retry_exponential_growth_factor=2,
        retry_max_wait_between_calls_seconds=first_wait * 10,
        decorrelated_jitter=first_wait,
    ).get_retry_strategy()
    strategy.checkers.add_checker(_NotTheNetworkForever())
    return strategy


class _NotTheNetworkForever(BaseRetryChecker):  # type: ignore[misc]  # the SDK has no type information
    """A host that is down answers none of five attempts either, and a certificate that is wrong stays wrong."""

    def should_retry(self, exception: Exception | None = None, response: object = None, **kwargs: Any) -> bool:
        if exception is None or not is_about_the_network(exception):
            return True
        return kwargs.get("current_attempt", 0) < MOST_ATTEMPTS_TO_REACH and not is_about_tls(exception)
