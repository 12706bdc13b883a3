"""Oracle's example, stage *encrypt*, just before its apply, and clouds that answer from a dictionary.

The stage *trust* has been applied: key, policy and role are there as the spec says, and the database has Oracle's key.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from generator.diagnostics import has_errors
from generator.live.access import AwsAccess, OciAccess
from generator.live.answers import Answer, Cause, NotKnown
from generator.live.aws.account_names import AccountPolicies, AccountRoles
from generator.live.aws.caller import Caller, LiveCaller
from generator.live.aws.identities import LivePolicy, LiveRole, LiveRolePolicies, Policy, Role, RolePolicies
from generator.live.aws.keys import Key, KeyPolicy, LiveKey
from generator.live.aws.simulation import Decision, LiveDecision, SimulatedPolicies, SimulatedRole
from generator.live.oci.databases import Database, DatabasesIn, RefreshableClones
from generator.live.oci.live_database import LiveDatabase, LiveEncryption
from generator.live.oci.tenancy import SubscribedRegions, Tenancy
from generator.live.preflight.check import Outcome
from generator.live.preflight.preflight import preflight
from generator.live.preflight.result import Result
from generator.live.questions import Question, T
from generator.rules import check_rules
from generator.spec.files import SpecText
from generator.spec.load import Spec, parse_spec
from tests.unit.rules.specs import spec_text

PASSED, WARNING, FAILED, NOT_KNOWN = Outcome.PASSED, Outcome.WARNING, Outcome.FAILED, Outcome.NOT_KNOWN
ACCOUNT = "111122223333"
AWS = AwsAccess(ACCOUNT, "us-east-2")
OCI = OciAccess("us-ashburn-1")
TENANCY = "ocid1.tenancy.oc1..aaaaaaaaexampletenancy"
COMPARTMENT = "ocid1.compartment.oc1..aaaaaaaaexamplecompartment"
OCID = "ocid1.autonomousdatabase.oc1.iad.aaaaaaaaexampledatabase"
ORACLE = "arn:aws:iam::444455556666:user/oracle-adbs"
NAME = "ADBS_TestAWSKMSKey"
KEY_ARN = "arn:aws:kms:us-east-2:111122223333:key/11111111-2222-3333-4444-555555555555"
OTHER_ARN = "arn:aws:kms:us-east-2:111122223333:key/99999999-2222-3333-4444-555555555555"
POLICY_ARN = f"arn:aws:iam::{ACCOUNT}:policy/ADBS_AWS_Policy1"
ROLE_ARN = f"arn:aws:iam::{ACCOUNT}:role/ADBS_AWS_Role1"
ENDPOINT = "kms.us-east-2.amazonaws.com"
KEY_USER = ["kms:DescribeKey", "kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*"]
REFUSED = NotKnown(Cause.NOT_PERMITTED, "AWS does not allow it", "Have it allowed.", "service:Action on it")

ALIAS_QUESTION, ARN_QUESTION = Key(AWS, f"alias/{NAME}"), Key(AWS, KEY_ARN)
KEY_POLICY_QUESTION = KeyPolicy(AWS, KEY_ARN)
POLICY_QUESTION, ROLE_QUESTION = Policy(AWS, POLICY_ARN), Role(AWS, "ADBS_AWS_Role1")
POLICIES_QUESTION, ROLES_QUESTION = AccountPolicies(AWS), AccountRoles(AWS)
ATTACHED_QUESTION = RolePolicies(AWS, "ADBS_AWS_Role1")
DATABASE_QUESTION = Database(OCI, OCID)
CLONES_QUESTION, LIST_QUESTION = RefreshableClones(OCI, OCID), DatabasesIn(OCI, COMPARTMENT)
REGIONS_QUESTION = SubscribedRegions(OCI, TENANCY)

KEY = LiveKey(KEY_ARN, ACCOUNT, description="Master encryption key of Autonomous AI Database")
DATABASE = LiveDatabase(OCID, "ORDERS", COMPARTMENT)
ON_THE_KEY = LiveEncryption("AWS", KEY_ARN, ROLE_ARN, ENDPOINT, "tenant_ocid")
NO_CHANGE = {DATABASE_QUESTION: replace(DATABASE, encryption=ON_THE_KEY)}
NO_KEY_SELECTED = "databases: {orders: {encryption: {key: oracle-managed, role: null}}}"
ADOPTED = f"keys: {{{NAME}: {{adopt: '{KEY_ARN}', description: null}}}}"
REFERRED = f"keys: {{{NAME}: {{arn: '{KEY_ARN}', description: null}}}}"
REFERRED_ROLE = f"roles: {{Existing: {{arn: '{ROLE_ARN}'}}}}\ndatabases: {{orders: {{encryption: {{role: Existing}}}}}}"


def document(*statements: dict[str, Any]) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def allow(actions: Any, resource: Any = "*", **others: Any) -> dict[str, Any]:
    return {"Effect": "Allow", "Action": actions, "Resource": resource, **others}


def trust(principal: Any = ORACLE, external_id: Any = TENANCY, operator: str = "StringEquals") -> dict[str, Any]:
    """A statement of a trust policy; None as the external ID leaves the condition out."""
    condition = {"Condition": {operator: {"sts:ExternalId": external_id}}} if external_id else {}
    return {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": principal}, **condition}


ROOT = allow("kms:*", Principal={"AWS": f"arn:aws:iam::{ACCOUNT}:root"})
POLICY_DESCRIPTION = "Use of KMS keys by Oracle Autonomous AI Database"
POLICY = LivePolicy(POLICY_ARN, document(allow(KEY_USER, KEY_ARN)), POLICY_DESCRIPTION)
ROLE = LiveRole(ROLE_ARN, document(trust()))


def all_allowed(question: Any, **refused: LiveDecision) -> tuple[LiveDecision, ...]:
    """IAM's decisions, but for actions by their names without `kms:`."""
    by_action = {f"kms:{name}": decision for name, decision in refused.items()}
    return tuple(by_action.get(one, LiveDecision(one, Decision.ALLOWED)) for one in question.actions)


def but(**refused: LiveDecision) -> Any:
    """An answer of the simulator in which a few actions are refused."""
    return lambda question: all_allowed(question, **refused)


GOOD: Mapping[Any, Any] = {
    Caller(AWS): LiveCaller(ACCOUNT, f"arn:aws:sts::{ACCOUNT}:assumed-role/ci/run"),
    Tenancy(OCI): TENANCY,
    REGIONS_QUESTION: ("us-ashburn-1", "us-phoenix-1"),
    ALIAS_QUESTION: KEY,
    ARN_QUESTION: KEY,
    KEY_POLICY_QUESTION: document(ROOT),
    POLICY_QUESTION: POLICY,
    ROLE_QUESTION: ROLE,
    POLICIES_QUESTION: (),
    ROLES_QUESTION: (),
    ATTACHED_QUESTION: LiveRolePolicies((POLICY_ARN,)),
    SimulatedRole: all_allowed,
    SimulatedPolicies: all_allowed,
    DATABASE_QUESTION: DATABASE,
    CLONES_QUESTION: (),
    LIST_QUESTION: (),
}


@dataclass(frozen=True)
class Answers:
    """Answers from a dictionary, by the question, or by its type with a function of it. Fails for any other one."""

    given: Mapping[Any, Any]

    def __call__(self, question: Question[T], /) -> Answer[T]:
        assert question in self.given or type(question) in self.given, f"nobody has foreseen {question}"
        answer: Any = self.given.get(question, self.given.get(type(question)))
        return answer(question) if callable(answer) else answer  # type: ignore[no-any-return]  # whatever a test gives


def spec_with(changes: str = "") -> Spec:
    """The example with changes, which keeps the rules but for warnings."""
    spec, found = parse_spec([SpecText("spec.yaml", spec_text(changes).encode())])
    found = [*found, *check_rules(spec)]
    assert not has_errors(found), found
    return spec


def look(answers: Mapping[Any, Any] | None = None, changes: str = "") -> list[Result]:
    """What preflight finds where some answers differ from the good ones."""
    return preflight(spec_with(changes), Answers({**GOOD, **(answers or {})}))


def found(code: str, answers: Mapping[Any, Any] | None = None, changes: str = "") -> list[Result]:
    """What one check finds."""
    return [one for one in look(answers, changes) if one.code == code]


def one(code: str, answers: Mapping[Any, Any] | None = None, changes: str = "") -> Result:
    """The same where it is one thing."""
    (result,) = found(code, answers, changes)
    return result


def bad(results: list[Result]) -> list[tuple[str, Outcome]]:
    """What did not pass, by code."""
    return [(one.code, one.outcome) for one in results if one.outcome is not PASSED]
