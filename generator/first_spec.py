"""The spec that `adbkms init` writes."""

from __future__ import annotations

import json
from string import Template

_TEXT = Template("""\
# A spec of adbkms. `adbkms schema > adbkms.schema.json` makes editors complete and check it:
# yaml-language-server: $$schema=./adbkms.schema.json
version: 1

stacks:
  $stack: # one root module and one Terraform state
    aws:
      account_id: $aws_account
      region: $aws_region # of the key
    oci:
      tenancy_id: $tenancy # the external ID that Oracle presents
      compartment_id: $compartment
      region: $oci_region

    keys:
      ADBS_Key1: # the alias in AWS KMS
        description: Master encryption key of Autonomous AI Database
        deletion_window_days: 30
        rotation_days: 365 # AWS's own rotation; it does not rotate Oracle's master key

    policies:
      ADBS_AWS_Policy1:
        keys: [ADBS_Key1]

    roles:
      ADBS_AWS_Role1:
        policies: [ADBS_AWS_Policy1]
        # Known only once the database exists. In it, as ADMIN: SELECT * FROM CLOUD_INTEGRATIONS; the value of
        # aws_user_arn (or aws_arn). Until then no role is rendered.
        oracle_user_arn: null
        external_id: tenant_ocid

    databases:
      $label:
        db_name: $database
        ocid: null # known only once the database exists: `terraform output`
        admin_password: {variable: true} # or {secret_id: ocid1.vaultsecret.…}; never the password itself
        encryption:
          # The database starts with Oracle's key. When it exists and the role is applied, select yours:
          # key: ADBS_Key1
          # role: ADBS_AWS_Role1
          key: oracle-managed
""")


def first_spec(answers: dict[str, str]) -> str:
    """The text for the answers `stack`, `aws_account`, `aws_region`, `tenancy`, `compartment`, `oci_region` and
    `database`. Whatever they are they stay text: JSON's strings are YAML's."""
    label = answers["database"].lower()
    return _TEXT.substitute(
        {name: json.dumps(answer) for name, answer in (answers | {"label": label}).items()}
        | _bare(answers["stack"], label)
    )


def _bare(stack: str, label: str) -> dict[str, str]:
    """Names of the usual form need no quotes."""
    return {key: name for key, name in (("stack", stack), ("label", label)) if name.replace("-", "").isalnum()}
