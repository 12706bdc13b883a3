"""What exists to the stacks of a spec."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.adopt.assignment import Known, assign, is_for_oracle, known_of
from generator.adopt.aws_draft import AwsDraft, Scene, aws_draft, word_of
from generator.adopt.codes import FILL_IN, POLICY_LEFT_OUT, UNSAID, UNUSED
from generator.adopt.draft import Draft, Path, Remarks
from generator.adopt.existing import Existing, ExistingDatabase
from generator.adopt.names import Names
from generator.adopt.places import UNKNOWN, stacks_of
from generator.configuration.references import ALIAS_PREFIX, ORACLE_MANAGED
from generator.diagnostics import Diagnostic, warning
from generator.facts.arn import parse_key_arn, parse_role_arn
from generator.facts.aws_regions import kms_endpoint
from generator.facts.limits import EXTERNAL_ID_KINDS
from generator.spec import model

_MOST_NAMED = 20
_LONGEST = 54  # of a stack's name that is numbered
_NOT_OURS = "They are not as adbkms would make them, or no stack is in their account and region"
_LOOK_AT_PLAN = "Look at the first plan before you apply it."


def draft_of(existing: Existing, name: str, refused: Mapping[str, str]) -> Draft:
    """The stacks, called `name`, `name-2`, …; without any where there is no database. `refused` are reasons, by ARN,
    not to take an object over."""
    stacks, known = stacks_of(existing), known_of(existing)
    assignment = assign(stacks, known)
    drafted: dict[str, model.Stack] = {}
    notes: dict[Path, tuple[str, ...]] = {}
    taken_over: dict[Path, str] = {}
    diagnostics: list[Diagnostic] = []
    policies: set[str] = set()
    for number, stack in enumerate(stacks):
        called = name if number == 0 else f"{name[:_LONGEST]}-{number + 1}"
        scene = Scene(number, stack, known, assignment, refused, Remarks(called))
        drafted[called] = _stack(scene)
        notes |= scene.remarks.notes
        taken_over |= scene.remarks.taken_over
        policies |= scene.remarks.policies
        diagnostics += scene.remarks.diagnostics
    if assignment.left_out and stacks:
        summary = f"Left out: keys and roles that no database here uses ({len(assignment.left_out)})"
        diagnostics.append(warning(UNUSED, summary, f"{_NOT_OURS}: {_named(assignment.left_out)}."))
    if (left_out := _policies_left_out(known, policies)) and stacks:
        summary = f"Left out: policies that no role here has ({len(left_out)})"
        diagnostics.append(warning(POLICY_LEFT_OUT, summary, f"{_NOT_OURS}: {_named(left_out)}."))
    return Draft(drafted, notes, taken_over, tuple(diagnostics))


def _named(names: Sequence[str]) -> str:
    return ", ".join(names[:_MOST_NAMED]) + (", …" if len(names) > _MOST_NAMED else "")


def _policies_left_out(known: Known, policies: set[str]) -> list[str]:
    """Policies of which nothing has been said yet, and that name a key that exists here or are attached to a role for
    Oracle; others have nothing to do with databases."""
    attached = {arn for role in known.roles.values() if is_for_oracle(role) for arn in role.policy_arns}
    return [
        one.address or one.arn
        for one in known.policies.values()
        if one.arn not in policies
        and (one.arn in attached or not known.keys.keys().isdisjoint(one.document.split('"')))
    ]


def _stack(scene: Scene) -> model.Stack:
    stack, remarks = scene.stack, scene.remarks
    aws = aws_draft(scene)
    names = Names()
    databases = {names.numbered(one.db_name.lower()): one for one in stack.databases}
    if stack.aws == UNKNOWN:
        remarks.note("Fill in: nothing says which account and region the keys are in.", "aws")
        remarks.warn(FILL_IN, f"Fill in the AWS account and region of the stack {remarks.stack}", "No key says them.")
    if stack.tenancy_id is None:
        remarks.note("Fill in `tenancy_id` once a role is made here: it is the external ID.", "oci")
    return model.Stack(
        aws=model.Aws(account_id=stack.aws.account_id, region=stack.aws.region),
        oci=model.Oci(tenancy_id=stack.tenancy_id, compartment_id=stack.compartment_id, region=stack.oci_region),
        keys=aws.keys,
        policies=aws.policies,
        roles=aws.roles,
        databases={name: _database(scene, aws, name, one) for name, one in databases.items()},
    )


def _database(scene: Scene, aws: AwsDraft, name: str, database: ExistingDatabase) -> model.Database:
    unsaid = _unsaid(database)
    for what in unsaid:
        scene.remarks.note(what, "databases", name, "encryption")
    if unsaid:
        summary = f"The first plan may change the key block of the database {name}"
        scene.remarks.warn(UNSAID, summary, f"{' '.join(unsaid)} {_LOOK_AT_PLAN}", database.address)
    return model.Database(
        db_name=database.db_name, ocid=database.ocid, adopt=True, encryption=_encryption(scene, aws, database)
    )


def _unsaid(database: ExistingDatabase) -> list[str]:
    if database.provider != "AWS":
        said = "Nothing says whose key it has; Oracle's own is assumed."
        return [] if database.provider else [said]
    unsaid = []
    if parse_role_arn(database.role_arn) is None:
        unsaid.append("Fill in `role`: nothing says which role Oracle takes.")
    if not database.service_endpoint:
        unsaid.append("No endpoint is named; the standard one of the key's region will be set.")
    if database.external_id not in EXTERNAL_ID_KINDS:
        unsaid.append("There is none of Oracle's three words for the external ID; tenant_ocid will be set.")
    return unsaid


def _encryption(scene: Scene, aws: AwsDraft, database: ExistingDatabase) -> model.Encryption:
    if database.provider != "AWS":
        return model.Encryption(key=ORACLE_MANAGED)
    arn = scene.known.key_of(database.key_arn, scene.stack.aws)
    by_alias = database.key_arn.startswith(ALIAS_PREFIX)
    name = aws.key_names.get(arn)
    if name and by_alias and database.key_arn != ALIAS_PREFIX + (aws.keys[name].alias or name):
        name = None  # another alias of the key than the one that the spec has
    key = parse_key_arn(arn)
    standard = kms_endpoint(key.region if key and not by_alias else scene.stack.aws.region)
    given = database.service_endpoint
    return model.Encryption(
        key=name or database.key_arn,
        role=_role(aws, database),
        identify_key_by="alias" if name and by_alias else "arn",
        service_endpoint=given if given and given != standard else None,
    )


def _role(aws: AwsDraft, database: ExistingDatabase) -> str | None:
    """The name of the role in the spec, or its ARN."""
    if parse_role_arn(database.role_arn) is None:
        return None
    return aws.role_names.get((database.role_arn, word_of(database))) or database.role_arn
