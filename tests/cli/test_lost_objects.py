"""`adbkms render`: a key or database under protection cannot get lost unnoticed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.conftest import ENCRYPT, STACK, Run, change, files

OLD_KEY = "module.key_ADBS_OldKey"


@pytest.fixture
def rotated(adbkms: Run, spec: Path) -> Path:
    """A spec with the key in use and an old one, rendered into `out`."""
    change(
        spec, "    policies:\n      ADBS_AWS", "      ADBS_OldKey: {description: Old}\n    policies:\n      ADBS_AWS"
    )
    assert adbkms("render", spec, "-o", "out").code == 0
    return spec


def without_old_key(spec: Path) -> None:
    change(spec, "      ADBS_OldKey: {description: Old}\n", "")


def test_a_key_that_is_removed_would_be_lost(adbkms: Run, rotated: Path) -> None:
    before = files(Path("out"))
    without_old_key(rotated)

    for options in ([], ["--check"], ["--diff"], ["--overwrite-edits"]):
        ended = adbkms("render", rotated, "-o", "out", *options)
        assert ended.code == 1
        assert f"Error: {OLD_KEY} would be lost (STG110)" in ended.messages

    assert files(Path("out")) == before


def test_the_first_way_out_is_to_say_how_it_is_called_now(adbkms: Run, rotated: Path) -> None:
    change(rotated, "ADBS_OldKey: {description: Old}", "ADBS_First: {description: Old, renamed_from: ADBS_OldKey}")

    assert adbkms("render", rotated, "-o", "out").code == 0
    assert "from = module.key_ADBS_OldKey" in Path("out", STACK, "moved.tf").read_text("utf-8")


def test_the_second_way_out_is_to_take_the_protection_away_first(adbkms: Run, rotated: Path) -> None:
    change(rotated, "payments-prod:", "payments-prod:\n    protect: false")
    assert adbkms("render", rotated, "-o", "out").code == 0
    without_old_key(rotated)

    assert adbkms("render", rotated, "-o", "out").code == 0
    assert OLD_KEY not in Path("out", STACK, "main.tf").read_text("utf-8")


def test_both_steps_at_once_are_one_too_few(adbkms: Run, rotated: Path) -> None:
    change(rotated, "payments-prod:", "payments-prod:\n    protect: false")
    without_old_key(rotated)

    assert adbkms("render", rotated, "-o", "out").code == 1


def test_a_stack_that_is_removed_would_be_lost_with_all_that_it_protects(adbkms: Run, spec: Path) -> None:
    adbkms("render", spec, "-o", "out")
    change(spec, "payments-prod:", "billing-prod:")
    change(spec, "exampledatabase", "otherdatabase")

    ended = adbkms("render", spec, "-o", "out")

    assert ended.code == 1
    said = " ".join(ended.messages.split())
    lost = "module.key_ADBS_TestAWSKMSKey, oci_database_autonomous_database.orders"
    assert f'Error: The stack "payments-prod" would be lost, with {lost} (STG110)' in said
    assert "give all of them" in said


def test_the_first_tree_loses_nothing(adbkms: Run) -> None:
    assert adbkms("render", ENCRYPT, "-o", "out").code == 0


@pytest.fixture
def used(adbkms: Run, spec: Path) -> Path:
    """A database that was encrypted with ADBS_TestAWSKMSKey and now has ADBS_Key2, in a stack without protection."""
    change(spec, "payments-prod:", "payments-prod:\n    protect: false")
    change(spec, "keys: [ADBS_TestAWSKMSKey]", "keys: all")
    assert adbkms("render", spec, "-o", "out").code == 0
    change(spec, "    policies:\n      ADBS_AWS", "      ADBS_Key2: {}\n    policies:\n      ADBS_AWS")
    change(spec, "key: ADBS_TestAWSKMSKey", "key: ADBS_Key2")
    assert adbkms("render", spec, "-o", "out").code == 0
    return spec


FIRST_KEY = """      ADBS_TestAWSKMSKey:
        description: Master encryption key of Autonomous AI Database
"""


def test_a_key_that_a_database_has_used_stays_also_without_protection(adbkms: Run, used: Path) -> None:
    change(used, FIRST_KEY, "")

    ended = adbkms("render", used, "-o", "out")

    assert ended.code == 1
    assert (
        "Error: module.key_ADBS_TestAWSKMSKey would be lost, and oci_database_autonomous_database.orders has used it "
        "(STG115)" in " ".join(ended.messages.split())
    )
    assert "Backups and clones" in ended.messages


def test_the_way_out_is_to_hand_it_over(adbkms: Run, used: Path) -> None:
    arn = "arn:aws:kms:us-east-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
    change(used, FIRST_KEY, f"{FIRST_KEY}        retired: true\n        arn: {arn}\n")

    assert adbkms("render", used, "-o", "out").code == 0
    assert "from = module.key_ADBS_TestAWSKMSKey" in Path("out", STACK, "removed.tf").read_text("utf-8")
    (allowed,) = re.findall(r"key_arns *= \[(.*?)\]", Path("out", STACK, "main.tf").read_text("utf-8"), re.DOTALL)
    assert {one.strip() for one in allowed.split(",")} >= {f'"{arn}"', "module.key_ADBS_Key2.arn"}

    change(used, f"{FIRST_KEY}        retired: true\n        arn: {arn}\n", "")  # that has been applied
    ended = adbkms("render", used, "-o", "out")
    assert ended.code == 0
    assert "module.key_ADBS_TestAWSKMSKey is no longer said to be handed over (STG116)" in ended.messages
    assert not Path("out", STACK, "removed.tf").exists()
    assert "STG116" not in adbkms("render", used, "-o", "out").messages


def test_a_key_that_was_handed_over_is_not_made_anew_by_mistake(adbkms: Run, used: Path) -> None:
    change(used, FIRST_KEY, f"{FIRST_KEY}        retired: true\n")
    assert adbkms("render", used, "-o", "out").code == 0
    change(used, "        retired: true\n", "")

    ended = adbkms("render", used, "-o", "out")

    assert ended.code == 1
    assert "ADBS_TestAWSKMSKey was handed over, and would be made anew (STG117)" in ended.messages

    arn = "arn:aws:kms:us-east-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
    change(used, FIRST_KEY, f"{FIRST_KEY}        adopt: {arn}\n")
    assert adbkms("render", used, "-o", "out").code == 0


def test_a_key_may_go_with_the_database_that_used_it(adbkms: Run, used: Path) -> None:
    text = used.read_text("utf-8")
    used.write_text(text.replace(FIRST_KEY, "")[: text.replace(FIRST_KEY, "").index("    databases:\n")], "utf-8")

    assert adbkms("render", used, "-o", "out").code == 0
