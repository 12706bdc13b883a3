"""How a database reaches its key: by a role, an endpoint of AWS KMS, and what it presents to the role."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diff.changes import Risk
from generator.diff.folder import Folder
from generator.diff.meaning.afterwards import address_in
from generator.diff.meaning.case import Case, Said
from generator.diff.meaning.names import Named
from generator.diff.meaning.selection import PRESENTED_AS, Selection
from generator.diff.meaning.words import shown
from generator.facts.arn import parse_alias_arn, parse_key_arn
from generator.facts.aws_regions import endpoint_region

_WHOSE = {"tenant_ocid": "its tenancy's", "compartment_ocid": "its compartment's", "database_ocid": "its own"}


def sentences(case: Case, before: Selection, after: Selection) -> Iterator[Said]:
    """The role, the endpoint and the external ID. With the first key in AWS KMS they are no news of their own."""
    if not (before.is_aws and after.is_aws):
        return
    if before.role and after.role and not _is_same_role(case, before.role, after.role):
        gone = before.role.address and not case.new.at(address_in(case.new, before.role.address))
        yield Said(
            f"will reach its key by the role {after.role.name} instead of {before.role.name}"
            + (", which goes in the same apply" if gone else ""),
            Risk.IN_PLACE,
        )
    if after.endpoint is not None and before.endpoint is not None and before.endpoint != after.endpoint:
        yield _other_endpoint(case, after, shown(before.endpoint), shown(after.endpoint))
    if after.external_id is not None and before.external_id is not None and before.external_id != after.external_id:
        old, new = (_WHOSE.get(shown(one), shown(one)) for one in (before.external_id, after.external_id))
        said = f"will present {new} OCID as the external ID instead of {old}"
        if after.role and _refuses(case.new, after.role, shown(after.external_id)):
            yield Said(f"{said}, which its role {after.role.name} does not accept", Risk.ENDANGERS)
        else:
            yield Said(f"{said}: its role has to accept that", Risk.IN_PLACE)


def _is_same_role(case: Case, old: Named, new: Named) -> bool:
    address = address_in(case.new, old.address) if old.address else None
    return address == new.address if address else old.name == new.name


def _refuses(folder: Folder, role: Named, external_id: str) -> bool:
    """True if the role is the stack's, and accepts no OCID of the kind that is presented."""
    block = folder.at(role.address) if role.address else None
    accepted = block.arguments.get("external_ids") if block else None
    kinds = [kind for kind, name in PRESENTED_AS.items() if name == external_id]
    if not isinstance(accepted, tuple) or not all(isinstance(one, str) for one in accepted) or not kinds:
        return False
    return not any(shown(one).startswith(f"ocid1.{kinds[0]}.") for one in accepted)


def _other_endpoint(case: Case, selection: Selection, old: str, new: str) -> Said:
    before, after = endpoint_region(old), endpoint_region(new)
    key = _region_of_key(case, selection.key)
    misfit = after is not None and key is not None and key != after
    where = f", and the key is in {key}" if misfit else ""
    risk = Risk.ENDANGERS if misfit else Risk.IN_PLACE
    if before and after and before != after:
        return Said(f"will look for its key in {after} ({new}) instead of {before}{where}", risk)
    return Said(f"will reach AWS KMS by {new} instead of {old}{where}", risk)


def _region_of_key(case: Case, key: Named | None) -> str | None:
    """By its ARN, or by the stack's own provider for AWS; None where neither tells it."""
    if key is None:
        return None
    if arn := parse_key_arn(key.name) or parse_alias_arn(key.name):
        return arn.region
    provider = case.new.at("provider.aws")
    region = provider.arguments.get("region") if provider and key.address else None
    return region if isinstance(region, str) else None
