"""Keys in AWS KMS exist for databases of Oracle's commercial realm only."""

from __future__ import annotations

from collections.abc import Iterator

from generator.facts.oci_regions import realm_of
from generator.facts.ocid import COMMERCIAL_REALM, parse_ocid, realm_name
from generator.rules.reading.ocids import stack_ocids
from generator.rules.rule import Finding, Rule
from generator.spec.load import Spec


def check(spec: Spec) -> Iterator[Finding]:
    for loaded in spec.stacks:
        region = loaded.stack.oci.region
        realm = realm_of(region)
        if realm not in (None, COMMERCIAL_REALM):
            summary = f"{region} is not in the commercial realm"
            yield Finding(loaded, ("oci", "region"), summary, _detail(str(realm)))
        for path, text, _ in stack_ocids(loaded.stack):
            ocid = None if text.split(".", 3)[2:3] == [COMMERCIAL_REALM] else parse_ocid(text)
            if ocid and not ocid.is_commercial:
                yield Finding(loaded, path, f"This OCID is of the realm {ocid.realm}", _detail(ocid.realm))


def _detail(realm: str) -> str:
    return (
        f"{realm} ({realm_name(realm)}) is not commercial, and only a database of the commercial realm can use a key "
        f"in AWS KMS. Give what exists in {COMMERCIAL_REALM}, or keep the database out of the spec."
    )


RULE = Rule(
    code="OCI101",
    title="Everything in OCI is in the commercial realm",
    explanation="""\
Oracle offers keys in AWS KMS in commercial regions only. The third part of an OCID is the realm that the resource is
in: `oc1` is the commercial one, `oc2`, `oc3` and `oc4` are government realms, the others belong to one country,
partner or customer each. Every region is in exactly one realm too.

Nothing in Terraform notices: the plan passes, and the service refuses the key when it is applied. Use a tenancy and a
region of the commercial realm. A database of another realm has to keep Oracle's key or use the key store that is
offered there; take it out of the spec.
""",
    source="Oracle, Manage Master Encryption Keys in AWS Key Management Service, limitations; "
    "https://docs.oracle.com/en-us/iaas/Content/General/Concepts/identifiers.htm",
    bad="""\
oci:
  compartment_id: ocid1.compartment.oc2..aaaaaaaaexamplecompartment
""",
    good="""\
oci:
  compartment_id: ocid1.compartment.oc1..aaaaaaaaexamplecompartment
""",
    check=check,
)
