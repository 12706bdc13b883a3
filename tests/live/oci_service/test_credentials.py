"""Configuration files for the SDK."""

from __future__ import annotations

import stat
from pathlib import Path

import oci

from tests.oci_service import TENANCY, Profile, oci_config_file


def test_the_sdk_finds_every_profile_valid(tmp_path: Path) -> None:
    profiles = (Profile(), Profile("PAYMENTS", "ocid1.tenancy.oc1..other", "eu-frankfurt-1"))
    config = oci_config_file(tmp_path, *profiles)
    default, payments = (oci.config.from_file(str(config), profile.name) for profile in profiles)
    oci.config.validate_config(default)
    oci.config.validate_config(payments)
    assert (default["tenancy"], default["region"]) == (TENANCY, "us-ashburn-1")
    assert (payments["tenancy"], payments["region"]) == ("ocid1.tenancy.oc1..other", "eu-frankfurt-1")


def test_nobody_else_may_read_them(tmp_path: Path) -> None:
    config = oci_config_file(tmp_path / "oci", Profile(security_token=True))
    assert {stat.S_IMODE(file.stat().st_mode) for file in config.parent.iterdir()} == {0o600}
