"""What `make audit` says of what pip-audit finds, and of what it could not look up."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.audit.__main__ import main

FINE = {"name": "lark", "version": "1.3.1", "vulns": []}
VULNERABLE = {"name": "jinja2", "version": "3.1.0", "vulns": [{"id": "PYSEC-1", "fix_versions": ["3.1.6"]}]}
SKIPPED = {"name": "oci", "skip_reason": "Dependency not found on PyPI and could not be audited: oci (2.0)"}


def pip_audit(folder: Path, *, report: object = None, stderr: str = "", code: int = 0) -> str:
    """A pip-audit that prints that report."""
    printed = json.dumps({"dependencies": report, "fixes": []}) if report is not None else ""
    script = folder / "pip-audit"
    (folder / "report").write_text(printed)
    (folder / "stderr").write_text(stderr)
    script.write_text(f'#!/bin/sh\ncat "{folder}/report"\ncat "{folder}/stderr" >&2\nexit {code}\n')
    script.chmod(0o755)
    return str(script)


def test_without_vulnerabilities_it_says_how_many_were_looked_up(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(pip_audit(tmp_path, report=[FINE]), "requirements.lock") == 0
    assert capsys.readouterr().out == "requirements.lock: 1 packages looked up, 0 known vulnerabilities\n"


def test_a_known_vulnerability_fails_and_names_the_version_that_mends_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(pip_audit(tmp_path, report=[FINE, VULNERABLE], code=1), "requirements.lock") == 1
    assert "jinja2 3.1.0: PYSEC-1, fixed in 3.1.6" in capsys.readouterr().err


def test_a_database_that_knows_no_package_has_audited_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fake = pip_audit(tmp_path, report=[SKIPPED, SKIPPED], stderr="No known vulnerabilities found")

    assert main(fake, "requirements.lock") == 0
    assert "NOT AUDITED" in capsys.readouterr().out


def test_packages_that_the_database_does_not_know_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(pip_audit(tmp_path, report=[FINE, SKIPPED]), "requirements.lock") == 0
    assert "not audited, the database does not know them: oci" in capsys.readouterr().out


def test_a_database_that_cannot_be_reached_does_not_fail(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stderr = "Traceback (most recent call last):\nrequests.exceptions.ProxyError: Max retries exceeded"

    assert main(pip_audit(tmp_path, stderr=stderr, code=1), "requirements.lock") == 0
    assert "NOT AUDITED, the database of vulnerabilities cannot be reached" in capsys.readouterr().out


def test_any_other_failure_of_pip_audit_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fake = pip_audit(tmp_path, stderr="pip-audit: error: invalid requirements input", code=2)

    assert main(fake, "requirements.lock") == 1
    assert "ended with 2 and said: pip-audit: error: invalid" in capsys.readouterr().err
