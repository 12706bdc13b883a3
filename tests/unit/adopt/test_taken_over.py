"""What is taken over is exactly as the modules would make it; everything else is referred to, with the reason."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from generator.adopt.policy_documents import ADMINISTRATOR_ACTIONS, KEY_POLICY_ID
from generator.spec import model
from tests.unit.adopt.states import (
    ACCOUNT_ID,
    AWS_KEY,
    COMPARTMENT,
    KEY_ARN,
    OCID,
    ORACLE_USER,
    POLICY_ARN,
    ROLE_ARN,
    TENANCY,
    adopted,
    alias,
    attachment,
    database,
    document,
    everything,
    key,
    policy,
    role,
    root_statement,
    stack,
    stacks,
    statement,
    trust_statement,
    use_statement,
)

ROOT = Path(__file__).parents[3]
ADMIN = f"arn:aws:iam::{ACCOUNT_ID}:role/KeyAdmin"


def test_all_is_taken_over_with_only_what_differs_from_the_defaults() -> None:
    assert stack(*everything()) == model.Stack(
        aws=model.Aws(account_id=ACCOUNT_ID, region="us-east-2"),
        oci=model.Oci(tenancy_id=TENANCY, compartment_id=COMPARTMENT, region="us-ashburn-1"),
        keys={"ADBS_Key": model.Key(adopt=KEY_ARN, description="Key of orders")},
        policies={"ADBS_Policy": model.Policy(adopt=True, keys=["ADBS_Key"], actions="decrypt-only", description="")},
        roles={
            "ADBS_Role": model.Role(adopt=True, policies=["ADBS_Policy"], oracle_user_arn=ORACLE_USER, description="")
        },
        databases={
            "orders": model.Database(
                db_name="ORDERS",
                ocid=OCID,
                adopt=True,
                encryption=model.Encryption(key="ADBS_Key", role="ADBS_Role"),
            )
        },
    )


def test_settings_of_a_key_are_taken_over() -> None:
    administered = document(
        statement("KeyAdministrators", Principal={"AWS": ADMIN}, Action=list(ADMINISTRATOR_ACTIONS), Resource=["*"]),
        root_statement(),
        Id=KEY_POLICY_ID,
    )
    made = key(
        policy=administered,
        rotation_period_in_days=180,
        deletion_window_in_days=7,
        tags={},
        tags_all={"team": "platform", "cost": "0042"},
    )

    found = stack(made, alias(), database(), warnings=()).keys["ADBS_Key"]

    assert found == model.Key(
        adopt=KEY_ARN,
        description="Key of orders",
        rotation_days=180,
        deletion_window_days=7,
        administrators=[ADMIN],
        tags={"team": "platform", "cost": "0042"},
    )


def test_a_key_that_aws_does_not_rotate_stays_so() -> None:
    assert stack(key(enable_key_rotation=False), alias(), database()).keys["ADBS_Key"].rotation_days is False


def test_the_actions_of_administrators_are_those_of_the_module() -> None:
    text = (ROOT / "modules/aws-kms-key/main.tf").read_text("utf-8")
    (listed,) = re.findall(r"administrator_actions = \[(.*?)\]", text, re.DOTALL)

    assert tuple(re.findall(r'"(.+?)"', listed)) == ADMINISTRATOR_ACTIONS


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        (
            key(policy=document(root_statement(sid="AccountRoot"), Id=KEY_POLICY_ID)),
            'the Sid "Enable IAM User Permissions"',
        ),
        (
            key(policy=document(root_statement(), statement("More"), Id=KEY_POLICY_ID)),
            "more statements than the module writes",
        ),
        (
            key(policy=document(root_statement(account_id="999900001111"), Id=KEY_POLICY_ID)),
            'The Principal of the statement "Enable',
        ),
        (
            key(policy=document(root_statement(Effect="Deny"), Id=KEY_POLICY_ID)),
            'The Effect of the statement "Enable IAM User Permissions"',
        ),
        (
            key(policy=document(root_statement(Condition={"Bool": {"x": "y"}}), Id=KEY_POLICY_ID)),
            "has a Condition that the module",
        ),
        (key(policy=document(root_statement(), Id="key-consolepolicy-3")), "another Version, or another Id"),
        (key(policy="no JSON"), "Its key policy is not known."),
        (key(policy=""), "Its key policy is not known."),
        (key(is_enabled=False), "It is disabled, and the module would enable it."),
        (key(custom_key_store_id="cks-1"), "It is in a custom key store."),
        (key(key_usage="SIGN_VERIFY"), "It is for SIGN_VERIFY, not for encryption."),
        (key(customer_master_key_spec="RSA_2048"), "It is of the kind RSA_2048"),
        (key(rotation_period_in_days=10), "Its rotation period is none that AWS allows."),
        (key(tags_all={"k" * 200: ""}), "It has a tag that AWS does not allow."),
        (key(tags_all={"a,b": ""}), "AWS110"),
        (key(description="d" * 9000), "Its description is longer than AWS allows."),
        (key(description="e\u0301"), "It has text that a spec cannot hold as it is."),
        (key() | {"sensitive_values": {"description": True}}, "`description` is marked as sensitive."),
    ],
)
def test_a_key_that_differs_is_referred_to(made: dict[str, Any], reason: str) -> None:
    text, said = adopted(made, alias(), database())

    (warning,) = said
    assert (warning.code, warning.severity) == ("ADO007", "warning")
    assert warning.summary == "The key ADBS_Key is referred to by its ARN, not taken over"
    assert reason in warning.detail
    assert warning.address == "aws_kms_key.master"
    assert stacks(text)["orders"].keys == {"ADBS_Key": model.Key(arn=KEY_ARN)}
    assert "# Not taken over: " in text


def test_a_key_without_an_alias_is_referred_to() -> None:
    found = stack(key(), database(), warnings=("ADO007",))

    assert found.keys == {"key-1234abcd-12a": model.Key(arn=KEY_ARN)}
    assert found.databases["orders"].encryption.key == "key-1234abcd-12a"


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        (policy(policy=document(use_statement(sid="VisualEditor0"))), "has a Sid, and the module writes none"),
        (
            policy(policy=document(use_statement(), use_statement(sid="More"))),
            "2 statements, and the module writes one",
        ),
        (policy(policy=document(use_statement(Resource="*"))), "something else than KMS keys by their ARNs"),
        (policy(policy=document(use_statement(Effect="Deny"))), "The Effect of its statement"),
        (policy(policy=document(use_statement(NotAction="kms:*"))), "has a NotAction that the module does not write"),
        (policy(policy=document(use_statement(Action="kms:*"))), "KMS109"),
    ],
)
def test_a_policy_that_differs_is_referred_to(made: dict[str, Any], reason: str) -> None:
    text, said = adopted(key(), alias(), made, role(), attachment(), database())

    (warning,) = said
    assert warning.summary == "The policy ADBS_Policy is referred to by its ARN, not taken over"
    assert reason in warning.detail
    found = stacks(text)["orders"]
    assert found.policies == {"ADBS_Policy": model.Policy(arn=POLICY_ARN)}
    assert found.roles["ADBS_Role"].policies == ["ADBS_Policy"]
    assert found.roles["ADBS_Role"].adopt


def test_policies_that_the_state_does_not_have_are_named_by_their_arns() -> None:
    attached = ["arn:aws:iam::aws:policy/ReadOnlyAccess", f"arn:aws:iam::{ACCOUNT_ID}:policy/Other"]

    found = stack(key(), alias(), role(managed_policy_arns=attached), database())

    assert found.roles["ADBS_Role"].policies == attached
    assert found.policies == {}


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        (role(assume_role_policy=document(trust_statement(sid="Other"))), "has a Sid, and the module writes none"),
        (role(assume_role_policy=document(trust_statement("ocid1.tenancy.oc1..b", Action="*"))), "The Action of"),
        (role(assume_role_policy=document(trust_statement([TENANCY, COMPARTMENT]))), "another external ID"),
        (role(assume_role_policy=document(trust_statement("shared"))), "another external ID"),
        (
            role(assume_role_policy=document(trust_statement(COMPARTMENT))),
            "A database calls its external ID tenant_ocid, its trust policy compartment_ocid.",
        ),
        (
            role(assume_role_policy=document(trust_statement(Principal={"AWS": f"arn:aws:iam::{ACCOUNT_ID}:root"}))),
            "TRU101",
        ),
        (role(max_session_duration=1), "Its longest session is none that AWS allows."),
        (role(permissions_boundary="x"), "Its permissions boundary is no policy's ARN."),
        (role(description="d" * 1001), "Its description is longer than AWS allows."),
        (role(tags={f"{number}": "" for number in range(60)}), "more tags than AWS allows"),
        (role() | {"sensitive_values": {"tags": {"a": True}}}, "`tags` is marked as sensitive."),
    ],
)
def test_a_role_that_differs_is_referred_to(made: dict[str, Any], reason: str) -> None:
    text, said = adopted(key(), alias(), policy(), made, attachment(), database())

    (warning,) = said
    assert warning.summary == "The role ADBS_Role is referred to by its ARN, not taken over"
    assert reason in warning.detail
    found = stacks(text)["orders"]
    assert found.roles == {"ADBS_Role": model.Role(arn=ROLE_ARN)}
    assert found.policies["ADBS_Policy"].adopt, "the policy is as adbkms would make it, whoever has it"


@pytest.mark.parametrize(
    ("external_id", "word"),
    [(TENANCY, "tenant_ocid"), (COMPARTMENT, "compartment_ocid"), (OCID, "database_ocid")],
)
def test_the_external_id_says_whose_ocid_it_is(external_id: str, word: str) -> None:
    made = role(assume_role_policy=document(trust_statement([external_id])), path="/", max_session_duration=7200.0)
    said = database(encryption=AWS_KEY | {"external_id": word})
    found = stack(key(), alias(), policy(), made, attachment(), said)

    assert found.roles["ADBS_Role"].external_id == word
    assert found.roles["ADBS_Role"].max_session_seconds == 7200
    assert found.databases["orders"].encryption.role == "ADBS_Role"


def test_a_policy_document_counts_by_its_meaning_not_by_its_order() -> None:
    reordered = use_statement(Action=["kms:Decrypt", "kms:DescribeKey", "kms:Decrypt"], Resource=[KEY_ARN])

    found = stack(key(), alias(), policy(policy=document(reordered)), role(), attachment(), database())

    assert found.policies["ADBS_Policy"].actions == "decrypt-only"


def test_a_role_whose_policies_the_state_does_not_say_is_referred_to() -> None:
    found = stack(key(), alias(), role(), database(), warnings=("ADO007",))

    assert found.roles == {"ADBS_Role": model.Role(arn=ROLE_ARN)}, "it may have inline policies"
