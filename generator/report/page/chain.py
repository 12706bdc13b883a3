"""The way from a database to its key: which role it assumes, which policies that has, which keys they allow.

Every name and ARN is the one of the spec, or follows from it: IAM's ARNs from account, path and name, an alias's from
account and region. A key's own ARN, and what OCI and Oracle give, are known only after an apply.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.configuration import references
from generator.configuration.database import aws_key_arguments
from generator.configuration.identity import external_ids, policy_actions, policy_keys, possible_roles
from generator.configuration.references import ALIAS_PREFIX, ORACLE_MANAGED
from generator.report.page.model import Box, Chain, Fact, Station
from generator.spec import model

_EXISTS = "Exists already; this stack does not manage it."


def chains(stack: model.Stack) -> tuple[Chain, ...]:
    """A chain for each combination of key and role that databases of the stack have, in their order."""
    groups: dict[tuple[str, str | None], dict[str, model.Database]] = {}
    for name, database in stack.databases.items():
        groups.setdefault((database.encryption.key, database.encryption.role), {})[name] = database
    return tuple(_chain(stack, databases) for databases in groups.values())


def _chain(stack: model.Stack, databases: Mapping[str, model.Database]) -> Chain:
    one = next(iter(databases.values()))
    selected, title = one.encryption.key, ", ".join(databases)
    start = Station("Database" if len(databases) == 1 else "Databases", _databases(databases))
    if selected == ORACLE_MANAGED:
        ready = _way(stack, possible_roles(stack, one), None, "will assume, once a key is selected")
        oracle = Box("Oracle's own key", note="Oracle keeps and rotates it.")
        ready = ready or (Station("Key in use", (oracle,), "encrypted with"),)
        return Chain(title, (start, *ready), is_in_use=False)
    role = one.encryption.role or ""
    presented = aws_key_arguments(stack, one)["external_id"]
    return Chain(title, (start, *_way(stack, [role], selected, f"assumes, with {presented}")), is_in_use=True)


def _way(stack: model.Stack, roles: Sequence[str], selected: str | None, first: str) -> tuple[Station, ...]:
    """From roles on. Where nothing is known of a station, it is left out."""
    policies = list(dict.fromkeys(one for role in roles if role in stack.roles for one in stack.roles[role].policies))
    allowed = [key for one in policies if one in stack.policies for key in policy_keys(stack, stack.policies[one])]
    keys = list(dict.fromkeys([*([selected] if selected else []), *allowed]))
    stations = (
        Station("Role" if len(roles) == 1 else "Roles", tuple(_role(stack, one) for one in roles), first),
        Station(
            "Policy" if len(policies) == 1 else "Policies",
            tuple(_policy(stack, one) for one in policies) or tuple(_policies_elsewhere(roles)),
            "has attached",
        ),
        Station(
            "Key" if len(keys) == 1 else "Keys",
            tuple(_key(stack, one, selected) for one in keys),
            "allows the use of",
        ),
    )
    return tuple(one for one in stations if one.boxes)


def _databases(databases: Mapping[str, model.Database]) -> tuple[Box, ...]:
    if len(databases) > 1:  # their table is below the picture
        return tuple(Box(name) for name in databases)
    ((name, database),) = databases.items()
    return (Box(name, (Fact("OCID", database.ocid),)),)


def _policies_elsewhere(roles: Sequence[str]) -> Iterator[Box]:
    if roles:
        yield Box("Not of this stack", note="The spec does not say which policies the role has.", is_aside=True)


def _role(stack: model.Stack, name: str) -> Box:
    role = stack.roles.get(name)
    if role is None:
        return Box(name.rpartition("/")[2], (Fact("ARN", name),), _EXISTS)
    facts = [Fact("ARN", role.arn or f"arn:aws:iam::{stack.aws.account_id}:role{role.path}{name}")]
    if role.arn:
        return Box(name, tuple(facts), _EXISTS)
    facts.append(Fact("Trusts", role.oracle_user_arn))
    ids: list[str | None] = [*external_ids(stack, name)]
    facts += [Fact(f"External ID ({role.external_id})", one) for one in ids or [None]]
    waiting = "" if role.oracle_user_arn else "Not rendered before Oracle's user ARN is in the spec."
    return Box(name, tuple(facts), waiting)


def _policy(stack: model.Stack, name: str) -> Box:
    policy = stack.policies.get(name)
    if policy is None:
        return Box(name.rpartition("/")[2], (Fact("ARN", name),), _EXISTS)
    if policy.arn:
        return Box(name, (Fact("ARN", policy.arn),), _EXISTS)
    arn = Fact("ARN", f"arn:aws:iam::{stack.aws.account_id}:policy{policy.path}{name}")
    return Box(name, (arn, Fact("Allows", ", ".join(policy_actions(policy)))))


def _key(stack: model.Stack, name: str, selected: str | None) -> Box:
    is_aside = selected is not None and name != selected
    if name.startswith(ALIAS_PREFIX):
        return Box(name, (Fact("Alias", name),), "Exists already; the spec names it by its alias.", is_aside)
    key = stack.keys.get(name)
    arn = key.arn or key.adopt if key else name
    if key is None:
        return Box(name.rpartition("/")[2], (Fact("ARN", arn),), _EXISTS, is_aside)
    if not references.is_created(key):
        let_go = "This stack has let go of it." if key.retired else _EXISTS
        return Box(name, (Fact("ARN", arn),), let_go, is_aside)
    alias = f"{ALIAS_PREFIX}{references.alias_name(name, key)}"
    facts = (Fact("ARN", arn), Fact("Alias", f"arn:aws:kms:{stack.aws.region}:{stack.aws.account_id}:{alias}"))
    return Box(name, facts, "Allowed, and selected by none of these databases." if is_aside else "", is_aside)
