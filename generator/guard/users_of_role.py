"""Which database reaches its key by a role, and stays."""

from __future__ import annotations

from collections.abc import Iterable

from generator.facts.arn import parse_role_arn
from generator.guard.case import Case
from generator.guard.encryption import encryption
from generator.guard.judged_types import ATTACHMENT, EXCLUSIVE_ATTACHMENT, INLINE_POLICY
from generator.guard.plan import ResourceChange

_ELSEWHERE = "A database that is not in this plan"


def a_user_that_stays(case: Case, resource: ResourceChange) -> str:
    """The database, in words, that reaches its key by a role, or by the role that a policy or an attachment is for;
    "" if there is none."""
    names: list[object] = []
    if resource.type in (INLINE_POLICY, ATTACHMENT, EXCLUSIVE_ATTACHMENT):
        roles = resource.before.get("roles")
        names = [resource.before.get("role"), *(roles if isinstance(roles, list) else [])]
    return user_of(case, case.links.roles_of(resource), names)


def user_of(case: Case, roles: Iterable[ResourceChange], names: Iterable[object] = ()) -> str:
    """The same for some roles, and for names of roles that need not be in the plan."""
    given = list(roles)
    users = case.links.databases_with_aws_key
    staying = [one for one in users if not one.is_destroyed and not one.is_created]
    wanted = {name for name in names if isinstance(name, str) and name}
    for one in staying:
        if any(case.links.uses(one, role) for role in given) or not wanted.isdisjoint(_names(one)):
            return one.address
    is_used_elsewhere = any(
        case.is_for_oracle(role) and not any(case.links.uses(one, role) for one in users) for role in given
    )
    return _ELSEWHERE if is_used_elsewhere else ""


def _names(database: ResourceChange) -> frozenset[str]:
    """The names of the roles that its key is reached by, before and after."""
    arns = (encryption(side).get("arn_role") or "" for side in (database.before, database.after))
    return frozenset(role.name for arn in arns if (role := parse_role_arn(arn)))
