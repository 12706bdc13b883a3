"""The pinned data is what the installed SDKs say, and reading it needs none of them."""

from __future__ import annotations

import subprocess
import sys

import pytest

from generator.facts.pinned import DATA, pinned
from generator.facts.refresh import pinned_files


@pytest.mark.parametrize("name", sorted(pinned_files()))
def test_a_pinned_file_is_what_the_installed_sdks_say(name: str) -> None:
    current = pinned_files()[name]
    assert (DATA / name).read_text(encoding="utf-8") == current, (
        f"{name} is out of date: run `python -m generator.facts.refresh` and review the change"
    )


def test_a_file_that_is_not_there_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        pinned("no-such-file.json")


def test_facts_are_known_without_importing_an_sdk() -> None:
    program = """
import sys
from generator.facts import arn, aws_regions, kms_actions, limits, oci_regions, ocid

assert aws_regions.kms_endpoint("us-east-2") == "kms.us-east-2.amazonaws.com"
assert oci_regions.realm_of("iad") == "oc1"
assert not kms_actions.unknown("kms:Decrypt")
print(sorted({"boto3", "botocore", "oci", "yaml"} & set(sys.modules)))
"""
    run = subprocess.run(
        [sys.executable, "-c", program], cwd=DATA.parents[2], capture_output=True, text=True, check=False
    )
    assert (run.stdout, run.stderr) == ("[]\n", "")
