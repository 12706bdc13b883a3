"""What was made before and is the same is not made again; and nothing that has changed is taken from there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generator.fleet import make as making
from generator.fleet import memory
from generator.fleet.fleet import Fleet
from generator.generate import generate
from tests.fleet.conftest import Make, texts


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The stacks that are made, in this process."""
    stacks: list[str] = []
    original = making._make

    def counted(loaded: Any, *arguments: Any, **options: Any) -> Any:
        stacks.append(loaded.name)
        return original(loaded, *arguments, **options)

    monkeypatch.setattr(making, "_make", counted)
    return stacks


@pytest.fixture
def run(make: Make, specs: Path, made: list[str]) -> Any:
    """Makes the fleet as `render` does, time after time; `published` is what the manifest has."""
    published: dict[str, Any] = {}

    def run(**options: Any) -> Fleet:
        made.clear()
        result = make(specs, jobs=1, out=specs.parent / "out", previous=dict(published), **options)
        if not [one for one in result.diagnostics if one.severity == "error"]:
            result.remember(is_published=True)
            published.clear()
            published.update(result.facts)
        return result

    return run


def test_nothing_is_made_a_second_time(run: Any, made: list[str]) -> None:
    first = run()
    assert len(made) == 12

    again = run()

    assert made == []
    assert {path: content.sha256 for path, content in again.tree.items()} == {
        path: content.sha256 for path, content in first.tree.items()
    }
    assert (again.facts, again.digest, again.databases, again.steps) == (
        first.facts, first.digest, first.databases, first.steps,
    )  # fmt: skip


def test_texts_are_there_when_they_are_wanted(run: Any, specs: Path) -> None:
    run()

    assert texts(run()) == generate([str(specs)]).tree


def test_one_stack_that_has_changed(run: Any, made: list[str], specs: Path) -> None:
    run()
    file = specs / "part-00001.yaml"
    file.write_text(file.read_text().replace("compute_count: 5", "compute_count: 6", 1))

    changed = run()

    assert made == ["team-0001"]
    assert texts(changed) == generate([str(specs)]).tree


def test_a_comment_changes_nothing(run: Any, made: list[str], specs: Path) -> None:
    run()
    file = specs / "part-00001.yaml"
    file.write_text("# A comment.\n" + file.read_text())

    run()

    assert made == []


def test_defaults_that_have_changed_are_for_all(run: Any, made: list[str], specs: Path) -> None:
    run()
    (specs / "defaults.yaml").write_text("version: 1\ndefaults: {protect: false}\n")

    run()

    assert len(made) == 12


def test_a_full_parse_takes_nothing_from_before(run: Any, made: list[str]) -> None:
    run()

    run(full_parse=True)

    assert len(made) == 12


def test_another_tree_before_it(run: Any, made: list[str], make: Make, specs: Path) -> None:
    """A manifest that was restored from another commit: what follows from it is made anew."""
    run()
    older = {name: facts | {"keys": ["module.key_other"]} for name, facts in run().facts.items()}
    made.clear()

    make(specs, jobs=1, out=specs.parent / "out", previous=older)

    assert len(made) == 12


def test_warnings_are_said_again(run: Any, made: list[str], specs: Path) -> None:
    file = specs / "part-00002.yaml"
    file.write_text(file.read_text().replace("workload: AJD", "workload: AJD\n        version: 23ai", 1))
    first = run()
    assert [one.severity for one in first.diagnostics] == ["warning"]

    assert run().diagnostics == first.diagnostics
    assert made == []


def test_what_is_wrong_is_found_again(run: Any, specs: Path) -> None:
    run()
    file = specs / "part-00002.yaml"
    file.write_text(file.read_text().replace("db_name: T0002D1", "db_name: T0003D1", 1))

    assert [one.code for one in run().diagnostics] == ["NAM105"]
    assert [one.code for one in run().diagnostics] == ["NAM105"]


def test_a_memory_that_is_damaged_or_of_another_version(run: Any, made: list[str], tmp_path: Path) -> None:
    run()
    for file in (tmp_path / "cache/made").iterdir():
        file.write_bytes(file.read_bytes()[:-1])

    run()

    assert len(made) == 12


def test_other_code_makes_all_anew(run: Any, made: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    run()
    monkeypatch.setattr(memory, "__version__", "0.0.0")

    run()

    assert len(made) == 12


def test_any_file_that_a_template_may_include(run: Any, made: list[str], tmp_path: Path) -> None:
    folder = tmp_path / "templates"
    (folder / "stacks").mkdir(parents=True)
    (folder / "stacks/README.md.j2").write_text('{% include "ours.txt" %}')
    (folder / "ours.txt").write_text("One.\n")
    assert texts(run(templates=folder))["stacks/team-0000/README.md"] == "One.\n"
    (folder / "ours.txt").write_text("Two.\n")

    assert texts(run(templates=folder))["stacks/team-0000/README.md"] == "Two.\n"
