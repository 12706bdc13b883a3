"""A filesystem mirror for `terraform init`: the real hashicorp/aws, and oracle/oci or its stand-in.

https://developer.hashicorp.com/terraform/cli/config/config-file#filesystem_mirror
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from .oci_stand_in.certificate import write_certificate
from .oci_stand_in.database_store import STORE_VARIABLE, DatabaseStore
from .oci_stand_in.provider_schema import PINNED_SCHEMA, read_provider_schema
from .provider_download import REGISTRY, DownloadFailed, downloaded, unpacked
from .provider_packages import MIRROR_VARIABLE, Place, ProviderPackage, packages_below, usual_places
from .terraform_core import Terraform, TerraformCore, clean_environment, write_python_command

OCI_VARIABLE = "ADBKMS_TEST_OCI_PROVIDER"
# OpenTofu takes a source address without a host from its own registry.
HOSTS = (REGISTRY, "registry.opentofu.org")

# The majors that rendered configurations allow, and the release that the pinned schema was taken from.
OLDEST_AWS, NEXT_AWS_MAJOR, PINNED_AWS = (5, 68, 0), (7, 0, 0), (5, 100, 0)
OLDEST_OCI = (6, 15, 0)

REPOSITORY = Path(__file__).resolve().parents[2]
KEPT = REPOSITORY / ".cache/terraform-providers"


class ProviderMissing(Exception):
    """A provider is nowhere; the message says where was searched and what to do."""


@dataclass(frozen=True, slots=True)
class ProviderMirror:
    """`cli_configuration` is what TF_CLI_CONFIG_FILE has to name. A provider that is not there is None.
    `has_stand_in` says that oracle/oci is the stand-in."""

    folder: Path
    cli_configuration: Path
    aws: str | None
    oci: str | None
    missing: str = ""
    has_stand_in: bool = True

    def executable(self, source: str) -> Path:
        """The plugin of a provider (`hashicorp/aws`) that is in the mirror."""
        (found,) = (self.folder / HOSTS[0] / source).glob("*/*/terraform-provider-*")
        return found


def make_mirror(folder: Path, core: TerraformCore, environment: Mapping[str, str], home: Path) -> ProviderMirror:
    """Makes the mirror in `folder`. `environment` and `home` are the user's: they lead to providers."""
    folder.mkdir(parents=True)
    missing = ""
    aws: str | None = None
    oci: str | None = None
    try:
        aws = add_package(folder, "hashicorp/aws", find_aws(core, environment, home), core.platform)
    except ProviderMissing as error:
        missing = str(error)
    real_oci = environment.get(OCI_VARIABLE, "stand-in") == "real"
    if real_oci:
        oci = add_package(folder, "oracle/oci", find_oci(core, environment, home), core.platform)
    else:
        oci = add_oci_stand_in(folder, core.platform)
    cli_configuration = folder / "cli.tfrc"
    cli_configuration.write_text(
        f'provider_installation {{\n  filesystem_mirror {{\n    path = "{folder}"\n  }}\n}}\n',
        encoding="utf-8",
    )
    return ProviderMirror(folder, cli_configuration, aws, oci, missing, has_stand_in=not real_oci)


def terraform_with(core: TerraformCore, mirror: ProviderMirror, databases: DatabaseStore, home: Path) -> Terraform:
    """Terraform's commands with the mirror's providers; the stand-in for oracle/oci works on `databases`."""
    environment = clean_environment(home, mirror.cli_configuration)
    return Terraform(core, {**environment, STORE_VARIABLE: str(databases.folder)})


def find_aws(core: TerraformCore, environment: Mapping[str, str], home: Path) -> ProviderPackage:
    """The real hashicorp/aws, of the pinned schema's release if possible. Raises ProviderMissing."""
    searched = []
    for place in _places(environment, home):
        found = packages_below(place, "aws", core.platform)
        fitting = [package for package in found if OLDEST_AWS <= package.version < NEXT_AWS_MAJOR]
        if fitting:
            return max(fitting, key=lambda package: (package.version == PINNED_AWS, package.version))
        searched.append(place.description)
    if environment.get(MIRROR_VARIABLE):
        raise ProviderMissing(_advice("hashicorp/aws", searched))
    try:
        return downloaded(core, KEPT / "hashicorp/aws", "aws", PINNED_AWS, environment)
    except DownloadFailed as error:
        raise ProviderMissing(f"{_advice('hashicorp/aws', [*searched, REGISTRY])}\n{error}") from error


def find_oci(core: TerraformCore, environment: Mapping[str, str], home: Path) -> ProviderPackage:
    """The real oracle/oci, the newest on this machine. Raises ProviderMissing."""
    searched = []
    for place in _places(environment, home):
        fitting = [package for package in packages_below(place, "oci", core.platform) if package.version >= OLDEST_OCI]
        if fitting:
            return max(fitting)
        searched.append(place.description)
    raise ProviderMissing(_advice("oracle/oci", searched))


def add_package(mirror: Path, source: str, package: ProviderPackage, platform: str) -> str:
    """Puts a package into the mirror, as a link to its executable, and returns its version."""
    folder = mirror / HOSTS[0] / source / package.version_text / platform
    folder.mkdir(parents=True)
    executable = unpacked(package, KEPT / source, platform).path
    (folder / executable.name).symlink_to(executable.resolve())
    _link_other_hosts(mirror, source)
    return package.version_text


def add_oci_stand_in(mirror: Path, platform: str) -> str:
    """Puts the stand-in for oracle/oci into the mirror and returns its version, that of the schema."""
    version = read_provider_schema(PINNED_SCHEMA).version
    folder = mirror / HOSTS[0] / "oracle/oci" / version / platform
    folder.mkdir(parents=True)
    executable = folder / f"terraform-provider-oci_v{version}"
    certificate = mirror / "oci-stand-in.pem"
    write_certificate(certificate)
    write_python_command(executable, "-m", "oci_stand_in", str(certificate), python_path=Path(__file__).parent)
    _link_other_hosts(mirror, "oracle/oci")
    return version


def _link_other_hosts(mirror: Path, source: str) -> None:
    for host in HOSTS[1:]:
        link = mirror / host / source
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(mirror / HOSTS[0] / source, target_is_directory=True)


def _places(environment: Mapping[str, str], home: Path) -> Iterator[Place]:
    chosen = environment.get(MIRROR_VARIABLE)
    if chosen:
        yield Place(f"{MIRROR_VARIABLE}={chosen}", (Path(chosen),))
        return
    yield Place("earlier downloads of these tests", (KEPT,))
    yield from usual_places(environment, home)


def _advice(source: str, searched: list[str]) -> str:
    return (
        f"The real provider {source} is not on this machine, and these tests need it.\n"
        f"Searched: {'; '.join(searched)}.\n"
        f"Set {MIRROR_VARIABLE} to a folder that `terraform providers mirror` has filled, "
        f"or let this machine reach {REGISTRY}."
    )
