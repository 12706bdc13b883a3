"""An OCID is of the type of resource that its place is for."""

from __future__ import annotations

from collections.abc import Iterator

from generator.facts.ocid import parse_ocid
from generator.rules.reading.ocids import COMPARTMENT, DATABASE, SECRET, TENANCY, stack_ocids
from generator.rules.rule import Finding, Rule
from generator.spec.load import Spec
from generator.spec.nodes import quoted

_IN_WORDS = {
    TENANCY: "a tenancy",
    COMPARTMENT: "a compartment",
    DATABASE: "an Autonomous AI Database",
    SECRET: "a secret in OCI Vault",
}


def check(spec: Spec) -> Iterator[Finding]:
    for loaded in spec.stacks:
        for path, text, types in stack_ocids(loaded.stack):
            ocid = parse_ocid(text)
            if ocid is not None and ocid.type in types:
                continue
            wanted = f"The OCID of {_IN_WORDS[types[0]]} stands here: ocid1.{types[0]}.oc1.[region].<unique>."
            if ocid is None:
                yield Finding(loaded, path, f"{quoted(text)} is not a complete OCID", wanted)
            else:
                what = _IN_WORDS.get(ocid.type, f'a resource of the type "{ocid.type}"')
                yield Finding(loaded, path, f"This is the OCID of {what}", wanted)


RULE = Rule(
    code="OCI103",
    title="An OCID is complete and of the right type",
    explanation="""\
The second part of an OCID says what it identifies: `tenancy`, `compartment`, `autonomousdatabase`, `vaultsecret`. A
compartment's OCID in `tenancy_id` is easy to paste and hard to find: the role's trust policy would demand it as the
external ID, Oracle presents the tenancy's, and AWS answers only "access denied".

Copy the OCID from the page of the resource that the key asks for. In `compartment_id` a tenancy's OCID is fine: it is
the root compartment. A tenancy or compartment is in no region, so two dots follow each other in its OCID.
""",
    source="https://docs.oracle.com/en-us/iaas/Content/General/Concepts/identifiers.htm",
    bad="""\
oci:
  tenancy_id: ocid1.compartment.oc1..aaaaaaaaexamplecompartment
""",
    good="""\
oci:
  tenancy_id: ocid1.tenancy.oc1..aaaaaaaaexampletenancy
""",
    check=check,
)
