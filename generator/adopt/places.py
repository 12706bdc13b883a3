"""Which databases make a stack: those of one OCI compartment and region with keys in one AWS account and region."""

from __future__ import annotations

from dataclasses import dataclass

from generator.adopt.existing import AwsPlace, Existing, ExistingDatabase
from generator.adopt.policy_documents import trusted_external_ids
from generator.facts.arn import parse_key_arn, parse_role_arn
from generator.facts.aws_regions import endpoint_region, partition_of
from generator.facts.oci_regions import region_name
from generator.facts.ocid import parse_ocid

# Nobody's account, and a region that exists: with them a spec loads, and no plan does anything.
UNKNOWN = AwsPlace("000000000000", "us-east-1")


@dataclass(frozen=True)
class Stack:
    """Databases that belong together. `tenancy_id` is None where nobody has said it."""

    aws: AwsPlace
    compartment_id: str
    oci_region: str
    tenancy_id: str | None
    databases: tuple[ExistingDatabase, ...]


def stacks_of(existing: Existing) -> tuple[Stack, ...]:
    """The stacks that the databases make, in their order. A database without a key in AWS goes where others of its
    compartment are, or to the only account and region that is known."""
    placed: dict[tuple[AwsPlace, str, str], list[ExistingDatabase]] = {}
    homeless = []
    for database in existing.databases:
        region = _oci_region(database)
        if place := _aws_place(database):
            placed.setdefault((place, database.compartment_id, region), []).append(database)
        else:
            homeless.append((database, region))
    beside: dict[tuple[str, str], AwsPlace] = {}
    for place, compartment, region in placed:
        beside.setdefault((compartment, region), place)
    only = _only_place(existing, {place for place, *_ in placed})
    for database, region in homeless:
        place = beside.get((database.compartment_id, region)) or only or UNKNOWN
        placed.setdefault((place, database.compartment_id, region), []).append(database)
    order = {database.ocid: index for index, database in enumerate(existing.databases)}
    return tuple(
        Stack(place, compartment, region, existing.tenancy_id or _tenancy(existing, databases), tuple(databases))
        for (place, compartment, region), databases in (
            (where, sorted(databases, key=lambda one: order[one.ocid])) for where, databases in placed.items()
        )
    )


def _oci_region(database: ExistingDatabase) -> str:
    ocid = parse_ocid(database.ocid)
    return (region_name(ocid.region) if ocid else None) or ""


def _aws_place(database: ExistingDatabase) -> AwsPlace | None:
    """The account of the role, which is the one that the database acts in, and the region of the key."""
    if database.provider != "AWS":
        return None
    key, role = parse_key_arn(database.key_arn), parse_role_arn(database.role_arn)
    region = key.region if key else endpoint_region(database.service_endpoint)
    account = role.account_id if role else key.account_id if key else None
    return AwsPlace(account, region) if account and region and partition_of(region) else None


def _only_place(existing: Existing, places: set[AwsPlace]) -> AwsPlace | None:
    keys = {AwsPlace(key.account_id, key.region) for one in existing.keys if (key := parse_key_arn(one.arn))}
    known = places | {key for key in keys if partition_of(key.region)}
    return known.pop() if len(known) == 1 else None


def _tenancy(existing: Existing, databases: list[ExistingDatabase]) -> str | None:
    """The tenancy in the trust policies of the databases' own roles, else in those of all roles if they agree."""
    used = {one.role_arn for one in databases}
    own = [id for role in existing.roles if role.arn in used for id in tenancies(role.trust_policy)]
    if own:
        return own[0]
    known = {id for role in existing.roles for id in tenancies(role.trust_policy)}
    return known.pop() if len(known) == 1 else None


def tenancies(trust_policy: str) -> list[str]:
    """The OCIDs of tenancies that a trust policy asks for as the external ID."""
    return [id for id in trusted_external_ids(trust_policy) if (ocid := parse_ocid(id)) and ocid.type == "tenancy"]
