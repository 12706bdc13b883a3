"""A role goes on to demand the same external ID."""

from __future__ import annotations

from collections.abc import Iterator

from generator.guard.case import Case
from generator.guard.changed_documents import trust_policies
from generator.guard.named_by_spec import known_external_ids
from generator.guard.rule import Finding, Rule
from generator.iam.trust import all_external_ids, wildcard_external_ids


def check(case: Case) -> Iterator[Finding]:
    named = known_external_ids(case.spec) if case.spec else None
    for one in trust_policies(case):
        if one.after is None:
            continue
        wild = {value for statement in one.after.allowing() for value in wildcard_external_ids(statement)}
        given = sorted(all_external_ids(one.after) - wild)
        if one.before is not None:
            known = all_external_ids(one.before)
            for value in given if known else ():
                if value not in known:
                    yield Finding(
                        one.resource.address,
                        f'The role would accept another external ID, "{value}"',
                        "Oracle presents the OCID of the database's tenancy, compartment or of the database itself. "
                        "With another ID the database cannot reach its key, and somebody else's may. Compare it.",
                    )
        elif named is not None:
            for value in given:
                if value not in named:
                    yield Finding(
                        one.resource.address,
                        f'The new role would accept the external ID "{value}", which no role of the spec does',
                        "It must be the OCID that the role's `external_id` in the spec stands for.",
                    )


RULE = Rule(
    code="GRD304",
    title="A role accepts another external ID",
    explanation="""\
The external ID says for whom Oracle's user assumes the role: the OCID of the tenancy, the compartment or the
database. Another one locks the database out of its key, and lets in the databases of whoever has that OCID. With
`--spec` a new role, too, must demand an external ID that follows from the spec.

Compare the OCID with the tenancy's, in the OCI console. If the change is meant, such as another database that uses
the same role, let it pass visibly.
""",
    source="https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html",
    check=check,
)
