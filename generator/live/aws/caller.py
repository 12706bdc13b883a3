"""Who we are in AWS."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from generator.live.access import AwsAccess
from generator.live.answers import Answer
from generator.live.aws.identity_answers import CallerIdentity
from generator.live.questions import Question

if TYPE_CHECKING:
    from generator.live.connections import Connections


@dataclass(frozen=True)
class LiveCaller:
    """The account and the ARN of whoever the credentials belong to."""

    account_id: str
    arn: str


@dataclass(frozen=True)
class Caller(Question[LiveCaller]):
    """Whose credentials are these? AWS answers everybody (sts:GetCallerIdentity needs no permission)."""

    access: AwsAccess
    service: ClassVar[str] = "sts"
    needs_account: ClassVar[bool] = False

    def asked_of(self, connections: Connections) -> Answer[LiveCaller]:
        return connections.aws.answer(
            lambda found: LiveCaller(found.account, found.arn),
            self.access,
            self.service,
            "get_caller_identity",
            shape=CallerIdentity,
        )
