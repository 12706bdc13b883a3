"""Nothing is changed where the spec names nothing."""

from __future__ import annotations

from collections.abc import Iterator

from generator.facts.arn import parse_arn
from generator.facts.aws_regions import endpoint_region
from generator.guard.case import Case
from generator.guard.configuration_references import constant
from generator.guard.encryption import encryption, is_aws
from generator.guard.judged_types import DATABASE
from generator.guard.named_by_spec import aws_places, compartments, named_arns, oci_regions, tenancies
from generator.guard.oci_place import compartment_ids, region_of, tenancy_of
from generator.guard.plan import ResourceChange
from generator.guard.rule import Finding, Rule
from generator.spec.load import Spec

_GLOBAL = ("aws_iam_", "aws_organizations_", "aws_route53_", "aws_cloudfront_")


def check(case: Case) -> Iterator[Finding]:
    if case.spec is None:
        return
    for resource in case.plan.resource_changes:
        if not resource.is_changed:
            continue
        if resource.type.startswith("aws_"):
            found = list(_in_aws(case, case.spec, resource))
        elif resource.type.startswith("oci_"):
            found = [*_in_oci(case, case.spec, resource), *_of_its_key(case.spec, resource)]
        else:
            continue
        for place in dict.fromkeys(found):
            yield Finding(
                resource.address,
                f"{place} is not in the spec",
                "Something would be changed, or used, in a place that no stack of the spec names. See whether the plan "
                "was made with the right credentials and variables, and whether the spec is the right one.",
            )


def _in_aws(case: Case, spec: Spec, resource: ResourceChange) -> Iterator[str]:
    places = aws_places(spec)
    accounts, regions = {account for account, _ in places}, {region for _, region in places}
    found_accounts, found_regions = _aws_places_of(case, resource)
    for account in sorted(found_accounts - accounts):
        yield f"The AWS account {account}"
    if resource.type.startswith(_GLOBAL):
        return
    for region in sorted(found_regions - regions):
        yield f"The AWS region {region}"
    if len(found_accounts) == len(found_regions) == 1 and found_accounts <= accounts and found_regions <= regions:
        pair = (*found_accounts, *found_regions)
        if pair not in places:
            yield f"The AWS region {pair[1]} in the account {pair[0]}"


def _aws_places_of(case: Case, resource: ResourceChange) -> tuple[set[str], set[str]]:
    """The accounts and regions that a resource is known to be in: by its own ARN, its `region`, or its provider."""
    accounts, regions = set(), set()
    for side in (resource.before, resource.after):
        for name in ("arn", "id"):
            value = side.get(name)
            arn = parse_arn(value) if isinstance(value, str) else None
            if arn and arn.account_id.isdigit():
                accounts.add(arn.account_id)
                regions |= {arn.region} - {""}
        own = side.get("region")
        if isinstance(own, str) and own:
            regions.add(own)
    arguments = case.provider_arguments(resource)
    region, allowed = case.value_of(arguments.get("region")), constant(arguments.get("allowed_account_ids"))
    if not regions and isinstance(region, str):
        regions.add(region)
    if not accounts and isinstance(allowed, list) and len(allowed) == 1:
        accounts.add(str(allowed[0]))
    return accounts, regions


def _in_oci(case: Case, spec: Spec, resource: ResourceChange) -> Iterator[str]:
    arguments = case.provider_arguments(resource)
    for compartment in compartment_ids(resource):
        if compartment not in compartments(spec):
            yield f"The OCI compartment {compartment}"
    region = region_of(resource, case.value_of(arguments.get("region")))
    if region and region not in oci_regions(spec):
        yield f"The OCI region {region}"
    tenancy = tenancy_of(case.value_of(arguments.get("tenancy_ocid")))
    if tenancy and tenancies(spec) and tenancy not in tenancies(spec):
        yield f"The OCI tenancy {tenancy}"


def _of_its_key(spec: Spec, resource: ResourceChange) -> Iterator[str]:
    """Where the key that a database gets is, its role and its endpoint, unless the spec names their very ARNs."""
    before, after = encryption(resource.before), encryption(resource.after)
    if resource.type != DATABASE or not is_aws(resource.after) or after == before:
        return
    places, arns = aws_places(spec), named_arns(spec)
    accounts, regions = {account for account, _ in places}, {region for _, region in places}
    key, role = after.get("key_arn") or "", after.get("arn_role") or ""
    arn = parse_arn(key)
    if arn and key not in arns:
        if arn.account_id not in accounts:
            yield f"The AWS account {arn.account_id} of the key"
        if arn.region not in regions:
            yield f"The AWS region {arn.region} of the key"
        elif arn.account_id in accounts and (arn.account_id, arn.region) not in places:
            yield f"The AWS region {arn.region} in the account {arn.account_id} of the key"
    region = endpoint_region(after.get("service_endpoint_uri") or "")
    if not arn and region and region not in regions:
        yield f"The AWS region {region} of the key's endpoint"
    role_arn = parse_arn(role)
    if role_arn and role not in arns and role_arn.account_id not in accounts:
        yield f"The AWS account {role_arn.account_id} of the role"


RULE = Rule(
    code="GRD501",
    title="A change in a place that the spec does not name",
    explanation="""\
With `--spec` every change must be in an AWS account and region, and in an OCI compartment, region and tenancy, that a
stack of the spec names. Where a change is, the guard takes from the ARNs and OCIDs of the resource itself, from its
`compartment_id`, and from what the provider's configuration says literally: `region`, `allowed_account_ids`,
`tenancy_ocid`. The key, the role and the endpoint that a database gets must be in such places too, unless the spec
names the very ARN. What cannot be told is not guessed.

Most often the plan was made with other credentials or variables than were meant. Make it again with the right ones,
or name the place in the spec.
""",
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html; "
    "https://docs.oracle.com/en-us/iaas/Content/General/Concepts/identifiers.htm",
    check=check,
)
