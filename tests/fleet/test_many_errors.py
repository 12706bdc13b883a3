"""More errors than are looked for: the same ones are reported however the spec is made, and no secret among them."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import diagnostics
from generator.diagnostics import in_reading_order
from generator.generate import generate
from tests.fleet.conftest import Make

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diagnostics, "MOST_ERRORS", 5)


def break_each(specs: Path, old: str, new: str) -> None:
    for file in specs.iterdir():
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), "utf-8")


@pytest.mark.parametrize("jobs", [1, 3])
@pytest.mark.parametrize(
    ("old", "new", "code"),
    [("db_name: ", "db_nam: ", "SPEC201"), ("region: us-ashburn-1", "region: us-nowhere-1", "OCI102")],
    ids=["reading", "a rule"],
)
def test_any_number_of_processes(specs: Path, make: Make, jobs: int, old: str, new: str, code: str) -> None:
    break_each(specs, old, new)

    made = make(specs, jobs=jobs)

    assert made.diagnostics[0].code == "SPEC213"
    assert len(made.diagnostics) == 6
    assert any(one.code == code for one in made.diagnostics)
    assert list(made.diagnostics) == in_reading_order(generate([str(specs)]).diagnostics)


@pytest.mark.parametrize("jobs", [1, 3])
def test_a_template_that_breaks_every_stack(specs: Path, make: Make, tmp_path: Path, jobs: int) -> None:
    theirs = tmp_path / "templates/stacks/outputs.tf.j2"
    theirs.parent.mkdir(parents=True)
    theirs.write_text('output "own" {\n  value = 1\n}\n' + (ROOT / "templates/stacks/outputs.tf.j2").read_text())

    made = make(specs, jobs=jobs, templates=tmp_path / "templates")

    assert [one.code for one in made.diagnostics] == ["SPEC213", *["VER012"] * 5]
    assert list(made.diagnostics) == in_reading_order(
        generate([str(specs)], templates=tmp_path / "templates").diagnostics
    )


def test_a_line_with_a_secret_is_not_shown_by_the_rules_that_fill_the_report(tmp_path: Path) -> None:
    stack = (ROOT / "examples/quickstart/3-encrypt.yaml").read_text("utf-8")
    secret = "AKIAIOSFODNN7EXAMPLE"
    keys = "".join(
        f'      K{number}: {{alias: "aws/{number}", description: "{text}"}}\n'
        for number, text in enumerate([secret, *["A key"] * 6])
    )
    (tmp_path / "spec.yaml").write_text(stack.replace("    keys:\n", f"    keys:\n{keys}"), "utf-8")

    found = generate([str(tmp_path / "spec.yaml")]).diagnostics

    assert {"SPEC213", "SEC103"} < {one.code for one in found}
    assert secret not in repr(found)
