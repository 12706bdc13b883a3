"""`adbkms key switch`, `rotate` and `revert`: the spec is edited, and nothing else in it changes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.cli.conftest import ENCRYPT, QUICKSTART, ROOT, Ended, Run, change

ORDERS = "payments-prod/orders"
OTHER = "arn:aws:kms:us-east-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
FOREIGN = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"


@pytest.fixture
def key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `adbkms key …` in an empty folder."""
    from generator.cli.key import key as commands

    monkeypatch.chdir(tmp_path)

    def run(*arguments: str | Path, stdin: str | None = None) -> Ended:
        given = [str(one) for one in arguments]
        result = CliRunner().invoke(commands, given, input=stdin, catch_exceptions=False)
        return Ended(result.exit_code, result.stdout_bytes.decode(), result.stderr)  # line breaks as they are

    return run


def with_second_key(spec: Path) -> None:
    change(spec, "    policies:\n      ADBS", "      Second: {}\n    policies:\n      ADBS")


@pytest.fixture
def elsewhere(spec: Path, tmp_path: Path) -> Path:
    """A spec beside a folder that has a link to it; the folder."""
    folder = tmp_path / "repo"
    folder.mkdir()
    (folder / "linked.yaml").symlink_to(os.path.relpath(spec, folder))
    return folder


def test_a_link_out_of_a_folder_is_not_followed(key: Run, spec: Path, elsewhere: Path) -> None:
    before = spec.read_bytes()

    ended = key("rotate", elsewhere, ORDERS)

    assert (ended.code, ended.data, spec.read_bytes()) == (1, "", before)
    assert f"{elsewhere}/linked.yaml is a symbolic link out of the folder {elsewhere} (KEY014)" in ended.messages
    assert f"It leads to {os.path.relpath(spec)}, which would be changed." in " ".join(ended.messages.split())


def test_a_link_that_is_named_itself_is_followed_and_said(key: Run, spec: Path, elsewhere: Path) -> None:
    before = spec.read_bytes()
    link = elsewhere / "linked.yaml"

    ended = key("rotate", link, ORDERS)

    assert ended.code == 0
    assert ended.messages.startswith(f"{link} (-> {os.path.relpath(spec)}): changed.\n")
    assert spec.read_bytes() != before and link.is_symlink()


def test_a_link_within_its_folder_is_followed(key: Run, spec: Path, tmp_path: Path) -> None:
    folder = tmp_path / "repo"
    (folder / "of").mkdir(parents=True)
    spec.rename(folder / "of" / "prod.yaml")
    (folder / "linked.yaml").symlink_to("of/prod.yaml")

    ended = key("rotate", folder, ORDERS)

    assert ended.code == 0
    assert ended.messages.startswith(f"{folder}/linked.yaml (-> repo/of/prod.yaml): changed.\n")


def test_rotate_adds_the_next_key_selects_it_and_keeps_the_old_one(key: Run, spec: Path) -> None:
    ended = key("rotate", spec, ORDERS)

    old, new = ENCRYPT.read_text("utf-8"), "ADBS_TestAWSKMSKey_2"
    description = "        description: Master encryption key of Autonomous AI Database\n"
    assert (ended.code, ended.data) == (0, "")
    assert spec.read_text("utf-8") == (
        old.replace(description, f"{description}      {new}:\n{description}")
        .replace("[ADBS_TestAWSKMSKey]", f"[ADBS_TestAWSKMSKey, {new}]")
        .replace("key: ADBS_TestAWSKMSKey\n", f"key: {new}\n")
    )
    assert ended.messages == (
        f"{spec}: changed.\n"
        f"  - The key {new} is new, with the settings of ADBS_TestAWSKMSKey.\n"
        f"  - The policy ADBS_AWS_Policy1 allows the use of {new} as well.\n"
        f"  - {ORDERS} is encrypted with {new}, no longer with ADBS_TestAWSKMSKey.\n"
        "  - ADBS_TestAWSKMSKey stays in `keys`: backups and clones that were made with it need it.\n"
        "\n"
        f"Next: adbkms render {spec} -o DIR, with all specs of its tree, into the folder of that tree\n"
    )


def test_rotations_count_on(key: Run, spec: Path) -> None:
    for generation in (2, 3, 4):
        assert key("rotate", spec, ORDERS).code == 0
        assert f"          key: ADBS_TestAWSKMSKey_{generation}\n" in spec.read_text("utf-8")


def test_the_pattern_of_the_stack_and_a_name_of_ones_own(key: Run, spec: Path) -> None:
    change(spec, "    keys:\n      ADBS", "    key_name_pattern: '{base}/v{generation}'\n    keys:\n      ADBS")
    key("rotate", spec, ORDERS)
    assert "key: ADBS_TestAWSKMSKey/v2\n" in spec.read_text("utf-8")

    key("rotate", spec, ORDERS, "--name", "yearly/2027")
    assert "key: yearly/2027\n" in spec.read_text("utf-8")


def test_what_says_which_key_it_is_is_not_copied(key: Run, spec: Path) -> None:
    own = (
        "        alias: first # since 2019\n        renamed_from: Zero\n"
        "        rotation_days: 90\n        tags: {a: b}\n"
    )
    change(spec, "        description: Master encryption key of Autonomous AI Database\n", own)

    assert key("rotate", spec, ORDERS).code == 0

    assert f"{own}      ADBS_TestAWSKMSKey_2:\n        rotation_days: 90\n        tags: {{a: b}}\n" in spec.read_text(
        "utf-8"
    )


def test_switch_takes_the_only_role_and_keeps_the_comment(key: Run, tmp_path: Path) -> None:
    spec = Path(shutil.copy(QUICKSTART / "2-trust.yaml", tmp_path / "spec.yaml"))
    before = spec.read_text("utf-8")

    ended = key("switch", spec, ORDERS, "--key", "ADBS_TestAWSKMSKey")

    assert ended.code == 0
    assert spec.read_text("utf-8") == before.replace("key: oracle-managed", "key: ADBS_TestAWSKMSKey").replace(
        "first the role is applied\n", "first the role is applied\n          role: ADBS_AWS_Role1\n"
    )


@pytest.mark.parametrize("given", ["Second", OTHER, "alias/elsewhere"])
def test_switch_and_back_is_the_same_file(key: Run, spec: Path, given: str) -> None:
    with_second_key(spec)
    change(spec, "        keys: [ADBS_TestAWSKMSKey]\n", f"        keys: [ADBS_TestAWSKMSKey, Second, '{OTHER}']\n")
    before = spec.read_bytes()

    assert key("switch", spec, ORDERS, "--key", given).code == 0
    assert spec.read_bytes() != before
    assert key("switch", spec, ORDERS, "--key", "ADBS_TestAWSKMSKey").code == 0
    assert spec.read_bytes() == before


def test_revert_leaves_the_role_and_the_keys_and_a_switch_undoes_it(key: Run, spec: Path) -> None:
    before = spec.read_bytes()

    ended = key("revert", spec, ORDERS)

    assert spec.read_bytes() == before.replace(b"key: ADBS_TestAWSKMSKey\n", b"key: oracle-managed\n")
    assert "backups and clones" in ended.messages
    assert key("switch", spec, ORDERS, "--key", "ADBS_TestAWSKMSKey").code == 0
    assert spec.read_bytes() == before


def refused(ended: Ended, code: str, *said: str) -> None:
    assert (ended.code, ended.data) == (1, "")
    assert f"({code})" in ended.messages
    for text in said:
        assert text in " ".join(ended.messages.split())


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("switch", "payments-prod/ordres", "--key", "Second"), "KEY001", f'Did you mean "{ORDERS}"?'),
        (("switch", ORDERS, "--key", "ADBS_TestAWSKMSKey"), "KEY003", "is the current key"),
        (("switch", ORDERS, "--key", "Secnod"), "KEY004", 'Did you mean "Second"?'),
        (("switch", ORDERS, "--key", "arn:aws:iam::111122223333:role/x"), "KEY004", "not the ARN of a KMS key"),
        (("switch", ORDERS, "--key", "Old"), "KEY005", "Old is retired"),
        (("switch", ORDERS, "--key", "oracle-managed"), "KEY006", f"adbkms key revert SPEC {ORDERS}"),
        (("switch", ORDERS, "--key", "Second", "--role", "ADBS_AWS_Rolle1"), "KEY007", 'mean "ADBS_AWS_Role1"?'),
        (("switch", ORDERS, "--key", "alias/with spaces"), "KMS104", "not an alias"),
        (("rotate", ORDERS, "--name", "Second"), "KEY010", "--key Second` selects it"),
        (("rotate", ORDERS, "--name", "First"), "KEY010", "It was the name of a key before"),
        (("rotate", ORDERS, "--name", "größe"), "KEY010", "letters, digits and _ - /"),
        (("rotate", ORDERS, "--name", "alias/x"), "KEY010", "cannot be the name"),
        (("rotate", ORDERS, "--name", ""), "KEY010", "cannot be the name"),
    ],
)
def test_what_is_refused_leaves_the_file_as_it_is(
    key: Run, spec: Path, arguments: tuple[str, ...], code: str, said: str
) -> None:
    with_second_key(spec)
    change(
        spec,
        "Second: {}",
        f"Second: {{renamed_from: First, alias: First}}\n      Old: {{retired: true, arn: '{OTHER}'}}",
    )
    before = spec.read_bytes()
    command, database, *options = arguments

    refused(key(command, spec, database, *options), code, said)

    assert spec.read_bytes() == before
    assert os.listdir(spec.parent) == ["spec.yaml"]


def test_rotate_and_revert_on_oracles_key_are_refused(key: Run) -> None:
    refused(key("rotate", QUICKSTART / "2-trust.yaml", ORDERS), "KEY009", "key switch")
    refused(key("revert", QUICKSTART / "2-trust.yaml", ORDERS), "KEY011")


def test_a_database_that_does_not_exist_yet_is_refused(key: Run) -> None:
    ended = key("switch", QUICKSTART / "1-provision.yaml", ORDERS, "--key", "ADBS_TestAWSKMSKey")

    refused(ended, "KEY002", "put the database's `ocid` into the spec")


def test_an_endpoint_of_another_region_is_refused(key: Run, spec: Path) -> None:
    change(
        spec, "          role: ADBS", "          service_endpoint: kms.us-east-2.amazonaws.com\n          role: ADBS"
    )

    refused(key("switch", spec, ORDERS, "--key", FOREIGN), "KEY008", "Remove `service_endpoint`")


def test_two_roles_and_none_said(key: Run, tmp_path: Path) -> None:
    spec = Path(shutil.copy(QUICKSTART / "2-trust.yaml", tmp_path / "spec.yaml"))
    change(spec, "    databases:\n", "      Other: {arn: 'arn:aws:iam::111122223333:role/x'}\n    databases:\n")

    refused(key("switch", spec, ORDERS, "--key", "ADBS_TestAWSKMSKey"), "KEY007", "ADBS_AWS_Role1, Other")


def test_a_key_that_is_an_arn_gives_no_name(key: Run, tmp_path: Path) -> None:
    spec = Path(shutil.copy(ROOT / "examples/existing/adopt.yaml", tmp_path / "spec.yaml"))

    refused(key("rotate", spec, "ledger-prod/journal"), "KEY010", "--name")
    assert key("rotate", spec, "ledger-prod/journal", "--name", "journal").code == 0
    assert "          key: journal\n" in spec.read_text("utf-8")
    assert "      journal: {}\n    roles:\n" in spec.read_text("utf-8")


def test_an_error_that_was_there_before_stops_it(key: Run, spec: Path) -> None:
    change(spec, "region: us-east-2", "region: us-east-22")

    ended = key("rotate", spec, ORDERS, "--format", "json")

    assert ended.code == 1
    assert '"valid": false' in ended.data


def test_standard_input_goes_to_standard_output(key: Run) -> None:
    text = ENCRYPT.read_text("utf-8")

    ended = key("revert", "-", ORDERS, stdin=text)

    assert (ended.code, ended.data) == (0, text.replace("key: ADBS_TestAWSKMSKey\n", "key: oracle-managed\n"))
    assert "Next: adbkms render SPEC -o DIR" in ended.messages


def test_in_a_folder_only_the_file_of_the_stack_changes(key: Run, tmp_path: Path) -> None:
    specs = Path(shutil.copytree(ROOT / "examples/fleet/specs", tmp_path / "specs"))
    before = {path.name: path.read_bytes() for path in specs.iterdir()}

    assert key("rotate", "specs", ORDERS).code == 0

    after = {path.name: path.read_bytes() for path in specs.iterdir()}
    assert [name for name in after if after[name] != before.get(name)] == ["payments.yaml"]
    added = "      adbs/payments-2027:\n        description: Payments, 2026\n"
    assert added in after["payments.yaml"].decode()
    assert after["payments.yaml"].count(b"key: adbs/payments-2026") == 1  # of the other database


def every_edit() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Every example with every database, and the changes that it can take."""
    for path, database, selected in (
        ("examples/quickstart/2-trust.yaml", ORDERS, ("switch", "--key", "ADBS_TestAWSKMSKey")),
        ("examples/quickstart/3-encrypt.yaml", ORDERS, ("switch", "--key", OTHER)),
        ("examples/strict/strict.yaml", "vault-prod/vault", ("switch", "--key", OTHER)),
        ("examples/existing/adopt.yaml", "ledger-prod/ledger", ("switch", "--key", "alias/x")),
        ("examples/existing/adopt.yaml", "ledger-prod/journal", ("switch", "--key", "alias/x")),
        ("examples/fleet/specs", ORDERS, ("switch", "--key", "adbs/payments-2025")),
        ("examples/fleet/specs", "payments-prod/invoices", ("switch", "--key", "adbs/payments-2025")),
        ("examples/fleet/specs", "payments-test/orders", ("switch", "--key", "alias/x")),
    ):
        yield path, database, selected
        if "2-trust" not in path:
            yield path, database, ("rotate", "--name", "next/one")
            yield path, database, ("revert",)


@pytest.mark.parametrize(("path", "database", "arguments"), list(every_edit()))
def test_every_example_survives_an_edit_and_its_undo(
    key: Run, tmp_path: Path, path: str, database: str, arguments: tuple[str, ...]
) -> None:
    """The diff of --dry-run, applied by git, is what the command writes, and taken back gives the old bytes."""
    source = ROOT / path
    for copy in ("written", "patched"):
        (shutil.copytree if source.is_dir() else shutil.copy)(source, tmp_path / copy)
    command, *options = arguments
    before = contents(tmp_path / "patched")

    printed = key(command, "patched", database, *options, "--dry-run")
    assert (printed.code, contents(tmp_path / "patched")) == (0, before)
    assert key(command, "written", database, *options).code == 0
    after = contents(tmp_path / "written")

    assert after != before
    apply(tmp_path, printed.data)
    assert contents(tmp_path / "patched") == after
    apply(tmp_path, printed.data, "--reverse")
    assert contents(tmp_path / "patched") == before


def test_a_dry_run_in_another_format_than_text_is_a_report_beside_the_diff(key: Run, spec: Path) -> None:
    before = spec.read_bytes()

    ended = key("rotate", "spec.yaml", ORDERS, "--dry-run", "--format", "json")

    assert json.loads(ended.data)["valid"] is True
    assert "diff --git a/spec.yaml" in ended.messages
    assert (ended.code, spec.read_bytes()) == (0, before)


@pytest.mark.parametrize("end", ["", "\n"])
@pytest.mark.parametrize("line_break", ["\n", "\r\n"])
def test_the_diff_of_any_line_breaks_can_be_applied(key: Run, spec: Path, line_break: str, end: str) -> None:
    text = spec.read_text("utf-8").rstrip("\n") + end
    spec.write_bytes(text.replace("\n", line_break).encode())

    printed = key("rotate", "spec.yaml", ORDERS, "--dry-run")
    before = spec.read_bytes()
    apply(spec.parent, printed.data)
    patched = spec.read_bytes()
    spec.write_bytes(before)
    assert key("rotate", "spec.yaml", ORDERS).code == 0

    assert spec.read_bytes() == patched != before
    assert patched.endswith(b"\n") == before.endswith(b"\n")


def contents(path: Path) -> dict[str, bytes]:
    """The bytes of a file, or of the files in a folder by their names."""
    return {"": path.read_bytes()} if path.is_file() else {one.name: one.read_bytes() for one in path.iterdir()}


def apply(folder: Path, diff: str, *options: str) -> None:
    done = subprocess.run(
        ["git", "apply", "--whitespace=nowarn", *options, "-"],
        input=diff.encode(),
        cwd=folder,
        env={**os.environ, "GIT_CEILING_DIRECTORIES": str(folder.parent)},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
