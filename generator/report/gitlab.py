"""Diagnostics as GitLab's Code Quality report, for the widget of a merge request
(https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format)."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Sequence
from typing import Any

from generator.diagnostics import Diagnostic, Severity
from generator.report.identity import identities
from generator.report.visible import visible

_SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "minor"}
_NOWHERE = "adbkms"


def gitlab(diagnostics: Sequence[Diagnostic], repository: str) -> str:
    """One JSON array, in ASCII. Paths are relative to `repository`, the folder that GitLab has cloned.

    GitLab drops what has no path. A finding without a place has its resource address there, or `adbkms`, and line 1.
    """
    issues = [
        _issue(diagnostic, repository, _fingerprint(identity))
        for diagnostic, identity in zip(diagnostics, identities(diagnostics), strict=True)
    ]
    return json.dumps(issues, indent=2) + "\n"


def _issue(diagnostic: Diagnostic, repository: str, fingerprint: str) -> dict[str, Any]:
    place = diagnostic.range
    path = os.path.relpath(place.filename or _NOWHERE, repository) if place else diagnostic.address or _NOWHERE
    description = " ".join(f"{diagnostic.summary}. {diagnostic.detail}".split())
    return {
        "description": visible(description),
        "check_name": visible(diagnostic.code),
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[diagnostic.severity],
        "location": {"path": visible(path), "lines": {"begin": place.start.line if place else 1}},
    }


def _fingerprint(identity: Sequence[str]) -> str:
    return hashlib.sha256(json.dumps(identity).encode()).hexdigest()
