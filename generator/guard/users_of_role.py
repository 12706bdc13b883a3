"""Which database reaches its key by a role, and stays."""

from __future__ import annotations

from generator.facts.arn import parse_role_arn
from generator.guard.case import Case
from generator.guard.encryption import encryption
from generator.guard.judged_types import ATTACHMENT, EXCLUSIVE_ATTACHMENT, INLINE_POLICY, ROLE
from generator.guard.links import handles_for_key
from generator.guard.plan import ResourceChange

_ELSEWHERE = "A database that is not in this plan"


class UsersThatStay:
    """The databases of a plan that have a key in AWS KMS and stay, by what they reach it by. Of several it is the first
    in the plan that is named. All is looked up once: a plan may destroy thousands of attachments of one role."""

    def __init__(self, case: Case) -> None:
        self._case = case
        staying = [one for one in case.links.databases_with_aws_key if not one.is_destroyed and not one.is_created]
        self._users = [*(one.address for one in staying), _ELSEWHERE]
        self._by_handle: dict[str, int] = {}
        self._by_name: dict[str, int] = {}
        for place, database in enumerate(staying):
            for handle in case.links.roles_of_key(database):
                self._by_handle.setdefault(handle, place)
            for name in _names(database):
                self._by_name.setdefault(name, place)
        self._by_resource = case.links.least_of_roles(self._user_by)
        self._by_former_name: dict[str, int] = {}
        for role in case.of(ROLE):
            former, number = role.before.get("name"), self._by_resource.get(id(role))
            if isinstance(former, str) and number is not None:
                self._by_former_name[former] = min(number, self._by_former_name.get(former, number))

    def of(self, resource: ResourceChange) -> str:
        """The database, in words, that reaches its key by a role, or by the role that a policy or an attachment is for;
        "" if there is none."""
        names: list[object] = []
        if resource.type in (INLINE_POLICY, ATTACHMENT, EXCLUSIVE_ATTACHMENT):
            roles = resource.before.get("roles")
            names = [resource.before.get("role"), *(roles if isinstance(roles, list) else [])]
        return self._first(self._by_resource.get(id(resource)), names)

    def of_name(self, name: str) -> str:
        """The same for the name of a role before, which need not be in the plan."""
        return self._first(self._by_former_name.get(name), [name])

    def _first(self, user: int | None, names: list[object]) -> str:
        numbers = [self._by_name[name] for name in names if isinstance(name, str) and name in self._by_name]
        numbers += [] if user is None else [user]
        return self._users[min(numbers)] if numbers else ""

    def _user_by(self, role: ResourceChange) -> int | None:
        numbers = [self._by_handle[one] for one in handles_for_key(role) if one in self._by_handle]
        if numbers:
            return min(numbers)
        is_used_elsewhere = self._case.is_for_oracle(role) and not self._case.links.is_used(role)
        return len(self._users) - 1 if is_used_elsewhere else None


def _names(database: ResourceChange) -> frozenset[str]:
    """The names of the roles that its key is reached by, before and after."""
    arns = (encryption(side).get("arn_role") or "" for side in (database.before, database.after))
    return frozenset(role.name for arn in arns if (role := parse_role_arn(arn)))
