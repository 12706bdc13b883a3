"""The benchmark's mixed fleet is valid, uses the whole grammar, and is the same each time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
import yaml

from bench.mixed_fleet import mixed_stack, write_mixed_fleet
from generator.diagnostics import has_errors
from generator.generate import generate
from generator.spec import model

PARTS: dict[str, type[msgspec.Struct]] = {"aws": model.Aws, "oci": model.Oci, "terraform": model.TerraformSettings}
SECTIONS: dict[str, type[msgspec.Struct]] = {
    "keys": model.Key,
    "policies": model.Policy,
    "roles": model.Role,
    "databases": model.Database,
}


@pytest.mark.parametrize("seed", [0, 1])
def test_renders_without_errors(tmp_path: Path, seed: int) -> None:
    specs = write_mixed_fleet(tmp_path, 12, seed)

    generated = generate([str(specs)])

    assert not has_errors(generated.diagnostics), generated.diagnostics
    assert len(generated.roots) == 12


def test_uses_every_option_of_the_spec() -> None:
    stacks = [mixed_stack(number) for number in range(60)]

    for option in msgspec.structs.fields(model.Stack):
        assert any(option.name in stack for stack in stacks), option.name
    for part, struct in PARTS.items():
        assert _options(struct) <= {name for stack in stacks for name in stack[part]}
    for section, struct in SECTIONS.items():
        assert _options(struct) <= {name for stack in stacks for one in stack[section].values() for name in one}
    databases = [database for stack in stacks for database in stack["databases"].values()]
    assert _options(model.Encryption) <= {name for one in databases for name in one.get("encryption", {})}
    assert _options(model.AdminPassword) <= {name for one in databases for name in one.get("admin_password", {})}


def test_is_the_same_for_the_same_seed(tmp_path: Path) -> None:
    first = write_mixed_fleet(tmp_path / "first", 4, seed=3)
    second = write_mixed_fleet(tmp_path / "second", 4, seed=3)
    other = write_mixed_fleet(tmp_path / "other", 4, seed=4)

    assert _texts(first) == _texts(second)
    assert _texts(first) != _texts(other)


def test_a_stack_does_not_depend_on_how_many_there_are(tmp_path: Path) -> None:
    few, many = write_mixed_fleet(tmp_path, 3), write_mixed_fleet(tmp_path, 30)

    in_many = dict(_stacks(many))
    assert all(in_many[name] == stack for name, stack in _stacks(few))


def _options(struct: type[msgspec.Struct]) -> set[str]:
    return {option.name for option in msgspec.structs.fields(struct)}


def _texts(specs: Path) -> dict[str, str]:
    return {file.name: file.read_text("utf-8") for file in sorted(specs.iterdir())}


def _stacks(specs: Path) -> Iterator[tuple[str, object]]:
    for file in sorted(specs.glob("part-*.yaml")):
        yield from yaml.safe_load(file.read_text("utf-8"))["stacks"].items()
