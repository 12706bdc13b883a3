"""`adbkms init`: a first spec, by options or by questions."""

from __future__ import annotations

import os
import re
from pathlib import Path

import msgspec
import pytest
import yaml

from generator.first_spec import EXAMPLE, first_spec
from generator.spec.files import SpecText
from generator.spec.load import parse_spec
from tests.cli.conftest import Run
from tests.cli.session import Session

OPTIONS = {
    "--stack": "payments-prod",
    "--aws-account": "012345670123",
    "--aws-region": "us-east-2",
    "--tenancy": "ocid1.tenancy.oc1..aaaaaaaaexampletenancy",
    "--compartment": "ocid1.compartment.oc1..aaaaaaaaexamplecompartment",
    "--oci-region": "us-ashburn-1",
    "--database": "ORDERS",
}


def options(**changes: str | None) -> list[str]:
    """All options, with changes; None leaves one out."""
    given = OPTIONS | {f"--{name.replace('_', '-')}": value for name, value in changes.items()}
    return [word for name, value in given.items() if value is not None for word in (name, value)]


def test_the_spec_is_valid_and_can_be_rendered(adbkms: Run) -> None:
    ended = adbkms("init", *options())

    assert (ended.code, ended.data) == (0, "")
    assert ended.messages == "Wrote adbkms.yaml.\n\nNext: adbkms render adbkms.yaml -o terraform\n"
    assert adbkms("render", "adbkms.yaml", "-o", "terraform").code == 0
    main_tf = Path("terraform/stacks/payments-prod/main.tf").read_text("utf-8")
    assert 'resource "oci_database_autonomous_database" "orders"' in main_tf
    providers = Path("terraform/stacks/payments-prod/providers.tf").read_text("utf-8")
    assert '"012345670123"' in providers


def test_the_spec_goes_through_the_three_stages_by_its_own_comments(adbkms: Run) -> None:
    adbkms("init", *options())
    text = Path("adbkms.yaml").read_text("utf-8")
    text = text.replace("oracle_user_arn: null", "oracle_user_arn: arn:aws:iam::444455556666:user/oracle-adbs")
    text = text.replace("ocid: null", "ocid: ocid1.autonomousdatabase.oc1.iad.aaaaaaaaorders")
    Path("trust.yaml").write_text(text, "utf-8")
    assert adbkms("validate", "trust.yaml", "--terraform", "off").messages.startswith("Fine: ")

    text = text.replace("          key: oracle-managed\n", "").replace("# key:", "key:").replace("# role:", "role:")
    Path("encrypt.yaml").write_text(text, "utf-8")
    assert adbkms("validate", "encrypt.yaml", "--terraform", "off").messages.startswith("Fine: ")
    assert (
        'key_arn                      = "alias/ADBS_Key1"'
        in adbkms("block", "encrypt.yaml", "payments-prod/orders").data
    )


def test_it_is_commented(adbkms: Run) -> None:
    text = adbkms("init", *options(), "-o", "-").data

    assert text.startswith("# A spec of adbkms.")
    assert "# yaml-language-server: $schema=./adbkms.schema.json\n" in text
    assert "SELECT * FROM CLOUD_INTEGRATIONS" in text
    assert list(Path().iterdir()) == []


def test_a_file_is_never_overwritten(adbkms: Run) -> None:
    Path("adbkms.yaml").write_text("mine\n", "utf-8")

    ended = adbkms("init", *options())

    assert ended.code == 1
    assert ended.messages == "adbkms.yaml exists already; name another file with -o.\n"
    assert Path("adbkms.yaml").read_text("utf-8") == "mine\n"


def test_nor_is_what_a_dangling_link_points_to(adbkms: Run) -> None:
    Path("adbkms.yaml").symlink_to("elsewhere.yaml")

    assert adbkms("init", *options()).code == 1
    assert not Path("elsewhere.yaml").exists()


def test_a_folder_that_is_not_there(adbkms: Run) -> None:
    ended = adbkms("init", *options(), "-o", "missing/spec.yaml")

    assert ended.code == 1
    assert ended.messages == "Cannot write missing/spec.yaml: No such file or directory.\n"


def test_without_a_terminal_all_that_is_missing_is_named_at_once(adbkms: Run) -> None:
    ended = adbkms("init", "--stack", "payments-prod", "--database", "ORDERS")

    said = " ".join(re.sub(r"[│\s]+", " ", ended.messages).split())
    assert ended.code == 1
    assert "--aws-account, --aws-region, --tenancy, --oci-region, --compartment: Needed where there is no" in said


@pytest.mark.parametrize("name", list(OPTIONS))
def test_without_a_terminal_a_missing_option_is_named(adbkms: Run, name: str) -> None:
    ended = adbkms("init", *options(**{name.removeprefix("--").replace("-", "_"): None}))

    assert ended.code == 1
    assert name in ended.messages
    assert list(Path().iterdir()) == []


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("stack", "Payments"), ("stack", "x: {}\n  y"), ("stack", ""),
        ("aws_account", "1234"), ("aws_region", "us-east-22"),
        ("tenancy", "ocid1.compartment.oc1..a"), ("tenancy", "a\nkeys: {}"), ("compartment", "#"),
        ("oci_region", "us-asburn-1"), ("database", "A B"), ("database", "${x}"), ("database", "1A"), ("database", ""),
        ("database", "A: {}\n      b"), ("database", "x" * 31),
    ],
)  # fmt: skip
def test_a_wrong_answer_is_reported_and_nothing_is_written(adbkms: Run, name: str, wrong: str) -> None:
    ended = adbkms("init", *options(**{name: wrong}))

    assert ended.code == 1
    assert ended.messages.startswith(f"Error: --{name.replace('_', '-')}: ")
    assert " on " not in ended.messages.splitlines()[0] and "adbkms.yaml" not in ended.messages
    assert list(Path().iterdir()) == []


def test_a_databases_name_is_refused_as_it_was_given(adbkms: Run) -> None:
    ended = adbkms("init", *options(database="1A"))

    said = '--database: "1A" is not a database name: at most 30 letters and digits, a letter first'
    assert ended.messages.splitlines()[0].startswith(f"Error: {said}")
    assert "1a" not in ended.messages


def test_every_option_that_is_wrong_is_named_with_what_would_be_right(adbkms: Run) -> None:
    ended = adbkms("init", *options(aws_account="1234", oci_region="us-asburn-1", key="a b"))

    assert ended.code == 1
    assert "Error: --aws-account: " in ended.messages and "twelve digits" in ended.messages
    assert "Error: --oci-region: " in ended.messages and "Did you mean us-ashburn-1" in ended.messages
    assert "Error: --key: " in ended.messages


def test_key_and_role_may_be_named(adbkms: Run) -> None:
    text = adbkms("init", *options(key="Payments_Key1", role="Payments_Role"), "-o", "-").data

    Path("spec.yaml").write_text(text, "utf-8")
    assert adbkms("validate", "spec.yaml", "--terraform", "off").code == 0
    assert "          # key: Payments_Key1\n          # role: Payments_Role\n" in text


@pytest.mark.parametrize(
    "hostile",
    [
        '"',
        "a: b",
        "# x",
        "{{ x }}",
        "$stack",
        "${stack}",
        "\\",
        "*a",
        "&a",
        "!!x",
        "a\nb",
        "a\x85b",
        "a\u2028b",
        "😀",
        "é",
    ],
)
def test_an_answer_stays_text(hostile: str) -> None:
    answers = dict.fromkeys([*EXAMPLE, "aws_profile", "oci_profile"], hostile)
    (stack,) = yaml.safe_load(first_spec(answers))["stacks"].items()

    assert stack[0] == hostile
    assert stack[1]["aws"] == {"account_id": hostile, "region": hostile, "profile": hostile}
    assert set(stack[1]["oci"].values()) == {hostile} and "profile" in stack[1]["oci"]
    assert list(stack[1]["keys"]) == list(stack[1]["roles"]) == [hostile]
    assert stack[1]["databases"].keys() == {hostile.lower()}


@pytest.mark.parametrize("word", ["no", "on", "null", "true", "y", "e5", "1e5"])
def test_a_name_that_yaml_takes_for_something_else_stays_a_name(word: str) -> None:
    text = first_spec({**EXAMPLE, "stack": word, "database": word})
    spec, _ = parse_spec([SpecText("spec.yaml", text.encode())])

    assert [loaded.name for loaded in spec.stacks] == [word]
    assert msgspec.to_builtins(spec.stacks[0].stack)["databases"][word]["db_name"] == word


def test_on_a_terminal_it_asks(tmp_path: Path) -> None:
    session = Session(tmp_path, "init", "--aws-region", "us-east-1")
    session.answer("Stack [payments-prod]:", "")
    session.answer("AWS account id:", "111122223333")
    session.answer("OCID of the OCI tenancy:", OPTIONS["--tenancy"])
    session.answer("OCI region [us-ashburn-1]:", "")
    session.answer("OCID of the databases' compartment:", OPTIONS["--compartment"])
    session.answer("Name of the database in OCI [ORDERS]:", "Stock")
    session.read_until("Next: adbkms render adbkms.yaml -o terraform")

    assert session.process.wait(60) == 0
    (stack,) = yaml.safe_load((tmp_path / "adbkms.yaml").read_text("utf-8"))["stacks"].items()
    assert stack[0] == "payments-prod"
    assert stack[1]["aws"] == {"account_id": "111122223333", "region": "us-east-1"}
    assert stack[1]["databases"]["stock"]["db_name"] == "Stock"


@pytest.mark.parametrize(("key", "code"), [(b"\x03", 130), (b"\x04", 1)], ids=["Ctrl-C", "Ctrl-D"])
def test_giving_up_writes_nothing(tmp_path: Path, key: bytes, code: int) -> None:
    session = Session(tmp_path, "init")
    session.read_until("Stack [payments-prod]:")
    os.write(session.terminal, key)

    assert session.process.wait(60) == code
    assert session.rest().endswith("\r\n")
    assert list(tmp_path.iterdir()) == []
