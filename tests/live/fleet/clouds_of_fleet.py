"""Both clouds with everything that a fleet has in them, and its configuration: what `adbkms` needs to look at it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.oci_service import AwsKey, DatabaseRecord, KeySwitch, OciServiceProcess, oci_service_process
from tests.oci_service.clock import FIRST_MINUTE
from tests.terraform.moto_server import Credentials

from .accounts import Account, accounts, write_aws_configuration, write_oci_configuration
from .aws_contents import clients, credentials_of, make_keys, make_role
from .aws_process import AwsProcess, aws_process
from .specs import database_ocid, db_name, write_specs


@dataclass(frozen=True)
class CloudsOfFleet:
    """Running stand-ins: every database has the key of its own that the spec wants."""

    aws: AwsProcess
    oci: OciServiceProcess
    accounts: Sequence[Account]
    credentials: Sequence[Credentials]

    def configured(self, folder: Path, fleet: Sequence[Account], databases: Sequence[int]) -> dict[str, str]:
        """Writes `specs`, with so many databases for each of the accounts, and both SDKs' configurations into the
        folder. Returns the variables of the environment that lead there."""
        folder.mkdir(parents=True, exist_ok=True)
        write_specs(folder, fleet, databases)
        write_aws_configuration(folder, fleet, self.credentials)
        return {
            "AWS_ENDPOINT_URL": self.aws.moto.endpoint_url,
            "AWS_CONFIG_FILE": str(folder / "aws-config"),
            "AWS_SHARED_CREDENTIALS_FILE": str(folder / "aws-credentials"),
            "AWS_ACCESS_KEY_ID": Credentials().access_key,
            "AWS_SECRET_ACCESS_KEY": Credentials().secret_key,
            "AWS_EC2_METADATA_DISABLED": "true",
            "OCI_CONFIG_FILE": str(write_oci_configuration(folder, self.accounts)),
            "ADBKMS_OCI_ENDPOINT": self.oci.endpoint,
        }


@contextmanager
def clouds_of_fleet(account_count: int, databases: int, *, with_roles: bool = False) -> Iterator[CloudsOfFleet]:
    """Stand-ins for so many accounts with so many databases each, until the end of the block. The role of each account
    and its policy are there on request: moto takes a second for the first of an account."""
    fleet = accounts(account_count)
    with aws_process() as aws:
        credentials = credentials_of(aws.moto, fleet)
        keys = [make_keys(kms, account, databases) for account, kms in clients(aws.moto, "kms", fleet, credentials)]
        if with_roles:
            for account, iam in clients(aws.moto, "iam", fleet, credentials):
                make_role(iam, account, keys[account.number])
        records = [record for account, arns in zip(fleet, keys, strict=True) for record in _records(account, arns)]
        with oci_service_process(records) as oci:
            aws.heal()
            yield CloudsOfFleet(aws, oci, fleet, credentials)


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
