"""Differences by hand, of the kinds that the engine makes."""

from __future__ import annotations

from generator.diff.changes import (
    Action,
    ArgumentChange,
    Difference,
    FolderChange,
    Meaning,
    ObjectChange,
    Risk,
    StatementChange,
    StatementText,
)

DATABASES = ("orders", "billing", "invoices", "ledger", "refunds")
STACKS = tuple(f"{team}-{stage}" for team in ("crm", "hr", "payments", "retail", "sales") for stage in ("prod", "test"))
ROTATED = "will be encrypted with ADBS_Key2; ADBS_Key1 stays for old backups"
SAME = Difference((), 3, ())


def database(name: str, action: Action, *arguments: ArgumentChange, text: str, risk: Risk) -> ObjectChange:
    """A change of a database that means one thing."""
    address = f"oci_database_autonomous_database.{name}"
    return ObjectChange(address, action, arguments, meanings=(Meaning(name, text, risk),))


def encrypted(name: str) -> ObjectChange:
    """A database that gets ADBS_Key2 in place of ADBS_Key1."""
    key = ArgumentChange("encryption_key.key_arn", "module.key_ADBS_Key1.arn", "module.key_ADBS_Key2.arn")
    return database(name, Action.CHANGED, key, text=ROTATED, risk=Risk.IN_PLACE)


def destroyed(name: str) -> ObjectChange:
    """A database that is not in the tree any more."""
    db_name = ArgumentChange("db_name", f'"{name.upper()}"', None)
    return database(name, Action.REMOVED, db_name, text="will be destroyed with all data", risk=Risk.DESTROYS)


def new_key() -> ObjectChange:
    """ADBS_Key2."""
    arguments = (ArgumentChange("alias", None, '"ADBS_Key2"'), ArgumentChange("deletion_window_in_days", None, "30"))
    created = Meaning("ADBS_Key2", "will be created in AWS KMS", Risk.IN_PLACE)
    return ObjectChange("module.key_ADBS_Key2", Action.ADDED, arguments, meanings=(created,))


def widened_policy() -> ObjectChange:
    """The policy that lets Oracle use both keys, also as a statement."""
    one, two = "module.key_ADBS_Key1.arn", "module.key_ADBS_Key2.arn"
    before = StatementText("Allow", (), ("kms:Encrypt", "kms:Decrypt"), (one,), ())
    after = StatementText("Allow", (), ("kms:Encrypt", "kms:Decrypt"), (one, two), ())
    return ObjectChange(
        "module.policy_ADBS_AWS_Policy1",
        Action.CHANGED,
        (ArgumentChange("key_arns", f"[{one}]", f"[{one}, {two}]", items_added=(two,)),),
        (StatementChange("IAM policy", Action.CHANGED, before, after),),
        (Meaning("ADBS_AWS_Policy1", "will allow ADBS_Key2 as well", Risk.OPENS_ACCESS),),
    )


def stack(name: str, *objects: ObjectChange, action: Action = Action.CHANGED) -> FolderChange:
    """A stack with what changes in it."""
    return FolderChange(f"stacks/{name}", action, objects)


def module(name: str, *objects: ObjectChange) -> FolderChange:
    """A module with what changes in it."""
    return FolderChange(f"modules/{name}", Action.CHANGED, objects)


def difference(*folders: FolderChange, unchanged: int = 0, reworded: tuple[str, ...] = ()) -> Difference:
    """All that is not the same."""
    return Difference(folders, unchanged, reworded)


def rotation() -> Difference:
    """50 databases in 10 stacks get a new key."""
    return difference(*(stack(name, new_key(), widened_policy(), *map(encrypted, DATABASES)) for name in STACKS))
