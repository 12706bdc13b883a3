"""What a lock says of the run-time dependencies: versions, and who needs whom, from the comments that uv writes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

PROJECT = "adbkms"
_PIN = re.compile(r"^(?P<name>[a-z0-9-]+)==(?P<version>[^\s;]+)(?: ; (?P<marker>[^\\\n]+?))? \\$")
_VIA = re.compile(r"^    #(?: via|  ) (?P<name>[A-Za-z0-9._-]+)(?: \(pyproject\.toml\))?$")


@dataclass(frozen=True)
class Pin:
    """A package, and the packages that need it; `marker` says where it is needed, if not everywhere."""

    name: str
    version: str
    marker: str | None
    needed_by: tuple[str, ...]


def run_time_pins(lock: Path) -> list[Pin]:
    """The project's dependencies and theirs, by name; not what a lock holds besides."""
    pins = _pins(lock.read_text("utf-8").splitlines())
    needed = {PROJECT}
    while more := {pin.name for pin in pins if needed.intersection(pin.needed_by)} - needed:
        needed |= more
    return sorted((pin for pin in pins if pin.name in needed), key=lambda pin: (pin.name, pin.version))


def _pins(lines: list[str]) -> list[Pin]:
    pins: list[Pin] = []
    for line in lines:
        if pin := _PIN.match(line):
            pins.append(Pin(pin["name"], pin["version"], pin["marker"], ()))
        elif via := _VIA.match(line):
            last = pins[-1]
            pins[-1] = Pin(last.name, last.version, last.marker, (*last.needed_by, via["name"]))
    return pins
