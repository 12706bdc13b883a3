"""What a spec names: accounts, regions, compartments, Oracle's users and external IDs."""

from __future__ import annotations

from generator.configuration.identity import external_ids
from generator.facts.oci_regions import region_name
from generator.rules.reading.arns import stack_arns
from generator.spec.load import Spec


def aws_places(spec: Spec) -> frozenset[tuple[str, str]]:
    """Account id and region of each stack."""
    return frozenset((one.stack.aws.account_id, one.stack.aws.region) for one in spec.stacks)


def named_arns(spec: Spec) -> frozenset[str]:
    """The ARNs that stand in the spec itself: keys and roles can be in accounts that no stack is of."""
    return frozenset(text for one in spec.stacks for _, text, _ in stack_arns(one.stack))


def oci_regions(spec: Spec) -> frozenset[str]:
    """The names of the databases' regions."""
    return frozenset(region_name(one.stack.oci.region) or one.stack.oci.region for one in spec.stacks)


def compartments(spec: Spec) -> frozenset[str]:
    """The OCIDs of the stacks' compartments."""
    return frozenset(one.stack.oci.compartment_id for one in spec.stacks)


def tenancies(spec: Spec) -> frozenset[str]:
    """The OCIDs of the stacks' tenancies, as far as they are given."""
    return frozenset(one.stack.oci.tenancy_id for one in spec.stacks if one.stack.oci.tenancy_id)


def oracle_users(spec: Spec) -> frozenset[str]:
    """The ARNs of Oracle's users that roles are to trust."""
    given = (role.oracle_user_arn for one in spec.stacks for role in one.stack.roles.values())
    return frozenset(arn for arn in given if arn)


def known_external_ids(spec: Spec) -> frozenset[str]:
    """The OCIDs that roles are to demand as external IDs."""
    return frozenset(ocid for one in spec.stacks for name in one.stack.roles for ocid in external_ids(one.stack, name))
