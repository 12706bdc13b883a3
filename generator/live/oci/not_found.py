"""What OCI does not show, by its name: a 404 says nothing of what was asked for."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

from generator.live.answers import Cause, NotKnown

T = TypeVar("T")


def naming(subject: str, answer: T | NotKnown) -> T | NotKnown:
    """The answer; if it is a 404, its summary begins with `subject`, such as `The database ocid1…`."""
    if isinstance(answer, NotKnown) and answer.cause is Cause.NOT_FOUND_OR_NOT_PERMITTED:
        return replace(answer, summary=f"{subject} {answer.summary.removeprefix('It ')}")
    return answer
