"""Which databases make a stack, and which stack takes which key and role."""

from __future__ import annotations

import json

from generator.adopt.show_json import parse_resources
from generator.adopt.terraform_state import TYPES
from generator.spec import model
from tests.unit.adopt.states import (
    ACCOUNT_ID,
    AWS_KEY,
    KEY_ARN,
    ORACLES_KEY,
    ROLE_ARN,
    adopted,
    alias,
    attachment,
    database,
    document,
    everything,
    key,
    policy,
    resource,
    role,
    root_statement,
    stack,
    stacks,
    state,
    trust_statement,
)

OTHER_KEY = "arn:aws:kms:us-east-2:111122223333:key/99999999-12ab-34cd-56ef-1234567890ab"
WEST_KEY = "arn:aws:kms:us-west-2:111122223333:key/99999999-12ab-34cd-56ef-1234567890ab"
OTHER_OCID = "ocid1.autonomousdatabase.oc1.iad.aaaaaaaajournal"


def test_databases_of_one_compartment_and_one_account_share_a_stack() -> None:
    found = stack(*everything(), database(OTHER_OCID, "JOURNAL", ORACLES_KEY))

    assert set(found.databases) == {"orders", "journal"}
    assert found.databases["journal"].encryption == model.Encryption(key="oracle-managed")


def test_another_compartment_is_another_stack_and_one_of_them_takes_over_what_both_use() -> None:
    elsewhere = database(OTHER_OCID, "JOURNAL", compartment_id="ocid1.compartment.oc1..other")

    text, said = adopted(*everything(), elsewhere)

    assert said == []
    first, second = stacks(text).values()
    assert list(stacks(text)) == ["orders", "orders-2"]
    assert (first.keys["ADBS_Key"].adopt, second.keys["ADBS_Key"].arn) == (KEY_ARN, KEY_ARN)
    assert (first.roles["ADBS_Role"].adopt, second.roles["ADBS_Role"].arn) == (True, ROLE_ARN)
    assert "    # Another stack of this spec takes it over.\n      ADBS_Key:" in text


def test_another_region_of_keys_is_another_stack() -> None:
    west = {"key_arn": WEST_KEY, "service_endpoint_uri": "kms.us-west-2.amazonaws.com"}

    text, _ = adopted(database(), database(OTHER_OCID, "JOURNAL", AWS_KEY | west))

    assert [one.aws.region for one in stacks(text).values()] == ["us-east-2", "us-west-2"]


def test_without_any_key_the_account_is_to_be_filled_in() -> None:
    text, said = adopted(database(encryption=ORACLES_KEY))

    assert [one.code for one in said] == ["ADO009"]
    assert "    # Fill in: nothing says which account and region the keys are in.\n    aws:\n" in text
    assert stacks(text)["orders"].aws.account_id == "000000000000"


def test_the_tenancy_is_to_be_filled_in_where_no_role_names_it() -> None:
    text, said = adopted(database())

    assert said == []
    assert "    # Fill in `tenancy_id` once a role is made here: it is the external ID.\n    oci:\n" in text


def test_a_key_that_no_database_uses_goes_to_the_stack_of_its_account_if_it_fits() -> None:
    spare = key(OTHER_KEY, "spare")

    found = stack(*everything(), spare, alias("Spare", OTHER_KEY, "spare"))

    assert found.keys["Spare"].adopt == OTHER_KEY


def test_a_key_that_no_database_uses_is_left_out_if_it_does_not_fit() -> None:
    spare = key(OTHER_KEY, "spare", policy=document(root_statement(sid="Other")))

    text, (said,) = adopted(*everything(), spare, alias("Spare", OTHER_KEY, "spare"))

    assert said.code == "ADO008"
    assert "aws_kms_key.spare" in said.detail
    assert set(stacks(text)["orders"].keys) == {"ADBS_Key"}


def test_a_key_that_no_database_uses_is_left_out_if_only_its_alias_is_missing() -> None:
    text, (said,) = adopted(*everything(), key(OTHER_KEY, "spare"))

    assert (said.code, said.address) == ("ADO008", "aws_kms_key.spare")
    assert said.detail == "It has no alias, and the module would look for one to take over."
    assert set(stacks(text)["orders"].keys) == {"ADBS_Key"}


def test_a_key_that_a_database_has_had_is_kept_whatever_it_is_like() -> None:
    former = [{"encryption_key": [{"key_arn": OTHER_KEY}]}]
    spare = key(OTHER_KEY, "spare", policy=document(root_statement(sid="Other")))

    found = stack(key(), alias(), spare, database(encryption_key_history_entry=former), warnings=("ADO007",))

    assert found.keys["key-99999999-12a"] == model.Key(arn=OTHER_KEY)


def test_a_role_for_oracle_that_no_database_uses_is_taken_over_and_other_roles_are_nobodys_business() -> None:
    unused = role(f"arn:aws:iam::{ACCOUNT_ID}:role/Next", "next")
    lambdas = role(f"arn:aws:iam::{ACCOUNT_ID}:role/Lambda", "lambda", assume_role_policy=document())

    assert set(stack(*everything(), unused, lambdas).roles) == {"ADBS_Role", "Next"}


def test_an_object_in_two_states_counts_once() -> None:
    assert stack(*everything(), *everything()) == stack(*everything())


def test_two_databases_of_one_name_are_numbered() -> None:
    found = stack(database(), database(OTHER_OCID, "Orders"), warnings=("NAM105",))

    assert {name: one.db_name for name, one in found.databases.items()} == {"orders": "ORDERS", "orders_2": "Orders"}


def test_resources_in_modules_and_of_for_each_are_found() -> None:
    in_module = resource('module.a["x"].module.b[0].aws_kms_key.this[0]', key()["values"], type="aws_kms_key", index=0)
    nested = {"child_modules": [{"child_modules": [{"resources": [in_module]}]}]}
    shown = state(modules=[nested])

    found, _ = parse_resources(json.dumps(shown).encode(), "state.json", TYPES)

    assert [one.address for one in found] == ['module.a["x"].module.b[0].aws_kms_key.this[0]']


def test_a_key_of_another_account_than_the_role_is_referred_to() -> None:
    foreign = KEY_ARN.replace(ACCOUNT_ID, "999900001111")
    made = key(foreign, policy=document(root_statement(account_id="999900001111")))

    found = stack(made, alias(arn=foreign), database(encryption=AWS_KEY | {"key_arn": foreign}), warnings=("ADO007",))

    assert found.aws.account_id == ACCOUNT_ID
    assert found.keys["ADBS_Key"].arn == foreign


def test_two_tenancies_are_not_mixed_up() -> None:
    other = role(
        f"arn:aws:iam::{ACCOUNT_ID}:role/Other",
        "other",
        assume_role_policy=document(trust_statement("ocid1.tenancy.oc1..other")),
    )

    found = stack(policy(), role(), attachment(), other, database(), warnings=("ADO008",))

    assert found.oci.tenancy_id == "ocid1.tenancy.oc1..aaaaaaaaexampletenancy"
    assert set(found.roles) == {"ADBS_Role"}


def test_a_policy_belongs_to_one_stack_as_well() -> None:
    second_role = ROLE_ARN + "2"
    elsewhere = database(
        OTHER_OCID, "JOURNAL", AWS_KEY | {"arn_role": second_role}, compartment_id="ocid1.compartment.oc1..other"
    )
    both = [role(second_role, "second"), attachment("ADBS_Role2")]

    text, said = adopted(*everything(), *both, elsewhere)

    assert said == []
    first, second = stacks(text).values()
    assert first.policies["ADBS_Policy"].adopt
    assert second.policies["ADBS_Policy"].arn
    assert second.roles["ADBS_Role2"].policies == ["ADBS_Policy"]
    assert second.roles["ADBS_Role2"].adopt


def test_roles_whose_names_are_the_same_in_terraform_are_told_apart() -> None:
    twin = ROLE_ARN.replace("ADBS_Role", "ADBS=Role")
    found = stack(
        *everything(),
        role(twin, "twin"),
        attachment("ADBS=Role"),
        database(OTHER_OCID, "JOURNAL", AWS_KEY | {"arn_role": twin}),
        warnings=("ADO007",),
    )

    assert found.roles["ADBS_Role"].adopt
    assert found.roles["ADBS=Role_2"] == model.Role(arn=twin)
    assert found.databases["journal"].encryption.role == "ADBS=Role_2"
