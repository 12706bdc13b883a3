"""An alias that a database names stays with its key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.diagnostics import Severity
from generator.guard.addresses import refers
from generator.guard.case import Case
from generator.guard.encryption import encryption
from generator.guard.judged_types import ALIAS, KEYS
from generator.guard.plan import ResourceChange
from generator.guard.rule import Finding, Rule


def check(case: Case) -> Iterator[Finding]:
    users, owners = _users(case), _owners(case)
    for alias in case.changed(ALIAS):
        name = str(alias.before.get("name") or "")
        if not name:
            continue
        is_renamed = alias.change.after is not None and alias.after.get("name") != name
        is_gone = is_renamed or (alias.is_destroyed and not alias.is_created)
        user = users.get(name)
        if is_gone:
            what = f"get another name{_new_name(alias)}" if is_renamed else "be destroyed"
            yield _finding(alias, user, f"The alias {name} would {what}")
        elif _points_elsewhere(case, alias, owners):
            yield _finding(alias, user, f"The alias {name} would point at another key")


def _finding(alias: ResourceChange, user: ResourceChange | None, summary: str) -> Finding:
    if user:
        return Finding(
            alias.address,
            summary,
            f"{user.address} names its key by this alias, and would be switched, or cut off, without a change of its "
            "own. Leave the alias where it is; make another key with another alias and select that in the database.",
        )
    return Finding(
        alias.address,
        summary,
        "No database in this plan names its key by it. One in another state that does would be cut off: see that there "
        "is none.",
        Severity.WARNING,
    )


def _new_name(alias: ResourceChange) -> str:
    name = alias.after.get("name")
    return f", {name}" if name else ""


def _users(case: Case) -> Mapping[str, ResourceChange]:
    """By what a database names its key by, the first that does; of an ARN also by its last part, such as an alias."""
    found: dict[str, ResourceChange] = {}
    for database in case.links.databases_with_aws_key:
        for side in (database.before, database.after):
            named = encryption(side).get("key_arn") or ""
            found.setdefault(named, database)
            if named.startswith("arn:"):
                found.setdefault(named.rpartition(":")[2], database)
    return found


def _owners(case: Case) -> Mapping[str, ResourceChange]:
    """By its id and its ARN before, the first key that has them."""
    found: dict[str, ResourceChange] = {}
    for key in case.of(*KEYS):
        for named in (key.before.get("key_id"), key.before.get("arn")):
            if isinstance(named, str):
                found.setdefault(named, key)
    return found


def _points_elsewhere(case: Case, alias: ResourceChange, owners: Mapping[str, ResourceChange]) -> bool:
    before = alias.before.get("target_key_id")
    if before is None or alias.change.after is None:
        return False
    if not alias.is_unknown("target_key_id"):
        after = alias.after.get("target_key_id")
        return isinstance(after, str) and after.rpartition("/")[2] != str(before).rpartition("/")[2]
    resolution = case.resolve(alias, "target_key_id")
    owner = owners.get(str(before))
    if owner is None or not owner.stays or not any(owner.is_unknown(name) for name in ("key_id", "arn", "id")):
        return True  # what is read of a key that stays is known, so it is another's
    return not (refers(resolution, owner) and len(resolution.targets) == 1)


RULE = Rule(
    code="GRD105",
    title="An alias is destroyed, renamed, or points at another key",
    explanation="""\
A database can name its key by an alias. If that alias then points at another key, the database's key is switched
without any change of the database in the plan; if it is gone, also by another name, the database cannot find its key.
All are errors where a database in the plan names the alias in `encryption_key`, and warnings elsewhere: a database in
another state can name it. A new alias is fine.

To rotate, make another key with another alias and select it in the database: then the plan shows the switch.
""",
    source="https://docs.aws.amazon.com/kms/latest/developerguide/alias-update.html",
    check=check,
)
