"""What a question is. The questions themselves are in `aws` and `oci`, each beside the fact that answers it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Generic, Protocol, TypeVar

from generator.live.access import Access
from generator.live.answers import Answer

if TYPE_CHECKING:
    from generator.live.connections import Connections

T = TypeVar("T")


@dataclass(frozen=True)
class Question(ABC, Generic[T]):
    """One thing to ask of one service. Subclasses are frozen dataclasses: equal questions are one question.

    `access` says whom to ask, and by which way; `service` is the SDK's name of the service, such as `kms` or
    `database`. The two are an endpoint. `needs_account` holds for everything in AWS but the question which account the
    caller is in.
    """

    access: Access
    service: ClassVar[str]
    needs_account: ClassVar[bool] = True

    @abstractmethod
    def asked_of(self, connections: Connections) -> Answer[T]:
        """The answer. Blocks; never raises for what a cloud, the network or the credentials do."""


class Ask(Protocol):
    """Who answers questions: `Clouds.ask`, or a test's dictionary."""

    def __call__(self, question: Question[T], /) -> Answer[T]: ...
