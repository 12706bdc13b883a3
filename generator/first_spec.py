"""The spec that `adbkms init` writes."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from string import Template

from generator.diagnostics import Diagnostic, Severity
from generator.rules import check_rules
from generator.spec.files import SpecText
from generator.spec.load import parse_spec

EXAMPLE: Mapping[str, str] = {
    "stack": "payments-prod",
    "aws_account": "111122223333",
    "aws_region": "us-east-2",
    "tenancy": "ocid1.tenancy.oc1..aaaaaaaaexampletenancy",
    "oci_region": "us-ashburn-1",
    "compartment": "ocid1.compartment.oc1..aaaaaaaaexamplecompartment",
    "database": "ORDERS",
    "key": "ADBS_Key1",
    "role": "ADBS_AWS_Role1",
}
"""An answer to everything that the spec needs. `aws_profile` and `oci_profile` may be left out."""

_TEXT = Template("""\
# A spec of adbkms. `adbkms schema > adbkms.schema.json` makes editors complete and check it:
# yaml-language-server: $$schema=./adbkms.schema.json
version: 1

stacks:
  $stack: # one root module and one Terraform state
    aws:
      account_id: $aws_account
      region: $aws_region # of the key
$aws_profile    oci:
      tenancy_id: $tenancy # the external ID that Oracle presents
      compartment_id: $compartment
      region: $oci_region
$oci_profile
    keys:
      $key: # the alias in AWS KMS
        description: Master encryption key of Autonomous AI Database
        deletion_window_days: 30
        rotation_days: 365 # AWS's own rotation; it does not rotate Oracle's master key

    policies:
      ADBS_AWS_Policy1:
        keys: [$key]

    roles:
      $role:
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
          # key: $key
          # role: $role
          key: oracle-managed
""")
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_SURROGATES = re.compile(r"\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})")


def first_spec(answers: Mapping[str, str]) -> str:
    """The text for answers by the names of `EXAMPLE`. Whatever they are they stay text: JSON's strings are YAML's. The
    database's label in the spec is made of its name, if it is not among the answers."""
    label = answers.get("label", answers["database"].lower())
    quoted = {name: _quoted(answer) for name, answer in {**answers, "label": label}.items()}
    bare = {name: answers[name] for name in ("stack", "key", "role") if _PLAIN.fullmatch(answers[name])}
    if _PLAIN.fullmatch(label):
        bare["label"] = label
    profiles = {
        name: f"      profile: {_quoted(answers[name])}\n" if name in answers else ""
        for name in ("aws_profile", "oci_profile")
    }
    return _TEXT.substitute(quoted | bare | profiles)


def wrong_answer(name: str, answer: str) -> Diagnostic | None:
    """What is wrong with an answer, by the grammar of the spec and its rules; without a place, since there is no file
    yet."""
    # With a label of its own a database's name is refused as it was given, not as it would be a label.
    spec, found = parse_spec([SpecText("", first_spec({**EXAMPLE, "label": "orders", name: answer}).encode())])
    for one in [*found, *check_rules(spec)]:
        if one.severity is Severity.ERROR:
            return Diagnostic(one.severity, one.code, one.summary, one.detail)
    return None


def _quoted(text: str) -> str:
    """A string in JSON, with what is beyond 16 bits as YAML writes it."""

    def together(pair: re.Match[str]) -> str:
        high, low = int(pair[1], 16), int(pair[2], 16)
        return f"\\U{0x10000 + ((high - 0xD800) << 10) + low - 0xDC00:08x}"

    return _SURROGATES.sub(together, json.dumps(text))
