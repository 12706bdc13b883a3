"""The specs of a fleet: a file for each stack."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from .accounts import POLICY, ROLE, Account

ORACLE_USER_ARN = "arn:aws:iam::444455556666:user/oracle-adbs"
DESCRIPTION = (
    "A fleet to try adbkms with"  # of keys and policies: without one, or with another, they count as somebody's
)

_STACK = """\
version: 1
stacks:
  {stack}:
    aws: {{account_id: "{account_id}", region: {region}{way}}}
    oci: {{tenancy_id: {tenancy_id}, compartment_id: {compartment_id}, region: {oci_region}, profile: {oci_profile}}}
    policies:
      {policy}: {{description: {description}}}
    roles:
      {role}: {{policies: [{policy}], oracle_user_arn: "{oracle_user_arn}"}}
    keys:
{keys}
    databases:
{databases}
"""
_DATABASE = """\
      {name}:
        db_name: {db_name}
        ocid: {ocid}
        admin_password: {{variable: true}}
        encryption: {{key: {name}, role: {role}}}"""


def database_name(account: Account, index: int) -> str:
    """What a database and its key are called in the spec; the alias too."""
    return f"db-{account.number:02}-{index:02}"


def database_ocid(account: Account, index: int) -> str:
    return f"ocid1.autonomousdatabase.oc1.{account.oci_region_key}.a{account.number:03}d{index:03}"


def db_name(account: Account, index: int) -> str:
    return f"A{account.number:03}D{index:03}"


def write_specs(folder: Path, fleet: Sequence[Account], databases: Sequence[int]) -> Path:
    """Writes a stack for each account with so many databases, unless it has none, each with a key of its own; returns
    the folder."""
    specs = folder / "specs"
    specs.mkdir()
    for account, count in zip(fleet, databases, strict=True):
        if count:
            (specs / f"{account.stack}.yaml").write_text(_stack(account, count), "utf-8")
    return specs


def _stack(account: Account, databases: int) -> str:
    way = f", profile: {account.profile}" if account.profile else ""
    way += f', assume_role_arn: "{account.assume_role_arn}"' if account.assume_role_arn else ""
    names = [database_name(account, index) for index in range(databases)]
    return _STACK.format(
        stack=account.stack,
        account_id=account.account_id,
        region=account.region,
        way=way,
        tenancy_id=account.tenancy_id,
        compartment_id=account.compartment_id,
        oci_region=account.oci_region,
        oci_profile=account.oci_profile,
        policy=POLICY,
        description=DESCRIPTION,
        role=ROLE,
        oracle_user_arn=ORACLE_USER_ARN,
        keys="\n".join(f"      {name}: {{description: {DESCRIPTION}}}" for name in names),
        databases="\n".join(
            _DATABASE.format(name=name, db_name=db_name(account, index), ocid=database_ocid(account, index), role=ROLE)
            for index, name in enumerate(names)
        ),
    )
