"""What a cloud answers: a fact, that there is no such thing, or nothing, and why."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias, TypeVar


class Cause(StrEnum):
    """Why a question has no answer."""

    NO_CREDENTIALS = "no credentials"
    EXPIRED = "expired credentials"
    OTHER_ACCOUNT = "another account"
    NOT_PERMITTED = "not permitted"
    NOT_FOUND_OR_NOT_PERMITTED = "not found or not permitted"
    UNREACHABLE = "unreachable"
    THROTTLED = "throttled"
    SERVICE_ERROR = "service error"


@dataclass(frozen=True)
class NotKnown:
    """Why something is not known. It never stands for "fine", nor for "there is none".

    `summary` is terse and has no final stop; `fix` says in whole sentences what to do. `permission` is what the caller
    would need, as the cloud writes it: `kms:DescribeKey on arn:…`, `inspect tenancies in tenancy`. Neither holds
    anything secret.
    """

    cause: Cause
    summary: str
    fix: str
    permission: str | None = None


T = TypeVar("T")
Answer: TypeAlias = T | NotKnown | None
"""A fact; None where the cloud says that there is no such thing."""
