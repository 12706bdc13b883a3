"""What most of these tests need: the way to an account, and no waiting between attempts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from generator.live.access import AwsAccess
from tests.terraform.moto_server import ACCOUNT_ID

from .aws_faults import Faults, Played, playing


@pytest.fixture
def access() -> AwsAccess:
    return AwsAccess(ACCOUNT_ID, "us-east-2")


@pytest.fixture
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    """The SDK tries again at once instead of after seconds."""
    monkeypatch.setattr("botocore.retries.standard.ExponentialBackoff.delay_amount", lambda self, context: 0)


@pytest.fixture
def aws_plays(
    aws_credentials: None, no_waiting: None, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[..., Faults]]:
    """Makes AWS give these answers, one after the other."""
    with ExitStack() as running:

        def plays(*answers: Played) -> Faults:
            faults = running.enter_context(playing(*answers))
            monkeypatch.setenv("AWS_ENDPOINT_URL", faults.endpoint_url)
            return faults

        yield plays
