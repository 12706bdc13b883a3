"""A role that the spec refers to exists."""

from __future__ import annotations

from collections.abc import Iterator

from generator.live import names
from generator.live.answers import NotKnown
from generator.live.preflight.check import Check, Finding, Subject, failed, not_known, passed
from generator.live.preflight.live_roles import is_awaited, is_managed, live_role
from generator.live.questions import Ask


def check(subject: Subject, ask: Ask) -> Iterator[Finding]:
    stack, name = subject.stack, subject.name
    if is_managed(stack, name) or is_awaited(stack, name):
        return
    arn = names.role_arn(stack, name)
    live = live_role(stack, name, ask)
    place = ("arn",) if name in stack.roles else ()
    if isinstance(live, NotKnown):
        yield not_known(f"whether the role {arn} exists, and all that depends on it", live)
    elif live is None:
        yield failed(
            f"There is no role {arn}",
            "A database that is given it cannot reach its key. Correct the ARN, or declare the role in `roles` to have "
            "it made.",
            *place,
        )
    elif live.arn != arn:
        yield failed(f"There is no role {arn}, but {live.arn}", "The path is a part of the ARN. Correct it.", *place)
    else:
        yield passed(f"The role exists: {arn}")


CHECK = Check(
    code="PRE204",
    title="A role that the spec refers to exists",
    kind="role",
    explanation="""\
A role with `arn`, or an ARN as the `role` of a database, is there before the apply. IAM has no role of that name, or
one with another path, so Oracle could not assume it. Compare the ARN with the one in the IAM console. Roles of another
account cannot be looked at from here: they are not known.
""",
    source="https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html",
    check=check,
)
