"""Asks the clouds: every question once, so many at a time at each endpoint, and none of an endpoint that is down."""

from __future__ import annotations

import threading
import traceback
from concurrent.futures import Future
from pathlib import PurePath
from typing import Any, TypeVar

from generator.live.access import Access, AwsAccess
from generator.live.answers import Answer, Cause, NotKnown
from generator.live.aws.caller import Caller
from generator.live.connections import Connections
from generator.live.questions import Question

MOST_AT_ONCE = 8
"""Requests under way at one endpoint."""

# Whoever cannot be reached, or does not know us, answers nobody: asking again takes as long and says the same.
_LASTING = frozenset((Cause.NO_CREDENTIALS, Cause.EXPIRED, Cause.UNREACHABLE))

T = TypeVar("T")


class _Endpoint:
    def __init__(self) -> None:
        self.free = threading.BoundedSemaphore(MOST_AT_ONCE)
        self.failure: NotKnown | None = None


class Clouds:
    """The clouds as they are while this object lives: an answer is kept. Threads may share it."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections
        self._lock = threading.Lock()
        self._asked: dict[Question[Any], Future[Any]] = {}
        self._endpoints: dict[tuple[Access, str], _Endpoint] = {}

    @property
    def connections(self) -> Connections:
        """The ways to both clouds, for what is not a question: secrets."""
        return self._connections

    def again(self) -> Clouds:
        """The same clouds with nothing asked yet."""
        return Clouds(self._connections)

    def ask(self, question: Question[T], /) -> Answer[T]:
        """The answer, asked for now if nobody has done it before. Blocks."""
        with self._lock:
            known = self._asked.get(question)
            future: Future[Any] = known or self._asked.setdefault(question, Future())
            endpoint = self._endpoints.setdefault((question.access, question.service), _Endpoint())
        if known is None:
            try:
                future.set_result(self._answer(question, endpoint))
            except BaseException as wrong:
                future.set_exception(wrong)  # for whoever else waits
                raise
        answer: Answer[T] = future.result()
        return answer

    def _answer(self, question: Question[T], endpoint: _Endpoint) -> Answer[T]:
        if refusal := self._other_account(question):
            return refusal
        with endpoint.free:
            if endpoint.failure:
                return endpoint.failure
            answer = self._answer_of(question)
            if isinstance(answer, NotKnown) and answer.cause in _LASTING:
                endpoint.failure = answer
            return answer

    def _answer_of(self, question: Question[T]) -> Answer[T]:
        """A question never raises; where one does all the same, that is about its answer alone, and all others have
        theirs. What the exception says is nowhere: it may hold the answer, or the request."""
        try:
            return question.asked_of(self._connections)
        except Exception as wrong:
            kind, what = type(wrong).__name__, type(question).__name__
            whom = f"{question.service} in {question.access.region}"
            self._connections.shown(f"adbkms fails at the question {what} to {whom}: {kind} at {_place(wrong)}")
            return NotKnown(
                Cause.SERVICE_ERROR,
                f"adbkms fails at what it asked {whom}: {kind}",
                'This is a bug of adbkms. Run it with --verbose, and report the line that says "adbkms fails"; '
                "it holds nothing of the answer.",
            )

    def _other_account(self, question: Question[Any]) -> NotKnown | None:
        """Why an AWS account is not asked: there is no saying who the caller is, or it is somebody of another one, in
        which nothing would be found that must not be there."""
        access = question.access
        if not question.needs_account or not isinstance(access, AwsAccess):
            return None
        caller = self.ask(Caller(access))
        if isinstance(caller, NotKnown):
            return caller
        if caller is not None and caller.account_id == access.account_id:
            return None
        found = caller.arn if caller else "nobody"
        return NotKnown(
            Cause.OTHER_ACCOUNT,
            f"The AWS credentials are those of another account than {access.account_id}: {found}",
            "Use credentials of that account: set `aws.profile` or `aws.assume_role_arn` of the stack, or AWS_PROFILE.",
        )


def _place(wrong: Exception) -> str:
    """Where it was raised, and by whose calls: `databases.py:90, database_answer.py:104`."""
    _, *calls = traceback.extract_tb(wrong.__traceback__)
    return ", ".join(f"{PurePath(one.filename).name}:{one.lineno}" for one in calls)
