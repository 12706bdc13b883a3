"""However a spec is made, in parts or in one piece, by one process or by many: the result is the same."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from generator.diagnostics import in_reading_order
from generator.fleet import parts
from generator.generate import generate
from tests.fleet.conftest import Make, texts

ROOT = Path(__file__).parents[2]
SPECS = sorted((ROOT / "examples").glob("*/*.yaml")) + sorted((ROOT / "tests/guard_plans/specs").glob("*.yaml"))

TWO = """\
version: 1
stacks:
  {name}:
    aws: {{account_id: "111122223333", region: us-east-2}}
    oci: {{tenancy_id: ocid1.tenancy.oc1..aaaa, compartment_id: ocid1.compartment.oc1..aaaa, region: us-ashburn-1}}
    keys: {{ {key}: {{}} }}
    databases:
      {database}: {{db_name: {db_name}, admin_password: {{variable: true}}, version: {version}}}
"""


def write(folder: Path, *stacks: dict[str, str]) -> Path:
    folder.mkdir()
    for number, stack in enumerate(stacks):
        usual = {"name": f"s{number}", "key": f"K{number}", "database": "d", "db_name": f"D{number}", "version": "26ai"}
        (folder / f"{number}.yaml").write_text(TWO.format(**(usual | stack)))
    return folder


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_any_number_of_processes(specs: Path, make: Make, jobs: int) -> None:
    whole = generate([str(specs)])

    made = make(specs, jobs=jobs)

    assert texts(made) == whole.tree
    assert {path: content.sha256 for path, content in made.tree.items()} == {
        path: content.sha256 for path, content in make(specs, jobs=1, full_parse=True).tree.items()
    }
    assert made.facts == whole.stack_facts()
    assert made.digest == whole.spec.digest()
    assert list(made.diagnostics) == in_reading_order(whole.diagnostics)
    assert len(made.databases) == 120


@pytest.mark.parametrize("size", [1, 2000, 10**9], ids=["a stack each", "some stacks", "whole files"])
def test_parts_of_any_size(specs: Path, make: Make, monkeypatch: pytest.MonkeyPatch, size: int) -> None:
    monkeypatch.setattr(parts, "PART_BYTES", size)
    monkeypatch.setattr(parts, "BATCH_BYTES", size)
    one = specs.parent / "one.yaml"
    one.write_text(
        "version: 1\nstacks:\n" + "".join(f.read_text().split("stacks:\n")[1] for f in sorted(specs.iterdir()))
    )

    assert texts(make(one, jobs=2)) == texts(make(specs, jobs=1)) == generate([str(one)]).tree


@pytest.mark.parametrize("spec", SPECS, ids=[f"{spec.parent.name}/{spec.stem}" for spec in SPECS])
def test_every_example(spec: Path, make: Make) -> None:
    whole = generate([str(spec)])

    made = make(spec, jobs=2)

    assert texts(made) == whole.tree
    assert list(made.diagnostics) == in_reading_order(whole.diagnostics)


FOUND = {
    "warnings": ({"version": "23ai"}, {}, {"version": "23ai"}),
    "an error": ({}, {"db_name": "1_is_no_name"}, {}),
    "errors in several files": ({"version": "42"}, {"key": '""'}, {"db_name": "1"}),
    "a stack twice": ({}, {"name": "s0"}, {}),
    "an alias twice in an account": ({"key": "Same"}, {"key": "Same"}, {}),
    "a database's name twice in a tenancy": ({}, {"db_name": "same"}, {"db_name": "SAME", "version": "23ai"}),
    "not YAML": ({}, {"db_name": '"'}, {}),
}


@pytest.mark.parametrize("stacks", FOUND.values(), ids=FOUND)
@pytest.mark.parametrize("jobs", [1, 3])
def test_what_is_wrong(tmp_path: Path, make: Make, stacks: tuple[dict[str, str], ...], jobs: int) -> None:
    specs = write(tmp_path / "specs", *stacks)
    whole = generate([str(specs)])
    assert whole.diagnostics

    made = make(specs, jobs=jobs)

    assert list(made.diagnostics) == in_reading_order(whole.diagnostics)


def test_no_stack_at_all(tmp_path: Path, make: Make) -> None:
    (tmp_path / "empty.yaml").write_text("version: 1\nstacks: {}\n")

    assert [one.code for one in make(tmp_path / "empty.yaml").diagnostics] == ["SPEC211"]


def test_what_would_be_lost(specs: Path, make: Make) -> None:
    """A stack that is gone, one whose databases moved to another, and a key that a database has used."""
    before = generate([str(specs)]).stack_facts()
    (specs / "part-00009.yaml").unlink()
    lost = specs / "part-00003.yaml"
    lost.write_text(
        lost.read_text().replace('      team-0003-2025: {description: "Team 3, 2025"}\n', "").replace("2025", "2026")
    )
    moved = specs / "part-00004.yaml"
    moved.write_text(moved.read_text().replace("  team-0004:", "  team-other:", 1))
    whole = generate([str(specs)], previous=before)
    assert {"STG101", "STG103"} & {one.code for one in whole.diagnostics} or len(whole.diagnostics) > 2

    made = make(specs, jobs=2, previous=before)

    assert list(made.diagnostics) == in_reading_order(whole.diagnostics)


def test_defaults_of_a_folder_and_of_a_file(specs: Path, make: Make) -> None:
    (specs / "defaults.yaml").write_text("version: 1\ndefaults: {aws: {tags: {team: platform}}, protect: false}\n")
    first = specs / "part-00000.yaml"
    first.write_text(
        first.read_text().replace("version: 1\n", "version: 1\ndefaults: {oci: {freeform_tags: {a: b}}}\n")
    )

    made = make(specs, jobs=2)

    assert texts(made) == generate([str(specs)]).tree
    assert '"team" = "platform"' in texts(made)["stacks/team-0001/providers.tf"]


def test_templates_of_the_user(specs: Path, make: Make, tmp_path: Path) -> None:
    theirs = tmp_path / "templates/stacks/outputs.tf.j2"
    theirs.parent.mkdir(parents=True)
    shutil.copy(ROOT / "templates/stacks/outputs.tf.j2", theirs)
    theirs.write_text("# Ours.\n" + theirs.read_text())

    made = make(specs, jobs=2, templates=tmp_path / "templates")

    assert texts(made) == generate([str(specs)], tmp_path / "templates").tree
    assert texts(made)["stacks/team-0000/outputs.tf"].startswith("# Ours.\n")


def test_a_fault_in_a_template_is_said_once(specs: Path, make: Make, tmp_path: Path) -> None:
    theirs = tmp_path / "templates/stacks/outputs.tf.j2"
    theirs.parent.mkdir(parents=True)
    theirs.write_text("{{ nothing.there }}")

    made = make(specs, jobs=2, templates=tmp_path / "templates")

    assert [one.code for one in made.diagnostics] == ["TPL001"]


def test_a_file_that_cannot_be_read_hides_nothing_about_the_others(tmp_path: Path, make: Make) -> None:
    specs = write(tmp_path / "specs", {"db_name": "1"}, {})
    missing = tmp_path / "missing.yaml"

    assert {one.code for one in make(specs, missing, jobs=2).diagnostics} == {"SPEC001", "SPEC207"}
