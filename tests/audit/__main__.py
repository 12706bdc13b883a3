"""Look for known vulnerabilities of what the locks pin: `python -m tests.audit PIP_AUDIT LOCK…`.

pip-audit's exit code alone is not enough: it is 0, with "No known vulnerabilities found", when the database knew none
of the packages, as a mirror of a package index does that has no vulnerabilities to tell.

The exit code is 1 if a vulnerability is known or pip-audit did not work. It is 0 otherwise, also where the database
cannot be reached, and then that is said.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass, field
from typing import Any

# The locks are complete, and every package in them has its hashes: there is nothing to resolve or to install.
OPTIONS = ("--no-deps", "--require-hashes", "--disable-pip", "--progress-spinner", "off", "--format", "json")
# What pip-audit's two sources of vulnerabilities end with when they are not there.
UNREACHABLE = (
    "requests.exceptions.",
    "Max retries exceeded",
    "ServiceError",
    "pip_audit._service.interface.ConnectionError",
)


@dataclass(frozen=True)
class Audit:
    """Of one lock: how many packages were looked up, which were not, what is known, and why nothing could be done."""

    lock: str
    audited: int = 0
    unknown: list[str] = field(default_factory=list)
    vulnerabilities: list[str] = field(default_factory=list)
    unreachable: str | None = None
    failure: str | None = None


def audit(pip_audit: str, lock: str) -> Audit:
    process = subprocess.run([pip_audit, "--requirement", lock, *OPTIONS], capture_output=True, text=True, check=False)
    try:
        dependencies: list[dict[str, Any]] = json.loads(process.stdout)["dependencies"]
    except (ValueError, KeyError):
        said = process.stderr.strip().splitlines() or ["nothing"]
        if any(sign in line for line in said for sign in UNREACHABLE):
            return Audit(lock, unreachable=said[-1])
        return Audit(lock, failure=f"pip-audit ended with {process.returncode} and said: {said[-1]}")
    unknown = [one["name"] for one in dependencies if "skip_reason" in one]
    known = [one for one in dependencies if "skip_reason" not in one]
    if not known:
        return Audit(lock, unreachable="it knows none of the packages")
    vulnerabilities = [_described(one, found) for one in known for found in one["vulns"]]
    return Audit(lock, len(known), unknown, vulnerabilities)


def _described(dependency: dict[str, Any], found: dict[str, Any]) -> str:
    fixed = f"fixed in {', '.join(found['fix_versions'])}" if found["fix_versions"] else "no fix yet"
    return f"{dependency['name']} {dependency['version']}: {found['id']}, {fixed}"


def main(pip_audit: str, *locks: str) -> int:
    audits = [audit(pip_audit, lock) for lock in locks]
    for one in audits:
        if one.failure:
            print(f"{one.lock}: {one.failure}", file=sys.stderr)
        elif one.unreachable:
            print(f"{one.lock}: NOT AUDITED, the database of vulnerabilities cannot be reached: {one.unreachable}")
        else:
            print(f"{one.lock}: {one.audited} packages looked up, {len(one.vulnerabilities)} known vulnerabilities")
            if one.unknown:
                print(f"  not audited, the database does not know them: {', '.join(one.unknown)}")
        for vulnerability in one.vulnerabilities:
            print(f"  {vulnerability}", file=sys.stderr)
    return int(any(one.failure or one.vulnerabilities for one in audits))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
