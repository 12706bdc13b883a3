"""A machine on which a pipeline runs: adbkms and a real Terraform on its PATH, and two empty clouds to reach."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.docs.terraform_page import may_be_left_out, terraform_and_clouds
from tests.integrations.released import CHECKOUT, git_environment
from tests.terraform.attached_provider import REATTACH_VARIABLE
from tests.terraform.oci_stand_in.database_store import STORE_VARIABLE
from tests.terraform.provider_mirror import ProviderMissing
from tests.terraform.terraform_core import write_python_command


@dataclass(frozen=True)
class PipelineMachine:
    """`environment` is what a script sees; `oci_config` and `oci_key` are the texts of a configuration for OCI."""

    environment: dict[str, str]
    oci_config: str
    oci_key: str

    def with_home(self, home: Path) -> dict[str, str]:
        """The environment of another user, who has no configuration yet."""
        home.mkdir()
        return {**self.environment, "HOME": str(home)}


@contextmanager
def pipeline_machine(folder: Path) -> Iterator[PipelineMachine]:
    """The machine, while it lasts. `init` installs the providers, from a mirror, and writes the lock file."""
    try:
        with terraform_and_clouds(folder) as variables:
            commands = folder / "bin"
            write_python_command(commands / "adbkms", "-m", "generator", python_path=CHECKOUT)
            environment = {
                **{name: value for name, value in git_environment().items() if name.startswith("GIT_")},
                **{name: value for name, value in variables.items() if name != REATTACH_VARIABLE},
                "ADBKMS_CACHE_DIR": os.environ["ADBKMS_CACHE_DIR"],
                "PATH": os.pathsep.join([str(commands), os.environ["PATH"]]),
                STORE_VARIABLE: str(folder / "databases"),
            }
            config = Path(environment.pop("OCI_CONFIG_FILE"))
            text = config.read_text("utf-8")
            key = next(line.partition("=")[2].strip() for line in text.splitlines() if line.startswith("key_file"))
            yield PipelineMachine(environment, text.replace(key, "~/.oci/key.pem"), Path(key).read_text("utf-8"))
    except ProviderMissing as missing:
        if may_be_left_out():
            pytest.skip(str(missing))
        pytest.fail(str(missing), pytrace=False)
