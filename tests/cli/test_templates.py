"""`--templates DIR`: a template of the user's may lay things out differently, and can say nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import ENCRYPT, ROOT, STACK, Ended, Run, files

Override = Callable[..., Ended]
TEMPLATES = ROOT / "templates"
KEY_MODULE = "modules/aws-kms-key/main.tf.j2"


@pytest.fixture
def override(adbkms: Run) -> Override:
    """Renders Oracle's example with a copy of one template in which something is replaced."""

    def render(path: str, old: str, new: str) -> Ended:
        text = (TEMPLATES / path).read_text("utf-8")
        assert old in text
        changed = Path("own", path)
        changed.parent.mkdir(parents=True)
        changed.write_text(text.replace(old, new, 1), "utf-8")
        return adbkms("render", ENCRYPT, "-o", "out", "--templates", "own")

    return render


def rendered(path: str) -> str:
    return Path("out", path).read_text("utf-8")


def test_another_comment_and_layout_are_welcome(override: Override) -> None:
    ended = override(
        "stacks/main.tf.j2",
        "resource ",
        '{{ "Owned by the platform team; see the run book." | comment }}\n\n\n        resource ',
    )

    assert ended.code == 0
    assert "# Owned by the platform team; see the run book.\n\nresource " in rendered(f"{STACK}/main.tf")


def test_so_is_another_order(override: Override) -> None:
    description = "  description = {{ output.arguments.description | hcl }}\n"
    value = "  value       = {{ output.arguments.value | hcl }}\n"

    assert override("stacks/outputs.tf.j2", description + value, value + description).code == 0
    assert "{\n  value       = module" in rendered(f"{STACK}/outputs.tf")


def test_a_readme_is_the_users_own(override: Override) -> None:
    assert override("stacks/README.md.j2", "# {{ root.name | code }}", "# Our databases").code == 0
    assert "# Our databases\n" in rendered(f"{STACK}/README.md")


def test_an_override_of_a_partial_reaches_every_template(override: Override) -> None:
    assert override("_blocks.j2", "Change the spec, not this file.", "Ask us.").code == 0
    assert all("Ask us." in text for path, text in files(Path("out/stacks")).items() if path.endswith(".tf"))


def test_a_modules_template(override: Override) -> None:
    ended = override(KEY_MODULE, 'resource "aws_kms_key"', '# Reviewed.\nresource "aws_kms_key"')

    assert ended.code == 0
    assert "# Reviewed.\n" in rendered("modules/aws-kms-key/main.tf")


BAD = {
    "drops an argument": ("stacks/main.tf.j2", 'without=("depends_on",)', 'without=("depends_on", "db_name")', "db_name"),
    "drops a block": ("stacks/main.tf.j2", 'for lifecycle in database | nested("lifecycle")', "for lifecycle in []", "lifecycle"),
    "changes a value": ("stacks/providers.tf.j2", "{{- provider | arguments }}",
                        '{{ provider | arguments(without=("region",)) }}\nregion = {{ "eu-west-1" | hcl }}', "region"),
    "adds an argument": ("stacks/main.tf.j2", "encryption_key {\n", "encryption_key {\nvault_id = {{ 'x' | hcl }}\n", "vault_id"),
    "adds it twice": ("stacks/main.tf.j2", "{{- encryption_key | arguments(2) }}",
                      "{{ encryption_key | arguments }}\n{{ encryption_key | arguments }}", "autonomous_database_provider"),
    "adds a block": ("stacks/outputs.tf.j2", "{{ header(root) }}",
                     '{{ header(root) }}\n\nresource "aws_iam_user" "intruder" {\nname = "intruder"\n}\n', "aws_iam_user"),
    "drops a file's content": ("stacks/versions.tf.j2", "terraform {", "# terraform {", "versions.tf"),
    "unescaped template": ("stacks/outputs.tf.j2", "{{ output.arguments.description | hcl }}", '"${var.x}"', "description"),
    "a raw line break": ("stacks/outputs.tf.j2", "{{ output.arguments.description | hcl }}", '"two\nlines"', "outputs.tf"),
    "writes raw text": ("stacks/main.tf.j2", "{{ database.labels[1] | hcl }}", '"{{ database.labels[1] }}"', "as it is"),
    "asks for what is not there": ("stacks/main.tf.j2", "root.keys", "root.kyes", "kyes"),
    "is not a template": ("stacks/main.tf.j2", "{% endfor %}", "{% endfro %}", "endfro"),
    "an unclosed tag": ("stacks/main.tf.j2", "{% endfor %}", "{% endfor", "end of"),
    "a filter that is not there": ("stacks/main.tf.j2", "| hcl", "| jsonify", "jsonify"),
    "includes what is not there": ("stacks/main.tf.j2", "{% for call in calls %}",
                                   '{% include "missing.j2" %}{% for call in calls %}', "missing.j2"),
    "includes what is outside": ("stacks/main.tf.j2", "{% for call in calls %}",
                                 '{% include "../../spec.yaml" %}{% for call in calls %}', "spec.yaml"),
    "includes itself": ("stacks/main.tf.j2", "{% for call in calls %}",
                        '{% include "stacks/main.tf.j2" %}{% for call in calls %}', "without end"),
    "divides by zero": ("stacks/main.tf.j2", "{% for call in calls %}", "{{ 1 / 0 }}{% for call in calls %}", "zero"),
    "breaks out": ("stacks/main.tf.j2", "{% for call in calls %}",
                   "{{ ''.__class__.__mro__ | hcl }}{% for call in calls %}", "unsafe"),
    "calls what is no function": ("stacks/main.tf.j2", "{{ header(root) }}", "{{ root.name() }}", "not callable"),
    "raises in an expression": ("stacks/main.tf.j2", "{{ header(root) }}", "{{ ['a', 1] | sort }}", "not supported"),
    "a huge range": ("stacks/main.tf.j2", "{{ header(root) }}", "{% for x in range(10**9) %}{% endfor %}", "range"),
    "a module's argument": (KEY_MODULE, "  enable_key_rotation", "  # enable_key_rotation", "enable_key_rotation"),
    "a module's block": (KEY_MODULE, 'resource "aws_kms_alias"', 'data "aws_region" "here" {}\n\nresource "aws_kms_alias"',
                         "aws_region"),
    "a module's raw text": (KEY_MODULE, 'resource "aws_kms_alias"', '{{ protect }}resource "aws_kms_alias"', "as it is"),
    "a module's protection": (KEY_MODULE, "prevent_destroy = true", "prevent_destroy = false", "prevent_destroy"),
    "a module's syntax": ("modules/aws-kms-key/variables.tf.j2", 'variable "alias" {', 'variable "alias" {{', "variables.tf"),
    "a module's types": ("modules/aws-kms-key/variables.tf.j2", "= string", "= [string]", "variables.tf"),
    "a module's outputs": ("modules/aws-kms-key/outputs.tf.j2", "description", "descriptoin", "outputs.tf"),
}  # fmt: skip
# ruff: noqa: E501  # a table


@pytest.mark.parametrize(("path", "old", "new", "said"), BAD.values(), ids=BAD.keys())
def test_a_bad_override_is_an_error_with_its_place(
    override: Override, path: str, old: str, new: str, said: str
) -> None:
    ended = override(path, old, new)

    assert (ended.code, ended.data) == (1, "")
    assert ended.messages.startswith("Error: ")
    assert "Traceback" not in ended.messages
    assert said in ended.messages
    rendered_file = path.rpartition("/")[2].removesuffix(".j2")
    assert f"own/{path}:" in ended.messages or f"{rendered_file}" in ended.messages
    assert not Path("out").exists()


def test_a_template_that_is_not_text(adbkms: Run) -> None:
    Path("own/stacks").mkdir(parents=True)
    Path("own/stacks/main.tf.j2").write_bytes(b"\xff\xfe")

    ended = adbkms("render", ENCRYPT, "-o", "out", "--templates", "own")

    assert ended.code == 1
    assert "A template cannot be rendered (TPL001)" in ended.messages


def test_an_override_adds_no_file(adbkms: Run) -> None:
    for path in ("stacks/extra.tf.j2", "modules/aws-kms-key/extra.tf.j2", "modules/aws-kms-key/extra.tf.json.j2"):
        Path("own", path).parent.mkdir(parents=True, exist_ok=True)
        Path("own", path).write_text('resource "aws_iam_user" "intruder" {}\n', "utf-8")

    assert adbkms("render", ENCRYPT, "-o", "out", "--templates", "own").code == 0
    assert not [path for path in files(Path("out")) if "extra" in path]


def test_validate_takes_templates_too(adbkms: Run) -> None:
    Path("own/stacks").mkdir(parents=True)
    Path("own/stacks/main.tf.j2").write_text("nothing\n", "utf-8")

    assert adbkms("validate", ENCRYPT, "--terraform", "off", "--templates", "own").code == 1


def test_a_link_does_not_lead_out_of_the_folder(adbkms: Run, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("what is nobody's business")
    stacks = tmp_path / "templates" / "stacks"
    stacks.mkdir(parents=True)
    (tmp_path / "templates" / "link.j2").symlink_to(tmp_path / "secret")
    (stacks / "README.md.j2").write_text('{% include "link.j2" %}\n')

    ended = adbkms("render", ENCRYPT, "--stdout", "--templates", tmp_path / "templates")

    assert ended.code == 1
    assert "nobody's business" not in ended.data + ended.messages


def test_the_modules_tests_are_not_for_templates(adbkms: Run, tmp_path: Path) -> None:
    tests = tmp_path / "templates" / "modules" / "aws-kms-key" / "tests"
    tests.mkdir(parents=True)
    (tests / "key.tftest.hcl.j2").write_text('run "x" {\n  command = apply\n}\n')

    ended = adbkms("render", ENCRYPT, "--stdout", "--templates", tmp_path / "templates")

    assert ended.code == 1
    assert "(TPL002)" in ended.messages
