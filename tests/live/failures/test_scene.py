"""Unspoiled, the scene has nothing to complain of: what the other tests see is what they have staged."""

from __future__ import annotations

from tests.cli.conftest import Run

from .scene import Scene


def test_preflight_before_the_key_is_selected(scene: Scene, adbkms: Run) -> None:
    ended = adbkms("preflight", "spec.yaml")

    assert (ended.code, ended.data) == (0, "26 passed, 0 warnings, 0 failed, 0 not known.\n")


def test_preflight_and_status_after_it(scene: Scene, adbkms: Run) -> None:
    scene.encrypted()

    assert adbkms("preflight", "spec.yaml").data == "26 passed, 0 warnings, 0 failed, 0 not known.\n"
    assert adbkms("status", "spec.yaml").code == 0
