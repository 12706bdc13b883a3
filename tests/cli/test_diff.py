"""`adbkms diff`."""

from __future__ import annotations

import json
import shutil
import subprocess
from itertools import product
from pathlib import Path

import pytest

from tests.cli.conftest import ENCRYPT, QUICKSTART, ROOT, STACK, Run, change, on_one_line

TRUST = QUICKSTART / "2-trust.yaml"
RENDERED = QUICKSTART / "rendered/3-encrypt"
FLEET = ROOT / "examples/fleet/specs"


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A copy of the published example, to edit by hand."""
    return Path(shutil.copytree(RENDERED, tmp_path / "tree"))


# Specs and trees


def test_two_specs_that_differ(adbkms: Run) -> None:
    ended = adbkms("diff", TRUST, ENCRYPT, "--format", "json")

    assert (ended.code, ended.messages) == (2, "")
    assert "oci_database_autonomous_database.orders" in ended.data
    assert json.loads(ended.data)


def test_a_spec_and_itself(adbkms: Run) -> None:
    ended = adbkms("diff", ENCRYPT, ENCRYPT)

    assert (ended.code, ended.data, ended.messages) == (0, "", "No difference.\n")


@pytest.mark.parametrize("format", ["json", "markdown", "html"])
def test_a_program_gets_an_answer_also_where_there_is_no_difference(adbkms: Run, format: str) -> None:
    ended = adbkms("diff", ENCRYPT, ENCRYPT, "--format", format)

    assert ended.code == 0
    assert ended.data != ""


def test_a_spec_and_its_own_tree_in_either_order(adbkms: Run) -> None:
    assert adbkms("diff", ENCRYPT, RENDERED).messages == "No difference.\n"
    assert adbkms("diff", RENDERED, ENCRYPT).messages == "No difference.\n"


def test_a_tree_with_edits_by_hand(adbkms: Run, tree: Path) -> None:
    change(tree / STACK / "main.tf", "compute_count            = 2", "compute_count            = 4")
    (tree / STACK / "mine.tf").write_text('resource "aws_iam_policy" "mine" {\n  name = "x"\n}\n', "utf-8")

    ended = adbkms("diff", RENDERED, tree, "--format", "json")

    assert ended.code == 2
    assert "compute_count" in ended.data
    assert "aws_iam_policy.mine" in ended.data


def test_a_tree_that_is_only_worded_otherwise(adbkms: Run, tree: Path) -> None:
    change(tree / STACK / "main.tf", "compute_count            = 2", "# why\n  compute_count = 2")
    change(tree / STACK / "README.md", "# `payments-prod`", "## `payments-prod`")

    ended = adbkms("diff", RENDERED, tree)

    assert (ended.code, ended.data) == (0, "")
    assert ended.messages == (
        "No difference to Terraform: 2 files differ in layout, comments or other words only. `--unified` shows it.\n"
    )


def test_unified_prints_the_difference_of_the_texts(adbkms: Run, tree: Path) -> None:
    change(tree / STACK / "main.tf", "compute_count            = 2", "compute_count            = 4")
    (tree / STACK / "outputs.tf").unlink()

    ended = adbkms("diff", RENDERED, tree, "--unified")

    assert ended.code == 2
    assert f"--- a/{STACK}/main.tf\n+++ b/{STACK}/main.tf\n" in ended.data
    assert "-  compute_count            = 2\n+  compute_count            = 4\n" in ended.data
    assert f"--- a/{STACK}/outputs.tf\n+++ /dev/null\n" in ended.data


def test_unified_can_be_applied(adbkms: Run, tree: Path) -> None:
    patch = adbkms("diff", ENCRYPT.parent / "rendered/2-trust", RENDERED, "--unified").data

    old = Path(shutil.copytree(ENCRYPT.parent / "rendered/2-trust", tree.parent / "old"))
    subprocess.run(["git", "apply", "-"], cwd=old, input=patch.encode(), check=True)

    assert adbkms("diff", old, RENDERED, "--unified").data == ""


def test_states_plans_and_variables_are_never_shown(adbkms: Run, tree: Path) -> None:
    for name in ("terraform.tfstate", "plan.tfplan", "prod.auto.tfvars"):
        (tree / STACK / name).write_text("secret", "utf-8")

    ended = adbkms("diff", RENDERED, tree, "--unified")

    assert ended.code == 2
    assert "secret" not in ended.data + ended.messages
    assert f"{STACK}/prod.auto.tfvars differs and is not compared (DIF001)" in ended.messages


def test_a_secret_that_somebody_wrote_into_the_tree_is_changed_and_not_shown(adbkms: Run, tree: Path) -> None:
    def write(mark: str) -> None:
        (tree / STACK / "by_hand.tf").write_text(
            f"""
provider "aws" {{
  alias      = "other"
  access_key = "hush-{mark}"
  secret_key = "hush-{mark}"
}}
variable "db_password" {{
  default = "hush-{mark}"
}}
locals {{
  wallet = {{ "password" = "hush-{mark}", user = "u" }}
  users  = [{{ token = "hush-{mark}" }}]
  json   = jsonencode({{ "api_key" : "hush-{mark}" }})
  text   = "{{\\"password\\": \\"hush-{mark}\\"}}"
}}
resource "aws_db_instance" "x" {{
  master_password = "a-${{var.x}}-hush-{mark}"
  secret_id       = "shown-{mark}"
}}
""",
            "utf-8",
        )

    untouched = shutil.copytree(tree, tree.parent / "untouched")
    write("1")
    old = shutil.copytree(tree, tree.parent / "old")
    change(tree / STACK / "main.tf", "var.orders_admin_password", '"hush-literal"')
    write("2")

    for base, more in product((old, untouched), (["text"], ["json"], ["markdown"], ["html"], ["text", "--unified"])):
        ended = adbkms("diff", base, tree, "--format", *more)
        assert "hush" not in ended.data + ended.messages, more
        assert "(sensitive)" in ended.data, more
        assert "shown-2" in ended.data, more


def test_links_are_not_followed_and_hidden_folders_are_no_part(adbkms: Run, tree: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere.tf").write_text('output "x" {\n  value = 1\n}\n', "utf-8")
    (tree / STACK / "link.tf").symlink_to(tmp_path / "elsewhere.tf")
    (tree / STACK / ".terraform").mkdir()
    (tree / STACK / ".terraform/x.tf").write_text("{{{", "utf-8")

    ended = adbkms("diff", RENDERED, tree)

    assert ended.code == 2
    assert f"{STACK}/link.tf is not compared (DIF001)" in ended.messages
    assert "  + file link.tf\n" in ended.data
    assert "Nothing is destroyed or replaced; 1 file not compared.\n" in ended.data
    same = adbkms("diff", tree, tree)
    assert (same.code, f"{STACK}/link.tf is not compared (DIF001)" in same.messages) == (0, True)


@pytest.mark.parametrize("name", ["evil.tf.json", "evil.tofu", "sub/main.tf", "prod.auto.tfvars"])
def test_what_is_not_compared_is_not_nothing(adbkms: Run, tree: Path, name: str) -> None:
    """A comment that says nothing of such a file would be taken for a proof that nothing changes."""
    (tree / STACK / name).parent.mkdir(exist_ok=True)
    (tree / STACK / name).write_text("{}", "utf-8")

    ended = adbkms("diff", RENDERED, tree, "--format", "markdown")

    assert ended.code == 2
    assert f"file {name}" in ended.data
    assert "Nothing changes" not in ended.data


def test_other_providers_are_a_difference(adbkms: Run, tree: Path) -> None:
    lock = tree / STACK / ".terraform.lock.hcl"
    lock.write_text('provider "registry.terraform.io/hashicorp/aws" {}\n', "utf-8")
    old = shutil.copytree(tree, tree.parent / "old")
    assert adbkms("diff", RENDERED, tree).messages == "No difference.\n"

    lock.write_text('provider "registry.example.com/evil/aws" {}\n', "utf-8")

    ended = adbkms("diff", old, tree)
    assert (ended.code, "file .terraform.lock.hcl" in ended.data) == (2, True)


def test_a_file_that_cannot_be_read_is_shown_with_its_place(adbkms: Run, tree: Path) -> None:
    change(tree / STACK / "main.tf", "compute_count            = 2", "compute_count = = 2")
    change(tree / STACK / "outputs.tf", "OCID of", "The OCID of")

    ended = adbkms("diff", RENDERED, tree, "--format", "json")

    assert ended.code == 1
    assert f"on {STACK}/main.tf:" in ended.messages
    assert "output.database_orders_id" in ended.data


def test_a_spec_with_a_mistake_is_no_difference(adbkms: Run, spec: Path) -> None:
    change(spec, "region: us-east-2", "region: us-east-22")

    for old, new in ((ENCRYPT, spec), (spec, ENCRYPT)):
        ended = adbkms("diff", old, new)
        assert (ended.code, ended.data) == (1, "")
        assert "us-east-22" in ended.messages


def test_what_is_not_there_is_said(adbkms: Run) -> None:
    ended = adbkms("diff", "nothing", ENCRYPT)

    assert (ended.code, ended.data) == (1, "")
    assert "There is no nothing to compare (DIF003)" in ended.messages


def test_one_thing_is_not_enough(adbkms: Run) -> None:
    ended = adbkms("diff", ENCRYPT)

    assert ended.code == 1
    assert "OLD and NEW, or --out DIR" in on_one_line(ended)


def test_unified_is_text(adbkms: Run) -> None:
    assert adbkms("diff", ENCRYPT, ENCRYPT, "--unified", "--format", "json").code == 1


# A spec against what was published


def test_a_spec_and_what_it_was_published_as(adbkms: Run, spec: Path) -> None:
    adbkms("render", spec, "-o", "out")
    assert adbkms("diff", spec, "-o", "out").code == 0

    change(spec, "external_id: tenant_ocid", "external_id: compartment_ocid")
    ended = adbkms("diff", spec, "-o", "out", "--format", "json")

    assert (ended.code, ended.messages) == (2, "")
    assert "encryption_key.external_id" in ended.data


def test_before_the_first_publishing_everything_is_new(adbkms: Run) -> None:
    ended = adbkms("diff", ENCRYPT, "-o", "out", "--format", "json")

    assert ended.code == 2
    assert not Path("out").exists()
    assert "module.key_ADBS_TestAWSKMSKey" in ended.data


def test_files_of_others_stay_where_they_are(adbkms: Run, spec: Path) -> None:
    adbkms("render", spec, "-o", "out")
    Path("out", STACK, "mine.tf").write_text('output "x" {\n  value = 1\n}\n', "utf-8")
    Path("out/stacks/theirs").mkdir()
    Path("out/stacks/theirs/main.tf").write_text('output "x" {\n  value = 1\n}\n', "utf-8")

    assert adbkms("diff", spec, "-o", "out").messages == "No difference.\n"


def test_an_edit_by_hand_is_part_of_the_difference_and_said(adbkms: Run, spec: Path) -> None:
    adbkms("render", spec, "-o", "out")
    change(Path("out", STACK, "main.tf"), "compute_count            = 2", "compute_count            = 4")

    ended = adbkms("diff", spec, "-o", "out", "--format", "json")

    assert ended.code == 2
    assert "compute_count" in ended.data
    assert f"{STACK}/main.tf was edited by hand (DIF004)" in ended.messages


def test_a_key_that_would_be_lost_is_an_error_beside_the_difference(adbkms: Run, tmp_path: Path) -> None:
    specs = Path(shutil.copytree(FLEET, tmp_path / "specs"))
    adbkms("render", specs, "-o", "out")
    (specs / "analytics.yaml").unlink()

    ended = adbkms("diff", specs, "-o", "out", "--format", "json")

    assert ended.code == 1
    assert "(STG110)" in ended.messages
    assert "stacks/analytics-prod" in ended.data
    assert adbkms("diff", "out", specs).code == 2  # two things that are compared are not said to be published


@pytest.mark.parametrize("format", ["json", "markdown", "html"])
def test_who_reads_the_answer_alone_sees_what_render_refuses(adbkms: Run, tmp_path: Path, format: str) -> None:
    specs = Path(shutil.copytree(FLEET, tmp_path / "specs"))
    adbkms("render", specs, "-o", "out")
    (specs / "analytics.yaml").unlink()

    ended = adbkms("diff", specs, "-o", "out", "--format", format)

    assert "STG110" in ended.data
    assert "would be lost" in ended.data


def test_with_out_the_other_one_is_a_spec(adbkms: Run) -> None:
    ended = adbkms("diff", RENDERED, "-o", "out")

    assert ended.code == 1
    assert "two trees are OLD and NEW" in on_one_line(ended)
