"""A database is in the commercial realm, and in its stack's region."""

from __future__ import annotations

from collections.abc import Iterator

from generator.facts.oci_regions import region_name
from generator.facts.ocid import parse_ocid, realm_name
from generator.live.preflight.check import Check, Finding, Subject, failed, passed, warned
from generator.live.questions import Ask


def check(subject: Subject, ask: Ask) -> Iterator[Finding]:
    text, wanted = subject.stack.databases[subject.name].ocid, subject.stack.oci.region
    ocid = parse_ocid(text) if text else None
    if ocid is None:
        return
    region = region_name(ocid.region)
    if not ocid.is_commercial:
        yield failed(
            f"{subject.name} is in the realm {ocid.realm} ({realm_name(ocid.realm)})",
            "Oracle offers keys in AWS KMS in the commercial realm oc1 only. Take the database out of the spec.",
            "ocid",
        )
    elif region is None:
        yield warned(
            f"The region of {subject.name} is not known: {ocid.region}",
            f"adbkms does not know this region. See that it is the same as `oci.region`, {wanted}.",
            "ocid",
        )
    elif region != wanted:
        yield failed(
            f"{subject.name} is in {region}, and its stack in {wanted}",
            "The provider would not find it, and Terraform would make another one. Move the database to a stack of its "
            "region.",
            "ocid",
        )
    else:
        yield passed(f"{subject.name} is in {region}, in the commercial realm")


CHECK = Check(
    code="PRE306",
    title="A database is in the commercial realm and in its stack's region",
    kind="database",
    explanation="""\
An OCID names the realm and the region of what it stands for. Oracle offers keys in AWS KMS in the commercial realm
(`oc1`) only. A stack has one OCI provider with one region, and the service knows a database only in its own.

Put the database into a stack of its region; one of another realm has to leave the spec.
""",
    source="Oracle, Manage Master Encryption Keys in AWS Key Management Service, limitations; "
    "https://docs.oracle.com/en-us/iaas/Content/General/Concepts/identifiers.htm",
    check=check,
)
