"""A fleet in which every option of the spec is used and few blocks have equal shapes.

Stack for stack the same for one seed, however many there are. Everything in it is invented, and valid.
"""

from __future__ import annotations

from pathlib import Path
from random import Random
from typing import Any

import yaml

from bench.mixed_databases import databases
from bench.mixed_identities import keys, policies, roles
from bench.mixed_words import OCI_REGIONS, account, aws_tags, freeform_tags, sentence, some, word

_FILES = 10
_Map = dict[str, Any]


def write_mixed_fleet(folder: Path, stacks: int, seed: int = 0) -> Path:
    """Writes a spec of so many stacks of ten databases, as at most ten files beside a `defaults.yaml`, and returns its
    folder."""
    specs = folder / f"mixed-{stacks}"
    specs.mkdir(parents=True)
    _write(specs / "defaults.yaml", {"defaults": _DEFAULTS})
    files = min(_FILES, stacks)
    for file in range(files):
        members = {f"mixed-{number:05}": mixed_stack(number, seed) for number in range(file, stacks, files)}
        source = _MODULE_SOURCES[file % len(_MODULE_SOURCES)]
        _write(specs / f"part-{file}.yaml", ({"module_source": source} if source else {}) | {"stacks": members})
    return specs


def mixed_stack(number: int, seed: int = 0) -> _Map:
    """The stack of that number, as the values of YAML."""
    random = Random(f"{seed}/{number}")
    region, key = random.choice(OCI_REGIONS)
    stack: _Map = {"aws": _aws(random, number), "oci": _oci(random, number, region)}
    if backend := some(random, 0.7, lambda: random.choice(_BACKENDS)(random, number)):
        stack["backend"] = backend
    stack["terraform"] = _terraform(random)
    if random.random() < 0.4:
        stack["protect"] = random.choice([True, False])
    if random.random() < 0.3:
        stack["key_name_pattern"] = random.choice(
            ["{base}-v{generation}", "{base}/{generation}", "k_{base}_{generation}"]
        )
    stack["keys"] = keys(random, number, stack["aws"])
    stack["policies"] = policies(random, number, stack["aws"], stack["keys"])
    stack["roles"] = roles(random, number, stack["aws"], stack["policies"])
    stack["databases"] = databases(random, number, key, stack)
    return stack


_DEFAULTS: _Map = {
    "aws": {"tags": {"managed-by": "adbkms", "Kostenträger": "Zürich 0042"}},
    "oci": {"freeform_tags": {"managed-by": "adbkms"}},
}

# The modules are the stack's own copy, from Git, or from a registry.
_MODULE_SOURCES: list[str | _Map | None] = [
    None,
    "vendored",
    "git::https://git.example.com/platform/adbkms-modules.git?ref=v1.4.2",
    {"source": "registry.example.com/platform/adbkms/aws", "version": "~> 1.4"},
]


def _aws(random: Random, number: int) -> _Map:
    aws: _Map = {
        "account_id": account(number),
        "region": random.choice(["us-east-1", "us-east-2", "eu-central-1", "eu-west-1", "ap-southeast-2", "sa-east-1"]),
    }
    if random.random() < 0.4:
        aws["profile"] = f"{word(random)} {word(random)}-{number}"
    if random.random() < 0.4:
        aws["assume_role_arn"] = f"arn:aws:iam::{account(number)}:role/{word(random)}/terraform-{number}"
    if random.random() < 0.6:
        aws["tags"] = aws_tags(random)
    return aws


def _oci(random: Random, number: int, region: str) -> _Map:
    oci: _Map = {
        "tenancy_id": f"ocid1.tenancy.oc1..aaaamixed{number % 7}",
        "compartment_id": f"ocid1.compartment.oc1..aaaamixed{number:05}",
        "region": region,
    }
    if random.random() < 0.4:
        oci["profile"] = word(random).upper()
    if random.random() < 0.6:
        oci["freeform_tags"] = freeform_tags(random)
    return oci


def _terraform(random: Random) -> _Map:
    # 1.7 is the first with `removed` blocks, which retired keys need.
    settings: _Map = {"required_version": random.choice([">= 1.7", ">= 1.9, < 2", "~> 1.10", ">= 1.8, != 1.8.3"])}
    if random.random() < 0.5:
        providers = {
            "aws": random.choice([">= 5.68, < 7", "~> 6.0", ">= 5.90"]),
            "oci": random.choice([">= 6.15", "~> 8.1"]),
        }
        settings["providers"] = {
            name: providers[name] for name in sorted(random.sample(sorted(providers), random.choice([1, 2])))
        }
    if random.random() < 0.3:
        settings["tests"] = random.choice([True, False])
    return settings


def _s3(random: Random, number: int) -> _Map:
    config: _Map = {"bucket": f"state-{word(random)}", "key": f"adbkms/{number}.tfstate", "region": "eu-central-1"}
    config |= random.choice(
        [{}, {"encrypt": True}, {"use_lockfile": True, "encrypt": True}, {"max_retries": number % 9}]
    )
    if random.random() < 0.4:
        config["assume_role"] = {"role_arn": f"arn:aws:iam::{account(number)}:role/state", "session_name": word(random)}
    return {"type": "s3", "config": config}


def _azurerm(random: Random, number: int) -> _Map:
    config = {"storage_account_name": word(random), "container_name": "tfstate", "key": f"{number}.tfstate"}
    return {"type": "azurerm", "config": config | {"use_azuread_auth": random.choice([True, False])}}


def _remote(random: Random, number: int) -> _Map:
    workspaces = random.choice([{"name": f"adbkms-{number}"}, {"prefix": f"{word(random)}-"}])
    return {"type": "remote", "config": {"organization": word(random), "workspaces": workspaces}}


def _gcs(random: Random, number: int) -> _Map:
    return {"type": "gcs", "config": {"bucket": f"state-{word(random)}", "prefix": f"adbkms/{number}"}}


def _local(random: Random, number: int) -> _Map:
    return {"type": "local", "config": {"path": f"../{word(random)}/{number}.tfstate"}}


_BACKENDS = [_s3, _s3, _azurerm, _remote, _gcs, _local]


def _write(file: Path, contents: _Map) -> None:
    text = yaml.dump({"version": 1} | contents, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=110)
    file.write_text(f"# {sentence(Random(file.name))}\n{text}", "utf-8")


class _Dumper(yaml.CSafeDumper):
    """Without anchors: what two objects have in common is written twice, as people do."""

    def ignore_aliases(self, data: Any) -> bool:
        return True
