"""The accounts of a fleet, and how a stack gets into each: data, and the files that say it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.oci_service import Profile, oci_config_file
from tests.oci_service.generated_databases import account_of, compartment_of, tenancy_of
from tests.terraform.moto_server import Credentials

AWS_REGIONS = ("us-east-2", "us-east-1", "eu-central-1", "ap-northeast-1")
OCI_REGIONS = (("us-ashburn-1", "iad"), ("us-phoenix-1", "phx"), ("eu-frankfurt-1", "fra"))
"""With the keys that stand in OCIDs."""
ROLE = "adbkms-oracle"
POLICY = "adbkms-oracle"


@dataclass(frozen=True)
class Account:
    """An AWS account with a tenancy of OCI beside it, which one stack is about. Every second one is reached by a role
    that the fleet's own account assumes, the others by a profile with credentials of theirs.

    `endpoint_url` is that of the profile in the AWS configuration, where it is another than everybody's; `oci_profile`
    need not exist."""

    number: int
    profile: str | None
    assume_role_arn: str | None
    oci_profile: str
    endpoint_url: str = ""

    @property
    def stack(self) -> str:
        return f"account-{self.number:02}"

    @property
    def account_id(self) -> str:
        return account_of(self.number)

    @property
    def region(self) -> str:
        return AWS_REGIONS[self.number % len(AWS_REGIONS)]

    @property
    def role_arn(self) -> str:
        """The role that Oracle's service assumes."""
        return f"arn:aws:iam::{self.account_id}:role/{ROLE}"

    @property
    def tenancy_id(self) -> str:
        return tenancy_of(self.number)

    @property
    def compartment_id(self) -> str:
        return compartment_of(self.number)

    @property
    def oci_region(self) -> str:
        return OCI_REGIONS[self.number % len(OCI_REGIONS)][0]

    @property
    def oci_region_key(self) -> str:
        return OCI_REGIONS[self.number % len(OCI_REGIONS)][1]


def accounts(count: int) -> list[Account]:
    """So many accounts that all can be reached."""
    made = []
    for number in range(count):
        is_assumed = number % 2 == 0
        role = f"arn:aws:iam::{account_of(number)}:role/adbkms-reader"
        made.append(
            Account(number, None if is_assumed else f"team-{number:02}", role if is_assumed else None, f"T{number:02}")
        )
    return made


def write_aws_configuration(
    folder: Path, endpoint_url: str, fleet: Sequence[Account], credentials: Sequence[Credentials]
) -> None:
    """`aws-config` and `aws-credentials`: a profile for each account that is reached by one, and the default one, from
    which roles are assumed. AWS is at `endpoint_url`, unless an account says otherwise."""
    config = [f"[default]\nendpoint_url = {endpoint_url}\n"]
    secrets = [_secrets("default", Credentials())]
    for account in fleet:
        if account.profile is None:
            continue
        name = f"team-{account.number:02}"
        config.append(f"[profile {name}]\nendpoint_url = {account.endpoint_url or endpoint_url}\n")
        secrets.append(_secrets(name, credentials[account.number]))
    (folder / "aws-config").write_text("\n".join(config), "utf-8")
    (folder / "aws-credentials").write_text("\n".join(secrets), "utf-8")


def _secrets(profile: str, shown: Credentials) -> str:
    token = f"aws_session_token = {shown.session_token}\n" if shown.session_token else ""
    return f"[{profile}]\naws_access_key_id = {shown.access_key}\naws_secret_access_key = {shown.secret_key}\n{token}"


def write_oci_configuration(folder: Path, fleet: Sequence[Account]) -> Path:
    """A profile for each tenancy, all with one key. Returns the file."""
    profiles = [Profile(f"T{account.number:02}", account.tenancy_id, account.oci_region) for account in fleet]
    return oci_config_file(folder / "oci", *profiles)
