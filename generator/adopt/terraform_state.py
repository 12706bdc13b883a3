"""What exists by Terraform's own word: its state, or the state that a plan starts from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.adopt.aws_resources import existing_keys, existing_policies, existing_roles
from generator.adopt.existing import Existing
from generator.adopt.oci_resources import existing_databases
from generator.adopt.show_json import Resource, read_resources
from generator.diagnostics import Diagnostic

TYPES = frozenset(
    {
        "aws_kms_key",
        "aws_kms_key_policy",
        "aws_kms_alias",
        "aws_iam_policy",
        "aws_iam_role",
        "aws_iam_role_policy_attachment",
        "oci_database_autonomous_database",
    }
)


def existing_in(filenames: Sequence[str]) -> tuple[Existing, list[Diagnostic]]:
    """What several states and plans have between them, `-` is standard input; and what is wrong with them."""
    resources: list[Resource] = []
    diagnostics: list[Diagnostic] = []
    for filename in dict.fromkeys(filenames):
        found, said = read_resources(filename, TYPES)
        resources += found
        diagnostics += said
    existing, said = existing_of(resources)
    return existing, diagnostics + said


def existing_of(resources: Sequence[Resource]) -> tuple[Existing, list[Diagnostic]]:
    """What resources stand for. One that is there twice, in two states, counts once."""
    by_type: Mapping[str, list[Resource]] = {kind: [] for kind in TYPES}
    for one in resources:
        by_type[one.type].append(one)
    databases, left_out = existing_databases(by_type["oci_database_autonomous_database"])
    keys, bad_keys = existing_keys(by_type["aws_kms_key"], by_type["aws_kms_alias"], by_type["aws_kms_key_policy"])
    policies, bad_policies = existing_policies(by_type["aws_iam_policy"])
    roles, bad_roles = existing_roles(by_type["aws_iam_role"], by_type["aws_iam_role_policy_attachment"])
    return Existing(databases, keys, policies, roles), [*left_out, *bad_keys, *bad_policies, *bad_roles]
