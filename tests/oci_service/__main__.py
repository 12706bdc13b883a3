"""`python -m tests.oci_service`: the stand-in as a process of its own. It prints its URL and serves until Ctrl-C."""

from __future__ import annotations

import argparse
import sys
import threading
from pathlib import Path

from .generated_databases import KEY_ARN, ROLE_ARN, generated_databases
from .scenario import Scenario
from .service import running_oci_service


def main() -> None:
    """Reads the command line, serves."""
    options = _options()
    scenario = Scenario()
    if options.scenario is not None:
        scenario = Scenario.from_json(options.scenario.read_text(encoding="utf-8"))
    generated = generated_databases(
        options.databases, options.tenancies, key_arn=options.key_arn, role_arn=options.role_arn
    )
    with running_oci_service(page_size=options.page_size or scenario.page_size) as service:
        service.put(*scenario.databases, *generated)
        for fault in scenario.faults:
            service.faults.add(fault)
        print(service.endpoint, flush=True)
        try:
            _wait(until_input_ends=options.until_input_ends)
        except KeyboardInterrupt:
            return


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.oci_service", description=__doc__)
    parser.add_argument("--scenario", type=Path, help="JSON with databases, faults and page_size (scenario.py)")
    parser.add_argument("--databases", type=int, default=0, help="how many databases to generate")
    parser.add_argument("--tenancies", type=int, default=20, help="over how many tenancies they are spread")
    parser.add_argument("--key-arn", default=KEY_ARN, help="with {number}, {tenancy} and {account}")
    parser.add_argument("--role-arn", default=ROLE_ARN, help="the same")
    parser.add_argument("--page-size", type=int, help="how many items the pages of lists have at most")
    parser.add_argument("--until-input-ends", action="store_true", help="stop when standard input ends")
    return parser.parse_args()


def _wait(*, until_input_ends: bool) -> None:
    if until_input_ends:
        sys.stdin.read()
    else:
        threading.Event().wait()


if __name__ == "__main__":
    main()
