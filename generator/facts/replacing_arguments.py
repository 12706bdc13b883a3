"""Arguments of resources for whose change the provider replaces the resource: destroys it and makes it anew.

Only what is known is here; an argument that is not may still do it, and a plan tells. What a provider fills in by
itself where an argument is left out (optional and computed) does not replace anything when it is taken away.
"""

from __future__ import annotations

from collections.abc import Mapping

# `ForceNew` in the provider's source, internal/service/database/database_autonomous_database_resource.go of
# https://github.com/oracle/terraform-provider-oci; its documentation does not mark them "(Updatable)". Not here are
# `shrink_adb_trigger` and `autonomous_maintenance_schedule_type`, in which versions differ.
_DATABASE = frozenset(
    {
        "autonomous_container_database_id",
        "autonomous_database_backup_id",
        "autonomous_database_id",
        "character_set",
        "clone_table_space_list",
        "clone_type",
        "disaster_recovery_type",
        "is_dedicated",
        "is_preview_version_with_service_terms_accepted",
        "ncharacter_set",
        "remote_disaster_recovery_type",
        "source",
        "source_id",
        "timestamp",
        "use_latest_available_backup_time_stamp",
    }
)

# "Forces new resource" in the documentation of hashicorp/aws, and in AWS's API what cannot be changed later
# (https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html: "You cannot update the policy description
# after you create the policy").
REPLACING: Mapping[str, frozenset[str]] = {
    "oci_database_autonomous_database": _DATABASE,
    "aws_iam_policy": frozenset({"name", "name_prefix", "path", "description"}),
    "aws_iam_role": frozenset({"name", "name_prefix", "path"}),
    "aws_iam_role_policy_attachment": frozenset({"role", "policy_arn"}),
    "aws_iam_role_policy": frozenset({"name", "name_prefix", "role"}),
    "aws_kms_alias": frozenset({"name", "name_prefix"}),
    "aws_kms_grant": frozenset({"key_id", "grantee_principal", "operations", "name", "constraints"}),
    "aws_kms_key": frozenset(
        {"customer_master_key_spec", "key_usage", "multi_region", "custom_key_store_id", "xks_key_id"}
    ),
    "aws_kms_key_policy": frozenset({"key_id"}),
}
"""By resource type."""
