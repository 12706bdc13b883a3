"""A fleet with everything that it has in AWS, its databases as OCI's stand-in takes them, and its configuration."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.oci_service import AwsKey, DatabaseRecord, KeySwitch
from tests.oci_service.clock import FIRST_MINUTE
from tests.terraform.moto_server import Credentials

from .accounts import Account, accounts, write_aws_configuration, write_oci_configuration
from .aws_contents import clients, credentials_of, make_keys, make_role
from .aws_process import AwsProcess, aws_process
from .specs import database_ocid, db_name, write_specs


@dataclass(frozen=True)
class Fleet:
    """Every database in `records` has the key of its own that the spec wants. `accounts` can all be reached."""

    aws: AwsProcess
    accounts: Sequence[Account]
    records: Sequence[DatabaseRecord]
    credentials: Sequence[Credentials]

    def configured(
        self, folder: Path, oci_endpoint: str, fleet: Sequence[Account], databases: Sequence[int]
    ) -> dict[str, str]:
        """Writes `specs`, with so many databases for each of the accounts, and both SDKs' configurations into the
        folder. Returns the variables of the environment that lead there."""
        write_specs(folder, fleet, databases)
        write_aws_configuration(folder, self.aws.moto.endpoint_url, fleet, self.credentials)
        return {
            "AWS_CONFIG_FILE": str(folder / "aws-config"),
            "AWS_SHARED_CREDENTIALS_FILE": str(folder / "aws-credentials"),
            "AWS_EC2_METADATA_DISABLED": "true",
            "OCI_CONFIG_FILE": str(write_oci_configuration(folder, self.accounts)),
            "ADBKMS_OCI_ENDPOINT": oci_endpoint,
        }


@contextmanager
def running_fleet(account_count: int, databases: int, *, with_roles: bool = False) -> Iterator[Fleet]:
    """So many accounts with so many databases each, and AWS in a process of its own until the end of the block. The
    role of each account and its policy are there on request: moto takes a second for the first of an account."""
    fleet = accounts(account_count)
    with aws_process() as aws:
        credentials = credentials_of(aws.moto, fleet)
        keys = [make_keys(kms, account, databases) for account, kms in clients(aws.moto, "kms", fleet, credentials)]
        if with_roles:
            for account, iam in clients(aws.moto, "iam", fleet, credentials):
                make_role(iam, account, keys[account.number])
        records = [record for account, arns in zip(fleet, keys, strict=True) for record in _records(account, arns)]
        yield Fleet(aws, fleet, records, credentials)


def _records(account: Account, key_arns: Sequence[str]) -> Iterator[DatabaseRecord]:
    for index, arn in enumerate(key_arns):
        key = AwsKey(arn, f"kms.{account.region}.amazonaws.com", account.role_arn, "tenant_ocid")
        yield DatabaseRecord(
            ocid=database_ocid(account, index),
            db_name=db_name(account, index),
            compartment_id=account.compartment_id,
            tenancy_id=account.tenancy_id,
            key=key,
            history=(KeySwitch(key, FIRST_MINUTE),),
        )
