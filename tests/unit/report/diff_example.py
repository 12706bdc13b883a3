"""Differences as the engine makes them: a key rotation in a fleet of 50 databases, and others by hand."""

from __future__ import annotations

from generator.diff.changes import (
    Action,
    ArgumentChange,
    Difference,
    FolderChange,
    Meaning,
    ObjectChange,
    Risk,
)

DATABASES = ("orders", "billing", "invoices", "ledger", "refunds")
TEAMS = ("payments", "logistics", "crm", "analytics", "hr")
STACKS = tuple(f"{team}-{stage}" for team in TEAMS for stage in ("prod", "test"))


def database(name: str) -> str:
    """The address of a database's resource."""
    return f"oci_database_autonomous_database.{name}"


def encrypted(name: str) -> ObjectChange:
    """A database that gets ADBS_Key2 instead of ADBS_Key1."""
    return ObjectChange(
        database(name),
        Action.CHANGED,
        (ArgumentChange("encryption_key.key_arn", "module.key_ADBS_Key1.arn", "module.key_ADBS_Key2.arn"),),
        meanings=(Meaning(name, "will be encrypted with ADBS_Key2; ADBS_Key1 stays for old backups", Risk.IN_PLACE),),
    )


def destroyed(name: str) -> ObjectChange:
    """A database that is not there any more."""
    return ObjectChange(
        database(name),
        Action.REMOVED,
        (ArgumentChange("db_name", f'"{name.upper()}"', None),),
        meanings=(Meaning(name, "will be destroyed with its data", Risk.DESTROYS),),
    )


def new_key() -> ObjectChange:
    """ADBS_Key2."""
    return ObjectChange(
        "module.key_ADBS_Key2",
        Action.ADDED,
        (
            ArgumentChange("source", None, '"../../modules/aws-kms-key"'),
            ArgumentChange("alias", None, '"ADBS_Key2"'),
            ArgumentChange("deletion_window_in_days", None, "30"),
        ),
        meanings=(Meaning("ADBS_Key2", "will be created in AWS KMS", Risk.IN_PLACE),),
    )


def widened_policy() -> ObjectChange:
    """The policy that lets Oracle use both keys."""
    return ObjectChange(
        "module.policy_ADBS_AWS_Policy1",
        Action.CHANGED,
        (
            ArgumentChange(
                "key_arns",
                "[module.key_ADBS_Key1.arn]",
                "[module.key_ADBS_Key1.arn, module.key_ADBS_Key2.arn]",
                ("module.key_ADBS_Key2.arn",),
            ),
        ),
        meanings=(Meaning("ADBS_AWS_Policy1", "will also allow ADBS_Key2", Risk.OPENS_ACCESS),),
    )


def stack(name: str, *objects: ObjectChange, action: Action = Action.CHANGED) -> FolderChange:
    """A stack with what changes in it."""
    return FolderChange(f"stacks/{name}", action, objects)


def rotation() -> Difference:
    """50 databases in 10 stacks get a new key."""
    folders = [stack(name, new_key(), widened_policy(), *map(encrypted, DATABASES)) for name in STACKS]
    return Difference(tuple(folders), 0, ())
