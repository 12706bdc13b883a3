"""What was read from AWS, and what was not, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from generator.adopt.codes import ABSENT
from generator.adopt.existing import ExistingKey, ExistingPolicy, ExistingRole
from generator.diagnostics import Diagnostic, warning
from generator.live.access import AwsAccess
from generator.live.answers import Cause, NotKnown
from generator.live.codes import diagnostic_of
from generator.live.questions import Ask, Question, T

_MOST_NAMED = 5
_ABSENT = "A database names it, now or in its history of keys, or its role has it. Look at it in the AWS console."


@dataclass(frozen=True)
class Unread:
    """An object, by its ARN or OCID, that a cloud has not told of; `why` is None where it says that there is none."""

    what: str
    why: NotKnown | None


@dataclass(frozen=True)
class Read:
    """Objects of AWS. One that was not read is there as well, with an obstacle: a spec can name it by its ARN."""

    keys: tuple[ExistingKey, ...] = ()
    policies: tuple[ExistingPolicy, ...] = ()
    roles: tuple[ExistingRole, ...] = ()
    unread: tuple[Unread, ...] = ()


def asked(question: Question[T], ask: Ask) -> T | NotKnown | None:
    """The answer. Who has the credentials of another account learns what adopt's own options for that are."""
    answer = ask(question)
    if isinstance(answer, NotKnown) and answer.cause is Cause.OTHER_ACCOUNT:
        access = question.access
        account = access.account_id if isinstance(access, AwsAccess) else ""
        fix = f"Name a profile of that account, --aws-profile {account}=PROFILE, or a role in it, --assume-role ARN."
        return replace(answer, fix=fix)
    return answer


def obstacle(what: str, answer: NotKnown | None) -> str:
    """Why an object is not taken over of which `what` ("it", "its key policy") was not read."""
    return f"{what} could not be read ({answer.cause})" if answer else f"AWS does not have {what}"


def said_of(unread: Iterable[Unread]) -> list[Diagnostic]:
    """A warning for each reason, naming what was not read because of it."""
    of_reason: dict[NotKnown, list[str]] = {}
    said = []
    for one in dict.fromkeys(unread):
        if one.why is not None:
            of_reason.setdefault(one.why, []).append(one.what)
        else:
            said.append(warning(ABSENT, f"AWS has no {one.what}", _ABSENT))
    return [*said, *(_because(why, list(dict.fromkeys(whats))) for why, whats in of_reason.items())]


def _because(why: NotKnown, whats: Sequence[str]) -> Diagnostic:
    if len(whats) == 1:
        return diagnostic_of(why, whats[0])
    more = f" and {len(whats) - _MOST_NAMED} more" if len(whats) > _MOST_NAMED else ""
    said = diagnostic_of(why)
    return replace(said, detail=f"{said.detail} Not read because of it: {', '.join(whats[:_MOST_NAMED])}{more}.")
