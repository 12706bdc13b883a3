"""One running process of a provider for many Terraform commands: Terraform's own way to debug providers.

Starting hashicorp/aws, 700 MB, costs a second, and a plan starts it three times. What this way skips: `init`
installs nothing for an attached provider, so neither its version constraint nor the lock file is checked. All
provider configurations of a run share the one process: only for root modules with a single `provider "aws"`
block, one command at a time, with the environment that the process was started in.
https://developer.hashicorp.com/terraform/plugin/debugging#running-terraform-with-a-provider-in-debug-mode
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from .provider_mirror import HOSTS
from .terraform_core import TerraformFailed

REATTACH_VARIABLE = "TF_REATTACH_PROVIDERS"


def reattached(environment: Mapping[str, str], source: str, connection: Mapping[str, object]) -> dict[str, str]:
    """The variable for a provider (`oracle/oci`) beside those that `environment` says are attached already."""
    known = json.loads(environment.get(REATTACH_VARIABLE, "{}"))
    return {REATTACH_VARIABLE: json.dumps(known | {f"{host}/{source}": connection for host in HOSTS})}


@contextmanager
def attached_provider(executable: Path, source: str, environment: Mapping[str, str], log: Path) -> Iterator[str]:
    """Runs a provider's executable; yields what TF_REATTACH_PROVIDERS has to be.

    `source` is the provider's address without the host (`hashicorp/aws`); its log goes to the file `log`.
    Raises TerraformFailed if it does not start.
    """
    with (
        log.open("w", encoding="utf-8") as errors,
        subprocess.Popen(
            [str(executable), "-debug"],
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
        ) as process,
    ):
        try:
            assert process.stdout is not None
            (connection,) = _announced(process.stdout, log).values()
            yield reattached({}, source, connection)[REATTACH_VARIABLE]
        finally:
            process.terminate()


def _announced(output: IO[str], log: Path) -> dict[str, dict[str, object]]:
    """The connections that the provider prints as the value of the variable, for a person to copy."""
    for line in output:
        match = re.search(rf"{REATTACH_VARIABLE}='(.*)'", line)
        if match:
            found: dict[str, dict[str, object]] = json.loads(match[1])
            return found
    raise TerraformFailed(f"The provider ended without a word on how to reach it:\n{log.read_text(encoding='utf-8')}")
