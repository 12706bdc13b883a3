"""What is said about a fleet is the same however it is made, and again when all of it is known."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.diagnostics import in_reading_order
from generator.fleet import fleet
from generator.generate import generate
from tests.fleet.conftest import Make, texts

processes = pytest.mark.parametrize("jobs", [1, 2, 5])


@pytest.fixture
def in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fleet that is made in one piece after all fails."""

    def refuse(*_: object) -> None:
        raise AssertionError("made in one piece")

    monkeypatch.setattr(fleet, "_whole", refuse)


@processes
@pytest.mark.usefixtures("in_parts")
def test_defaults_that_do_not_hold(specs: Path, make: Make, jobs: int) -> None:
    named = sorted(specs.iterdir())
    (specs / "defaults.yaml").write_text("version: 1\ndefaults: {protect: false}\n")
    whole = generate([str(one) for one in named])

    made = make(*named, jobs=jobs)

    assert [one.code for one in made.diagnostics].count("SPEC214") == 1
    assert list(made.diagnostics) == in_reading_order(whole.diagnostics)
    assert texts(made) == whole.tree
    made.remember(is_published=False)
    assert make(*named, jobs=jobs).diagnostics == made.diagnostics


@processes
@pytest.mark.usefixtures("in_parts")
def test_a_defaults_yml(specs: Path, make: Make, jobs: int) -> None:
    (specs / "defaults.yml").write_text("version: 1\ndefaults: {protect: false}\n")
    whole = generate([str(specs)])

    made = make(specs, jobs=jobs)

    assert [one.code for one in made.diagnostics].count("SPEC214") == 1
    assert list(made.diagnostics) == in_reading_order(whole.diagnostics)
    assert texts(made) == whole.tree


@processes
def test_defaults_that_do_not_hold_beside_errors(specs: Path, make: Make, jobs: int) -> None:
    named = sorted(specs.iterdir())
    (specs / "defaults.yaml").write_text("version: 1\ndefaults: {protect: false}\n")
    named[3].write_text(named[3].read_text().replace("us-ashburn-1", "us-nowhere-1"))

    made = make(*named, jobs=jobs)

    assert {one.code for one in made.diagnostics} >= {"SPEC214", "OCI102"}
    assert list(made.diagnostics) == in_reading_order(generate([str(one) for one in named]).diagnostics)


@processes
@pytest.mark.usefixtures("in_parts")
def test_one_state_for_several_stacks(specs: Path, make: Make, jobs: int) -> None:
    state = "defaults: {backend: {type: s3, config: {bucket: b, key: x.tfstate, region: eu-central-1}}}"
    (specs / "defaults.yaml").write_text(f"version: 1\n{state}\n")
    whole = generate([str(specs)])

    made = make(specs, jobs=jobs)

    assert [one.code for one in made.diagnostics].count("NAM112") == 11
    assert list(made.diagnostics) == in_reading_order(whole.diagnostics)


@processes
@pytest.mark.usefixtures("in_parts")
def test_stacks_that_leave_something_behind(specs: Path, make: Make, jobs: int) -> None:
    (specs / "defaults.yaml").write_text("version: 1\ndefaults: {protect: false}\n")
    before = generate([str(specs)]).stack_facts()
    (specs / "part-00002.yaml").unlink()
    (specs / "part-00009.yaml").unlink()
    whole = generate([str(specs)], previous=before)

    made = make(specs, jobs=jobs, previous=before)

    assert [one.code for one in made.diagnostics].count("STG120") == len(before) - len(made.facts) > 1
    assert list(made.diagnostics) == in_reading_order(whole.diagnostics)
    made.remember(is_published=False)
    assert make(specs, jobs=jobs, previous=before).diagnostics == made.diagnostics
