"""`adbkms render` over a tree that was published before: what must not happen from the one to the other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import ENCRYPT, QUICKSTART, Run, change
from tests.signed_manifest import signed

SECOND_ROLE = """      ADBS_AWS_Role2:
        policies: [ADBS_AWS_Policy1]
        oracle_user_arn: arn:aws:iam::444455556666:user/oracle-adbs
    databases:
"""


@pytest.fixture
def published(adbkms: Run, spec: Path) -> Path:
    """Oracle's example in the stage encrypt, rendered into `out`."""
    assert adbkms("render", spec, "-o", "out").code == 0
    return spec


def test_the_manifest_keeps_what_the_next_run_has_to_know(adbkms: Run, published: Path) -> None:
    stacks = json.loads(Path("out/.adbkms/manifest.json").read_text("utf-8"))["stacks"]
    assert stacks == {
        "payments-prod": {
            "protected": ["module.key_ADBS_TestAWSKMSKey", "oci_database_autonomous_database.orders"],
            "keys": ["module.key_ADBS_TestAWSKMSKey"],
            "roles": ["module.role_ADBS_AWS_Role1"],
            "key_region": "us-east-2",
            "databases": {
                "oci_database_autonomous_database.orders": {
                    "ocid": "ocid1.autonomousdatabase.oc1.iad.aaaaaaaaexampledatabase",
                    "keys": ["module.key_ADBS_TestAWSKMSKey"],
                    "uses": ["module.policy_ADBS_AWS_Policy1", "module.role_ADBS_AWS_Role1"],
                }
            },
        }
    }


def test_two_keys_cannot_become_one(adbkms: Run, spec: Path) -> None:
    change(spec, "    policies:\n      ADBS_AWS", "      ADBS_Old: {}\n    policies:\n      ADBS_AWS")
    assert adbkms("render", spec, "-o", "out").code == 0
    change(spec, "      ADBS_Old: {}\n", "")
    change(spec, "      ADBS_TestAWSKMSKey:\n", "      ADBS_TestAWSKMSKey:\n        renamed_from: ADBS_Old\n")

    ended = adbkms("render", spec, "-o", "out")

    assert ended.code == 1
    assert "module.key_ADBS_Old would be lost (STG110)" in ended.messages


def test_the_role_in_use_stays_until_another_is_applied(adbkms: Run, published: Path) -> None:
    change(published, "    databases:\n", SECOND_ROLE)
    change(published, "          role: ADBS_AWS_Role1", "          role: ADBS_AWS_Role2")
    both = published.read_text("utf-8")
    first = both[both.index("      ADBS_AWS_Role1:") : both.index("      ADBS_AWS_Role2:")]
    published.write_text(both.replace(first, ""), "utf-8")

    ended = adbkms("render", published, "-o", "out", "--check")
    assert ended.code == 1
    assert "module.role_ADBS_AWS_Role1 is still in use (STG111)" in ended.messages

    published.write_text(both, "utf-8")
    assert adbkms("render", published, "-o", "out").code == 0
    published.write_text(both.replace(first, ""), "utf-8")
    assert adbkms("render", published, "-o", "out").code == 0


def test_keys_do_not_move_to_another_region(adbkms: Run, published: Path) -> None:
    change(published, "region: us-east-2", "region: us-west-2")

    ended = adbkms("render", published, "-o", "out")

    assert ended.code == 1
    assert "The keys of this stack are in us-east-2 (STG112)" in ended.messages


def test_going_back_to_oracles_key_is_said(adbkms: Run, published: Path) -> None:
    whole = published.read_text("utf-8")
    encryption = whole[whole.index("        encryption:\n") :]
    published.write_text(whole.replace(encryption, ""), "utf-8")

    ended = adbkms("render", published, "-o", "out")
    assert ended.code == 1
    assert "orders would go back to Oracle's key, and the spec does not say so (STG113)" in ended.messages

    published.write_text(whole.replace(encryption, "        encryption: {key: null}\n"), "utf-8")
    assert "(STG113)" in adbkms("render", published, "-o", "out").messages

    published.write_text(whole.replace(encryption, "        encryption: {key: oracle-managed}\n"), "utf-8")
    assert adbkms("render", published, "-o", "out").code == 0


def test_facts_that_cannot_be_read_are_said(adbkms: Run, published: Path) -> None:
    manifest = Path("out/.adbkms/manifest.json")
    whole = json.loads(manifest.read_text("utf-8"))
    whole["stacks"]["payments-prod"]["key_region"] = 2
    manifest.write_text(signed(whole), "utf-8")

    ended = adbkms("render", published, "-o", "out")

    assert ended.code == 1
    assert "(STG114)" in ended.messages


def test_an_edited_manifest_is_noticed(adbkms: Run, published: Path) -> None:
    change(Path("out/.adbkms/manifest.json"), '"key_region": "us-east-2"', '"key_region": "us-east-1"')

    ended = adbkms("render", published, "-o", "out")

    assert ended.code == 1
    assert "(PUB007)" in ended.messages
    assert "so it was changed or damaged" in " ".join(ended.messages.split())


def test_a_tree_of_another_version_of_the_example_is_no_obstacle(adbkms: Run, published: Path) -> None:
    assert adbkms("render", ENCRYPT, "-o", "out", "--check").code == 0


def test_a_check_sees_a_manifest_that_has_lost_what_it_knew(adbkms: Run, published: Path) -> None:
    assert adbkms("render", published, "-o", "out", "--check").code == 0
    manifest = Path("out/.adbkms/manifest.json")
    whole = json.loads(manifest.read_text("utf-8"))
    del whole["stacks"]["payments-prod"]["databases"]
    manifest.write_text(signed(whole), "utf-8")

    ended = adbkms("render", published, "-o", "out", "--check")

    assert ended.code == 2
    assert "changed   .adbkms/manifest.json" in ended.messages


def test_a_database_that_moves_to_another_stack_keeps_its_past(adbkms: Run, spec: Path) -> None:
    change(spec, "payments-prod:", "payments-prod:\n    protect: false")
    assert adbkms("render", spec, "-o", "out").code == 0
    whole = spec.read_text("utf-8").replace("payments-prod:", "billing-prod:")
    encryption = whole[whole.index("        encryption:\n") :]
    spec.write_text(whole.replace(encryption, ""), "utf-8")

    ended = adbkms("render", spec, "-o", "out")

    assert ended.code == 1
    assert "orders would go back to Oracle's key, and the spec does not say so (STG113)" in ended.messages
    assert 'The stack "payments-prod" would be lost, with module.key_ADBS_TestAWSKMSKey (STG110)' in ended.messages


def test_a_key_that_is_selected_together_with_its_role_is_warned_of(adbkms: Run) -> None:
    assert adbkms("render", QUICKSTART / "1-provision.yaml", "-o", "skipped").code == 0
    skipped = adbkms("render", QUICKSTART / "3-encrypt.yaml", "-o", "skipped")
    assert skipped.code == 0
    assert "orders would get its key in the same apply as the role (STG119)" in skipped.messages

    for stage in ("1-provision", "2-trust", "3-encrypt"):
        assert "STG119" not in adbkms("render", QUICKSTART / f"{stage}.yaml", "-o", "in-order").messages


def test_a_policy_that_leaves_out_a_key_that_was_used_is_warned_of(adbkms: Run, published: Path) -> None:
    assert adbkms("key", "rotate", published, "payments-prod/orders").code == 0
    assert "STG118" not in adbkms("render", published, "-o", "out").messages
    change(published, "keys: [ADBS_TestAWSKMSKey, ADBS_TestAWSKMSKey_2]", "keys: [ADBS_TestAWSKMSKey_2]")

    ended = adbkms("render", published, "-o", "out")

    assert ended.code == 0
    assert (
        "No policy of this stack allows the use of ADBS_TestAWSKMSKey, which a database has used (STG118)"
        in " ".join(ended.messages.split())
    )
