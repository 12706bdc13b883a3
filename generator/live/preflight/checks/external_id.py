"""The external ID that a role demands is the one that Oracle presents."""

from __future__ import annotations

from collections.abc import Iterator

from generator.iam.assume_role import accepts
from generator.iam.conditions import in_words
from generator.iam.policy_document import Condition, Statement
from generator.iam.trust import EXTERNAL_ID, external_ids, wildcard_external_ids
from generator.iam.verdict import Verdict, all_of, any_of
from generator.live.preflight.check import Check, Finding, Subject, not_said, passed
from generator.live.preflight.role_trust import RoleTrust, open_trust, role_trust, wrong_trust
from generator.live.questions import Ask

_WORDS = ("tenant_ocid", "compartment_ocid", "database_ocid")


def check(subject: Subject, ask: Ask) -> Iterator[Finding]:
    trust = role_trust(subject, ask)
    if trust is None or isinstance(trust, Finding) or not trust.statements():
        return
    name, said = subject.name, ", ".join(sorted(trust.external_ids))
    demanded = _demanded(trust)
    is_let_in = all_of(_is_accepted(one, trust) for one in trust.presented)
    if is_let_in is False:
        yield wrong_trust(subject, ask, *_kept_out(name, demanded, trust), "external_id")
    elif is_let_in and not demanded:  # another check says so
        return
    elif not trust.external_ids:
        fits = f"{', '.join(sorted(demanded))} is the right external ID of {name}"
        yield not_said(
            f"whether {fits}" if demanded else f"whether Oracle's external ID meets {_conditions(trust)} of {name}",
            "the spec does not say the OCID",
            "Give `oci.tenancy_id`, or the `ocid` of the databases; `adbkms discover` finds both.",
        )
    elif is_let_in is None:
        yield not_said(
            f"whether the role {name} lets in the external ID that Oracle presents",
            f"adbkms cannot compare its condition on sts:ExternalId with an OCID: {_conditions(trust)}",
            f"Look at the trust policy. Best it demands the OCID as it is: StringEquals {said}.",
        )
    elif others := _others(demanded, trust):
        yield open_trust(
            subject,
            f"The role {name} accepts other external IDs than Oracle presents",
            f"It accepts {', '.join(others)} as well; the spec says {said}. Oracle's user works for every tenancy: "
            f"whoever has one of the others can have a database use the key.{_hint(trust)}",
            "external_id",
        )
    else:
        yield passed(f"The role {name} demands the external ID {', '.join(sorted(demanded))}")


def _kept_out(name: str, demanded: frozenset[str], trust: RoleTrust) -> tuple[str, str]:
    """What is wrong and why: other IDs that are demanded, or all conditions where these are not the reason alone."""
    if demanded and all(len(_on_external_id(one)) == 1 for one in trust.statements()):
        return (
            f"The role {name} demands another external ID than Oracle presents",
            f"It demands {', '.join(sorted(demanded))}; the spec says {', '.join(sorted(trust.external_ids))}."
            + _hint(trust),
        )
    kept_out = [one for one in sorted(trust.external_ids) if _is_accepted(one, trust) is False]
    return (
        f"The role {name} keeps out the external ID that Oracle presents",
        f"A request that presents {', '.join(kept_out) or 'one'} does not meet all conditions on sts:ExternalId: "
        f"{_conditions(trust)}.",
    )


def _is_accepted(external_id: str, trust: RoleTrust) -> Verdict:
    return any_of(accepts(one, external_id) for one in trust.statements())


def _demanded(trust: RoleTrust) -> frozenset[str]:
    """The external IDs of which one must be presented."""
    return frozenset(id for one in trust.statements() for id in external_ids(one) or ())


def _others(demanded: frozenset[str], trust: RoleTrust) -> list[str]:
    """What is accepted besides the right ones, in order. Nobody has an OCID that differs in its case only."""
    wanted = {one.lower() for one in trust.external_ids}
    return sorted(one for one in demanded if one.lower() not in wanted)


def _on_external_id(statement: Statement) -> list[Condition]:
    return [one for one in statement.conditions if one.key == EXTERNAL_ID]


def _conditions(trust: RoleTrust) -> str:
    return ", ".join(sorted({in_words(one) for given in trust.statements() for one in _on_external_id(given)}))


def _hint(trust: RoleTrust) -> str:
    if words := sorted(_demanded(trust) & set(_WORDS)):
        return f" The word {words[0]} is for the database; the trust policy takes the OCID itself."
    if any(wildcard_external_ids(one) for one in trust.statements()):
        return " With a wildcard, other tenancies get in too."
    return ""


CHECK = Check(
    code="PRE207",
    title="A role demands the external ID that Oracle presents",
    kind="role",
    explanation="""\
Oracle's user works for every tenancy; the external ID tells which one it comes for. The trust policy holds a literal
OCID, of the tenancy, the compartment or the database; the database holds the word that says which (`tenant_ocid`, …).
Where the two do not fit, Oracle cannot assume the role. All conditions on `sts:ExternalId` count, also those that name
whom they keep out. One OCID too many lets somebody else's database in.

Compare the OCID in the trust policy with `oci.tenancy_id`, `oci.compartment_id` or the `ocid` of the role's databases,
according to `external_id`. The next apply writes what the spec says; not in the same apply that selects a key, though:
apply the stage *trust* first.
""",
    source="Oracle, Manage Master Encryption Keys in AWS Key Management Service, external ID; "
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
    check=check,
)
