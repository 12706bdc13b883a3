"""The external ID that a role demands is the one that Oracle presents."""

from __future__ import annotations

from collections.abc import Iterator

from generator.iam.trust import external_ids
from generator.live.preflight.check import Check, Finding, Subject, not_said, passed
from generator.live.preflight.role_trust import role_trust, wrong_trust
from generator.live.questions import Ask

_WORDS = ("tenant_ocid", "compartment_ocid", "database_ocid")


def check(subject: Subject, ask: Ask) -> Iterator[Finding]:
    trust = role_trust(subject, ask)
    if trust is None or isinstance(trust, Finding):
        return
    demanded = [ids for one in trust.statements() if (ids := external_ids(one)) is not None]
    found = frozenset(one for ids in demanded for one in ids)
    if not demanded:  # another check says so
        return
    wanted = frozenset(trust.external_ids)
    if not wanted:
        yield not_said(
            f"whether {', '.join(sorted(found))} is the right external ID of {subject.name}",
            "the spec does not say the OCID",
            "Give `oci.tenancy_id`, or the `ocid` of the databases; `adbkms discover` finds both.",
        )
    elif found == wanted:
        yield passed(f"The role {subject.name} demands the external ID {', '.join(sorted(found))}")
    else:
        yield wrong_trust(
            subject,
            ask,
            f"The role {subject.name} demands another external ID than Oracle presents",
            f"It demands {', '.join(sorted(found))}; the spec says {', '.join(sorted(wanted))}." + _hint(found),
            "external_id",
        )


def _hint(found: frozenset[str]) -> str:
    if words := sorted(found & set(_WORDS)):
        return f" The word {words[0]} is for the database; the trust policy takes the OCID itself."
    if any("*" in one or "?" in one for one in found):
        return " With a wildcard, other tenancies get in too."
    return ""


CHECK = Check(
    code="PRE207",
    title="A role demands the external ID that Oracle presents",
    kind="role",
    explanation="""\
Oracle's user works for every tenancy; the external ID tells which one it comes for. The trust policy holds a literal
OCID, of the tenancy, the compartment or the database; the database holds the word that says which (`tenant_ocid`, …).
Where the two do not fit, Oracle cannot assume the role; one OCID too many lets somebody else's database in.

Compare the OCID in the trust policy with `oci.tenancy_id`, `oci.compartment_id` or the `ocid` of the role's databases,
according to `external_id`. The next apply writes what the spec says; not in the same apply that selects a key, though:
apply the stage *trust* first.
""",
    source="Oracle, Manage Master Encryption Keys in AWS Key Management Service, external ID; "
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
    check=check,
)
