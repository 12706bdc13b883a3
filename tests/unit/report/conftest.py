"""What the tests of reports share: a few diagnostics as the rest of adbkms makes them."""

from __future__ import annotations

import pytest

from generator.diagnostics import Diagnostic, Position, Severity, Snippet, SourceRange


@pytest.fixture
def unknown_key() -> Diagnostic:
    """An error in a spec, at a stretch of one line."""
    return Diagnostic(
        Severity.ERROR,
        "SPEC201",
        'Unknown key "regoin"',
        'There is no such key here. Did you mean "region"?',
        SourceRange("spec.yaml", Position(5, 5, 60), Position(5, 11, 66)),
        Snippet("    regoin: us-east-2", 5, 4, 10),
    )


@pytest.fixture
def terraform_warning() -> Diagnostic:
    """A warning about a resource, without a place in a file."""
    return Diagnostic(
        Severity.WARNING,
        "VER302",
        "Not formatted",
        address="oci_database_autonomous_database.orders",
    )


@pytest.fixture
def over_three_lines() -> Diagnostic:
    """An error whose range goes from line 2, column 3 to line 4, column 9."""
    return Diagnostic(
        Severity.ERROR,
        "SPEC207",
        "This text may not be empty",
        "",
        SourceRange("spec.yaml", Position(2, 3, 12), Position(4, 9, 40)),
        Snippet("  description: |", 2, 2, 16),
    )
