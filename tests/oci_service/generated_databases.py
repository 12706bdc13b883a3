"""As many databases as one likes, in as many tenancies, the same in every run."""

from __future__ import annotations

from .clock import FIRST_MINUTE
from .database_records import DatabaseRecord, KeySwitch
from .encryption_keys import AwsKey

KEY_ARN = "arn:aws:kms:us-east-2:{account}:key/00000000-0000-4000-8000-{number:012}"
ROLE_ARN = "arn:aws:iam::{account}:role/ADBS_AWS_Role1"
SERVICE_ENDPOINT = "kms.us-east-2.amazonaws.com"


def generated_databases(
    count: int,
    tenancies: int = 20,
    *,
    key_arn: str = KEY_ARN,
    role_arn: str = ROLE_ARN,
    service_endpoint: str = SERVICE_ENDPOINT,
    external_id: str = "tenant_ocid",
) -> list[DatabaseRecord]:
    """`count` databases with a key in AWS, spread evenly over the tenancies: number N is in tenancy N % `tenancies`.

    In the ARNs stand `{number}` of the database and `{tenancy}`, from 0, and `{account}`, twelve digits that go with
    the tenancy: 100000000000 and so on.
    """
    made = []
    for number in range(count):
        tenancy = number % tenancies
        names = {"number": number, "tenancy": tenancy, "account": account_of(tenancy)}
        key = AwsKey(key_arn.format(**names), service_endpoint, role_arn.format(**names), external_id)
        made.append(
            DatabaseRecord(
                ocid=f"ocid1.autonomousdatabase.oc1.iad.{number:06}",
                db_name=f"DB{number:06}",
                compartment_id=compartment_of(tenancy),
                tenancy_id=tenancy_of(tenancy),
                key=key,
                history=(KeySwitch(key, FIRST_MINUTE),),
            )
        )
    return made


def tenancy_of(number: int) -> str:
    """The OCID of the tenancy with that number, from 0."""
    return f"ocid1.tenancy.oc1..t{number:04}"


def compartment_of(number: int) -> str:
    """The OCID of the one compartment of that tenancy."""
    return f"ocid1.compartment.oc1..t{number:04}"


def account_of(number: int) -> str:
    """The AWS account that goes with that tenancy."""
    return f"{100_000_000_000 + number}"
