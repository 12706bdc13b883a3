"""Scan the rendered trees below a folder with checkov: `python -m tests.checkov CHECKOV FOLDER`.

checkov is started once for each tree: given several directories, 3.3.30 reports the findings of the first one
twice and those of the others not at all. Its exit code alone is not enough either: it is 0 for a tree without
resources and for one that it could not parse.
"""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# Terraform only, nothing from the vendor's platform.
OPTIONS = ("--framework", "terraform", "--skip-download", "--output", "json")
NO_REASON = "No comment provided"  # what checkov writes for a skip without one


@dataclass(frozen=True, slots=True)
class Scan:
    """What checkov said of one tree: its summary in one line, and whatever is wrong, in a line each."""

    tree: Path
    summary: str
    skips: tuple[str, ...]
    faults: tuple[str, ...]


def scan(checkov: str, tree: Path) -> Scan:
    command = [checkov, *OPTIONS, "--directory", str(tree)]
    process = subprocess.run(command, capture_output=True, text=True, check=False)
    try:
        report: dict[str, Any] = json.loads(process.stdout)
    except ValueError:
        said = process.stderr.strip() or process.stdout.strip()
        return Scan(tree, "no report", (), (f"checkov exited with {process.returncode}: {said}",))
    results = report.get("results", {})
    summary = report.get("summary", report)  # a tree without resources has the summary's fields only
    skipped = results.get("skipped_checks", [])
    faults = [f"failed: {_described(check)}" for check in results.get("failed_checks", [])]
    faults += [f"not parsed: {path}" for path in results.get("parsing_errors", [])]
    faults += [f"skipped without a reason: {_described(check)}" for check in skipped if not _reason(check)]
    if not summary["passed"]:
        faults.append("no check applied: is this a rendered tree?")
    counted = ", ".join(f"{summary[count]} {count}" for count in ("passed", "failed", "skipped"))
    skips = tuple(f"{_described(check)}: {_reason(check)}" for check in skipped if _reason(check))
    return Scan(tree, counted, skips, tuple(faults))


def _described(check: dict[str, Any]) -> str:
    place = f"{check['resource']}, {check['file_path'].lstrip('/')}"
    return f"{check['check_id']} {check['check_name']} ({place})"


def _reason(check: dict[str, Any]) -> str:
    reason = str(check["check_result"].get("suppress_comment") or "")
    return "" if reason == NO_REASON else reason


def main(checkov: str, folder: str) -> int:
    trees = sorted(path for path in Path(folder).rglob("rendered") if path.is_dir())
    if not trees:
        print(f"There is no rendered tree below {folder}.", file=sys.stderr)
        return 1
    with ThreadPoolExecutor(max_workers=2) as pool:
        scans = list(pool.map(lambda tree: scan(checkov, tree), trees))
    for found in scans:
        print(f"{found.tree}: {found.summary}")
        for skip in found.skips:
            print(f"  skipped: {skip}")
        for fault in found.faults:
            print(f"  {fault}")
    return 1 if any(found.faults for found in scans) else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
