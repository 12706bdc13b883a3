"""The objects of `tests.unit.adopt.states`, as the two clouds tell of them, and what adopt makes of that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from generator.adopt.adopted_spec import adopted_spec
from generator.adopt.aws_ways import AwsWays
from generator.adopt.from_clouds import existing_from_clouds
from generator.diagnostics import Diagnostic, has_errors
from generator.live.access import AwsAccess, OciAccess
from generator.live.aws.identities import LivePolicy, LiveRole, LiveRolePolicies, Policy, Role, RolePolicies
from generator.live.aws.keys import Key, KeyAliases, KeyPolicy, KeySettings, LiveKey, LiveKeySettings
from generator.live.oci.databases import Database, DatabasesIn, FoundDatabase
from generator.live.oci.live_database import LiveDatabase, LiveEncryption
from generator.live.oci.tenancy import Tenancy
from generator.live.questions import Question
from generator.spec import model
from tests.live.status.answers import Answers
from tests.unit.adopt.states import (
    ACCOUNT_ID,
    COMPARTMENT,
    KEY_ARN,
    OCID,
    POLICY_ARN,
    REGION,
    ROLE_ARN,
    TENANCY,
    document,
    root_statement,
    stacks,
    trust_statement,
    use_statement,
)

AWS = AwsAccess(ACCOUNT_ID, REGION)
OCI = OciAccess("us-ashburn-1")
ENCRYPTION = LiveEncryption("AWS", KEY_ARN, ROLE_ARN, f"kms.{REGION}.amazonaws.com", "tenant_ocid")
KEY = LiveKey(KEY_ARN, ACCOUNT_ID, description="Key of orders")
ROLE = LiveRole(ROLE_ARN, document(trust_statement()))
DATABASE = LiveDatabase(OCID, "ORDERS", COMPARTMENT, encryption=ENCRYPTION)
FOUND = FoundDatabase(OCID, "ORDERS", "orders", "AVAILABLE")

Answered = dict[Question[Any], Any]


def key(arn: str = KEY_ARN, alias: str = "ADBS_Key", access: AwsAccess = AWS, **changes: Any) -> Answered:
    """A key as the key module makes it, but for changes of its metadata."""
    return {
        Key(access, arn): replace(KEY, arn=arn, **changes),
        KeyPolicy(access, arn): document(root_statement(account_id=access.account_id), Id="key-default-1"),
        KeyAliases(access, arn): (alias,),
        KeySettings(access, arn): LiveKeySettings(rotation_days=365),
    }


def role(attached: tuple[str, ...] = (POLICY_ARN,), inline: tuple[str, ...] = (), **changes: Any) -> Answered:
    """A role as the role module makes it, but for changes."""
    return {
        Role(AWS, "ADBS_Role"): replace(ROLE, **changes),
        RolePolicies(AWS, "ADBS_Role"): LiveRolePolicies(attached, inline),
    }


def policy(*key_arns: str) -> Answered:
    """The policy as the policy module makes it."""
    statement = use_statement(Resource=list(key_arns)) if key_arns else use_statement()
    return {Policy(AWS, POLICY_ARN): LivePolicy(POLICY_ARN, document(statement))}


def database(**changes: Any) -> Answered:
    """The database in its compartment, alone."""
    return {
        Tenancy(OCI): TENANCY,
        DatabasesIn(OCI, COMPARTMENT): (FOUND,),
        Database(OCI, OCID): replace(DATABASE, **changes),
    }


def everything() -> Answered:
    """One of each, as adbkms would make it."""
    return {**key(), **policy(), **role(), **database()}


@dataclass
class Adopted:
    """What adopt makes of the clouds; `asked` are the questions, in no particular order."""

    text: str
    said: list[Diagnostic]
    asked: list[Question[Any]] = field(default_factory=list)

    @property
    def codes(self) -> list[str]:
        return [one.code for one in self.said]

    @property
    def stack(self) -> model.Stack:
        """The only stack; the spec must load."""
        (only,) = stacks(self.text).values()
        return only


def adopted(answers: Mapping[Question[Any], Any], ways: AwsWays | None = None, *ocids: str) -> Adopted:
    """Adopts databases by their OCIDs; without any, those of the compartment."""
    ask = Answers(answers)
    compartments = () if ocids else (COMPARTMENT,)
    existing, said = existing_from_clouds(ocids, compartments, ways or AwsWays(), OCI, ask)
    if not existing.databases:
        return Adopted("", said, ask.asked)
    text, found = adopted_spec(existing, "orders", "adopted.yaml")
    assert not has_errors(found), found
    return Adopted(text, [*said, *found], ask.asked)
