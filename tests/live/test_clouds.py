"""Questions are asked once, so many at a time, and not of an endpoint that is down."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import ClassVar, cast

import pytest

from generator.live.access import AwsAccess, OciAccess
from generator.live.answers import Answer, Cause, NotKnown
from generator.live.aws.caller import LiveCaller
from generator.live.aws.connection import AwsConnections
from generator.live.aws.identity_answers import CallerIdentity
from generator.live.clouds import MOST_AT_ONCE, Clouds
from generator.live.concurrently import concurrently
from generator.live.connections import Connections
from generator.live.questions import Question

OCI = OciAccess("us-ashburn-1")
AWS = AwsAccess("111122223333", "us-east-2")


@dataclass(frozen=True)
class Asked(Question[str]):
    """A question of a test; equal names are equal questions."""

    access: OciAccess | AwsAccess
    name: str
    work: Callable[[], Answer[str]] = field(compare=False)
    service: ClassVar[str] = "database"

    def asked_of(self, connections: Connections) -> Answer[str]:
        return self.work()


class Counted:
    """Gives an answer, and knows how often."""

    def __init__(self, answer: Answer[str]) -> None:
        self.answer = answer
        self.times = 0

    def __call__(self) -> Answer[str]:
        self.times += 1
        return self.answer


class FakeAws:
    """Says who the caller is."""

    def __init__(self, account_id: str) -> None:
        self.account_id = account_id

    def answer(
        self,
        read: Callable[[CallerIdentity], LiveCaller],
        access: AwsAccess,
        service: str,
        operation: str,
        shape: type[CallerIdentity],
    ) -> LiveCaller:
        return read(shape(self.account_id, f"arn:aws:iam::{self.account_id}:user/somebody"))


def clouds(account_id: str = AWS.account_id) -> Clouds:
    return Clouds(Connections(aws=cast(AwsConnections, FakeAws(account_id))))


def test_a_question_is_asked_once_whoever_asks() -> None:
    counted = Counted("answer")
    ask = clouds().ask

    answers = concurrently(range(50), lambda number: ask(Asked(OCI, "same", counted)))

    assert answers == ["answer"] * 50
    assert counted.times == 1


def test_asking_again_asks_the_cloud_again() -> None:
    numbers = iter("12")
    first = clouds()
    question = Asked(OCI, "same", lambda: next(numbers))

    assert [first.ask(question), first.ask(question), first.again().ask(question)] == ["1", "1", "2"]


def test_one_endpoint_is_never_asked_more_than_its_bound_at_once() -> None:
    lock, under_way, most = threading.Lock(), 0, 0
    all_waiting = threading.Barrier(MOST_AT_ONCE)

    def work() -> str:
        nonlocal under_way, most
        with lock:
            under_way += 1
            most = max(most, under_way)
        all_waiting.wait(timeout=10)  # passes only while the bound is reached
        with lock:
            under_way -= 1
        return "answer"

    ask = clouds().ask
    concurrently(range(4 * MOST_AT_ONCE), lambda number: ask(Asked(OCI, str(number), work)))

    assert most == MOST_AT_ONCE


def test_an_endpoint_that_is_down_is_asked_only_by_those_who_do_not_know_it_yet() -> None:
    down = NotKnown(Cause.UNREACHABLE, "nobody answers", "Look at the network.")
    counted = Counted(down)
    ask = clouds().ask

    questions = [Asked(OCI, str(number), counted) for number in range(20)]
    answers = [one for question in questions for one in [ask(question)]]

    assert answers == [down] * 20
    assert counted.times == 1
    assert ask(Asked(OciAccess("eu-frankfurt-1"), "other", lambda: "answer")) == "answer"


def test_a_refusal_is_about_one_question() -> None:
    refused = NotKnown(Cause.NOT_PERMITTED, "may not be asked", "Ask for it.", "kms:DescribeKey")
    ask = clouds().ask

    answer: Answer[str] = ask(Asked(OCI, "refused", lambda: refused))
    assert answer == refused
    assert ask(Asked(OCI, "other", lambda: "answer")) == "answer"


def test_another_account_is_not_asked() -> None:
    counted = Counted("answer")
    ask = clouds("999999999999").ask

    answer = ask(Asked(AWS, "key", counted))

    assert isinstance(answer, NotKnown)
    assert answer.cause is Cause.OTHER_ACCOUNT
    assert answer.summary == (
        "The AWS credentials are those of another account than 111122223333: arn:aws:iam::999999999999:user/somebody"
    )
    assert counted.times == 0


def test_a_mistake_of_ours_is_about_one_answer() -> None:
    def work() -> str:
        raise ZeroDivisionError("PLANTED")

    shown: list[str] = []
    ask = Clouds(Connections(shown.append)).ask
    answers = [answer for _ in range(2) for answer in [ask(Asked(OCI, "wrong", work))]]

    assert answers == 2 * [
        NotKnown(
            Cause.SERVICE_ERROR,
            "adbkms fails at what it asked database in us-ashburn-1: ZeroDivisionError",
            'This is a bug of adbkms. Run it with --verbose, and report the line that says "adbkms fails"; it holds '
            "nothing of the answer.",
        )
    ]
    assert ask(Asked(OCI, "other", lambda: "answer")) == "answer"
    (line,) = shown
    assert re.fullmatch(
        r"adbkms fails at the question Asked to database in us-ashburn-1: ZeroDivisionError at "
        r"test_clouds\.py:\d+, test_clouds\.py:\d+",
        line,
    )


def test_ctrl_c_is_no_mistake() -> None:
    def work() -> str:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        clouds().ask(Asked(OCI, "interrupted", work))


def test_results_come_in_the_order_of_the_items() -> None:
    done: list[int] = []
    first_may_end = threading.Event()

    def work(number: int) -> int:
        if number == 0:
            assert first_may_end.wait(timeout=10)
        else:
            first_may_end.set()
        return number * number

    assert concurrently([0, 1, 2, 3], work, done.append) == [0, 1, 4, 9]
    assert sorted(done) == [0, 1, 2, 3]


def test_nobody_waits_for_the_others_when_one_goes_wrong() -> None:
    never = threading.Event()

    def work(number: int) -> int:
        if number == 0:
            raise KeyboardInterrupt
        never.wait(timeout=60)
        return number

    with pytest.raises(KeyboardInterrupt):
        concurrently(range(8), work)
    never.set()
