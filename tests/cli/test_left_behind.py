"""`adbkms render`: a stack without protection may leave the spec, and what it may leave behind is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import ENCRYPT, STACK, Run, change, files, on_one_line

OTHER = """\
version: 1
stacks:
  {name}:
    aws: {{account_id: "999900001111", region: us-east-2}}
    oci: {{compartment_id: ocid1.compartment.oc1..bbbb, region: us-ashburn-1}}
{more}"""


def without_databases_and_keys(spec: Path) -> None:
    text = spec.read_text("utf-8")
    spec.write_text(text[: text.index("    keys:\n")], "utf-8")


@pytest.fixture
def unprotected(adbkms: Run, spec: Path) -> Path:
    """A folder of two specs, one without protection, that has been rendered into `out`."""
    folder = spec.parent / "specs"
    folder.mkdir()
    payments = spec.rename(folder / "payments.yaml")
    change(payments, "payments-prod:", "payments-prod:\n    protect: false")
    (folder / "other.yaml").write_text(OTHER.format(name="other", more=""), "utf-8")
    assert adbkms("render", folder, "-o", "out").code == 0
    return payments


def test_what_it_may_leave_behind_is_said_with_the_order_that_leaves_nothing(adbkms: Run, unprotected: Path) -> None:
    unprotected.unlink()

    ended = adbkms("render", "specs", "-o", "out")

    assert ended.code == 0
    assert not Path("out", STACK).exists()
    assert (
        'Warning: The stack "payments-prod" goes, and may leave 1 database and 1 key behind (STG120) It is in the '
        "tree that was published last, without protection, and the spec does not have it: its files go, also its "
        "backend and its providers. What has not been destroyed by then goes on to run, and Terraform has nothing left "
        "to destroy it with. If that is so, put the stack back and render; run `terraform destroy` in "
        "stacks/payments-prod, or take its databases and keys out of the spec, render and apply; then take the stack "
        "away. If the tree is rendered from more specs than these, give all of them."
    ) in on_one_line(ended)


@pytest.mark.parametrize("option", ["--check", "--diff"])
def test_it_is_said_before_anything_is_written(adbkms: Run, unprotected: Path, option: str) -> None:
    before = files(Path("out"))
    unprotected.unlink()

    ended = adbkms("render", "specs", "-o", "out", option)

    assert (ended.code, "(STG120)" in ended.messages) == (2, True)
    assert files(Path("out")) == before


def test_next_says_it_too(adbkms: Run, unprotected: Path) -> None:
    unprotected.unlink()

    assert "(STG120)" in adbkms("next", "specs", "-o", "out").messages


def test_a_stack_that_was_emptied_and_applied_first_goes_without_a_word(adbkms: Run, unprotected: Path) -> None:
    without_databases_and_keys(unprotected)
    emptied = adbkms("render", "specs", "-o", "out")
    unprotected.unlink()
    gone = adbkms("render", "specs", "-o", "out")

    assert [(ended.code, "Warning" in ended.messages) for ended in (emptied, gone)] == [(0, False), (0, False)]
    assert not Path("out", STACK).exists()


def test_a_database_that_lives_on_in_another_stack_is_not_to_be_destroyed(adbkms: Run, unprotected: Path) -> None:
    """Without a key that it has used: that one would be lost."""
    text = unprotected.read_text("utf-8").replace("key: ADBS_TestAWSKMSKey", "key: oracle-managed")
    unprotected.write_text(text, "utf-8")
    assert adbkms("render", "specs", "-o", "elsewhere").code == 0
    ocid = next(line.split()[1] for line in text.splitlines() if "ocid1.autonomousdatabase" in line)
    unprotected.unlink()
    encryption = "encryption: {key: oracle-managed}"
    database = f"    databases: {{orders: {{db_name: ORDERS, ocid: {ocid}, adopt: true, {encryption}}}}}\n"
    Path("specs/shop.yaml").write_text(OTHER.format(name="shop", more=database), "utf-8")

    ended = adbkms("render", "specs", "-o", "elsewhere")

    assert ended.code == 0, ended.messages
    assert 'The stack "payments-prod" goes, and may leave 1 key behind (STG120)' in on_one_line(ended)
    assert "terraform destroy" not in ended.messages


def test_a_protected_stack_is_refused_with_the_same_order(adbkms: Run, spec: Path) -> None:
    adbkms("render", spec, "-o", "out")
    spec.write_text(OTHER.format(name="other", more=""), "utf-8")

    ended = adbkms("render", spec, "-o", "out")

    assert ended.code == 1
    assert "STG120" not in ended.messages
    assert (
        "To destroy it on purpose, render it with `protect: false` first; then run `terraform destroy` in its folder, "
        "or take its databases and keys out of the spec, render and apply. Take the stack out of the spec last."
    ) in on_one_line(ended)


def test_the_first_tree_leaves_nothing_behind(adbkms: Run) -> None:
    assert "STG120" not in adbkms("render", ENCRYPT, "-o", "out").messages
