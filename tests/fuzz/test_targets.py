"""What the fuzzers look at, for a few seconds of every run: the seeds, what was found before, and both changed."""

from __future__ import annotations

import json

import pytest

from generator.configuration import literals
from generator.publish import journal, manifest
from generator.spec.edits import proven
from tests.fuzz import TARGETS
from tests.fuzz.mutations import mutations
from tests.fuzz.targets import CORPUS, target_named


@pytest.mark.parametrize("name", TARGETS)
def test_nothing_is_found_again_and_nothing_near_it(name: str) -> None:
    target = target_named(name)
    known = [*target.seeds, *(file.read_bytes() for file in target.findings)]

    for data in (*known, *mutations(known, 300)):
        target.run(data)


def test_every_finding_belongs_to_a_target() -> None:
    assert {folder.name for folder in CORPUS.iterdir() if folder.is_dir()} <= set(TARGETS)


def test_an_escape_that_is_forgotten_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(literals, "quoted", lambda text: f'"{text}"')
    target = target_named("hcl_literals")

    with pytest.raises(AssertionError):
        for data in target.seeds:
            target.run(data)


def test_a_path_that_is_not_looked_at_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    outside = json.loads(target_named("records").seeds[0])
    outside["files"] = {"../outside": "a" * 64}
    for module in (manifest, journal):
        monkeypatch.setattr(module, "unsafe_paths", lambda paths: ())

    with pytest.raises(AssertionError):
        target_named("records").run(json.dumps(outside).encode())


def test_an_edit_that_nobody_proves_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    target = target_named("key_edits")
    monkeypatch.setattr(proven, "edited", lambda text, edits: text.replace("db_name: P", "db_name: Q"))
    monkeypatch.setattr(proven, "_meaning", lambda *_: ())

    with pytest.raises(AssertionError):
        for data in target.seeds:
            target.run(data)
