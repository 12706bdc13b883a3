"""What was made before and is the same is not made again; and nothing that has changed is taken from there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from generator.diagnostics import laid_out, warning
from generator.fleet import make as making
from generator.fleet import memory, parts
from generator.fleet.fleet import Fleet
from generator.fleet.made import MadePart
from generator.generate import generate
from generator.publish.manifest import Provenance
from generator.publish.publish import publish
from generator.spec.load import Documents
from generator.user_cache import user_cache
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
        options = {"jobs": 1, "out": specs.parent / "out"} | options
        result = make(specs, previous=dict(published), **options)
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


def test_a_warning_about_keys_of_the_past_is_said_again(run: Any, specs: Path) -> None:
    run()
    file = specs / "part-00001.yaml"
    newer = file.read_text().replace("key: team-0001-2025", "key: team-0001-2026")
    file.write_text(newer.replace("      team-0001: {}", "      team-0001: {keys: [team-0001-2026]}"))

    first, second = run(), run()

    assert [one.code for one in first.diagnostics] == ["STG118"]
    assert second.diagnostics == first.diagnostics


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_stack_that_is_gone_while_all_others_are_known(run: Any, made: list[str], specs: Path, jobs: int) -> None:
    run()
    (specs / "part-00002.yaml").unlink()  # team-0002, and no other

    gone = run(jobs=jobs)

    assert made == []
    assert [(one.code, one.summary.split(",")[0]) for one in gone.diagnostics] == [
        ("STG110", 'The stack "team-0002" would be lost')
    ]


def test_each_share_of_a_file_is_another_part(
    run: Any, made: list[str], specs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parts, "PART_BYTES", 2000)  # several shares of each file: a stack or none in each
    first = run()

    again = run()

    assert made == []
    assert list(again.facts) == list(first.facts)
    assert texts(again) == generate([str(specs)]).tree


def test_a_file_of_another_name_is_named(run: Any, specs: Path) -> None:
    file = specs / "part-00002.yaml"
    file.write_text(file.read_text().replace("workload: AJD", "workload: AJD\n        version: 23ai", 1))
    run()
    file.rename(specs / "renamed.yaml")

    assert [Path(one.range.filename).name for one in run().diagnostics if one.range] == ["renamed.yaml"]


def test_runs_without_a_tree_keep_what_they_have_made(make: Make, made: list[str], specs: Path) -> None:
    """As `validate` does: no manifest has the facts of the stacks."""
    first = make(specs, jobs=1)
    first.remember(is_published=False)
    file = specs / "part-00001.yaml"
    file.write_text(file.read_text().replace("compute_count: 5", "compute_count: 6", 1))
    made.clear()

    changed = make(specs, jobs=1)
    changed.remember(is_published=False)
    third = make(specs, jobs=1)

    assert made == ["team-0001"]
    assert first.facts == changed.facts == third.facts == generate([str(specs)]).stack_facts()


def test_what_is_made_again_is_what_was_verified(run: Any, tmp_path: Path) -> None:
    """A template that changes while a run is at work: what it renders now nobody has verified."""
    theirs = tmp_path / "templates/stacks/README.md.j2"
    theirs.parent.mkdir(parents=True)
    theirs.write_text("{{ 'One.' | comment }}\n")
    run(templates=tmp_path / "templates")
    known = run(templates=tmp_path / "templates")
    theirs.write_text("{{ 'Two.' | comment }}\n")

    out = tmp_path / "published"
    result = publish(known.tree, out, Provenance("1", known.digest, known.facts))

    assert [one.code for one in result.diagnostics] == ["FLT004"]
    assert "stacks/team-0000/README.md" in result.diagnostics[0].detail
    assert not list(out.glob("stacks/**/*"))


def test_texts_are_made_again_by_the_part(run: Any, specs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However the stacks are asked for, a file is read once and the templates are loaded once."""
    run()
    known = run()
    parts.forget()
    read: list[str] = []
    original = Documents

    def counted(documents: Any) -> Any:
        read.append(documents[-1].filename)
        return original(documents)

    monkeypatch.setattr(parts, "Documents", counted)

    texts(known)
    texts(known)

    assert sorted(read) == sorted(map(str, specs.iterdir()))


def _changed_memory(folder: Path, change: Any) -> None:
    """As another program may write it, or another version of this one."""
    cache = user_cache("made")
    (entry,) = (folder / "made").iterdir()
    payload = cache.load(entry.name)
    assert payload is not None
    kept = msgspec.msgpack.decode(payload)
    for stack in kept["stacks"]:
        change(stack)
    cache.save(entry.name, msgspec.msgpack.encode(kept))


WRONG = {
    "texts": lambda stack: stack.update(texts={path: b"" for path in stack["files"]}),
    "a path outside": lambda stack: stack.update(files={"../elsewhere": "0" * 64}),
    "a path that leads outside": lambda stack: stack.update(files={f"stacks/{stack['name']}/../../x": "0" * 64}),
    "a path of another stack": lambda stack: stack.update(files={"stacks/other/main.tf": "0" * 64}),
    "a field of another type": lambda stack: stack.update(meaning=1),
    "a succession": lambda stack: stack.update(
        succession={
            "name": "s", "kept": [], "released": [], "ocids": [], "against_facts": [], "against_pasts": [],
        }
    ),
}  # fmt: skip


@pytest.mark.parametrize("change", WRONG.values(), ids=WRONG)
def test_a_memory_that_is_not_as_it_was_saved(run: Any, made: list[str], tmp_path: Path, change: Any) -> None:
    first = run()
    _changed_memory(tmp_path / "cache", change)

    assert texts(run()) == texts(first)
    assert len(made) == 12


def test_facts_in_it_that_are_none(make: Make, made: list[str], specs: Path, tmp_path: Path) -> None:
    first = make(specs, jobs=1)
    first.remember(is_published=False)
    _changed_memory(tmp_path / "cache", lambda stack: stack.update(facts={"keys": 1}))
    made.clear()

    assert make(specs, jobs=1).facts == first.facts
    assert len(made) == 12


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


def test_a_part_with_a_finding_of_several_lines_is_made_again() -> None:
    """Kept, the finding would come back as text whose line breaks are somebody's value. No rule has one today."""
    plain, several = warning("X", "x", "One line."), warning("X", "x", laid_out("One.", "Two."))

    assert memory.remembered(b"", MadePart(("s",), 0, (), (plain,), ()), [None])
    assert not memory.remembered(b"", MadePart(("s",), 0, (), (plain, several), ()), [None])
