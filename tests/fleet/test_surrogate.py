"""A template whose text has no UTF-8 is a finding, in a stack as in a module."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.fleet.conftest import Make

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("template", "rendered"),
    [
        ("modules/aws-iam-role/outputs.tf.j2", "modules/aws-iam-role/outputs.tf"),
        ("stacks/outputs.tf.j2", "stacks/team-0000/outputs.tf"),
    ],
)
@pytest.mark.parametrize("jobs", [1, 2])
def test_half_a_surrogate_pair(
    specs: Path, make: Make, tmp_path: Path, template: str, rendered: str, jobs: int
) -> None:
    theirs = tmp_path / "templates" / template
    theirs.parent.mkdir(parents=True)
    shutil.copy(ROOT / "templates" / template, theirs)
    theirs.write_text(theirs.read_text() + '{{ "\\ud800" | comment }}\n')

    made = make(specs, jobs=jobs, templates=tmp_path / "templates")

    unwritable = [one for one in made.diagnostics if one.code == "PUB012"]
    assert f"of '{rendered}' has the character '\\ud800'" in unwritable[0].detail
    assert all(one.severity == "error" for one in unwritable)
