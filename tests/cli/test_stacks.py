"""`adbkms stacks`."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.conftest import ENCRYPT, QUICKSTART, ROOT, Run, change

FLEET = ROOT / "examples/fleet/specs"
RENDERED = ROOT / "examples/fleet/rendered/specs"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A Git repository, the current folder, with the specs of a fleet and its tree in one commit."""
    shutil.copytree(FLEET, tmp_path / "specs")
    shutil.copytree(RENDERED, tmp_path / "terraform")
    git("init", "--quiet", "--initial-branch", "main", folder=tmp_path)
    commit(tmp_path)
    return tmp_path


def git(*arguments: str, folder: Path) -> None:
    settings = ("-c", "user.name=A", "-c", "user.email=a@x.example", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *settings, *arguments], cwd=folder, check=True, capture_output=True)


def commit(folder: Path) -> None:
    git("add", "--all", folder=folder)
    git("commit", "--quiet", "--message", "x", folder=folder)


def names(data: str) -> list[tuple[str, str]]:
    return [(one["name"], one["change"]) for one in json.loads(data)["stacks"]]


@pytest.mark.parametrize("what", [FLEET, RENDERED])
def test_all_stacks_of_a_spec_or_tree(adbkms: Run, what: Path) -> None:
    ended = adbkms("stacks", what)

    assert (ended.code, ended.messages) == (0, "")
    assert ended.data == (
        "STACK           FOLDER                 AWS                        OCI             DATABASES\n"
        "analytics-prod  stacks/analytics-prod  012345678901 us-east-2     us-ashburn-1    lakehouse\n"
        "payments-prod   stacks/payments-prod   111122223333 eu-central-1  eu-frankfurt-1  orders, invoices\n"
        "payments-test   stacks/payments-test   222233334444 eu-central-1  eu-frankfurt-1  orders\n"
    )


def test_as_json(adbkms: Run) -> None:
    ended = adbkms("stacks", ENCRYPT, "--format", "json")

    assert json.loads(ended.data) == {
        "format_version": "1.0",
        "stacks": [
            {
                "name": "payments-prod",
                "path": "stacks/payments-prod",
                "aws_account_id": "111122223333",
                "aws_region": "us-east-2",
                "oci_region": "us-ashburn-1",
                "databases": ["orders"],
            }
        ],
    }


def test_the_stacks_that_a_change_touches(adbkms: Run) -> None:
    ended = adbkms("stacks", ENCRYPT, "--changed", QUICKSTART / "2-trust.yaml")

    assert ended.code == 0
    heading, row = ended.data.splitlines()
    assert heading.split() == ["STACK", "CHANGE", "RISK", "FOLDER", "AWS", "OCI", "DATABASES"]
    assert row.startswith("payments-prod  changed  ")


def test_nothing_is_changed(adbkms: Run) -> None:
    ended = adbkms("stacks", ENCRYPT, "--changed", ENCRYPT)

    assert (ended.code, ended.data, ended.messages) == (0, "", "No stack is changed.\n")


def test_a_revision_alone_stands_for_the_same_paths(adbkms: Run, repository: Path) -> None:
    change(repository / "specs/analytics.yaml", "storage_tbs: 20", "storage_tbs: 8")

    ended = adbkms("stacks", "specs", "--changed", "main", "--format", "json")

    assert (ended.code, names(ended.data)) == (0, [("analytics-prod", "changed")])
    assert "risk" in json.loads(ended.data)["stacks"][0]
    assert adbkms("stacks", "terraform", "--changed", "main").messages == "No stack is changed.\n"


def test_the_same_paths_from_another_folder(adbkms: Run, repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(repository / "terraform")

    for path in ("../specs", str(repository / "specs"), ".", "HEAD:specs"):
        assert adbkms("stacks", path, "--changed", "HEAD").messages == "No stack is changed.\n", path


def test_several_specs_at_a_revision(adbkms: Run, repository: Path) -> None:
    shutil.copy(ENCRYPT, repository / "orders.yaml")
    change(repository / "orders.yaml", "payments-prod:", "orders-prod:")

    ended = adbkms("stacks", "specs", "orders.yaml", "--changed", "HEAD", "--format", "json")

    assert names(ended.data) == [("orders-prod", "added")]


def test_what_the_revision_does_not_have_is_new(adbkms: Run, repository: Path) -> None:
    shutil.copy(ENCRYPT, repository / "orders.yaml")

    ended = adbkms("stacks", "orders.yaml", "--changed", "HEAD", "--format", "json")

    assert names(ended.data) == [("payments-prod", "added")]
    assert ended.messages == "HEAD has nothing of it yet, so every stack is new.\n"


def test_a_stack_that_is_gone_is_listed_since_nobody_plans_it(adbkms: Run, repository: Path) -> None:
    (repository / "specs/analytics.yaml").unlink()

    ended = adbkms("stacks", "specs", "--changed", "HEAD:specs", "--format", "json")

    assert names(ended.data) == [("analytics-prod", "removed")]
    assert json.loads(ended.data)["stacks"][0]["databases"] == ["lakehouse"]


def test_a_changed_module_changes_the_stacks_that_call_it(adbkms: Run, repository: Path) -> None:
    """Stacks that call the unprotected variant, or none, are left alone."""
    main = repository / "terraform/modules/aws-kms-key-unprotected/main.tf"
    main.write_text(main.read_text("utf-8").replace("ENCRYPT_DECRYPT", "SIGN_VERIFY"), "utf-8")

    ended = adbkms("stacks", "terraform", "--changed", "HEAD", "--format", "json")

    assert names(ended.data) == [("payments-test", "changed")]


@pytest.mark.parametrize("name", ["evil.tf.json", "sub/main.tf", "link.tf"])
def test_what_is_not_compared_changes_its_stack(adbkms: Run, repository: Path, name: str) -> None:
    """A pipeline plans what is listed here, and only that."""
    file = repository / "terraform/stacks/payments-test" / name
    file.parent.mkdir(exist_ok=True)
    if name == "link.tf":
        file.symlink_to("../../../elsewhere.tf")
    else:
        file.write_text("{}", "utf-8")

    ended = adbkms("stacks", "terraform", "--changed", "HEAD", "--format", "json")

    assert names(ended.data) == [("payments-test", "changed")]


def test_comments_and_layout_change_no_stack(adbkms: Run, repository: Path) -> None:
    main = repository / "terraform/stacks/payments-test/main.tf"
    main.write_text("# why\n" + main.read_text("utf-8").replace("  ", "    "), "utf-8")
    (repository / "terraform/stacks/payments-test/README.md").write_text("x", "utf-8")

    assert adbkms("stacks", "terraform", "--changed", "HEAD").messages == "No stack is changed.\n"


def test_a_matrix_is_one_line(adbkms: Run, repository: Path) -> None:
    unchanged = adbkms("stacks", "specs", "--changed", "HEAD", "--format", "matrix")
    assert (unchanged.code, unchanged.data, unchanged.messages) == (0, '{"include":[]}\n', "")

    change(repository / "specs/analytics.yaml", "storage_tbs: 20", "storage_tbs: 8")
    ended = adbkms("stacks", "specs", "--changed", "HEAD", "--format", "matrix")

    assert ended.data.count("\n") == 1
    assert [one["path"] for one in json.loads(ended.data)["include"]] == ["stacks/analytics-prod"]


def test_a_folder_does_not_stand_in_for_the_base(adbkms: Run, repository: Path) -> None:
    """Else a merge request with a folder of that name would have no stack planned."""
    edited = repository / "terraform/stacks/payments-test/main.tf"
    edited.write_text(edited.read_text("utf-8") + 'resource "aws_iam_role" "evil" {\n}\n', "utf-8")
    shutil.copytree(repository / "terraform", repository / "main")

    ended = adbkms("stacks", "terraform", "--changed", "main", "--format", "matrix")

    assert (ended.code, "DIF005" in ended.data) == (1, True)
    assert names(adbkms("stacks", "terraform", "--changed", "refs/heads/main", "--format", "json").data)
    assert adbkms("stacks", "terraform", "--changed", "./main").messages == "No stack is changed.\n"


@pytest.mark.parametrize("name", ["$(id)", "a b", "a;b", "-x", "a\n::error::b"])
def test_a_name_that_would_be_a_command_is_not_handed_on(adbkms: Run, repository: Path, name: str) -> None:
    folder = repository / "terraform/stacks" / name
    shutil.copytree(repository / "terraform/stacks/payments-test", folder)

    for more in ([], ["--changed", "HEAD"]):
        ended = adbkms("stacks", "terraform", *more, "--format", "matrix")
        assert (ended.code, "DIF006" in ended.data, "include" in ended.data) == (1, True, False)


def test_a_database_whose_name_would_be_a_command(adbkms: Run, repository: Path) -> None:
    main = repository / "terraform/stacks/payments-test/main.tf"
    main.write_text(main.read_text("utf-8").replace('autonomous_database" "orders"', 'autonomous_database" "a b"'))

    ended = adbkms("stacks", "terraform", "--format", "matrix")

    assert (ended.code, "stacks/payments-test: a b is no name" in ended.data) == (1, True)


def test_a_base_that_is_nothing(adbkms: Run, repository: Path) -> None:
    ended = adbkms("stacks", "specs", "--changed", "nothing")

    assert (ended.code, ended.data) == (1, "")
    assert "Git has no commit nothing (DIF011)" in ended.messages


def test_a_tree_that_cannot_be_read(adbkms: Run, repository: Path) -> None:
    (repository / "terraform/stacks/payments-test/main.tf").write_text("{{{", "utf-8")

    for more in ([], ["--changed", "HEAD"]):
        ended = adbkms("stacks", "terraform", *more)
        assert (ended.code, ended.data) == (1, "")
        assert "on stacks/payments-test/main.tf:1:1\n" in ended.messages


def test_standard_input_has_no_revision(adbkms: Run, repository: Path) -> None:
    ended = adbkms("stacks", "-", "--changed", "HEAD", stdin=ENCRYPT.read_text("utf-8"))

    assert ended.code == 1
    assert "Standard input has no revision" in ended.messages
