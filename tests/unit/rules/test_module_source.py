"""Where modules come from, and in which version."""

from __future__ import annotations

import pytest

from tests.unit.rules.specs import check, check_text, messages, spec_text

NO_VERSION = "takes no `version`. Only registries have versions. Write the address alone, for Git with `?ref=`."
VENDORED = "Write `module_source: vendored`, the default: a copy of the modules is rendered beside the stacks."


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("./modules", f'module_source "./modules" is a path on this machine. {VENDORED}'),
        ("../../modules", f'module_source "../../modules" is a path on this machine. {VENDORED}'),
        ("/srv/modules", f'module_source "/srv/modules" is a path on this machine. {VENDORED}'),
        (
            "git::https://git.example.com/modules.git",
            'module_source "git::https://git.example.com/modules.git" has no ref. Append a tag or a commit: '
            "`git::https://git.example.com/modules.git?ref=v1.0.0`.",
        ),
        (
            "github.com/example/modules?depth=1",
            'module_source "github.com/example/modules?depth=1" has no ref. Append a tag or a commit: '
            "`github.com/example/modules?depth=1&ref=v1.0.0`.",
        ),
        (
            "git@github.com:example/modules.git",
            'module_source "git@github.com:example/modules.git" has no ref. Append a tag or a commit: '
            "`git@github.com:example/modules.git?ref=v1.0.0`.",
        ),
        (
            "{source: 'git::https://git.example.com/modules.git?ref=v1', version: ~> 1.0}",
            f'module_source "git::https://git.example.com/modules.git?ref=v1" {NO_VERSION}',
        ),
        (
            "{source: 'https://example.com/modules.zip', version: ~> 1.0}",
            f'module_source "https://example.com/modules.zip" {NO_VERSION}',
        ),
        (
            "example/adbkms/aws",
            'module_source "example/adbkms/aws" has no version. Write '
            "`module_source: {source: example/adbkms/aws, version: ~> 1.0}`.",
        ),
        (
            "{source: example/adbkms/aws, version: latest}",
            '"latest" is not a version constraint. Write one such as `~> 1.0`.',
        ),
        (
            "vendord",
            'module_source "vendord" is not an address of modules. Expected `vendored`, a Git address with `?ref=`, '
            "or a "
            "registry's NAMESPACE/NAME/PROVIDER with a `version`.",
        ),
    ],
)
def test_modules_without_a_fixed_version_are_refused(source: str, message: str) -> None:
    assert messages(check(at_top=f"module_source: {source}\n"), "ARG107") == [f"3:3: {message}"]


@pytest.mark.parametrize(
    "source",
    [
        "vendored",
        "git::https://git.example.com/modules.git?ref=v1.0.0",
        "git::ssh://git@git.example.com/modules.git?ref=0a1b2c3&depth=1",
        "github.com/example/modules?ref=v1.0.0",
        "{source: example/adbkms/aws, version: ~> 1.0}",
        "{source: app.terraform.io/example/adbkms/aws, version: '>= 1.0, < 2'}",
        "{source: 'registry.example.com:8443/example/adbkms/aws', version: 1.2.3}",
        "https://example.com/modules-1.0.0.zip",
        "s3::https://s3.amazonaws.com/example/modules-1.0.0.zip",
    ],
)
def test_modules_of_a_fixed_version_are_fine(source: str) -> None:
    assert check(at_top=f"module_source: {source}\n") == []


def test_the_modules_of_a_file_are_reported_once() -> None:
    text = spec_text("{keys: null, policies: null, roles: null, databases: null}", at_top="module_source: ./modules\n")
    found = check_text(text.replace("stacks:\n", "stacks:\n  first: {}\n"))

    assert [one.code for one in found] == ["ARG107"]
