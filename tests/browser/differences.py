"""Differences as the engine gives them, made by hand: a rotation, and one with everything in it that there is."""

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

_ROTATED = "will be encrypted with ADBS_Key2; ADBS_Key1 stays for old backups"
_DATABASE = "oci_database_autonomous_database"


def _rotated(name: str) -> ObjectChange:
    old, new = "module.key_ADBS_Key1.arn", "module.key_ADBS_Key2.arn"
    return ObjectChange(
        f"{_DATABASE}.{name}",
        Action.CHANGED,
        (ArgumentChange("encryption_key.key_arn", old, new),),
        meanings=(Meaning(name, _ROTATED, Risk.IN_PLACE),),
    )


_STATEMENT = StatementText(
    "Allow",
    ("arn:aws:iam::444455556666:user/oracle-adbs",),
    ("sts:AssumeRole",),
    (),
    ("StringEquals sts:ExternalId ocid1.tenancy.oc1..aaaaaaaaexampletenancy",),
)

ROTATION = Difference(
    folders=(
        FolderChange(
            "stacks/payments-prod",
            Action.CHANGED,
            (
                ObjectChange(
                    "module.key_ADBS_Key2",
                    Action.ADDED,
                    (
                        ArgumentChange("alias", None, '"ADBS_Key2"'),
                        ArgumentChange("deletion_window_in_days", None, "30"),
                        ArgumentChange("rotation_period_in_days", None, "365"),
                    ),
                    meanings=(Meaning("ADBS_Key2", "is a new key", Risk.IN_PLACE),),
                ),
                ObjectChange(
                    "module.policy_ADBS_AWS_Policy1",
                    Action.CHANGED,
                    (
                        ArgumentChange(
                            "key_arns",
                            "[module.key_ADBS_Key1.arn]",
                            "[module.key_ADBS_Key1.arn, module.key_ADBS_Key2.arn]",
                            items_added=("module.key_ADBS_Key2.arn",),
                        ),
                    ),
                    meanings=(Meaning("ADBS_AWS_Policy1", "also allows the use of ADBS_Key2", Risk.OPENS_ACCESS),),
                ),
                _rotated("invoices"),
                _rotated("orders"),
            ),
        ),
    ),
    unchanged=4,
    reworded=("stacks/payments-prod/README.md",),
)

EVERYTHING = Difference(
    folders=(
        *ROTATION.folders,
        FolderChange(
            "stacks/ledger-prod",
            Action.CHANGED,
            (
                ObjectChange(
                    f"{_DATABASE}.journal",
                    Action.MOVED,
                    (ArgumentChange("compute_count", "2", "8"),),
                    meanings=(Meaning("journal", "was diary, and stays the same database", Risk.NONE),),
                    previous_address=f"{_DATABASE}.diary",
                ),
                ObjectChange(
                    f"{_DATABASE}.ledger",
                    Action.CHANGED,
                    (ArgumentChange("db_name", '"LEDGER"', '"LEDGER2"'),),
                    meanings=(Meaning("ledger", "is made anew, and its data is lost", Risk.REPLACES),),
                ),
                ObjectChange(
                    "module.key_ledger",
                    Action.REMOVED,
                    (ArgumentChange("alias", '"ledger"', None),),
                    meanings=(Meaning("ledger", "is scheduled for deletion", Risk.DESTROYS),),
                ),
                ObjectChange(
                    "module.role_ledger",
                    Action.CHANGED,
                    statements=(
                        StatementChange("trust policy", Action.REMOVED, _STATEMENT, None),
                        StatementChange(
                            "IAM policy",
                            Action.CHANGED,
                            StatementText("Allow", (), ("kms:Decrypt",), ("arn:aws:kms:us-east-2:111122223333:*",), ()),
                            StatementText("Allow", (), ("kms:Decrypt", "kms:Encrypt"), ("everything",), ()),
                        ),
                        StatementChange("key policy", Action.ADDED, None, _STATEMENT),
                    ),
                    meanings=(Meaning("ledger", "can be assumed by everybody", Risk.OPENS_ACCESS),),
                ),
            ),
        ),
        FolderChange("stacks/new-prod", Action.ADDED, (ObjectChange("provider.aws", Action.ADDED),)),
        FolderChange(
            "modules/aws-kms-key",
            Action.CHANGED,
            (ObjectChange("aws_kms_key.this", Action.CHANGED, (ArgumentChange("is_enabled", "true", None),)),),
        ),
    ),
    unchanged=1,
    reworded=("stacks/ledger-prod/main.tf", "stacks/ledger-prod/README.md"),
)

NOTHING = Difference((), unchanged=3, reworded=())
