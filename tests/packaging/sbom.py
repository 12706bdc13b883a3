"""What the wheel needs at run time, as a CycloneDX document: `python -m tests.packaging.sbom FILE`.

Made from integrations/requirements.lock alone, so the same lock gives the same bytes: neither a time nor a random
number is in it. The document names the lock by its SHA-256, and the lock has the hashes of every file of every package.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path
from typing import Any

from generator import __version__
from tests.packaging.lock_graph import PROJECT, Pin, run_time_pins

CHECKOUT = Path(__file__).resolve().parents[2]
LOCK = CHECKOUT / "integrations/requirements.lock"


def sbom(lock: Path) -> str:
    """The document as JSON. The specification: https://cyclonedx.org/docs/1.6/json/."""
    pins = run_time_pins(lock)
    document: dict[str, Any] = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": PROJECT,
                "name": PROJECT,
                "version": __version__,
                "purl": f"pkg:pypi/{PROJECT}@{__version__}",
                "licenses": [{"license": {"id": "Apache-2.0"}}],
            },
            "properties": [
                {"name": f"{PROJECT}:lock:sha256", "value": hashlib.sha256(lock.read_bytes()).hexdigest()},
            ],
        },
        "components": [_component(pin) for pin in pins],
        "dependencies": _dependencies(pins),
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _component(pin: Pin) -> dict[str, Any]:
    component: dict[str, Any] = {
        "type": "library",
        "bom-ref": _reference(pin),
        "name": pin.name,
        "version": pin.version,
        "purl": _reference(pin),
    }
    if pin.marker:  # the lock is for every platform and every Python
        component["properties"] = [{"name": f"{PROJECT}:marker", "value": pin.marker}]
    return component


def _dependencies(pins: list[Pin]) -> list[dict[str, Any]]:
    def needs(name: str) -> list[str]:
        return [_reference(pin) for pin in pins if name in pin.needed_by]

    each = [{"ref": _reference(pin), "dependsOn": needs(pin.name)} for pin in pins]
    return [{"ref": PROJECT, "dependsOn": needs(PROJECT)}, *each]


def _reference(pin: Pin) -> str:
    return f"pkg:pypi/{pin.name}@{pin.version}"


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(sbom(LOCK), "utf-8")
