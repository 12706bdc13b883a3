"""The types of resources that the guard judges, in Terraform's names."""

from __future__ import annotations

DATABASE = "oci_database_autonomous_database"
KEY, KEY_POLICY, ALIAS = "aws_kms_key", "aws_kms_key_policy", "aws_kms_alias"
KEYS = (KEY, "aws_kms_external_key", "aws_kms_replica_key", "aws_kms_replica_external_key")
ROLE, POLICY, INLINE_POLICY = "aws_iam_role", "aws_iam_policy", "aws_iam_role_policy"
ATTACHMENT, EXCLUSIVE_ATTACHMENT = "aws_iam_role_policy_attachment", "aws_iam_policy_attachment"
POLICY_DOCUMENT = "aws_iam_policy_document"

JUDGED = (DATABASE, *KEYS, KEY_POLICY, ALIAS, ROLE, POLICY, INLINE_POLICY, ATTACHMENT, EXCLUSIVE_ATTACHMENT)

KINDS = {
    DATABASE: "database",
    **{key: "key" for key in KEYS},
    KEY_POLICY: "key policy",
    ALIAS: "alias",
    ROLE: "role",
    POLICY: "policy",
    INLINE_POLICY: "inline policy of the role",
    ATTACHMENT: "attachment of a policy to the role",
    EXCLUSIVE_ATTACHMENT: "attachment of a policy to roles",
}
"""What they are, in words."""

# The providers whose resources these are: https://registry.terraform.io and https://search.opentofu.org
REGISTRIES = ("registry.terraform.io", "registry.opentofu.org")
PROVIDERS = {"aws": "hashicorp/aws", "oci": "oracle/oci"}
