"""Providers are found where machines have them, and their absence is said loudly."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from .provider_download import DownloadFailed, downloaded, unpacked
from .provider_mirror import ProviderMissing, add_package, find_aws, find_oci
from .provider_packages import (
    MIRROR_VARIABLE,
    Place,
    ProviderPackage,
    configured_folders,
    packages_below,
    usual_places,
)
from .terraform_core import TerraformCore, write_python_command

LAYOUT = "registry.terraform.io/hashicorp/{0}/{1}/{2}/terraform-provider-{0}_v{1}_x5"


def put_provider(folder: Path, provider: str = "aws", version: str = "5.100.0", platform: str = "linux_amd64") -> Path:
    """An executable in Terraform's layout of unpacked mirrors."""
    executable = folder / LAYOUT.format(provider, version, platform)
    executable.parent.mkdir(parents=True)
    return write_python_command(executable)


def zip_provider(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("terraform-provider-aws_v5.90.0_x5", "#!/bin/sh\n")
    return path


@pytest.fixture
def core(tmp_path: Path) -> TerraformCore:
    """A core without a way to the registry."""
    program = "import sys; sys.exit('Error: could not connect to registry.terraform.io')"
    return TerraformCore(write_python_command(tmp_path / "terraform", "-c", program), "1.11.4", "linux_amd64")


def test_a_chosen_mirror_gives_the_pinned_release(tmp_path: Path, core: TerraformCore) -> None:
    for version in ("4.0.0", "5.90.0", "5.100.0", "6.62.0", "7.0.0"):
        put_provider(tmp_path / "mirror", version=version)

    found = find_aws(core, {MIRROR_VARIABLE: str(tmp_path / "mirror")}, tmp_path)

    assert found.version_text == "5.100.0"


def test_without_the_pinned_release_the_newest_allowed_one_is_taken(tmp_path: Path, core: TerraformCore) -> None:
    for version in ("4.0.0", "5.90.0", "6.2.0", "6.10.0", "7.0.0"):
        put_provider(tmp_path / "mirror", version=version)

    found = find_aws(core, {MIRROR_VARIABLE: str(tmp_path / "mirror")}, tmp_path)

    assert found.version_text == "6.10.0"


def test_a_chosen_mirror_without_the_provider_is_an_error_that_says_what_to_do(
    tmp_path: Path, core: TerraformCore
) -> None:
    put_provider(tmp_path / "mirror", platform="darwin_arm64")

    with pytest.raises(ProviderMissing, match=rf"Searched: {MIRROR_VARIABLE}=.*\nSet {MIRROR_VARIABLE} to a folder"):
        find_aws(core, {MIRROR_VARIABLE: str(tmp_path / "mirror")}, tmp_path)


def test_the_real_oci_provider_is_found_in_the_same_way(tmp_path: Path, core: TerraformCore) -> None:
    put_provider(tmp_path / "mirror", "oci", "8.28.0")

    assert find_oci(core, {MIRROR_VARIABLE: str(tmp_path / "mirror")}, tmp_path).version_text == "8.28.0"


def test_the_users_own_cli_configuration_names_mirrors(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    configuration = tmp_path / "terraformrc"
    configuration.write_text(
        'plugin_cache_dir = "$ADBKMS_TEST_FOLDER/cache"\n'
        "provider_installation {\n"
        '  filesystem_mirror {\n    path = "/mirrors/a"\n    include = ["hashicorp/*"]\n  }\n'
        '  filesystem_mirror {\n    path = "/mirrors/b"\n  }\n  direct {}\n}\n'
    )
    monkeypatch.setenv("ADBKMS_TEST_FOLDER", "/folder")

    assert configured_folders(configuration) == [
        Path("/mirrors/a"),
        Path("/mirrors/b"),
        Path("/folder/cache"),
    ]


@pytest.mark.parametrize("text", [None, "provider_installation {{{", "provider_installation {}\n"])
def test_a_cli_configuration_that_names_none_is_passed_over(tmp_path: Path, text: str | None) -> None:
    configuration = tmp_path / "terraformrc"
    if text is not None:
        configuration.write_text(text)

    assert configured_folders(configuration) == []


def test_the_usual_places_include_terraforms_own(tmp_path: Path) -> None:
    environment = {"TF_PLUGIN_CACHE_DIR": "/cache", "XDG_DATA_DIRS": "/data"}

    folders = [folder for place in usual_places(environment, tmp_path) for folder in place.folders]

    assert folders[:4] == [
        tmp_path / ".terraform.d/plugins",
        tmp_path / ".local/share/terraform/plugins",
        Path("/data/terraform/plugins"),
        Path("/cache"),
    ]
    assert folders[-1] == tmp_path


def test_software_folders_are_searched_some_levels_deep_and_not_through_links(tmp_path: Path) -> None:
    executable = put_provider(tmp_path / "opt/vendor")
    put_provider(tmp_path / "elsewhere", version="6.0.0")
    put_provider(tmp_path / "opt/site/node_modules", version="6.1.0")
    (tmp_path / "opt/link").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    place = Place("software", (tmp_path / "opt",), depth=8, through_links=False)

    assert packages_below(place, "aws", "linux_amd64") == [ProviderPackage((5, 100, 0), executable)]
    assert packages_below(Place("too flat", (tmp_path / "opt",), depth=3), "aws", "linux_amd64") == []


def test_a_zip_is_unpacked_once_and_linked_into_the_mirror(tmp_path: Path) -> None:
    archive = zip_provider(tmp_path / "packed/terraform-provider-aws_5.90.0_linux_amd64.zip")
    (package,) = packages_below(Place("packed", (tmp_path / "packed",)), "aws", "linux_amd64")
    assert package == ProviderPackage((5, 90, 0), archive)

    first = unpacked(package, tmp_path / "kept", "linux_amd64")
    again = unpacked(package, tmp_path / "kept", "linux_amd64")
    version = add_package(tmp_path / "mirror", "hashicorp/aws", first, "linux_amd64")

    assert first == again
    assert os.access(first.path, os.X_OK)
    assert version == "5.90.0"
    linked = tmp_path / "mirror/registry.terraform.io/hashicorp/aws/5.90.0/linux_amd64" / first.path.name
    assert linked.resolve() == first.path
    assert (tmp_path / "mirror/registry.opentofu.org/hashicorp/aws/5.90.0").is_dir()


def test_terraform_downloads_what_no_machine_has(tmp_path: Path) -> None:
    packed = zip_provider(tmp_path / "registry.zip")
    program = (
        "import pathlib, shutil, sys\n"
        "assert sys.argv[1:] == ['providers', 'mirror', '-platform=linux_amd64', 'mirror'], sys.argv\n"
        "assert 'version = \"5.90.0\"' in pathlib.Path('versions.tf').read_text()\n"
        "folder = pathlib.Path('mirror/registry.terraform.io/hashicorp/aws')\n"
        "folder.mkdir(parents=True)\n"
        f"shutil.copy({str(packed)!r}, folder / 'terraform-provider-aws_5.90.0_linux_amd64.zip')\n"
    )
    online = TerraformCore(write_python_command(tmp_path / "terraform", "-c", program), "1.11.4", "linux_amd64")

    package = downloaded(online, tmp_path / "kept", "aws", (5, 90, 0), dict(os.environ))

    assert package.path == tmp_path / "kept/5.90.0/linux_amd64/terraform-provider-aws_v5.90.0_x5"
    assert sorted(path.name for path in (tmp_path / "kept").iterdir()) == [".lock", "5.90.0"]


def test_a_download_that_fails_says_what_terraform_said(tmp_path: Path, core: TerraformCore) -> None:
    with pytest.raises(DownloadFailed, match="could not connect to registry"):
        downloaded(core, tmp_path / "kept", "aws", (5, 100, 0), dict(os.environ))

    assert [path.name for path in (tmp_path / "kept").iterdir()] == [".lock"]


def test_half_a_download_of_a_killed_run_is_not_taken_and_cleared_away(tmp_path: Path) -> None:
    name = "terraform-provider-aws_5.90.0_linux_amd64.zip"
    kept = tmp_path / "kept"
    (kept / ".incomplete").mkdir(parents=True)
    (kept / ".incomplete" / name).write_bytes(b"PK")
    package = ProviderPackage((5, 90, 0), zip_provider(tmp_path / name))

    assert packages_below(Place("kept", (kept,)), "aws", "linux_amd64") == []
    assert unpacked(package, kept, "linux_amd64").path.parent == kept / "5.90.0/linux_amd64"
    assert not (kept / ".incomplete").exists()
