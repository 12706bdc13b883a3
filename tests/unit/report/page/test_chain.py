"""The way from a database to its key, by what the spec says."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.report.page.chain import chains
from generator.report.page.model import Box, Chain
from generator.spec.load import load_spec

ROOT = Path(__file__).parents[4]
EXAMPLES = ROOT / "examples"


def chains_of(spec: str, stack: str) -> tuple[Chain, ...]:
    loaded, diagnostics = load_spec([str(EXAMPLES / spec)])
    assert not diagnostics
    return next(chains(one.stack) for one in loaded.stacks if one.name == stack)


def facts(box: Box) -> dict[str, str | None]:
    return {fact.label: fact.value for fact in box.facts}


def test_a_database_with_a_key_and_role_that_the_stack_creates() -> None:
    (chain,) = chains_of("quickstart/3-encrypt.yaml", "payments-prod")
    (database,), (role,), (policy,), (key,) = (station.boxes for station in chain.stations)

    assert chain.is_in_use
    assert [station.arrow for station in chain.stations] == [
        "",
        "assumes, with tenant_ocid",
        "has attached",
        "allows the use of",
    ]
    assert facts(database) == {"OCID": "ocid1.autonomousdatabase.oc1.iad.aaaaaaaaexampledatabase"}
    assert facts(role) == {
        "ARN": "arn:aws:iam::111122223333:role/ADBS_AWS_Role1",
        "Trusts": "arn:aws:iam::444455556666:user/oracle-adbs",
        "External ID (tenant_ocid)": "ocid1.tenancy.oc1..aaaaaaaaexampletenancy",
    }
    assert facts(policy)["ARN"] == "arn:aws:iam::111122223333:policy/ADBS_AWS_Policy1"
    assert facts(key) == {"ARN": None, "Alias": "arn:aws:kms:us-east-2:111122223333:alias/ADBS_TestAWSKMSKey"}


def test_before_the_database_exists_what_only_the_clouds_know_is_known_later() -> None:
    (chain,) = chains_of("quickstart/1-provision.yaml", "payments-prod")
    (database,), (role,), *_ = (station.boxes for station in chain.stations)

    assert not chain.is_in_use
    assert facts(database) == {"OCID": None}
    assert facts(role)["Trusts"] is None
    assert role.note == "Not rendered before Oracle's user ARN is in the spec."


def test_paths_are_in_the_arns_and_the_databases_ocid_is_the_external_id() -> None:
    (chain,) = chains_of("strict/strict.yaml", "vault-prod")
    _, (role,), (policy,), _ = (station.boxes for station in chain.stations)

    assert facts(role)["ARN"] == "arn:aws:iam::111122223333:role/adbs/adbs-vault"
    assert facts(role)["External ID (database_ocid)"] == "ocid1.autonomousdatabase.oc1.iad.aaaaaaaavault"
    assert facts(policy)["ARN"] == "arn:aws:iam::111122223333:policy/adbs/adbs-vault-key"
    assert facts(policy)["Allows"] == "kms:DescribeKey, kms:Encrypt, kms:Decrypt, kms:GenerateDataKey"


@pytest.mark.parametrize("number", [0, 1], ids=["declared", "named where they are used"])
def test_what_exists_already_has_the_arns_of_the_spec(number: int) -> None:
    chain = chains_of("existing/adopt.yaml", "ledger-prod")[number]
    _, (role,), (policy,), (key,) = (station.boxes for station in chain.stations)

    assert facts(role) == {"ARN": "arn:aws:iam::111122223333:role/security/ledger-adbs"}
    assert policy.note == "The spec does not say which policies the role has."
    assert facts(key) == {"ARN": "arn:aws:kms:us-east-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"}
    assert role.note == key.note == "Exists already; this stack does not manage it."


def test_databases_with_the_same_key_and_role_share_a_chain_and_other_keys_stand_aside() -> None:
    (chain,) = chains_of("fleet/specs", "payments-prod")

    assert chain.title == "orders, invoices"
    assert [(key.name, key.is_aside) for key in chain.stations[-1].boxes] == [
        ("adbs/payments-2026", False),
        ("adbs/payments-2025", True),
    ]
